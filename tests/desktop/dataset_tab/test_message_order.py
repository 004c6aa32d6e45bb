"""Messages put in another order by the mouse, and the looks of an example that are remembered."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QSplitter, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.dataset_tab.invisible_marks import marking
from ftdesk.desktop.services import Services
from tests.desktop.dataset_tab.conftest import Opener

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def talk(tab: DatasetTab, opened: Opener, tmp_path: Path, qtbot: QtBot) -> DatasetTab:
    """One example of four messages: A, B, C and D."""
    path = tmp_path / "talk.jsonl"
    messages = [{"role": "user", "content": text} for text in "ABCD"]
    path.write_text(json.dumps({"messages": messages}) + "\n", encoding="utf-8")
    opened(path)
    qtbot.waitUntil(lambda: tab.findChild(QWidget, "message_card_3") is not None)
    return tab


@pytest.mark.parametrize(
    ("taken", "over", "order"),
    [(0, 2, "BCAD"), (3, 0, "DABC"), (1, 1, "ABCD"), (0, 3, "BCDA")],
)
def test_a_message_is_dragged_to_its_place_as_one_step(
    talk: DatasetTab, taken: int, over: int, order: str
) -> None:
    _drag(talk, taken, over)
    _release(talk, taken, over)
    assert _order(talk) == order
    talk.undo_stack.undo()
    assert _order(talk) == "ABCD"


def test_each_text_is_announced_by_its_number_and_role(talk: DatasetTab) -> None:
    field = talk.findChild(QWidget, "message_text_2")
    assert field.accessibleName() == "Text of message 3, user"


def test_a_line_shows_where_the_message_would_land(talk: DatasetTab) -> None:
    _drag(talk, 0, 2)
    line = talk.findChild(QFrame, "drop_line")
    assert line.isVisible()
    assert line.y() > _card(talk, 2).geometry().center().y()
    _release(talk, 0, 2)
    assert not line.isVisible()


def test_escape_leaves_the_message_where_it_was(talk: DatasetTab, qtbot: QtBot) -> None:
    _drag(talk, 0, 2)
    qtbot.keyClick(talk, Qt.Key.Key_Escape)
    _release(talk, 0, 2)
    assert _order(talk) == "ABCD"
    assert talk.undo_stack.count() == 0


def test_a_press_that_does_not_move_is_no_drag(talk: DatasetTab, qtbot: QtBot) -> None:
    qtbot.mouseClick(talk.findChild(QWidget, "message_handle_2"), LEFT)
    assert talk.undo_stack.count() == 0


def test_form_and_json_stand_side_by_side_where_there_is_room(talk: DatasetTab, qtbot: QtBot) -> None:
    splitter = talk.findChild(QSplitter, "example_splitter")
    assert splitter.orientation() == Qt.Orientation.Vertical
    talk.resize(1800, 760)
    qtbot.waitUntil(lambda: splitter.orientation() == Qt.Orientation.Horizontal)
    assert talk.pane.form.width() > 400
    talk.resize(1100, 760)
    qtbot.waitUntil(lambda: splitter.orientation() == Qt.Orientation.Vertical)


def test_the_chosen_view_is_there_again_in_the_next_window(
    talk: DatasetTab, desk_services: Services, qtbot: QtBot
) -> None:
    talk.findChild(QTabBar, "example_view_switch").setCurrentIndex(2)
    qtbot.waitUntil(lambda: desk_services.settings.current.example_view == "json")
    again = DatasetTab(desk_services)
    qtbot.addWidget(again)
    assert again.findChild(QTabBar, "example_view_switch").currentIndex() == 2


def test_marking_can_be_switched_off_and_stays_off(
    talk: DatasetTab, desk_services: Services, qtbot: QtBot
) -> None:
    action = talk.findChild(QAction, "mark_invisible_characters")
    assert action.isChecked()
    action.trigger()
    assert not marking().is_on
    qtbot.waitUntil(lambda: not desk_services.settings.current.mark_invisible)
    action.trigger()
    assert marking().is_on
    qtbot.waitUntil(lambda: desk_services.settings.current.mark_invisible)


def test_a_line_that_breaks_keeps_its_text_and_points_at_the_place(talk: DatasetTab, qtbot: QtBot) -> None:
    raw = talk.pane.raw
    raw.setFocus()
    raw.select(12, 12)
    qtbot.keyClicks(raw, "}")
    broken = raw.value()
    qtbot.waitUntil(lambda: bool(raw.extraSelections()))
    marks = raw.extraSelections()
    place = marks[0].cursor  # type: ignore[attr-defined]
    assert (place.selectionStart(), place.selectedText()) == (12, "}")
    assert raw.value() == broken
    talk.undo_stack.undo()
    qtbot.waitUntil(lambda: not raw.extraSelections())
    assert _order(talk) == "ABCD"


def _card(tab: DatasetTab, number: int) -> QWidget:
    card = tab.findChild(QWidget, f"message_card_{number}")
    assert card is not None
    return card


def _over(tab: DatasetTab, taken: int, over: int) -> QPoint:
    """A point past the middle of the card `over`, as the handle of `taken` sees it."""
    card, handle = _card(tab, over), tab.findChild(QWidget, f"message_handle_{taken}")
    beyond = 8 if over > taken else -8 if over < taken else 0
    return handle.mapFromGlobal(card.mapToGlobal(card.rect().center() + QPoint(0, beyond)))


def _drag(tab: DatasetTab, taken: int, over: int) -> None:
    handle = tab.findChild(QWidget, f"message_handle_{taken}")
    QTest.mousePress(handle, LEFT)
    QTest.mouseMove(handle, _over(tab, taken, over))


def _release(tab: DatasetTab, taken: int, over: int) -> None:
    QTest.mouseRelease(
        tab.findChild(QWidget, f"message_handle_{taken}"),
        LEFT,
        Qt.KeyboardModifier.NoModifier,
        _over(tab, taken, over),
    )


def _order(tab: DatasetTab) -> str:
    line = tab.session.line(0)
    assert line is not None
    return "".join(message["content"] for message in json.loads(line)["messages"])
