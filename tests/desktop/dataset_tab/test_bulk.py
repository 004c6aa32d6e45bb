"""Many examples at once on the real tab: selections, system prompts, weights, the order of the file; each one step."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from ftdesk.dataset.row_query import Key, RowOrder
from ftdesk.desktop.dataset_tab.bulk_dialogs import BulkDialog, SystemPromptDialog, WeightDialog
from ftdesk.desktop.dataset_tab.bulk_steps import NOTICE
from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.dataset_tab.row_scope import Scope
from ftdesk.desktop.dataset_tab.table_header import TableHeader

Opener = Callable[[Path], None]


@pytest.fixture
def chat(tab: DatasetTab, opened: Opener, chat_file: Path) -> DatasetTab:
    opened(chat_file)
    return tab


def select(tab: DatasetTab, *spans: tuple[int, int]) -> None:
    table, selection = tab.left.table, QItemSelection()
    for top, bottom in spans:
        selection.select(table.examples.index(top, 0), table.examples.index(bottom, 0))
    table.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def dialog_of(tab: DatasetTab, kind: type[BulkDialog]) -> BulkDialog:
    return next(dialog for dialog in tab.window().findChildren(kind) if dialog.isVisible())


def do(qtbot: QtBot, tab: DatasetTab, dialog: BulkDialog) -> None:
    before = tab.undo_stack.count()
    dialog.do.click()
    qtbot.waitUntil(lambda: tab.undo_stack.count() == before + 1, timeout=30_000)


def said(tab: DatasetTab, row_id: int) -> list[tuple[str, str]]:
    messages = json.loads(tab.session.line(row_id))["messages"]
    return [(message["role"], message["content"]) for message in messages]


def test_a_selection_is_read_from_its_stretches_in_the_order_shown(chat: DatasetTab) -> None:
    select(chat, (7, 9), (1, 2), (9, 10))
    assert chat.left.table.selection().tolist() == [1, 2, 7, 8, 9, 10]
    chat.left.filter.show_order(RowOrder(Key.POSITION, falling=True))
    select(chat, (0, 1))
    assert chat.left.table.selection().tolist() == [11, 10]
    chat.left.table.clearSelection()
    assert chat.left.table.selection().tolist() == []


def test_keys_select_many(chat: DatasetTab, qtbot: QtBot) -> None:
    table = chat.left.table
    table.choose_row(3)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert table.selected_ids() == [3, 4, 5]
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert table.selected_ids() == list(range(12))


def test_a_system_prompt_is_set_in_the_selected_examples_as_one_step(chat: DatasetTab, qtbot: QtBot) -> None:
    select(chat, (2, 4))
    chat.bulk.ask_system_prompt()
    dialog = dialog_of(chat, SystemPromptDialog)
    assert isinstance(dialog, SystemPromptDialog)
    assert dialog.scope.scope() is Scope.SELECTED
    dialog.text.setPlainText("Be brief.")
    do(qtbot, chat, dialog)
    assert [said(chat, row)[0] for row in (1, 2, 4, 5)] == [
        ("user", "Question 1, caf\u00e9?"),
        ("system", "Be brief."),
        ("system", "Be brief."),
        ("user", "Question 5, caf\u00e9?"),
    ]
    assert chat.left.table.selected_ids() == [2, 3, 4]
    assert chat.undo_stack.undoText() == "Set the system prompt in 3 examples"
    assert chat.notices.sentence(NOTICE) == "Changed examples: 3."
    chat.undo_stack.undo()
    assert not chat.session.is_edited


def test_a_system_prompt_begins_with_that_of_the_current_example_and_can_be_removed(
    chat: DatasetTab, qtbot: QtBot
) -> None:
    old = chat.session.line(3)
    chat.session.replace_line(3, old.replace(b"[{", b'[{"role": "system", "content": "Old"}, {', 1), "edit")
    chat.session.replace_line(5, b'{"prompt": "P", "completion": "C"}', "edit")
    chat.left.table.choose_row(3)
    chat.bulk.ask_system_prompt()
    dialog = dialog_of(chat, SystemPromptDialog)
    assert isinstance(dialog, SystemPromptDialog)
    assert dialog.text.toPlainText() == "Old"
    assert dialog.scope.scope() is Scope.ALL
    dialog.choice.setCurrentIndex(3)
    assert not dialog.text.isEnabled()
    do(qtbot, chat, dialog)
    assert chat.session.line(3) == old
    assert "does not fit them: 1." in chat.notices.sentence(NOTICE)


def test_weights_are_set_on_answers(chat: DatasetTab, qtbot: QtBot) -> None:
    chat.bulk.ask_weights()
    do(qtbot, chat, dialog_of(chat, WeightDialog))
    weights = [message.get("weight") for message in json.loads(chat.session.line(11))["messages"]]
    assert weights == [None, 0]
    assert chat.undo_stack.undoText() == "Set weights in 12 examples"


def test_the_journal_is_ready_before_many_lines_come(chat: DatasetTab, qtbot: QtBot) -> None:
    chat.bulk.ask_weights()
    with qtbot.waitSignal(chat.session.many_coming):
        do(qtbot, chat, dialog_of(chat, WeightDialog))
    assert chat.session.dataset is not None
    additions = chat.session.dataset.additions
    qtbot.waitUntil(lambda: additions.written == len(additions) > 0, timeout=30_000)


def test_a_row_that_is_edited_while_the_others_are_is_left_alone(chat: DatasetTab, qtbot: QtBot) -> None:
    chat.bulk.ask_weights()
    before = chat.undo_stack.count()
    dialog_of(chat, WeightDialog).do.click()
    chat.session.replace_line(4, b'{"messages": []}', "edit")
    qtbot.waitUntil(lambda: chat.undo_stack.count() == before + 2, timeout=30_000)
    assert chat.session.line(4) == b'{"messages": []}'
    assert "Edited meanwhile, so left as they are: 1." in chat.notices.sentence(NOTICE)


def test_nothing_can_be_edited_in_a_file_that_may_only_be_read(chat: DatasetTab) -> None:
    chat.session.set_read_only("another window has it")
    for name in ("replace_in_examples", "bulk_system_prompt", "bulk_weights", "put_in_order"):
        action = chat.findChild(QAction, name)
        assert action is not None
        assert not action.isEnabled()


def test_a_click_on_a_column_orders_the_rows_and_the_file_can_be_put_in_that_order(
    chat: DatasetTab, qtbot: QtBot
) -> None:
    chat.session.replace_line(7, chat.session.line(7).replace(b"Answer", b"Answer " * 50), "edit")
    qtbot.waitUntil(lambda: (chat.session.checker.figures(7).tokens or 0) > 50, timeout=30_000)
    header = chat.left.findChild(TableHeader)
    assert header is not None
    at = QPoint(header.width() - 20, 8)
    qtbot.mouseClick(header, Qt.MouseButton.LeftButton, pos=at)
    table = chat.left.table
    assert table.examples.shown_ids()[0] == 7
    qtbot.mouseClick(header, Qt.MouseButton.LeftButton, pos=at)
    assert table.examples.shown_ids()[-1] == 7
    qtbot.mouseClick(header, Qt.MouseButton.LeftButton, pos=at)
    assert table.examples.shown_ids().tolist() == list(range(12))
    qtbot.mouseClick(header, Qt.MouseButton.LeftButton, pos=at)
    chat.bulk.put_in_order()
    assert chat.session.dataset is not None
    assert chat.session.dataset.row_ids()[0] == 7
    assert not chat.left.filter.order()
    chat.undo_stack.undo()
    assert chat.session.dataset.row_ids().tolist() == list(range(12))


def test_without_another_order_putting_the_file_in_order_says_what_to_do(chat: DatasetTab) -> None:
    before = chat.undo_stack.count()
    chat.bulk.put_in_order()
    assert chat.undo_stack.count() == before
    assert "Click a column" in chat.notices.sentence(NOTICE)


def test_the_rows_have_a_menu(chat: DatasetTab, qtbot: QtBot) -> None:
    menu = chat.left.table.findChild(QMenu, "example_menu")
    assert menu is not None
    names = [action.objectName() for action in menu.actions()]
    assert names[:3] == ["duplicate_example", "delete_example", "replace_in_examples"]
