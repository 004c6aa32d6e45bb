"""What stands over the bars of a distribution: its title, what is read out of it, and its figures."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from ftdesk.desktop import theme

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft | _MIDDLE, Qt.AlignmentFlag.AlignRight | _MIDDLE


@dataclass(frozen=True, slots=True)
class ChartHeading:
    """A line with the title and the read-out at its right, and one with the figures.

    `compact` has one line, in which a read-out takes the place of the title; `aside` stands at the right as long as
    nothing is read out.
    """

    title: str
    read_out: str
    aside: str
    figures: str
    compact: bool

    @staticmethod
    def height(metrics: QFontMetricsF, *, with_figures: bool) -> float:
        """The room that it takes."""
        return metrics.height() + (metrics.height() + 12 if with_figures else 6)

    def paint(self, painter: QPainter, left: float, top: float, width: float) -> None:
        """Paint it in the font that the painter has; the title in bold."""
        font = painter.font()
        metrics = QFontMetricsF(font)
        line = QRectF(left, top, width, metrics.height())
        bold = theme.ui_font(0.88, bold=True)
        taken = 0.0
        if not (self.compact and self.read_out):
            painter.setFont(bold)
            painter.setPen(theme.color("text_muted" if self.compact else "text"))
            painter.drawText(line, _LEFT, self.title)
            taken = QFontMetricsF(bold).horizontalAdvance(self.title) + 12
            painter.setFont(font)
        painter.setPen(theme.color("text" if self.read_out else "text_muted"))
        words = self.read_out or self.aside
        fitting = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, max(0.0, width - taken))
        painter.drawText(line, _RIGHT, fitting)
        painter.setPen(theme.color("text_muted"))
        line.translate(0, metrics.height() + 2)
        painter.drawText(line, _LEFT, metrics.elidedText(self.figures, Qt.TextElideMode.ElideRight, width))
