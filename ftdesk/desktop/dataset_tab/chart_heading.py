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
    """A line with the title, and one with the figures if there are any.

    What is read out stands in place of the figures; without these at the right of the title, or in its place where
    there is no room for both. `aside` stands there as long as nothing is read out.
    """

    title: str
    title_color: str
    read_out: str
    aside: str
    figures: str

    @staticmethod
    def height(metrics: QFontMetricsF, *, with_figures: bool) -> float:
        """The room that it takes."""
        return metrics.height() + (metrics.height() + 12 if with_figures else 6)

    def paint(self, painter: QPainter, left: float, top: float, width: float) -> None:
        """Paint it in the font that the painter has; the title in bold."""
        font, bold = painter.font(), theme.ui_font(0.88, bold=True)
        metrics = QFontMetricsF(font)
        line = QRectF(left, top, width, metrics.height())
        beside = self.aside if self.figures else self.read_out or self.aside
        room = width - QFontMetricsF(bold).horizontalAdvance(self.title) - 12
        fits = metrics.horizontalAdvance(beside) <= room
        if fits or beside != self.read_out:
            painter.setFont(bold)
            self._paint(painter, line, self.title, _LEFT, self.title_color)
            painter.setFont(font)
        if fits or beside == self.read_out:
            self._paint(painter, line, beside, _RIGHT, "text" if self.read_out else "text_muted")
        if self.figures:
            line.translate(0, metrics.height() + 2)
            self._paint(
                painter, line, self.read_out or self.figures, _LEFT, "text" if self.read_out else "text_muted"
            )

    @staticmethod
    def _paint(painter: QPainter, line: QRectF, words: str, sides: Qt.AlignmentFlag, colour: str) -> None:
        metrics = QFontMetricsF(painter.font())
        painter.setPen(theme.color(colour))
        painter.drawText(line, sides, metrics.elidedText(words, Qt.TextElideMode.ElideRight, line.width()))
