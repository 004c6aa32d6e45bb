"""A new user who opens everything wrong: a clear sentence each time, the window alive, nothing lost."""

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QListWidget
from pytestqt.qtbot import QtBot

from ftdesk.api.types import ChatTurn
from ftdesk.app import running_services
from ftdesk.desktop.connection import ConnectionState, ConnectionStatus
from ftdesk.desktop.made_example import MadeExample
from ftdesk.desktop.main_window import MainWindow
from ftdesk.desktop.messages import FailureBox
from ftdesk.resource_files import resource_directory
from ftdesk.workspace.paths import WorkspacePaths

SAMPLE = resource_directory() / "samples" / "harbor_tone.jsonl"
MADE = MadeExample((ChatTurn("user", "Why?"), ChatTurn("assistant", "Because.")))
EXAMPLE = {"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}]}
LINE = json.dumps(EXAMPLE)

ALIVE = 0.5
"""Seconds. That the window reacts at once is measured on the main job; here it must not hang."""

REFUSED = {
    "folder": (None, "“folder” is a folder. Open one of the files in it."),
    "missing.jsonl": (None, "There is no file “missing.jsonl”. It may have been moved or renamed."),
    "report.jsonl": (
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        "is not a text file but a PDF document. A dataset is a JSONL",
    ),
    "weights.bin": (bytes(range(256)) * 99, "is not a text file but binary data. A dataset is a JSONL"),
}
OFFERED = {
    "wide.jsonl": ((LINE + "\n").encode("utf-16"), 1),
    "half.jsonl": ((LINE + "\n").encode("utf-16-le"), 1),
    "array.json": (json.dumps([EXAMPLE] * 20).encode(), 20),
    "pretty.json": (json.dumps([EXAMPLE] * 20, indent=2).encode(), 20),
}
"""Files in another shape, and how many examples they hold."""
OPENED = {
    "empty.jsonl": (b"", 0, "The file has no example."),
    "long.jsonl": (b"x" * 5_000_000, 1, "Not JSON: at column 1, expected a value but found “xxxxxxxxxxxx”."),
    "latin.jsonl": (
        LINE.replace("Hi", "é").encode("latin-1"),
        1,
        "not UTF-8: unexpected byte 0xE9 at offset",
    ),
}


def make(folder: Path, name: str, content: bytes | None) -> Path:
    path = folder / name
    if content is not None:
        path.write_bytes(content)
    elif name == "folder":
        path.mkdir()
    return path


def open_with_edits(desk: Any, folder: Path) -> Path:
    """Open a good file and edit it, so that there is something to lose."""
    mine = folder / "mine.jsonl"
    mine.write_text((LINE + "\n") * 3)
    desk.open(mine)
    desk.window.dataset_tab.add_made_example(MADE)
    desk.wait(lambda: desk.window.dataset_tab.summary.examples == 4)
    return mine


def failure(desk: Any) -> FailureBox:
    def shown() -> list[FailureBox]:
        return [box for box in desk.window.findChildren(FailureBox) if box.isVisible()]

    desk.wait(lambda: bool(shown()))
    return shown()[0]


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_dataset_is_refused_in_a_sentence_and_the_edits_stay(
    desk: Any, tmp_path: Path, name: str
) -> None:
    # GIVEN unsaved edits
    content, sentence = REFUSED[name]
    mine = open_with_edits(desk, tmp_path)
    # WHEN another file is opened, though the edits would be lost
    desk.window.open_path(make(tmp_path, name, content))
    desk.press("discard_edits_button")
    box = failure(desk)
    # THEN it says why not, and all is as it was
    assert sentence in box.explanation.sentence
    assert name in box.explanation.sentence
    box.accept()
    summary = desk.window.dataset_tab.summary
    assert (summary.path, summary.examples, summary.edited) == (mine, 4, True)
    desk.save()
    assert mine.read_text().count("\n") == 4


@pytest.mark.parametrize("name", OPENED)
def test_a_file_that_is_wrong_inside_opens_and_says_what_is_wrong(
    desk: Any, tmp_path: Path, name: str
) -> None:
    content, examples, sentence = OPENED[name]
    path = make(tmp_path, name, content)
    desk.open(path)
    findings = desk.find(QListWidget, "findings_list")

    def said() -> str:
        return " ".join(label.text() for label in findings.findChildren(QLabel))

    desk.wait(lambda: sentence in said())
    assert desk.window.dataset_tab.summary.examples == examples
    assert path.read_bytes() == content
    assert desk.responsiveness.longest <= ALIVE


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_a_file_without_rights_is_refused_in_a_sentence(
    start_program: Callable[..., Any], tmp_path: Path
) -> None:
    locked = tmp_path / "locked.jsonl"
    locked.write_text(LINE)
    locked.chmod(0)
    program = start_program(
        str(locked),
        powerless=True,
        script="""
        def painted(window):
            when(window, lambda: said(window), lambda: (tell(said=said(window)), window.close()))
        """,
    )
    assert program.end(seconds=20) == 0
    assert json.loads(program.output)["said"][0] == "“locked.jsonl” cannot be read: Permission denied."


# -- the local engine ----------------------------------------------------------------------------------------


def test_an_engine_that_cannot_start_says_why_and_the_rest_works(
    own_home: Path, qapp: object, qtbot: QtBot, tmp_path: Path
) -> None:
    # GIVEN an engine whose database is garbage
    paths = WorkspacePaths(own_home)
    (paths.engine / "engine.sqlite").write_bytes(b"garbage " * 1000)
    with running_services(paths) as services:
        window = MainWindow(services)
        window.show()
        # WHEN the window opens
        services.connection.open()
        qtbot.waitUntil(lambda: services.connection.state.status is ConnectionStatus.FAILED, timeout=20_000)
        # THEN it says why, and a file can be opened all the same
        said = window.findChild(QLabel, "status_provider").text()
        assert said.startswith("The local engine cannot start: ")
        assert "Move it away" in said
        window.open_path(make(tmp_path, "mine.jsonl", LINE.encode()))
        qtbot.waitUntil(lambda: window.dataset_tab.summary.examples == 1, timeout=20_000)
        window.close()
        qtbot.waitUntil(lambda: not window.isVisible())
        window.deleteLater()


@pytest.mark.skipif(sys.platform == "win32", reason="kills by a signal")
def test_an_engine_that_is_killed_comes_back_and_its_job_goes_on(desk: Any, tmp_path: Path) -> None:
    # GIVEN a job that trains
    said: list[str] = []

    def listen(state: ConnectionState) -> None:
        said.append(state.sentence)

    desk.services.connection.changed.connect(listen)
    desk.open(make(tmp_path, "mine.jsonl", SAMPLE.read_bytes()))
    desk.begin_job(epochs=8)
    ledger = desk.services.ledger
    desk.wait(lambda: bool(ledger.jobs("local")) and ledger.jobs("local")[0].state == "running")
    job = ledger.jobs("local")[0]
    # WHEN its engine is killed
    os.kill(desk.services.connection.engine.process_id, signal.SIGKILL)
    # THEN the window says so, and the job goes on to its end
    desk.wait(lambda: "The local engine is running" in said)
    assert said[-2:] == ["The local engine stopped and is starting again", "The local engine is running"]
    desk.wait(lambda: ledger.jobs("local")[0].state == "succeeded", 60_000)
    assert [one.id for one in ledger.jobs("local")] == [job.id]


@pytest.mark.parametrize("name", OFFERED)
def test_a_file_in_another_shape_is_offered_for_import_and_stays_as_it_is(
    desk: Any, tmp_path: Path, name: str
) -> None:
    content, examples = OFFERED[name]
    path = make(tmp_path, name, content)
    desk.window.open_path(path)
    desk.press("import_button")
    tab = desk.window.dataset_tab
    desk.wait(lambda: tab.is_open and tab.summary.examples == examples and tab.summary.errors == 0)
    assert tab.summary.edited
    assert tab.session.path is None
    assert path.read_bytes() == content
    tab.files.journal.discarding = True  # nobody will miss it
    tab.files.reading.close()
