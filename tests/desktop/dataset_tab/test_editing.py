"""Editing one example in the form and in its raw line: what changes, what is checked again, what undo brings back."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QCheckBox, QPlainTextEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.dataset_tab.message_card import MessageCard
from ftdesk.desktop.dataset_tab.role_tag import RoleTag
from ftdesk.desktop.theme import apply_theme

Opener = Callable[[Path], None]
W = TypeVar("W", bound=QWidget)


@pytest.fixture
def edited_tab(tab: DatasetTab, opened: Opener, chat_file: Path) -> DatasetTab:
    opened(chat_file)
    tab.desk.go_to_line(3)
    return tab


def find(tab: DatasetTab, kind: type[W], name: str) -> W:
    found = tab.findChild(kind, name)
    assert isinstance(found, kind), name
    return found


def write(tab: DatasetTab, name: str, text: str) -> None:
    """Type at the end of a text, letter by letter."""
    editor = find(tab, QPlainTextEdit, name)
    editor.moveCursor(QTextCursor.MoveOperation.End)
    for letter in text:
        editor.insertPlainText(letter)


def example(tab: DatasetTab, row: int = 2) -> dict:
    return json.loads(tab.session.line(row))


def codes(tab: DatasetTab, row: int = 2) -> list[str]:
    return [finding.code for finding in tab.session.checker.row_findings(row)]


def test_typing_changes_only_that_text_of_that_line(edited_tab: DatasetTab, chat_file: Path) -> None:
    before = chat_file.read_bytes().split(b"\n")[2]
    write(edited_tab, "message_text_1", " More.")
    assert edited_tab.session.line(2) == before.replace(b"Answer 2.", b"Answer 2. More.")
    assert edited_tab.session.line(3) == chat_file.read_bytes().split(b"\r\n")[1].split(b"\n")[1]
    assert edited_tab.summary.edited


def test_typing_is_checked_at_once_and_counted_soon(edited_tab: DatasetTab, qtbot: QtBot) -> None:
    tokens = edited_tab.session.checker.figures(2).tokens
    write(edited_tab, "message_text_1", "\u200b")
    assert "content.invisible" in codes(edited_tab)
    assert tokens is not None
    qtbot.waitUntil(lambda: edited_tab.session.checker.figures(2).tokens == tokens + 3)


def test_keystrokes_in_one_field_are_one_step(edited_tab: DatasetTab) -> None:
    write(edited_tab, "message_text_1", " one two")
    write(edited_tab, "message_text_0", " three")
    assert edited_tab.undo_stack.count() == 2


def test_undo_brings_every_byte_back_and_redo_the_edit(edited_tab: DatasetTab) -> None:
    before = edited_tab.session.line(2)
    write(edited_tab, "message_text_0", "!")
    after = edited_tab.session.line(2)
    edited_tab.undo_stack.undo()
    assert edited_tab.session.line(2) == before
    assert find(edited_tab, QPlainTextEdit, "message_text_0").toPlainText() == "Question 2, café?"
    assert not edited_tab.summary.edited
    edited_tab.undo_stack.redo()
    assert edited_tab.session.line(2) == after


def test_undo_goes_to_the_example_that_it_changes(edited_tab: DatasetTab) -> None:
    write(edited_tab, "message_text_0", "!")
    edited_tab.desk.go_to_line(9)
    edited_tab.undo_stack.undo()
    assert edited_tab.left.table.current_id() == 2


def test_ctrl_z_in_a_text_undoes_the_step_of_the_document(edited_tab: DatasetTab, qtbot: QtBot) -> None:
    write(edited_tab, "message_text_0", "!")
    edited_tab.activateWindow()
    editor = find(edited_tab, QPlainTextEdit, "message_text_0")
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert edited_tab.undo_stack.index() == 0


def test_another_role_is_written_and_its_finding_follows(edited_tab: DatasetTab) -> None:
    tag = find(edited_tab, RoleTag, "message_role_1")
    tag.setCurrentText("user")
    tag.activated.emit(tag.currentIndex())
    assert example(edited_tab)["messages"][1]["role"] == "user"
    assert "assistant.missing" in codes(edited_tab)
    assert edited_tab.side.findings.list.count() >= 1


def test_a_reply_left_out_of_training_gets_the_weight_0(edited_tab: DatasetTab) -> None:
    find(edited_tab, QCheckBox, "message_weight_1").click()
    assert example(edited_tab)["messages"][1]["weight"] == 0
    find(edited_tab, QCheckBox, "message_weight_1").click()
    assert "weight" not in example(edited_tab)["messages"][1]


def test_a_message_is_added_where_its_turn_is(edited_tab: DatasetTab) -> None:
    find(edited_tab, QToolButton, "add_message_button").click()
    assert [message["role"] for message in example(edited_tab)["messages"]] == ["user", "assistant", "user"]
    assert find(edited_tab, MessageCard, "message_card_2").isVisible()


@pytest.mark.parametrize(
    ("action", "contents"),
    [
        ("down", ["Answer 2.", "Question 2, café?"]),
        ("duplicate", ["Question 2, café?", "Question 2, café?", "Answer 2."]),
        ("delete", ["Answer 2."]),
    ],
)
def test_messages_are_moved_duplicated_and_deleted(
    action: str, contents: list[str], edited_tab: DatasetTab
) -> None:
    before = edited_tab.session.line(2)
    edited_tab.pane.form.focus_place(("messages", 0))
    edited_tab.pane.form.act_on_message(action)
    assert [message["content"] for message in example(edited_tab)["messages"]] == contents
    edited_tab.undo_stack.undo()
    assert edited_tab.session.line(2) == before


def test_the_raw_line_follows_the_form(edited_tab: DatasetTab) -> None:
    write(edited_tab, "message_text_1", " More.")
    assert "Answer 2. More." in find(edited_tab, QPlainTextEdit, "raw_json_edit").toPlainText()


def test_the_form_follows_the_raw_line(edited_tab: DatasetTab) -> None:
    raw = edited_tab.pane.raw
    raw.setPlainText(raw.toPlainText().replace("Answer 2.", "Another answer."))
    assert find(edited_tab, QPlainTextEdit, "message_text_1").toPlainText() == "Another answer."
    assert edited_tab.undo_stack.undoText() == "Edit JSON"


def test_a_raw_line_that_is_no_json_keeps_its_text_and_shows_why(edited_tab: DatasetTab) -> None:
    raw = edited_tab.pane.raw
    raw.setPlainText(raw.toPlainText()[:-1])
    assert codes(edited_tab) == ["json.invalid"]
    assert not edited_tab.pane.form.isVisible()
    assert edited_tab.session.line(2) == raw.toPlainText().encode()
    raw.insertPlainText("")
    raw.moveCursor(QTextCursor.MoveOperation.End)
    raw.insertPlainText("}")
    assert edited_tab.pane.form.isVisible()
    assert codes(edited_tab) == []


def test_a_line_stays_one_line_whatever_is_typed_or_pasted(edited_tab: DatasetTab, qtbot: QtBot) -> None:
    raw = edited_tab.pane.raw
    qtbot.keyClick(raw, Qt.Key.Key_Return)
    raw.selectAll()
    pasted = QMimeData()
    pasted.setText('{\n  "prompt": "a",\r\n  "completion": " b"\n}')
    raw.insertFromMimeData(pasted)
    assert example(edited_tab) == {"prompt": "a", "completion": " b"}
    assert b"\n" not in edited_tab.session.line(2)


def test_characters_that_qt_would_change_survive_an_edit_beside_them(
    tab: DatasetTab, opened: Opener, tmp_path: Path
) -> None:
    text = "a\u00a0b\r\nc\u2028d\u2029e\x00f\u202eg😀h"
    path = tmp_path / "odd.jsonl"
    path.write_text(json.dumps({"messages": [{"role": "user", "content": text}]}) + "\n", encoding="utf-8")
    opened(path)
    write(tab, "message_text_0", "Z")
    assert example(tab, 0)["messages"][0]["content"] == text + "Z"


@pytest.mark.parametrize(
    ("key", "modifier", "roles"),
    [
        (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier, ["assistant", "user"]),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, ["user", "assistant", "user"]),
        (
            Qt.Key.Key_D,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
            ["user", "user", "assistant"],
        ),
    ],
)
def test_the_keyboard_moves_adds_and_copies_the_message_it_is_in(
    key: Qt.Key, modifier: Qt.KeyboardModifier, roles: list[str], edited_tab: DatasetTab, qtbot: QtBot
) -> None:
    edited_tab.activateWindow()
    editor = find(edited_tab, QPlainTextEdit, "message_text_0")
    editor.setFocus()
    qtbot.keyClick(editor, key, modifier)
    assert [message["role"] for message in example(edited_tab)["messages"]] == roles


def test_the_tab_follows_another_theme_and_text_size(edited_tab: DatasetTab, qapp: QApplication) -> None:
    for name, size in (("dark", 20), ("contrast", 11), ("light", 13)):
        apply_theme(qapp, name, size)
        assert edited_tab.grab().toImage().pixelColor(200, 300).isValid()
    assert edited_tab.left.table.verticalHeader().defaultSectionSize() == 28


def test_the_form_follows_a_change_of_many_lines_and_its_undo(
    tab: DatasetTab, opened: Opener, tmp_path: Path
) -> None:
    path = tmp_path / "many.jsonl"
    path.write_bytes(b"".join(chat_line(f"Question {number}") + b"\n" for number in range(100)))
    opened(path)
    tab.desk.go_to_line(3)
    lines = [chat_line(f"Other question {number}") for number in range(100)]
    tab.session.replace_lines(range(100), lines, "Replace all")
    assert find(tab, QPlainTextEdit, "message_text_0").toPlainText() == "Other question 2"
    tab.undo_stack.undo()
    assert find(tab, QPlainTextEdit, "message_text_0").toPlainText() == "Question 2"


def chat_line(question: str) -> bytes:
    turns = (("user", question), ("assistant", "Answer."))
    return json.dumps({"messages": [{"role": role, "content": text} for role, text in turns]}).encode()
