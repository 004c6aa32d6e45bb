"""How one distribution is painted: its heading, and bars that stand over an axis or lie below each other."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from ftdesk.dataset.distributions import AMOUNTS, Distribution
from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.bar_plot import BarPlot, paint_bar
from ftdesk.desktop.dataset_tab.bar_rows import BarRows
from ftdesk.desktop.dataset_tab.chart_heading import ChartHeading
from ftdesk.desktop.dataset_tab.measure_words import (
    brief_read_out,
    figures_of,
    read_out,
    severity_of,
    title_of,
)
from ftdesk.desktop.token_words import nearly

translate = QCoreApplication.translate

_MARGIN = 4.0
_MOST_ROWS, _MOST_ROWS_COMPACT = 12, 3
_WIDE, _WIDE_COMPACT = 320, 100
_LEAST_WIDE, _LEAST_WIDE_COMPACT = 150, 90
_HIGH, _HIGH_COMPACT = 150, 36
"""Pixels at the base text size: of a whole chart, and of the bars of amounts with their axis."""

Laid = BarPlot | BarRows


@dataclass(frozen=True, slots=True)
class ChartPicture:
    """What is painted: bars, the places of those that the table is filtered by, and what stands where there is none.

    `compact` leaves the axis of the counts, the figures and most of the names out. `doubts` are the reasons why the
    amounts are near, not certain.
    """

    distribution: Distribution
    compact: bool
    chosen: frozenset[int] = frozenset()
    doubts: tuple[str, ...] = ()
    empty_words: str = ""

    @property
    def shown(self) -> int:
        """How many bars are painted."""
        bars = len(self.distribution.bars)
        if self.distribution.measure in AMOUNTS:
            return bars
        return min(bars, _MOST_ROWS_COMPACT if self.compact else _MOST_ROWS)

    def figures(self) -> str:
        """Median, 95 % and the largest amount, as near as the counts are; empty for names."""
        figures = figures_of(self.distribution)
        return nearly(figures, self.doubts) if figures else ""

    def size_hint(self) -> QSize:
        """As high as its bars."""
        metrics, scale = QFontMetricsF(chart_font()), theme.text_size() / theme.BASE_SIZE
        if self.distribution.measure in AMOUNTS:
            bars = (_HIGH_COMPACT if self.compact else _HIGH) * scale + metrics.height() + 4
        else:
            bars = max(1, self.shown) * BarRows.row_height(metrics)
        high = self._top(metrics) + bars + _MARGIN
        return QSize(round((_WIDE_COMPACT if self.compact else _WIDE) * scale), round(high))

    def least_width(self) -> int:
        """Narrower it cannot be read."""
        scale = theme.text_size() / theme.BASE_SIZE
        return round((_LEAST_WIDE_COMPACT if self.compact else _LEAST_WIDE) * scale)

    def laid_out(self, size: QSize) -> Laid:
        """Where its bars are, in a widget of this size."""
        room, metrics = self._room(size), QFontMetricsF(chart_font())
        if self.distribution.measure in AMOUNTS:
            return BarPlot.of(self.distribution, room, metrics, with_axis=not self.compact)
        return BarRows.of(self.distribution, room, metrics, self.shown)

    def paint(self, painter: QPainter, size: QSize, laid: Laid, current: int | None) -> None:
        """Paint it; `current` is the place of the bar that is read out."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(chart_font())
        self._heading(current).paint(painter, _MARGIN, _MARGIN, size.width() - 2 * _MARGIN)
        if not laid.bars:
            painter.setPen(theme.color("text_muted"))
            corner = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
            painter.drawText(self._room(size), corner, self.empty_words)
            return
        laid.paint_words(painter, self.chosen)
        for place, bar in enumerate(laid.bars):
            severity = severity_of(self.distribution.measure, self.distribution.bars[place])
            colour = theme.color("chart_train" if severity is None else severity.value)
            faint = bool(self.chosen) and place not in self.chosen
            paint_bar(painter, bar.painted, colour, faint=faint, current=place == current)

    def _heading(self, current: int | None) -> ChartHeading:
        bars, words = self.distribution.bars, ""
        if current is not None:
            words = (brief_read_out if self.compact else read_out)(self.distribution, bars[current])
        left_out = translate("Histogram", "{shown} of {count}").format(shown=self.shown, count=len(bars))
        return ChartHeading(
            title=title_of(self.distribution.measure),
            title_color="text_muted" if self.compact else "text",
            read_out=words,
            aside=left_out if self.shown < len(bars) else "",
            figures="" if self.compact else self.figures(),
        )

    def _room(self, size: QSize) -> QRectF:
        top = self._top(QFontMetricsF(chart_font()))
        return QRectF(_MARGIN, top, size.width() - 2 * _MARGIN, size.height() - top - _MARGIN)

    def _top(self, metrics: QFontMetricsF) -> float:
        with_figures = self.distribution.measure in AMOUNTS and not self.compact
        return _MARGIN + ChartHeading.height(metrics, with_figures=with_figures)


def chart_font() -> QFont:
    """The font of all words in a chart but its title."""
    return theme.tabular(theme.ui_font(0.88))
