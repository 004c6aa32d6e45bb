"""Files with secrets or personal data: nothing of them leaves this machine before the person said so."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from ftdesk.desktop.jobs_tab.job_starter import JobStarter
from ftdesk.desktop.jobs_tab.new_job_dialog import NewJobDialog
from ftdesk.desktop.services import Services

SLOW = 30_000  # a first worker process has to start


@pytest.fixture
def failure_sentences() -> list[str]:
    """What went wrong before anything was sent."""
    return []


@pytest.fixture
def dialog(services: Services, failure_sentences: list[str], qtbot: QtBot) -> NewJobDialog:
    """Connected to the server on loopback; what it orders is started."""
    services.connection.open()
    qtbot.waitUntil(lambda: services.connection.state.ready)
    made = NewJobDialog(services)
    qtbot.addWidget(made)
    made.open()
    starter = JobStarter(services, services.background)
    starter.failed.connect(lambda error: failure_sentences.append(str(error)))
    made.ordered.connect(starter.start)
    qtbot.waitUntil(lambda: made.model.name == "base-model")
    return made


@pytest.fixture
def private_files(training_file: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Twelve examples, three of them with addresses and one with a key; and a validation file with a card."""

    def add(path: Path, *texts: str) -> None:
        with path.open("a") as file:
            for text in texts:
                answer = {"role": "assistant", "content": "Noted."}
                file.write(json.dumps({"messages": [{"role": "user", "content": text}, answer]}) + "\n")

    key = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"
    add(
        training_file,
        *(f"I am {name}@harbour-mail.com." for name in ("mika", "noor")),
        f"{key} jo@harbour-mail.com",
    )
    validation = tmp_path / "validation.jsonl"
    add(validation, "My card is 4539 1488 0343 6467.")
    return training_file, validation


def fill_in(dialog: NewJobDialog, files: tuple[Path, Path], qtbot: QtBot) -> None:
    dialog.training.show_path(files[0])
    dialog.validation.show_path(files[1])
    qtbot.waitUntil(lambda: not dialog.blocker, timeout=SLOW)


def start(dialog: NewJobDialog, qtbot: QtBot) -> QMessageBox | None:
    qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    boxes = dialog.findChildren(QMessageBox, "private_data_box")
    return next((box for box in boxes if box.isVisible()), None)


def press(box: QMessageBox, name: str, qtbot: QtBot) -> None:
    button = box.findChild(QPushButton, name)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_nothing_is_sent_before_the_answer(
    dialog: NewJobDialog, private_files: tuple[Path, Path], server: Any, qtbot: QtBot
) -> None:
    fill_in(dialog, private_files, qtbot)
    before = list(server.seen)
    box = start(dialog, qtbot)
    assert box is not None
    words = box.informativeText()
    assert "harbour.jsonl\nExamples with API keys: 1\nExamples with e-mail addresses: 3\n" in words
    assert "validation.jsonl\nExamples with card numbers: 1\n" in words
    assert words.endswith("are sent to 127.0.0.1")
    assert "mika" not in words
    press(box, "private_data_cancel", qtbot)
    assert dialog.isVisible()
    assert dialog.start.isEnabled()
    assert server.seen == before
    box = start(dialog, qtbot)
    assert box is not None
    press(box, "private_data_send", qtbot)
    qtbot.waitUntil(lambda: len(server.posted) == 1, timeout=SLOW)
    assert not dialog.isVisible()


def test_a_look_opens_the_file_with_these_findings_and_sends_nothing(
    dialog: NewJobDialog, private_files: tuple[Path, Path], server: Any, qtbot: QtBot
) -> None:
    fill_in(dialog, private_files, qtbot)
    box = start(dialog, qtbot)
    assert box is not None
    with qtbot.waitSignal(dialog.look_requested) as caught:
        press(box, "private_data_look", qtbot)
    assert caught.args == [private_files[0], {"secret.api_key", "personal.email"}]
    assert not dialog.isVisible()
    assert not server.posted


def test_on_this_machine_nothing_is_asked(
    dialog: NewJobDialog, private_files: tuple[Path, Path], services: Services, qtbot: QtBot
) -> None:
    fill_in(dialog, private_files, qtbot)
    state = services.connection.state
    services.connection._state = replace(state, profile=replace(state.profile, kind="local"))
    with qtbot.waitSignal(dialog.ordered):
        assert start(dialog, qtbot) is None


def test_a_file_that_was_changed_after_it_was_checked_is_not_sent(
    dialog: NewJobDialog,
    training_file: Path,
    server: Any,
    failure_sentences: list[str],
    qtbot: QtBot,
) -> None:
    dialog.training.show_path(training_file)
    qtbot.waitUntil(lambda: not dialog.blocker, timeout=SLOW)
    with training_file.open("a") as file:
        file.write(training_file.read_text().splitlines()[0].replace("berth", "mika@harbour-mail.com") + "\n")
    assert start(dialog, qtbot) is None
    qtbot.waitUntil(lambda: len(failure_sentences) == 1, timeout=SLOW)
    assert "was changed after it was checked" in failure_sentences[0]
    assert not server.posted
    assert not server.files
