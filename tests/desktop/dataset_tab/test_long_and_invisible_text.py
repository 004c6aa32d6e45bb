"""Texts that a field cannot simply show: very long ones in parts, and characters that nobody can see."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QToolButton, QToolTip
from pytestqt.qtbot import QtBot

from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.content_sized_editor import ContentSizedEditor
from ftdesk.desktop.dataset_tab.invisible_marks import marking
from ftdesk.desktop.dataset_tab.plain_editor import PlainEditor
from ftdesk.desktop.dataset_tab.raw_json_editor import LineEditor
from ftdesk.desktop.dataset_tab.text_window import PART, fits

HIDDEN = "a\u200bb\u202ec\u00a0d\te😀\u2028\r\nf  "


@pytest.fixture
def editor(qtbot: QtBot) -> PlainEditor:
    """A field of its own, seen."""
    made = ContentSizedEditor("field", "Field")
    qtbot.addWidget(made)
    made.resize(400, 120)
    made.show()
    return made


@pytest.fixture
def raw(qtbot: QtBot) -> LineEditor:
    """A line of JSON, seen."""
    made = LineEditor()
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    return made


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("", True),
        ("x" * 50_000, True),
        ("x" * 50_001, False),
        (("x" * 100 + "\n") * 3_000, True),
        (("x" * 100 + "\n") * 5_000, False),
        ("short\n" + "x" * 60_000, False),
        ("x" * 60_000 + "\nshort", False),
    ],
)
def test_a_text_is_shown_whole_as_long_as_its_paragraphs_can_be_typed_in(text: str, whole: bool) -> None:
    assert fits(text) is whole


def test_what_is_edited_in_a_part_leaves_the_other_parts_alone(raw: LineEditor, qtbot: QtBot) -> None:
    text = "".join(f"{number:07} " for number in range(15_000))
    raw.set_value(text)
    later = raw.findChild(QToolButton, "later_part_button")
    qtbot.mouseClick(later, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(later, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(raw, "new")
    assert raw.value() == text[: 2 * PART] + "new" + text[2 * PART :]
    qtbot.mouseClick(later, Qt.MouseButton.LeftButton)
    assert raw.toPlainText() == text[3 * PART : 4 * PART]
    qtbot.mouseClick(raw.findChild(QToolButton, "earlier_part_button"), Qt.MouseButton.LeftButton)
    assert raw.toPlainText() == ("new" + text[2 * PART :])[3 : 3 + PART]


def test_the_keyboard_leads_from_part_to_part(raw: LineEditor, qtbot: QtBot) -> None:
    text = "".join(f"{number:07} " for number in range(8_000))
    raw.set_value(text)
    qtbot.keyClick(raw, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(raw, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert raw.toPlainText() == text[PART : 2 * PART]
    qtbot.keyClick(raw, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert raw.toPlainText() == text[:PART]


def test_a_place_in_another_part_is_found(raw: LineEditor) -> None:
    raw.set_value("x" * 70_000 + "HERE" + "x" * 70_000)
    raw.select(70_000, 70_004)
    assert raw.textCursor().selectedText() == "HERE"


def test_the_part_stays_where_it_is_when_the_text_changes_in_it(raw: LineEditor) -> None:
    text = "x" * 100_000
    raw.set_value(text)
    raw.select(50_000, 50_000)
    shown = raw.toPlainText()
    raw.set_value(text[:50_000] + "y" + text[50_000:])
    assert raw.toPlainText() == (shown[:10_000] + "y" + shown[10_000:])[:PART]


def test_a_megabyte_that_is_pasted_is_taken_and_shown_in_parts(raw: LineEditor, qtbot: QtBot) -> None:
    raw.set_value("[]")
    raw.moveCursor(QTextCursor.MoveOperation.NextCharacter)
    data = QMimeData()
    data.setText("1,\n" * 400_000)
    with qtbot.waitSignal(raw.edited):
        raw.insertFromMimeData(data)
    assert raw.value() == "[" + "1, " * 400_000 + "]"
    assert len(raw.toPlainText()) == PART


def test_copied_text_has_the_true_characters(editor: PlainEditor) -> None:
    editor.set_value(HIDDEN)
    editor.selectAll()
    editor.copy()
    assert QGuiApplication.clipboard().text() == HIDDEN


def test_copying_a_stretch_counts_characters_and_not_halves_of_them(editor: PlainEditor) -> None:
    editor.set_value("😀\u200bb😀")
    cursor = editor.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(4, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    editor.copy()
    assert QGuiApplication.clipboard().text() == "\u200bb"


def test_pasted_invisible_characters_are_seen_at_once_and_kept(editor: PlainEditor) -> None:
    editor.set_value("start ")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    data = QMimeData()
    data.setText("a\u200bb")
    editor.insertFromMimeData(data)
    assert editor.value() == "start a\u200bb"
    assert editor.toPlainText() == "start a▯b"
    editor.insertPlainText("!")
    assert editor.value() == "start a\u200bb!"


@pytest.mark.parametrize("character", ["\u200b", "\u202e", "\x07", "\ufeff", "\u00ad"])
def test_a_suspicious_character_is_painted_in_the_colour_of_a_warning(
    editor: PlainEditor, character: str
) -> None:
    editor.set_value(f"MM{character}MM")
    assert _has_warning_colour(editor)
    marking().switch(on=False)
    assert not _has_warning_colour(editor)
    marking().switch(on=True)


def test_the_characters_that_stand_in_are_not_marked_where_they_are_meant(editor: PlainEditor) -> None:
    editor.set_value("a ▯ box and a \ufffd")
    assert not _has_warning_colour(editor)


def test_the_name_of_a_marked_character_is_its_tooltip(editor: PlainEditor, qtbot: QtBot) -> None:
    editor.set_value("a\u200bb")
    cursor = QTextCursor(editor.document())
    cursor.setPosition(1)
    point = editor.cursorRect(cursor).center() + QPoint(3, 0)
    QApplication.sendEvent(
        editor.viewport(), QHelpEvent(QEvent.Type.ToolTip, point, editor.viewport().mapToGlobal(point))
    )
    qtbot.waitUntil(lambda: QToolTip.text() == "U+200B ZERO WIDTH SPACE")


def test_a_text_that_begins_right_to_left_stands_at_the_right(editor: PlainEditor) -> None:
    editor.set_value("שלום")
    assert editor.document().defaultTextOption().alignment() == Qt.AlignmentFlag.AlignRight
    editor.set_value("12 hello שלום")
    assert editor.document().defaultTextOption().alignment() == Qt.AlignmentFlag.AlignLeft


def test_json_stands_at_the_left_whatever_it_holds(raw: LineEditor) -> None:
    raw.set_value("שלום")
    assert raw.document().defaultTextOption().alignment() == Qt.AlignmentFlag.AlignLeft


def _has_warning_colour(editor: PlainEditor) -> bool:
    image, wanted = editor.grab().toImage(), theme.color("warning").rgb()
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return any(image.pixel(x, y) == wanted for x, y in places)
