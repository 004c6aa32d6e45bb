"""Splitting the open file in two, through its dialog: counts are foretold, nothing is replaced unasked."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.dataset_tab.split_dialog import SplitDialog

Opener = Callable[[Path], None]
Answer = Callable[[str, str], None]
Command = Callable[[str], QAction]
MakeDialog = Callable[[], SplitDialog]


@pytest.fixture
def dialog(command: Command, opened: Opener, chat_file: Path, qtbot: QtBot) -> MakeDialog:
    """Open the file, and its split dialog; wait until that knows the counts."""
    opened(chat_file)

    def ask() -> SplitDialog:
        command("split_file").trigger()
        made = next(w for w in QApplication.topLevelWidgets() if isinstance(w, SplitDialog) and w.isVisible())
        qtbot.waitUntil(lambda: "validation" in made.counts.text())
        return made

    return ask


def press_split(dialog: SplitDialog) -> None:
    button = dialog.findChild(QPushButton, "split_button")
    assert button.isEnabled()
    button.click()


def test_without_a_file_there_is_nothing_to_split(command: Command) -> None:
    assert not command("split_file").isEnabled()


def test_the_counts_are_foretold_and_follow_the_share(dialog: MakeDialog, qtbot: QtBot) -> None:
    made = dialog()
    assert made.counts.text() == "11 rows for training · 1 for validation"
    made.form.share.setValue(50)
    assert not made.findChild(QPushButton, "split_button").isEnabled()
    qtbot.waitUntil(lambda: made.counts.text() == "6 rows for training · 6 for validation")
    assert made.findChild(QPushButton, "split_button").isEnabled()


def test_a_share_that_leaves_one_file_empty_says_so(dialog: MakeDialog, qtbot: QtBot) -> None:
    made = dialog()
    made.form.share.setValue(0.1)
    qtbot.waitUntil(lambda: "too small" in made.reason.text())
    assert not made.findChild(QPushButton, "split_button").isEnabled()
    made.form.share.setValue(99.9)
    qtbot.waitUntil(lambda: "too large" in made.reason.text())


def test_repeated_examples_are_told_of(
    dialog: MakeDialog, tab: DatasetTab, qtbot: QtBot, chat_file: Path
) -> None:
    tab.rows.duplicate()
    made = dialog()
    assert made.note.text() == "Repeated examples, kept together: 1."
    made.form.together.setChecked(False)
    qtbot.waitUntil(lambda: "may be in both files" in made.note.text())


def test_both_files_are_written_beside_the_open_one_with_what_is_not_saved(
    dialog: MakeDialog,
    tab: DatasetTab,
    chat_file: Path,
    answer: Answer,
    press_notice: Callable[[str], None],
    qtbot: QtBot,
) -> None:
    made = dialog()
    new = b'{"messages": [{"role": "user", "content": "new"}, {"role": "assistant", "content": "a"}]}'
    made.reject()
    tab.session.replace_line(3, new, "edit")
    press_split(dialog())
    with qtbot.waitSignal(tab.opened):
        press_notice("open_validation_button")
        answer("unsaved_edits_box", "discard_edits_button")
    training = chat_file.with_name("chat.train.jsonl").read_bytes()
    validation = chat_file.with_name("chat.validation.jsonl").read_bytes()
    source = chat_file.read_bytes().splitlines(keepends=True)
    assert Counter((training + validation).splitlines(keepends=True)) == Counter(
        [*source[:3], new + b"\r\n", *source[4:]]
    )
    assert tab.session.path == chat_file.with_name("chat.validation.jsonl")


def test_a_file_that_is_there_is_replaced_only_when_agreed(
    dialog: MakeDialog, tab: DatasetTab, chat_file: Path, answer: Answer, qtbot: QtBot
) -> None:
    mine = chat_file.with_name("chat.validation.jsonl")
    mine.write_bytes(b"mine")
    press_split(dialog())
    answer("replace_files_box", "cancel_button")
    assert mine.read_bytes() == b"mine"
    made = next(w for w in QApplication.topLevelWidgets() if isinstance(w, SplitDialog))
    assert made.isVisible()
    press_split(made)
    answer("replace_files_box", "replace_button")
    qtbot.waitUntil(lambda: tab.notices.sentence("written") != "")
    assert mine.read_bytes() != b"mine"


def test_the_open_file_is_never_a_target(
    dialog: MakeDialog, chat_file: Path, failure_sentence: Callable[[], str], qtbot: QtBot
) -> None:
    before = chat_file.read_bytes()
    made = dialog()
    made.form.training.edit.setText("chat.jsonl")
    qtbot.waitUntil(made.findChild(QPushButton, "split_button").isEnabled)
    press_split(made)
    assert "is the open file" in failure_sentence()
    assert chat_file.read_bytes() == before
    assert made.isVisible()


def test_a_folder_that_is_gone_says_why_nothing_was_written(
    dialog: MakeDialog, chat_file: Path, failure_sentence: Callable[[], str], qtbot: QtBot
) -> None:
    made = dialog()
    made.form.training.edit.setText("nowhere/a.jsonl")
    qtbot.waitUntil(made.findChild(QPushButton, "split_button").isEnabled)
    press_split(made)
    assert "was not saved" in failure_sentence()
    assert [path.name for path in chat_file.parent.iterdir()] == ["chat.jsonl"]


def test_closing_the_dialog_stops_reading(dialog: MakeDialog, qtbot: QtBot) -> None:
    made = dialog()
    made.form.seed.setValue(7)
    made.reject()
    qtbot.waitUntil(lambda: not shiboken6.isValid(made))
