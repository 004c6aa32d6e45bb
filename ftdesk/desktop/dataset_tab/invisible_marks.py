"""Marks over characters that a person cannot see but a model learns: painted, never part of the text.

What could do harm (zero width, direction, control) has a coloured box around its stand-in; spaces that are not plain,
tabs and spaces at the end of a paragraph have a small sign. The name of each is its tooltip.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QPolygonF, QTextCursor

from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.lossless_text import shown, utf16_length

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftdesk.desktop.dataset_tab.plain_editor import PlainEditor

_ODD_SPACES = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_MARKED = re.compile(f"[{_ODD_SPACES}\u2400-\u2421\u25af\u21b5\u00b6\ufffd]| +$")
"""Where, in a shown paragraph, a mark may be due; whether it is, the true text tells."""
_MOST_MARKS = 300
"""In sight at once; a text full of them is not told apart any more."""


class Marking(QObject):
    """Whether characters are marked, for all fields at once."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_on = True

    def switch(self, *, on: bool) -> None:
        """Mark them, or stop it."""
        if on != self.is_on:
            self.is_on = on
            self.changed.emit()


@cache
def marking() -> Marking:
    """The one switch (made at first use, after QApplication)."""
    return Marking()


def paint_marks(editor: PlainEditor) -> None:
    """Paint the marks of what is in sight, over a field that has just painted its text."""
    painter: QPainter | None = None
    for place, text in _marked_places(editor):
        painter = painter or _begin(editor)
        for number, character in enumerate(text):
            _paint(painter, _box(editor, place + number), character)
    if painter is not None:
        painter.end()


def name_at(editor: PlainEditor, point: QPoint) -> str:
    """The code and name of a marked character under the pointer, or nothing."""
    place = editor.cursorForPosition(point).position()
    for start in (place, place - 1):
        if start >= 0 and _box(editor, start).contains(QPointF(point)):
            character = editor.true_text(start, start + 1)
            if character and (shown(character) != character or _is_odd_space(character)):
                return described(character)
    return ""


def described(character: str) -> str:
    """A character's code and Unicode name; control characters have none."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def _begin(editor: PlainEditor) -> QPainter:
    painter = QPainter(editor.viewport())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def _marked_places(editor: PlainEditor) -> list[tuple[int, str]]:
    """Where marks are due in the paragraphs in sight, and the true characters there."""
    found: list[tuple[int, str]] = []
    block, bottom = editor.firstVisibleBlock(), editor.viewport().height()
    top = (
        editor.blockBoundingGeometry(block).translated(editor.contentOffset()).top() if block.isValid() else 0
    )
    while block.isValid() and top < bottom and len(found) < _MOST_MARKS:
        text = block.text()
        if _MARKED.search(text):
            true = editor.true_text(block.position(), block.position() + block.length() - 1)
            found += _in_paragraph(text, true, block.position())
        top += editor.blockBoundingRect(block).height()
        block = block.next()
    return found[:_MOST_MARKS]


def _in_paragraph(text: str, true: str, position: int) -> Iterator[tuple[int, str]]:
    for match in _MARKED.finditer(text):
        own = true[match.start() : match.end()]
        if match[0][0] == " " or shown(own) != own or _is_odd_space(own):
            yield position + utf16_length(text[: match.start()]), own


def _is_odd_space(text: str) -> bool:
    return re.fullmatch(f"[{_ODD_SPACES}]", text) is not None


def _box(editor: PlainEditor, place: int) -> QRectF:
    """Where a character of the field stands; empty at the end of a line that was broken for width."""
    cursor = QTextCursor(editor.document())
    cursor.setPosition(place)
    before = editor.cursorRect(cursor)
    cursor.setPosition(place + 1)
    after = editor.cursorRect(cursor)
    if before.top() != after.top():
        return QRectF(before.left(), before.top(), 6, before.height())
    left, right = sorted((before.left(), after.left()))
    return QRectF(left, before.top(), right - left, before.height())


def _paint(painter: QPainter, box: QRectF, character: str) -> None:
    if shown(character) != character:
        warning = theme.color("warning")
        painter.setPen(QPen(warning, 1))
        warning.setAlphaF(0.22)
        painter.setBrush(warning)
        painter.drawRoundedRect(box.adjusted(0.5, 1.5, -0.5, -1.5), 3, 3)
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("text_muted"), 1))
    if character == " ":
        painter.setPen(QPen(theme.color("text_muted"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPoint(box.center())
    elif character == "\t":
        tip = QPointF(box.right() - 2, box.center().y())
        painter.drawLine(QPointF(box.left() + 2, tip.y()), tip)
        painter.drawPolyline(QPolygonF([tip + QPointF(-3, -3), tip, tip + QPointF(-3, 3)]))
    else:
        if character != "\u3000":  # which is ordinary in Japanese
            painter.setPen(QPen(theme.color("warning"), 1))
        left, right, bottom = box.left() + 1, max(box.right() - 1, box.left() + 3), box.bottom() - 2.5
        corners = ((left, bottom - 4), (left, bottom), (right, bottom), (right, bottom - 4))
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in corners]))
