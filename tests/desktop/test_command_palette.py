from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit, QListView, QMainWindow
from pytestqt.qtbot import QtBot

from ftdesk.desktop.command_palette import Command, CommandPalette


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def palette(qtbot: QtBot, done: list[str]) -> Iterator[CommandPalette]:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    commands = []
    for group, text in (("File", "&Save"), ("Jobs", "New job…"), ("Dataset", "New example")):
        action = QAction(text, window)
        action.triggered.connect(lambda *_, text=text: done.append(text))
        commands.append(Command(group, action))
    commands[0].action.setShortcut(QKeySequence("Ctrl+S"))
    commands[2].action.setEnabled(False)
    made = CommandPalette(lambda: commands, window)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show_over(window)
    yield made
    made.close()


def texts(palette: CommandPalette) -> list[str]:
    model = palette.findChild(QListView).model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def write(palette: CommandPalette, text: str) -> None:
    palette.findChild(QLineEdit).setText(text)


def test_every_command_is_listed_with_its_menu_and_keys(palette: CommandPalette) -> None:
    assert texts(palette) == ["File: Save Ctrl+S", "Jobs: New job", "Dataset: New example"]


def test_typing_filters_and_enter_does_it(palette: CommandPalette, qtbot: QtBot, done: list[str]) -> None:
    write(palette, "newj")
    assert texts(palette) == ["Jobs: New job"]
    qtbot.keyClick(palette.findChild(QLineEdit), Qt.Key.Key_Return)
    assert done == ["New job…"]
    assert not palette.isVisible()


def test_arrows_move_while_typing_goes_on(palette: CommandPalette, qtbot: QtBot, done: list[str]) -> None:
    field = palette.findChild(QLineEdit)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(field, key)
    assert done == ["New job…"]


def test_what_cannot_be_done_now_comes_last_and_does_nothing(
    palette: CommandPalette, qtbot: QtBot, done: list[str]
) -> None:
    write(palette, "new")
    assert texts(palette)[-1] == "Dataset: New example"
    qtbot.keyClick(palette.findChild(QLineEdit), Qt.Key.Key_Up)
    qtbot.keyClick(palette.findChild(QLineEdit), Qt.Key.Key_Return)
    assert done == []
    assert palette.isVisible()


def test_the_list_is_as_high_as_what_it_shows(palette: CommandPalette) -> None:
    before = palette.height()
    write(palette, "newj")
    assert palette.height() < before
    assert palette.findChild(QListView).geometry().bottom() > palette.height() - 16


def test_letters_that_no_command_has_are_answered_in_words(palette: CommandPalette) -> None:
    write(palette, "qqq")
    assert texts(palette) == []
    assert not palette.findChild(QListView).isVisible()


def test_escape_leaves(palette: CommandPalette, qtbot: QtBot) -> None:
    qtbot.keyClick(palette.findChild(QLineEdit), Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_rows_are_painted_in_every_state(palette: CommandPalette) -> None:
    write(palette, "new")
    picture = palette.grab().toImage()
    assert len({picture.pixelColor(x, 80).name() for x in range(0, picture.width(), 2)}) > 3
