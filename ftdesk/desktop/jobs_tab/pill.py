"""A state as a pill: shape, colour and word, so that none of them is needed alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from ftdesk.desktop import theme
from ftdesk.desktop.jobs_tab.wording import StateLook

_PAD = 8
_GAP = 4
_SCALE = 0.92


def pill_size(look: StateLook) -> QSize:
    """How large the pill is at the present text size."""
    metrics = QFontMetrics(theme.ui_font(_SCALE, bold=True))
    height = metrics.height() + 4
    return QSize(2 * _PAD + _icon_size() + _GAP + metrics.horizontalAdvance(look.word), height)


def paint_pill(painter: QPainter, area: QRect, look: StateLook, *, on_accent: bool = False) -> None:
    """Paint the pill into `area`; `on_accent` tells that it lies on a chosen row."""
    colour = theme.color(look.tone)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("surface" if on_accent else f"{look.tone}_soft"))
    painter.drawRoundedRect(QRectF(area), area.height() / 2, area.height() / 2)
    icon = _icon_size()
    scale = painter.device().devicePixelRatioF()
    picture = theme.pixmap(look.icon, colour.name(), icon, scale)
    painter.drawPixmap(QPointF(area.left() + _PAD, area.top() + (area.height() - icon) / 2), picture)
    painter.setFont(theme.ui_font(_SCALE, bold=True))
    painter.setPen(colour)
    words = area.adjusted(_PAD + icon + _GAP, 0, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, look.word)


def _icon_size() -> int:
    return max(10, round(theme.text_size() * _SCALE))


class Pill(QLabel):
    """A pill as a widget; its text is the word, so that screen readers and tests can read it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._look = StateLook("", "neutral", "dot")
        theme.notifier().theme_changed.connect(self.updateGeometry)

    def show_look(self, look: StateLook) -> None:
        """Show a state."""
        self._look = look
        self.setText(look.word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The size of the pill."""
        return pill_size(self._look)

    def minimumSizeHint(self) -> QSize:
        """A pill is never cut."""
        return pill_size(self._look)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pill instead of plain text."""
        painter = QPainter(self)
        size = pill_size(self._look)
        top = (self.height() - size.height()) // 2
        paint_pill(painter, QRect(0, top, size.width(), size.height()), self._look)
        painter.end()
