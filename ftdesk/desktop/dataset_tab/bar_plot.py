"""The bars of amounts: upright, side by side over an axis of round numbers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from ftdesk.dataset.distributions import Distribution
from ftdesk.desktop import theme
from ftdesk.desktop.chart_scale import nice_ticks

_LEAST_HIGH = 2.0
"""Pixels that a bar with any example has at least."""
_WIDEST = 44.0
_FAINT = 0.2


@dataclass(frozen=True, slots=True)
class PlacedBar:
    """Where a bar is painted, and the larger place where it is meant by the pointer."""

    painted: QRectF
    meant: QRectF


@dataclass(frozen=True, slots=True)
class BarPlot:
    """Places of all bars in `area`, which has room for labels below and, where there is an axis, at its left."""

    distribution: Distribution
    plot: QRectF
    bars: tuple[PlacedBar, ...]
    ticks: tuple[float, ...]
    with_axis: bool

    @classmethod
    def of(
        cls, distribution: Distribution, area: QRectF, metrics: QFontMetricsF, *, with_axis: bool
    ) -> BarPlot:
        """Lay the bars out; `with_axis` labels the counts at the left."""
        most = max((bar.count for bar in distribution.bars), default=1) or 1
        lines = max(2, min(5, int(area.height() / (2.4 * metrics.height()))))
        round_ticks = nice_ticks(0, most, lines) if with_axis else [0, most]
        ticks = tuple(tick for tick in round_ticks if tick == int(tick))
        plot = area.adjusted(0, 0, 0, -metrics.height() - 4)
        if with_axis:
            labels = max(metrics.horizontalAdvance(f"{int(tick):,}") for tick in ticks)
            plot.setLeft(area.left() + labels + 8)
        step = min(_WIDEST, plot.width() / max(1, len(distribution.bars)))
        gap = 1.0 if step < 8 else min(4.0, step / 6)
        bars = []
        for place, bar in enumerate(distribution.bars):
            column = QRectF(plot.left() + place * step, plot.top(), step, plot.height())
            high = max(_LEAST_HIGH, bar.count / ticks[-1] * plot.height()) if bar.count else 0.0
            painted = QRectF(column.left(), plot.bottom() - high, max(1.0, step - gap), high)
            bars.append(PlacedBar(painted, column.adjusted(0, 0, 0, area.bottom() - plot.bottom())))
        return cls(distribution, plot, tuple(bars), ticks, with_axis)

    def paint_words(self, painter: QPainter, _chosen: frozenset[int]) -> None:
        """The lines and numbers of the axes."""
        metrics = QFontMetricsF(painter.font())
        for tick in self.ticks if self.with_axis else self.ticks[:1]:
            y = round(self.plot.bottom() - tick / self.ticks[-1] * self.plot.height()) + 0.5
            painter.setPen(QPen(theme.color("chart_grid"), 1))
            painter.drawLine(QLineF(self.plot.left(), y, self.plot.right(), y))
            if self.with_axis:
                painter.setPen(theme.color("text_muted"))
                label = QRectF(0, y - metrics.height() / 2, self.plot.left() - 6, metrics.height())
                sides = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(label, sides, f"{int(tick):,}")
        if self.bars:
            self._paint_amounts(painter, metrics)

    def _paint_amounts(self, painter: QPainter, metrics: QFontMetricsF) -> None:
        """Where bars begin, as many as have room; of bars that hold one amount each, that amount."""
        painter.setPen(theme.color("text_muted"))
        bars = self.distribution.bars
        last = len(bars) - 1
        texts = [f"≥ {bar.least:,}" if bar.most is None else f"{bar.least:,}" for bar in bars]
        widest = max(map(metrics.horizontalAdvance, texts)) + 10
        step = self.bars[0].meant.width()
        every = next((count for count in (1, 2, 4, 5, 10, 20) if count * step >= widest), len(bars))
        is_open = bars[last].most is None
        shown = [place for place in range(0, len(bars), every) if not is_open or last - place >= every]
        single = all(bar.most == bar.least for bar in bars if bar.most is not None)
        for place in [*shown, last] if is_open else shown:
            column, width = self.bars[place].meant, metrics.horizontalAdvance(texts[place])
            middle = column.center().x() if single or bars[place].most is None else column.left()
            left = min(max(middle - width / 2, self.plot.left()), self.plot.right() - width)
            label = QRectF(left, self.plot.bottom() + 4, width + 1, metrics.height())
            painter.drawText(label, Qt.AlignmentFlag.AlignLeft, texts[place])


def paint_bar(painter: QPainter, painted: QRectF, colour: QColor, *, faint: bool, current: bool) -> None:
    """A bar in full colour; `faint` with an outline where the table is filtered by others, `current` with a rim."""
    painter.setBrush(_mixed(colour, theme.color("card"), _FAINT) if faint else colour)
    painter.setPen(QPen(colour, 1) if faint else Qt.PenStyle.NoPen)
    if current:
        painter.setPen(QPen(theme.color("text"), 1.5))
    painter.drawRoundedRect(painted.adjusted(0.5, 0, -0.5, 0), 1.5, 1.5)


def _mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    """So much of a colour on a ground, opaque."""
    parts = ((colour.red(), ground.red()), (colour.green(), ground.green()), (colour.blue(), ground.blue()))
    return QColor(*(round(share * top + (1 - share) * below) for top, below in parts))
