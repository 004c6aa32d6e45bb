"""Near duplicates and leaks on the real tab: found by worker processes, shown side by side, deleted as one step."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from ftdesk.dataset.line_report import CheckOptions
from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.dataset_tab.duplicates_window import DuplicatesWindow

Opener = Callable[[Path], None]
SLOW = 30_000
ANSWER = (
    "The harbour office opens at seven, and the pilot is called an hour before the tide turns on the quay."
)


def line(question: str, answer: str = ANSWER) -> str:
    messages = [{"role": "user", "content": question}, {"role": "assistant", "content": answer}]
    return json.dumps({"messages": messages}) + "\n"


@pytest.fixture
def repeating(tab: DatasetTab, opened: Opener, tmp_path: Path) -> DatasetTab:
    """Line 3 is nearly line 1, line 5 is line 2 in capitals."""
    path = tmp_path / "repeating.jsonl"
    other = (
        "Rivers and valleys are described in the second book, which nobody has returned since last winter."
    )
    path.write_text(
        line("When does it open?")
        + line("Where is the book?", other)
        + line("When does it open today?")
        + line("Something else?", "A short answer, and nothing like the others at all, in any way.")
        + line("WHERE IS THE BOOK?", other)
    )
    opened(path)
    return tab


def trigger(tab: DatasetTab, name: str) -> None:
    action = next(action for action in tab.commands if action.objectName() == name)
    assert isinstance(action, QAction)
    assert action.isEnabled()
    action.trigger()


def window_of(tab: DatasetTab, qtbot: QtBot) -> DuplicatesWindow:
    def shown() -> list[DuplicatesWindow]:
        return [made for made in tab.window().findChildren(DuplicatesWindow) if made.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()), timeout=SLOW)
    return shown()[0]


def press(window: DuplicatesWindow, name: str) -> None:
    button = window.findChild(QPushButton, name)
    assert button is not None
    assert button.isEnabled()
    button.click()


def rows(window: DuplicatesWindow) -> list[tuple[str, ...]]:
    model = window.model
    return [
        tuple(str(model.index(row, column).data()) for column in range(3)) for row in range(model.rowCount())
    ]


def findings(tab: DatasetTab, row: int) -> list[str]:
    return [finding.code for finding in tab.session.checker.row_findings(row)]


def test_near_duplicates_are_shown_side_by_side_and_deleted_as_one_step(
    repeating: DatasetTab, qtbot: QtBot
) -> None:
    tab = repeating
    trigger(tab, "find_near_duplicates")
    window = window_of(tab, qtbot)
    assert [row[:2] for row in rows(window)] == [("3", "1"), ("5", "2")]
    assert rows(window)[1][2] == "100 %"
    qtbot.waitUntil(lambda: "today" in window.panes.after.toPlainText(), timeout=SLOW)
    assert "today" not in window.panes.before.toPlainText()
    assert findings(tab, 2) == ["example.near_duplicate"]
    assert findings(tab, 0) == []
    window.table.selectRow(1)
    press(window, "show_duplicate_button")
    assert tab.left.table.current_id() == 4
    press(window, "delete_duplicates_button")
    qtbot.waitUntil(lambda: not rows(window))
    assert tab.session.dataset is not None
    assert len(tab.session.dataset) == 3
    assert tab.undo_stack.count() == 1
    tab.undo_stack.undo()
    qtbot.waitUntil(lambda: len(rows(window)) == 2)


def test_an_edited_row_is_in_the_list_no_more_until_it_is_undone(repeating: DatasetTab, qtbot: QtBot) -> None:
    tab = repeating
    trigger(tab, "find_near_duplicates")
    window = window_of(tab, qtbot)
    tab.session.replace_line(0, line("Another question?", "And another answer.").encode().rstrip(), "Edit")
    qtbot.waitUntil(lambda: [row[:2] for row in rows(window)] == [("5", "2")])
    assert findings(tab, 2) == []
    tab.undo_stack.undo()
    qtbot.waitUntil(lambda: len(rows(window)) == 2)


def test_a_file_without_any_says_so(tab: DatasetTab, opened: Opener, chat_file: Path, qtbot: QtBot) -> None:
    chat_file.write_text(line("One?", "First answer of all.") + line("Two, or three?", ANSWER))
    opened(chat_file)
    trigger(tab, "find_near_duplicates")
    qtbot.waitUntil(
        lambda: any(
            label.text() == "No near duplicates were found." for label in tab.notices.findChildren(QLabel)
        ),
        timeout=SLOW,
    )


def test_examples_that_stand_in_the_validation_file_are_leaks(
    repeating: DatasetTab, tmp_path: Path, qtbot: QtBot
) -> None:
    tab = repeating
    validation = tmp_path / "validation.jsonl"
    validation.write_text(line("Quite another?", "Yes, quite another one.") + line("When does it open?"))
    tab.duplicates.compare_with(validation)
    window = window_of(tab, qtbot)
    assert rows(window)[0] == ("1", "2", "100 %")
    assert [row[:2] for row in rows(window)] == [("1", "2"), ("3", "2")]
    assert findings(tab, 0) == ["example.leak"]
    warnings = tab.findChild(QToolButton, "filter_warning_button")
    assert warnings is not None
    qtbot.waitUntil(lambda: warnings.text() == "2")
    tab.left.table.choose_row(0)
    assert tab.findChild(QPushButton, "show_line_button") is None, "the line is one of another file"
    qtbot.waitUntil(lambda: "When does it open?" in window.panes.before.toPlainText(), timeout=SLOW)
    press(window, "delete_duplicate_button")
    qtbot.waitUntil(lambda: [row[:2] for row in rows(window)] == [("2", "2")])


def test_another_check_leaves_the_pairs_and_their_findings(repeating: DatasetTab, qtbot: QtBot) -> None:
    tab = repeating
    trigger(tab, "find_near_duplicates")
    window = window_of(tab, qtbot)
    with qtbot.waitSignal(tab.session.checker.finished, timeout=SLOW):
        tab.session.start_check(CheckOptions(target="another"))
    qtbot.waitUntil(lambda: findings(tab, 2) == ["example.near_duplicate"])
    assert len(rows(window)) == 2
