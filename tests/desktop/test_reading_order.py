"""Tab walks down the layout, whatever was made when."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ftdesk.desktop.reading_order import step, stops


def make_page(qtbot: QtBot) -> QWidget:
    """Two columns; the last to be made stands first, and one sits in a scroll area without a layout."""
    page = QWidget()
    qtbot.addWidget(page)
    names = {name: QPushButton(name) for name in ("right", "below", "top")}
    for name, button in names.items():
        button.setObjectName(name)
    spin = QSpinBox(objectName="spin")
    inside = QPushButton("inside", objectName="inside")
    area = QScrollArea(objectName="area")
    area.setWidget(inside)
    left = QVBoxLayout()
    for widget in (names["top"], spin, area, names["below"]):
        left.addWidget(widget)
    row = QHBoxLayout(page)
    row.addLayout(left)
    row.addWidget(names["right"])
    page.show()
    return page


def test_the_stops_stand_in_the_order_of_the_layout(qtbot: QtBot) -> None:
    names = [widget.objectName() for widget in stops(make_page(qtbot))]
    assert names == ["top", "spin", "inside", "below", "right"]


def test_what_is_hidden_or_off_is_no_stop(qtbot: QtBot) -> None:
    page = make_page(qtbot)
    page.findChild(QPushButton, "top").hide()
    page.findChild(QPushButton, "below").setEnabled(False)
    assert [widget.objectName() for widget in stops(page)] == ["spin", "inside", "right"]


def test_a_step_goes_round_at_both_ends(qtbot: QtBot) -> None:
    page = make_page(qtbot)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    first, last = page.findChild(QPushButton, "top"), page.findChild(QPushButton, "right")
    first.setFocus(Qt.FocusReason.OtherFocusReason)
    assert step(page, first, forward=False)
    assert QApplication.focusWidget() is last
    assert step(page, last, forward=True)
    assert QApplication.focusWidget() is first
    assert not step(page, None, forward=True)
