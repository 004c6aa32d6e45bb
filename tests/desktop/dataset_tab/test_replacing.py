"""Find and replace on the real tab: counted, shown and unticked first, then one step that keeps every other byte."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ftdesk.dataset.row_query import RowQuery
from ftdesk.dataset.text_query import TextQuery
from ftdesk.desktop.dataset_tab.change_list import ChangeList
from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.dataset_tab.replace_dialog import ReplaceDialog
from ftdesk.desktop.dataset_tab.row_scope import RowScope, Scope

Opener = Callable[[Path], None]
W = TypeVar("W", bound=QWidget)

LINES = (
    b'{"messages":[{"role":"user","content":"tide tide"},{"role":"assistant","content":"The t\\u0069de."}],"n":1.0}',
    b'{"messages": [{"role": "user", "content": "ebb"}, {"role": "assistant", "content": "caf\\u00e9 tide"}]}',
    b'{"broken": "tide"',
    b'{"prompt":"no such word","completion":" none"}',
)


@pytest.fixture
def tides(tab: DatasetTab, opened: Opener, tmp_path: Path) -> DatasetTab:
    path = tmp_path / "tides.jsonl"
    path.write_bytes(b"\r\n".join(LINES) + b"\r\n")
    opened(path)
    return tab


@pytest.fixture
def dialog(tides: DatasetTab, qtbot: QtBot) -> ReplaceDialog:
    action = tides.findChild(QAction, "replace_in_examples")
    assert action is not None
    assert action.shortcut() == QKeySequence("Ctrl+H")
    action.trigger()
    made = tides.window().findChild(ReplaceDialog)
    assert made is not None
    return made


def part(dialog: ReplaceDialog, kind: type[W], name: str) -> W:
    found = dialog.findChild(kind, name)
    assert found is not None, name
    return found


def ask(qtbot: QtBot, dialog: ReplaceDialog, find: str, put: str, count: int) -> None:
    part(dialog, QLineEdit, "replace_find").setText(find)
    part(dialog, QLineEdit, "replace_put").setText(put)
    qtbot.waitUntil(
        lambda: dialog._finder.counted is not None and dialog.changes.count == count, timeout=30_000
    )


def do(qtbot: QtBot, tab: DatasetTab, dialog: ReplaceDialog) -> None:
    before = tab.undo_stack.count()
    part(dialog, QPushButton, "replace_button").click()
    qtbot.waitUntil(lambda: dialog._doing is None, timeout=30_000)
    assert tab.undo_stack.count() == before + 1


def lines(tab: DatasetTab) -> list[bytes]:
    assert tab.session.dataset is not None
    return [tab.session.dataset.line(row_id) for row_id in tab.session.dataset.row_ids().tolist()]


def test_every_change_is_one_step_that_keeps_the_other_bytes(
    tides: DatasetTab, dialog: ReplaceDialog, qtbot: QtBot
) -> None:
    ask(qtbot, dialog, "TIDE", "ebb", 4)
    status = part(dialog, QLabel, "replace_status").text()
    assert status == "4 changes (examples: 2). Not JSON, so left as they are: 1."
    do(qtbot, tides, dialog)
    expected = [
        LINES[0].replace(b"tide tide", b"ebb ebb").replace(b"The t\\u0069de.", b"The ebb."),
        LINES[1].replace(b"tide", b"ebb"),
        *LINES[2:],
    ]
    assert lines(tides) == expected
    assert tides.undo_stack.undoText() == "Replace “TIDE” in 2 examples"
    tides.undo_stack.undo()
    assert lines(tides) == list(LINES)
    assert not tides.session.is_edited


def test_nothing_changes_before_the_button_is_pressed(
    tides: DatasetTab, dialog: ReplaceDialog, qtbot: QtBot
) -> None:
    ask(qtbot, dialog, "tide", "ebb", 4)
    dialog.close()
    assert lines(tides) == list(LINES)
    assert not tides.session.is_edited


def test_a_change_is_shown_before_and_after_and_can_be_left_out(
    tides: DatasetTab, dialog: ReplaceDialog, qtbot: QtBot
) -> None:
    ask(qtbot, dialog, "tide", "ebb", 4)
    model, role = dialog.changes, Qt.ItemDataRole.AccessibleTextRole
    model.index(1, 0).data(role)
    qtbot.waitUntil(lambda: "ebb" in str(model.index(1, 0).data(role)), timeout=30_000)
    assert model.index(1, 0).data(role) == "Line 1: “tide” becomes “ebb”"
    assert model.index(3, 0).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    changes = part(dialog, ChangeList, "change_list")
    changes.setCurrentIndex(model.index(1, 0))
    qtbot.keyClick(changes, Qt.Key.Key_Space)
    changes.setCurrentIndex(model.index(3, 0))
    qtbot.keyClick(changes, Qt.Key.Key_Space)
    assert part(dialog, QPushButton, "replace_button").text() == "Replace 2"
    do(qtbot, tides, dialog)
    assert lines(tides)[0] == LINES[0].replace(b"tide tide", b"ebb tide").replace(b"t\\u0069de", b"ebb")
    assert lines(tides)[1] == LINES[1]


def test_one_role_and_the_rows_shown_alone_can_be_meant(
    tides: DatasetTab, dialog: ReplaceDialog, qtbot: QtBot
) -> None:
    tides.left.filter.show_query(RowQuery(text=TextQuery("caf\u00e9")))
    qtbot.waitUntil(lambda: tides.left.table.examples.shown_ids().tolist() == [1])
    scope = part(dialog, RowScope, "row_scope")
    scope.renew()
    scope.setCurrentIndex(list(Scope).index(Scope.SHOWN))
    ask(qtbot, dialog, "tide", "x", 1)
    scope.setCurrentIndex(list(Scope).index(Scope.ALL))
    part(dialog, QComboBox, "replace_place").setCurrentIndex(2)  # in user messages
    ask(qtbot, dialog, "tide", "x", 2)
    do(qtbot, tides, dialog)
    assert lines(tides) == [LINES[0].replace(b"tide tide", b"x x"), *LINES[1:]]


def test_an_expression_fills_in_its_groups_and_a_bad_one_is_refused(
    tides: DatasetTab, dialog: ReplaceDialog, qtbot: QtBot
) -> None:
    part(dialog, QCheckBox, "replace_pattern").click()
    ask(qtbot, dialog, r"(\w+) (tide)", r"\2 \1", 2)
    part(dialog, QLineEdit, "replace_put").setText(r"\3")
    trouble = part(dialog, QLabel, "replace_trouble")
    qtbot.waitUntil(trouble.isVisible, timeout=30_000)
    assert not part(dialog, QPushButton, "replace_button").isEnabled()
    ask(qtbot, dialog, r"caf. (tide)", "\\1 caf\u00e9", 1)
    do(qtbot, tides, dialog)
    assert json.loads(lines(tides)[1])["messages"][1]["content"] == "tide caf\u00e9"


def test_a_row_that_was_edited_since_is_not_overwritten(
    tides: DatasetTab, dialog: ReplaceDialog, qtbot: QtBot
) -> None:
    ask(qtbot, dialog, "tide", "ebb", 4)
    typed = LINES[0].replace(b"tide tide", b"tide, typed")
    tides.session.replace_line(0, typed, "typing")
    do(qtbot, tides, dialog)
    assert lines(tides)[0] == typed
    assert lines(tides)[1] == LINES[1].replace(b"tide", b"ebb")
    assert "Edited meanwhile, so left as they are: 1." in part(dialog, QLabel, "replace_status").text()


def test_deleted_rows_and_a_saved_file_in_between_do_no_harm(
    tides: DatasetTab, dialog: ReplaceDialog, qtbot: QtBot
) -> None:
    ask(qtbot, dialog, "tide", "ebb", 4)
    tides.session.delete_rows([0], "delete")
    assert tides.session.dataset is not None
    tides.session.dataset.save()
    do(qtbot, tides, dialog)
    assert lines(tides)[0] == LINES[1].replace(b"tide", b"ebb")


def test_replacing_can_be_stopped_and_then_nothing_has_changed(
    tides: DatasetTab, dialog: ReplaceDialog, qtbot: QtBot
) -> None:
    ask(qtbot, dialog, "tide", "ebb", 4)
    button = part(dialog, QPushButton, "replace_button")
    button.click()
    assert button.text() == "Stop"
    button.click()
    qtbot.waitUntil(lambda: dialog._doing is None, timeout=30_000)
    assert lines(tides) == list(LINES)
    assert not tides.session.is_edited


def test_the_filters_text_is_what_one_begins_with(tides: DatasetTab, qtbot: QtBot) -> None:
    tides.left.filter.show_query(RowQuery(text=TextQuery("ebb", match_case=True)))
    tides.bulk.ask_replace()
    dialog = tides.window().findChild(ReplaceDialog)
    assert dialog is not None
    assert dialog.form.replacement().query == TextQuery("ebb", match_case=True)
