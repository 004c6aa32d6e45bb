"""Whole examples: added, copied, deleted, taken over from the playground, and found again by the filter."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QInputDialog, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from ftdesk.api.types import ChatTurn, ToolCall
from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.made_example import MadeExample

Opener = Callable[[Path], None]
TURNS = (ChatTurn("user", "How is the tide?"), ChatTurn("assistant", "Rising."))


@pytest.fixture
def chat(tab: DatasetTab, opened: Opener, chat_file: Path) -> DatasetTab:
    opened(chat_file)
    tab.desk.go_to_line(3)
    return tab


def shown(tab: DatasetTab) -> list[int | None]:
    model = tab.left.table.examples
    return [model.row_id(row) for row in range(model.rowCount())]


def last_line(tab: DatasetTab) -> dict:
    assert tab.session.dataset is not None
    return json.loads(tab.session.line(tab.session.dataset.row_id_at(len(tab.session.dataset) - 1)))


def test_an_example_of_the_playground_is_appended_shown_and_undoable(
    chat: DatasetTab, chat_file: Path
) -> None:
    chat.add_example(TURNS)
    assert [message["content"] for message in last_line(chat)["messages"]] == ["How is the tide?", "Rising."]
    assert chat.left.table.current_id() == 12
    assert chat.summary.examples == 13
    chat.undo_stack.undo()
    assert chat.summary.examples == 12
    assert not chat.summary.edited


def test_an_example_of_the_playground_begins_a_file_where_none_is_open(tab: DatasetTab, qtbot: QtBot) -> None:
    tab.add_example(TURNS)
    qtbot.waitUntil(lambda: tab.is_open)
    assert tab.summary.edited
    qtbot.waitUntil(lambda: tab.left.table.current_id() == 0)


def test_a_made_example_keeps_its_tools_and_calls(chat: DatasetTab) -> None:
    call = ChatTurn("assistant", None, tool_calls=(ToolCall("call_1", "tide", "{}"),))
    chat.add_made_example(MadeExample((TURNS[0], call), tools_json='[{"type": "function"}]'))
    line = last_line(chat)
    assert line["messages"][1]["tool_calls"][0]["function"] == {"name": "tide", "arguments": "{}"}
    assert line["tools"] == [{"type": "function"}]


def test_a_made_completion_is_a_prompt_with_its_completion(chat: DatasetTab) -> None:
    chat.add_made_example(MadeExample(TURNS, completion=True))
    assert last_line(chat) == {"prompt": "How is the tide?", "completion": "Rising."}


def test_a_new_example_comes_after_the_current_one_in_the_files_format(chat: DatasetTab) -> None:
    chat.findChild(QPushButton, "new_example_button").click()
    assert shown(chat)[:5] == [0, 1, 2, 12, 3]
    assert [message["role"] for message in json.loads(chat.session.line(12))["messages"]] == [
        "user",
        "assistant",
    ]
    assert chat.left.table.current_id() == 12


def test_a_copy_is_flagged_as_a_duplicate(chat: DatasetTab) -> None:
    chat.rows.duplicate()
    assert chat.session.line(12) == chat.session.line(2)
    assert [finding.code for finding in chat.session.checker.row_findings(12)] == ["example.duplicate"]


def test_deleted_examples_come_back_where_they_were(chat: DatasetTab, chat_file: Path, qtbot: QtBot) -> None:
    table = chat.left.table
    table.selectionModel().select(
        table.examples.index(5, 0),
        QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
    )
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert shown(chat) == [0, 1, 3, 4, 6, 7, 8, 9, 10, 11]
    chat.undo_stack.undo()
    assert shown(chat) == list(range(12))
    assert not chat.summary.edited


def test_many_rows_go_and_come_at_once(tab: DatasetTab, opened: Opener, tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text('{"prompt": "a", "completion": " b"}\n' * 500, encoding="utf-8")
    opened(path)
    tab.left.table.selectAll()
    tab.rows.delete()
    assert shown(tab) == []
    tab.undo_stack.undo()
    assert shown(tab) == list(range(500))


def test_every_example_can_be_deleted_and_a_new_one_begun(chat: DatasetTab) -> None:
    chat.left.table.selectAll()
    chat.rows.delete()
    assert chat.left.table.current_id() is None
    chat.add_empty_example()
    assert shown(chat) == [12]
    assert chat.pane.form.isVisible()


def test_the_filter_shows_the_rows_that_hold_a_text(chat: DatasetTab, qtbot: QtBot) -> None:
    chat.left.filter.edit.setText("ANSWER 1")
    qtbot.waitUntil(lambda: shown(chat) == [1, 10, 11])
    chat.left.filter.edit.setText("CAF\u00c9")
    qtbot.waitUntil(lambda: len(shown(chat)) == 12)
    chat.left.filter.edit.setText("nothing like that")
    qtbot.waitUntil(lambda: shown(chat) == [])
    chat.left.filter.clear()
    assert shown(chat) == list(range(12))


def test_only_the_rows_with_errors_can_be_shown(chat: DatasetTab, qtbot: QtBot) -> None:
    chat.session.replace_line(7, b"{}", "edit")
    qtbot.waitUntil(lambda: chat.summary.errors != 0)
    chat.left.filter.findChild(QToolButton, "filter_error_button").click()
    assert shown(chat) == [7]


def test_an_edit_keeps_its_row_in_a_filtered_table(chat: DatasetTab, qtbot: QtBot) -> None:
    chat.left.filter.edit.setText("answer 1")
    qtbot.waitUntil(lambda: shown(chat) == [1, 10, 11])
    chat.left.table.choose(10)
    chat.session.replace_line(10, b"{}", "edit")
    chat.rows.add_empty()
    assert shown(chat) == [1, 10, 12, 11]


def test_going_to_a_hidden_line_takes_the_filter_off(chat: DatasetTab, qtbot: QtBot) -> None:
    chat.left.filter.edit.setText("answer 1")
    qtbot.waitUntil(lambda: len(shown(chat)) == 3)
    chat.desk.go_to_line(5)
    assert len(shown(chat)) == 12
    assert chat.left.table.current_id() == 4


def test_the_model_keeps_qts_rules_through_edits(chat: DatasetTab, qtbot: QtBot) -> None:
    model = chat.left.table.examples
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    chat.rows.duplicate()
    chat.left.filter.edit.setText("answer 1")
    qtbot.waitUntil(lambda: len(shown(chat)) == 3)
    chat.rows.delete()
    chat.undo_stack.undo()
    chat.undo_stack.undo()
    assert tester.model() is model


def test_a_filter_that_hides_every_row_says_so_and_escape_takes_it_off(
    chat: DatasetTab, qtbot: QtBot
) -> None:
    bar, rows = chat.left.filter, chat.left.table.examples
    total = rows.rowCount()
    bar.edit.setText("nowhere to be found")
    qtbot.waitUntil(lambda: rows.rowCount() == 0)
    note = chat.left.findChild(QWidget, "no_rows")
    assert note is not None
    assert note.isVisible()
    qtbot.keyClick(bar.edit, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: rows.rowCount() == total)
    assert note.isHidden()


def test_the_dialog_goes_to_the_line_it_was_given(tab: DatasetTab, opened: Opener, chat_file: Path) -> None:
    opened(chat_file)
    tab.findChild(QAction, "go_to_line").trigger()
    dialog = tab.window().findChild(QInputDialog, "go_to_line_dialog")
    assert (dialog.intValue(), dialog.intMaximum()) == (1, 12)
    dialog.setIntValue(9)
    dialog.accept()
    assert tab.left.table.currentIndex().row() == 8
