"""Open, mend, kill, restart, save: the real window in a process of its own, killed without a warning."""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest

from ftdesk.desktop.dataset_tab.content_sized_editor import ContentSizedEditor
from ftdesk.resource_files import resource_directory

Start = Callable[..., Any]

SAMPLE = resource_directory() / "samples" / "harbor_tone.jsonl"
NEXT_TO_LAST = 146
REAL_FILES = 6

OPEN = """
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from ftdesk.desktop.dataset_tab.content_sized_editor import ContentSizedEditor

    def texts(tab):
        return [editor for editor in tab.pane.form.findChildren(ContentSizedEditor) if editor.isVisible()]

    def painted(window):
        tab = window.dataset_tab
        once = Qt.ConnectionType.SingleShotConnection  # a file that is taken over is opened again
        tab.opened.connect(lambda _path: QTimer.singleShot(0, tab, lambda: begin(window, tab)), once)
"""
MEND = (
    OPEN
    + """
    def begin(window, tab):
        tab.left.table.choose_row(4)
        when(window, lambda: len(texts(tab)) == 3 and "battery" in texts(tab)[1].value(), lambda: mend(tab))

    def mend(tab):
        QTest.keyClicks(texts(tab)[1], "Mended, ")
        tab.left.table.choose_row(8)
        tab.rows.delete()
        tab.undo_stack.undo()
"""
)
COME_BACK = (
    OPEN
    + """
    def begin(window, tab):
        stack, session = tab.undo_stack, tab.session
        line = lambda: session.line(session.dataset.row_id_at(4)).decode()
        found = dict(notice=tab.notices.sentence("restored"), path=str(session.path), edited=tab.summary.edited)
        found.update(rows=len(session.dataset), line=line(), undo=stack.canUndo(), redo=stack.redoText())
        stack.undo()
        found.update(undone=line(), clean=not tab.summary.edited)
        stack.redo()
        found.update(redone=line())
        tab.save()
        when(window, lambda: not tab.summary.edited, lambda: tell(**found))
"""
)
AFTER_A_SAVE = (
    OPEN
    + """
    def begin(window, tab):
        line = lambda: tab.session.line(tab.session.dataset.row_id_at(4)).decode()
        found = dict(notice=tab.notices.sentence("restored"), edited=tab.summary.edited, line=line())
        found.update(reason=tab.summary.read_only, undo=tab.undo_stack.undoText())
        tab.undo_stack.undo()
        tell(**found, undone=line())
"""
)
LOOK_ON = (
    OPEN
    + """
    def begin(window, tab):
        tell(reason=tab.summary.read_only, notice=tab.notices.sentence("read_only"))
        when(window, lambda: not tab.session.read_only and tab.undo_stack.count(), lambda: take_over(tab))

    def take_over(tab):
        line = tab.session.line(tab.session.dataset.row_id_at(4)).decode()
        tell(reason=tab.summary.read_only, line=line, edited=tab.summary.edited)
"""
)

killed = pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc and sends signals")


@pytest.fixture
def mended_file(tmp_path: Path) -> Path:
    """A copy of the sample, to be mended in its fifth line."""
    return Path(shutil.copy(SAMPLE, tmp_path / "mended.jsonl"))


@pytest.fixture
def mending(start_program: Start, tmp_path: Path, mended_file: Path) -> Any:
    """A window in which the file was mended, a line deleted and the deletion undone; all of it is on the disk."""
    log = tmp_path / "log"
    program = start_program(*at(tmp_path), "--acknowledge", str(log), str(mended_file), script=MEND)
    assert program.wait(lambda: log.exists() and '"undone"' in log.read_text())
    return program


def at(folder: Path) -> tuple[str, str]:
    """The option that names the workspace which all windows of a test share."""
    return "--workspace", str(folder / "workspace")


def kill(program: Any) -> None:
    os.kill(program.process.pid, signal.SIGKILL)
    program.process.wait()


def told(program: Any, count: int = 1) -> dict[str, Any]:
    """The newest of `count` things that a script told."""
    assert program.wait(lambda: len(program.output.splitlines()) >= count), program.complaints
    found: dict[str, Any] = json.loads(program.output.splitlines()[count - 1])
    return found


@killed
def test_a_document_comes_back_after_a_kill_with_its_history_and_a_save_writes_only_what_was_mended(
    start_program: Start, mending: Any, mended_file: Path, tmp_path: Path
) -> None:
    before = mended_file.read_bytes().split(b"\n")
    kill(mending)
    assert mended_file.read_bytes().split(b"\n") == before

    program = start_program(*at(tmp_path), script=COME_BACK)  # no file is named: it comes back by itself
    found = told(program)
    assert found["notice"].startswith("Unsaved edits of ")
    assert (found["path"], found["rows"], found["edited"]) == (str(mended_file), len(before) - 1, True)
    assert "Mended, " in found["line"]
    assert (found["undo"], found["redo"]) == (True, "Delete example")
    assert (found["undone"].encode(), found["clean"]) == (before[4], True)
    assert found["redone"] == found["line"]
    assert program.end(signal.SIGTERM) == 0
    assert program.complaints == []

    after = mended_file.read_bytes().split(b"\n")
    assert after[:4] + after[5:] == before[:4] + before[5:]
    assert after[4].decode() == found["line"]


@killed
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_closes_a_window_with_unsaved_edits_without_a_question_and_they_come_back(
    start_program: Start, mending: Any, mended_file: Path, tmp_path: Path, number: int
) -> None:
    before = mended_file.read_bytes()
    assert mending.end(number, seconds=20) == 0
    assert mending.complaints == []
    assert mended_file.read_bytes() == before
    found = told(start_program(*at(tmp_path), script=COME_BACK))
    assert found["notice"].startswith("Unsaved edits of ")
    assert "Mended, " in found["line"]


@killed
def test_after_the_save_a_restart_says_nothing_and_the_edit_can_still_be_undone(
    start_program: Start, mending: Any, mended_file: Path, tmp_path: Path
) -> None:
    before = mended_file.read_bytes().split(b"\n")
    kill(mending)
    program = start_program(*at(tmp_path), script=COME_BACK)
    told(program)
    kill(program)

    found = told(start_program(*at(tmp_path), str(mended_file), script=AFTER_A_SAVE))
    assert (found["notice"], found["edited"], found["reason"]) == ("", False, "")
    assert "Mended, " in found["line"]
    assert found["undone"].encode() == before[4], found["undo"]


@killed
def test_a_second_window_looks_on_and_takes_over_with_the_edits_when_the_first_is_killed(
    start_program: Start, mending: Any, mended_file: Path, tmp_path: Path
) -> None:
    second = start_program(*at(tmp_path), str(mended_file), script=LOOK_ON)
    found = told(second)
    assert "Another window" in found["reason"]
    assert "Another window" in found["notice"]
    kill(mending)
    found = told(second, 2)
    assert (found["reason"], found["edited"]) == ("", True)
    assert "Mended, " in found["line"]


def test_every_published_file_survives_an_edit_with_all_its_other_bytes(
    desk: Any, real_files: Path, tmp_path: Path
) -> None:
    names = sorted(path.name for path in real_files.glob("*.jsonl"))
    assert len(names) == REAL_FILES
    for name in names:
        path = Path(shutil.copy(real_files / name, tmp_path))
        path.chmod(0o644)
        before = path.read_bytes().split(b"\n")
        desk.open(path)
        row, pane = len(before) // 2, desk.window.dataset_tab.pane
        desk.window.dataset_tab.left.table.choose_row(row)
        desk.wait(lambda pane=pane, line=before[row]: pane.raw.line() == line)
        QTest.keyClicks(desk.find(ContentSizedEditor, "message_text_0"), "Mended, ")
        desk.save()
        after = path.read_bytes().split(b"\n")
        assert b"Mended, " in after[row], name
        assert after[row].replace(b"Mended, ", b"") == before[row], name
        assert after[:row] + after[row + 1 :] == before[:row] + before[row + 1 :], name
