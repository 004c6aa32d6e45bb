"""Export, save a copy, revert, reveal, close: the open file stays what it is, and nothing is lost unasked."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.dataset_tab.export_dialog import ExportDialog

Opener = Callable[[Path], None]
Answer = Callable[[str, str], None]
Command = Callable[[str], QAction]
NEW = b'{"messages":[{"role":"user","content":"x"},{"role":"assistant","content":"y"}]}'
VERBS = ("save_copy", "revert_file", "export_file", "reveal_file", "close_file")


@pytest.fixture
def edited(tab: DatasetTab, opened: Opener, chat_file: Path) -> DatasetTab:
    """The file is open, its third line is edited and its first is gone."""
    opened(chat_file)
    tab.session.replace_line(2, NEW, "edit")
    tab.session.delete_rows([0], "delete")
    return tab


@pytest.fixture
def export(edited: DatasetTab, command: Command) -> Callable[[], ExportDialog]:
    """Ask for an export."""

    def ask() -> ExportDialog:
        command("export_file").trigger()
        return next(
            w for w in QApplication.topLevelWidgets() if isinstance(w, ExportDialog) and w.isVisible()
        )

    return ask


def press_export(dialog: ExportDialog, qtbot: QtBot) -> None:
    button = dialog.findChild(QPushButton, "export_button")
    qtbot.waitUntil(button.isEnabled)
    button.click()


def wait_for(tab: DatasetTab, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: tab.notices.sentence("written") != "")
    return tab.notices.sentence("written")


def test_verbs_can_be_chosen_when_they_make_sense(
    tab: DatasetTab, opened: Opener, chat_file: Path, command: Command, qtbot: QtBot
) -> None:
    assert not any(command(name).isEnabled() for name in VERBS)
    with qtbot.waitSignal(tab.opened):
        tab.files.start_new()
    assert [name for name in VERBS if command(name).isEnabled()] == ["save_copy", "export_file", "close_file"]
    tab.session.stack.setClean()
    opened(chat_file)
    assert not command("revert_file").isEnabled()
    assert command("reveal_file").isEnabled()
    tab.session.replace_line(2, NEW, "edit")
    assert command("revert_file").isEnabled()


# -- copy -------------------------------------------------------------------------------------------------------------


def test_a_copy_has_what_is_not_saved_and_the_file_stays_unsaved(
    edited: DatasetTab, chat_file: Path, command: Command, qtbot: QtBot
) -> None:
    before = chat_file.read_bytes()
    command("save_copy").trigger()
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog) and w.isVisible())
    dialog.fileSelected.emit(str(chat_file.with_name("copy.jsonl")))
    dialog.close()
    assert "A copy is saved as copy.jsonl" in wait_for(edited, qtbot)
    lines = before.splitlines(keepends=True)
    expected = b"".join([lines[1], NEW + b"\n", *lines[3:]])
    assert chat_file.with_name("copy.jsonl").read_bytes() == expected
    assert chat_file.read_bytes() == before
    assert edited.session.path == chat_file
    assert edited.summary.edited


def test_a_copy_onto_the_open_file_is_refused(
    edited: DatasetTab, chat_file: Path, failure_sentence: Callable[[], str]
) -> None:
    before = chat_file.read_bytes()
    edited.outputs.write_copy(chat_file)
    assert "is the open file" in failure_sentence()
    assert chat_file.read_bytes() == before


# -- export -----------------------------------------------------------------------------------------------------------


def test_an_export_as_an_array_holds_the_rows_as_they_stand(
    edited: DatasetTab, export: Callable[[], ExportDialog], chat_file: Path, qtbot: QtBot
) -> None:
    dialog = export()
    dialog.form.choose_form("array")
    assert dialog.form.path() == chat_file.with_name("chat.export.json")
    press_export(dialog, qtbot)
    wait_for(edited, qtbot)
    rows = json.loads(chat_file.with_name("chat.export.json").read_bytes())
    assert len(rows) == 11
    assert rows[1] == json.loads(NEW)
    assert edited.summary.edited


def test_only_the_rows_of_the_filter_or_the_selection_are_exported(
    edited: DatasetTab, export: Callable[[], ExportDialog], chat_file: Path, qtbot: QtBot
) -> None:
    edited.left.filter.edit.setText("Question 1")
    qtbot.waitUntil(lambda: edited.left.table.examples.rowCount() == 3)
    dialog = export()
    dialog.form.choose_rows("shown")
    press_export(dialog, qtbot)
    wait_for(edited, qtbot)
    exported = chat_file.with_name("chat.export.jsonl")
    assert exported.read_bytes().count(b"Question 1") == 3
    edited.notices.clear()
    edited.left.table.choose(3)
    edited.left.table.selectAll()
    edited.left.table.choose_row(0)
    dialog = export()
    dialog.form.choose_rows("selected")
    dialog.form.target.edit.setText("one.jsonl")
    press_export(dialog, qtbot)
    wait_for(edited, qtbot)
    assert chat_file.with_name("one.jsonl").read_bytes().count(b"\n") == 1


def test_rows_that_are_no_json_are_named_before_they_are_left_out(
    edited: DatasetTab, export: Callable[[], ExportDialog], chat_file: Path, qtbot: QtBot
) -> None:
    edited.session.replace_line(4, b"{broken", "edit")
    dialog = export()
    qtbot.waitUntil(dialog.findChild(QPushButton, "export_button").isEnabled)
    assert dialog.reason.text() == ""
    dialog.form.choose_form("array")
    qtbot.waitUntil(lambda: dialog.reason.text() == "Rows that are no JSON and will be left out: 1. Lines: 4")
    press_export(dialog, qtbot)
    wait_for(edited, qtbot)
    assert len(json.loads(chat_file.with_name("chat.export.json").read_bytes())) == 10


def test_an_export_replaces_nothing_unasked(
    edited: DatasetTab, export: Callable[[], ExportDialog], chat_file: Path, answer: Answer, qtbot: QtBot
) -> None:
    mine = chat_file.with_name("chat.export.jsonl")
    mine.write_bytes(b"mine")
    press_export(export(), qtbot)
    answer("replace_files_box", "cancel_button")
    assert mine.read_bytes() == b"mine"


# -- revert -----------------------------------------------------------------------------------------------------------


def test_revert_asks_gives_the_saved_rows_and_can_be_undone(
    edited: DatasetTab, chat_file: Path, command: Command, answer: Answer, qtbot: QtBot
) -> None:
    command("revert_file").trigger()
    answer("revert_box", "revert_button")
    qtbot.waitUntil(lambda: not edited.summary.edited)
    assert b"".join(edited.session.dataset.snapshot().chunks()) == chat_file.read_bytes()
    assert edited.left.table.examples.rowCount() == 12
    assert not command("revert_file").isEnabled()
    edited.undo_stack.undo()
    assert edited.summary.edited
    assert edited.session.line(2) == NEW
    assert edited.left.table.examples.rowCount() == 11


def test_revert_does_nothing_when_it_is_declined(
    edited: DatasetTab, command: Command, answer: Answer
) -> None:
    command("revert_file").trigger()
    answer("revert_box", "cancel_button")
    assert edited.session.line(2) == NEW


# -- reveal and close -------------------------------------------------------------------------------------------------


class FolderProgram(QObject):
    """Stands for the system's program that shows folders."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[QUrl] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.shown.append(url)


def test_reveal_shows_the_folder_and_never_the_file(
    edited: DatasetTab, chat_file: Path, command: Command
) -> None:
    program = FolderProgram()
    QDesktopServices.setUrlHandler("file", program, "show")
    try:
        command("reveal_file").trigger()
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert [Path(url.toLocalFile()) for url in program.shown] == [chat_file.parent]


@pytest.mark.parametrize(("button", "is_open"), [("discard_edits_button", False), ("cancel_button", True)])
def test_closing_a_file_asks_about_edits_first(
    button: str, is_open: bool, edited: DatasetTab, command: Command, answer: Answer
) -> None:
    command("close_file").trigger()
    answer("unsaved_edits_box", button)
    assert edited.is_open is is_open
    assert edited.empty.isVisible() is not is_open
    assert command("close_file").isEnabled() is is_open


def test_a_closed_file_can_be_opened_again(
    tab: DatasetTab, opened: Opener, chat_file: Path, command: Command
) -> None:
    opened(chat_file)
    command("close_file").trigger()
    assert tab.summary.name == ""
    opened(chat_file)
    assert tab.left.table.examples.rowCount() == 12
