"""A file that may not be written, or that another window holds: to be read, and said so."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPlainTextEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from ftdesk.desktop.dataset_summary import DatasetSummary
from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.dataset_tab.plain_editor import PlainEditor
from ftdesk.desktop.status_bar import StatusBar

Opener = Callable[[Path], None]
HELD = "Another window has it."


@pytest.fixture
def held(tab: DatasetTab, opened: Opener, chat_file: Path) -> DatasetTab:
    """The file is open here, and another window may edit it."""
    opened(chat_file)
    tab.session.set_read_only(HELD)
    return tab


def editors(tab: DatasetTab) -> list[PlainEditor]:
    return [editor for editor in tab.pane.findChildren(PlainEditor) if editor.isVisible()]


def enabled(tab: DatasetTab) -> set[str]:
    return {action.objectName() for action in tab.commands if action.isEnabled()}


def test_a_held_file_says_why_in_its_summary_and_above_the_table(held: DatasetTab) -> None:
    assert held.summary.read_only == HELD
    assert HELD in held.notices.sentence("read_only")


def test_the_texts_of_a_held_file_can_be_read_and_selected_but_not_typed_into(
    held: DatasetTab, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: len(editors(held)) >= 3)
    for editor in editors(held):
        before = editor.value()
        qtbot.keyClicks(editor, "x")
        qtbot.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        assert editor.value() == before
        assert editor.textCursor().hasSelection()
    assert not held.summary.edited


def test_an_example_shown_later_is_locked_too(held: DatasetTab, qtbot: QtBot) -> None:
    held.left.table.choose_row(5)
    qtbot.waitUntil(lambda: "5" in editors(held)[0].value())
    assert all(editor.isReadOnly() for editor in editors(held))
    buttons = held.pane.form.findChildren(QToolButton, "add_message_button")
    assert buttons
    assert not any(button.isEnabled() for button in buttons)


def test_commands_that_edit_are_off_and_those_that_read_are_on(held: DatasetTab) -> None:
    assert not enabled(held) & {"new_example", "delete_example", "add_message", "move_message_up"}
    assert enabled(held) >= {"save_file", "save_file_as", "go_to_line", "filter_examples", "next_finding"}
    assert not held.left.findChildren(QToolButton, "delete_example_button")[0].isEnabled()


def test_findings_are_shown_and_cannot_be_mended(
    tab: DatasetTab, opened: Opener, chat_file: Path, qtbot: QtBot
) -> None:
    weighted = b'"role": "user", "weight": 1,'
    chat_file.write_bytes(chat_file.read_bytes().replace(b'"role": "user",', weighted))
    opened(chat_file)
    tab.left.table.choose_row(1)
    findings = tab.side.findings
    qtbot.waitUntil(lambda: findings.findChild(QPushButton, "fix_button") is not None)
    fix = findings.findChild(QPushButton, "fix_button")
    assert isinstance(fix, QPushButton)
    assert fix.isEnabled()
    tab.session.set_read_only(HELD)
    assert not fix.isEnabled()
    tab.left.table.choose_row(3)
    qtbot.waitUntil(lambda: findings.findChild(QPushButton, "fix_button") not in (fix, None))
    assert not any(button.isEnabled() for button in findings.findChildren(QPushButton, "fix_button"))


def test_a_refused_edit_shows_the_notice_once_more(held: DatasetTab) -> None:
    before = held.session.line(2)
    held.notices.clear()
    held.session.replace_line(2, b"{}", "edit")
    held.session.replace_line(3, b"{}", "edit")
    assert held.session.line(2) == before
    assert HELD in held.notices.sentence("read_only")
    assert len([x for x in held.notices.findChildren(QLabel, "notice_text") if x.isVisibleTo(held)]) == 1


def test_a_held_file_is_saved_under_another_name(held: DatasetTab, tmp_path: Path, qtbot: QtBot) -> None:
    before = held.session.line(2)
    held.save()
    dialog = held.window().findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "mine.jsonl"))
    dialog.close()
    qtbot.waitUntil(lambda: not held.summary.read_only)
    assert held.session.path == tmp_path / "mine.jsonl"
    assert (tmp_path / "mine.jsonl").read_bytes().splitlines()[2] == before


def test_once_it_is_free_everything_can_be_edited(held: DatasetTab, qtbot: QtBot) -> None:
    held.session.set_read_only("")
    assert held.summary.read_only == ""
    assert not held.notices.isVisible()
    assert enabled(held) >= {"new_example", "delete_example", "add_message"}
    editor = held.pane.form.findChild(QPlainTextEdit) or editors(held)[0]
    qtbot.keyClicks(editor, "x")
    assert held.summary.edited


def test_the_status_bar_shows_a_badge_beside_the_name(qtbot: QtBot) -> None:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.show()
    badge = bar.findChild(QLabel, "status_read_only")
    assert isinstance(badge, QLabel)
    bar.show_summary(DatasetSummary(Path("a.jsonl"), read_only="<b>held</b>"))
    assert badge.isVisible()
    assert "&lt;b&gt;" in badge.toolTip()
    bar.show_summary(DatasetSummary(Path("a.jsonl")))
    assert not badge.isVisible()


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_file_that_may_not_be_written_opens_and_is_saved_under_another_name(
    what: str,
    tab: DatasetTab,
    opened: Opener,
    chat_file: Path,
    tmp_path_factory: pytest.TempPathFactory,
    qtbot: QtBot,
) -> None:
    locked = chat_file if what == "file" else chat_file.parent
    before, mode = chat_file.read_bytes(), locked.stat().st_mode
    locked.chmod(0o444 if what == "file" else 0o555)
    try:
        if os.access(locked, os.W_OK):
            pytest.skip("the administrator may write everything")
        opened(chat_file)
        qtbot.waitUntil(lambda: "may not be written" in tab.summary.read_only)
        tab.session.replace_line(2, b"{}", "edit")
        tab.save()
        dialog = tab.window().findChild(QFileDialog)
        assert isinstance(dialog, QFileDialog)
        other = tmp_path_factory.mktemp("other") / "mine.jsonl"
        dialog.fileSelected.emit(str(other))
        dialog.close()
        qtbot.waitUntil(lambda: not tab.summary.read_only)
        assert other.read_bytes().split(b"\n")[2] == b"{}"
        assert chat_file.read_bytes() == before
        assert [path.name for path in chat_file.parent.iterdir()] == [chat_file.name]
    finally:
        locked.chmod(mode)
