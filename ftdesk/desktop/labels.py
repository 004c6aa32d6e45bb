"""Labels that show text as it is: no HTML, no links, no images, whatever a file or a server put into it."""

import html

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QWidget

from ftdesk.desktop.stylesheet import set_look

_LINE_MARGIN = 2
"""Pixels that Qt leaves beside the text of a line edit."""
LONGEST = 2_000
"""More than this in one label says nothing and costs time."""


def plain_label(
    text: str = "", look: str = "", tone: str = "", *, wrap: bool = False, parent: QWidget | None = None
) -> QLabel:
    """A label for plain text, with a look and tone of the style sheet; `wrap` breaks lines at words."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    label.setText(shortened(text))
    set_look(label, look, tone)
    return label


class ElidedLabel(QLabel):
    """One line of plain text that gives way: what has no room is left out in the middle, and shown on hover.

    `note` is plain text that is always shown on hover.
    """

    _LEAST = 24

    def __init__(self, object_name: str = "", look: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.note = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        set_look(self, look)

    def sizeHint(self) -> QSize:
        """No wider than needs be: it takes what is left."""
        return QSize(min(self._LEAST, super().sizeHint().width()), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much as there is room for."""
        room = self.contentsRect()
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room.width())
        said = "" if words == self.text() else self.text()
        tip = plain_tooltip("\n".join(filter(None, (said, self.note))))
        if tip != self.toolTip():
            self.setToolTip(tip)
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, self.alignment() | Qt.TextFlag.TextSingleLine, words)
        painter.end()


class ElidedLineEdit(QLineEdit):
    """While it has no keyboard, a text that does not fit is left out in the middle: both ends tell ids apart."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text shortened, or as ever."""
        room = self.contentsRect().adjusted(_LINE_MARGIN, 0, -_LINE_MARGIN, 0)
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room.width())
        if self.hasFocus() or words == self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)
        painter.end()


def shortened(text: str, longest: int = LONGEST) -> str:
    """`text`, cut with an ellipsis if it is longer than `longest`."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def plain_tooltip(text: str) -> str:
    """Foreign text as a tooltip that Qt cannot mistake for markup."""
    return f"<qt>{html.escape(text[:LONGEST])}</qt>" if text else ""


def in_the_middle(text: str, longest: int = 32) -> str:
    """A long id shortened in its middle, so that both of its ends can be compared."""
    if len(text) <= longest:
        return text
    head = (longest - 1) * 2 // 3
    return f"{text[:head]}…{text[-(longest - 1 - head) :]}"
