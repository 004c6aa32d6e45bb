"""The bars of names: lying, one below the other, each with its name before it and its count behind."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from ftdesk.dataset.distributions import Distribution, Measure
from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.bar_plot import PlacedBar
from ftdesk.desktop.dataset_tab.measure_words import bar_words, severity_of
from ftdesk.desktop.dataset_tab.severity_mark import severity_pixmap

_LEAST_WIDE = 2.0
_MOST_FOR_NAMES = 0.5
_GAP = 8.0
_MARK = 12
"""Pixels of the icon that tells a severity by its shape."""


@dataclass(frozen=True, slots=True)
class BarRows:
    """Places of the first `shown` bars in an area."""

    distribution: Distribution
    bars: tuple[PlacedBar, ...]
    names: tuple[QRectF, ...]
    counts: tuple[QRectF, ...]

    @staticmethod
    def row_height(metrics: QFontMetricsF) -> float:
        """The room of one bar."""
        return metrics.height() + 6

    @classmethod
    def of(cls, distribution: Distribution, area: QRectF, metrics: QFontMetricsF, shown: int) -> BarRows:
        """Lay the bars out."""
        measure, bars = distribution.measure, distribution.bars[:shown]
        most = max((bar.count for bar in bars), default=1) or 1
        widest = max((metrics.horizontalAdvance(bar_words(measure, bar)) for bar in bars), default=0.0)
        marked = _MARK + 5.0 if measure in (Measure.CODES, Measure.SEVERITIES) else 0.0
        named = marked + min(widest, area.width() * _MOST_FOR_NAMES - marked)
        counted = max((metrics.horizontalAdvance(f"{bar.count:,}") for bar in bars), default=0.0)
        room = max(0.0, area.width() - named - counted - 2 * _GAP)
        high = cls.row_height(metrics)
        placed, names, counts = [], [], []
        for place, bar in enumerate(bars):
            row = QRectF(area.left(), area.top() + place * high, area.width(), high)
            left, wide = row.left() + named + _GAP, max(_LEAST_WIDE, bar.count / most * room)
            placed.append(PlacedBar(QRectF(left, row.top() + 3, wide, high - 6), row))
            names.append(QRectF(row.left() + marked, row.top(), named - marked, high))
            counts.append(QRectF(left + wide + _GAP, row.top(), counted + 1, high))
        return cls(distribution, tuple(placed), tuple(names), tuple(counts))

    def paint_words(self, painter: QPainter, chosen: frozenset[int]) -> None:
        """Names and counts."""
        metrics = QFontMetricsF(painter.font())
        sides = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for place, (name, count) in enumerate(zip(self.names, self.counts, strict=True)):
            bar = self.distribution.bars[place]
            words = bar_words(self.distribution.measure, bar)
            severity = severity_of(self.distribution.measure, bar)
            if severity is not None:
                mark = severity_pixmap(severity, painter.device().devicePixelRatio(), _MARK)
                painter.drawPixmap(QPointF(name.left() - _MARK - 5.0, name.center().y() - _MARK / 2), mark)
            painter.setPen(theme.color("text"))
            fitting = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, name.width() + 1)
            painter.drawText(name, sides, fitting)
            painter.setPen(theme.color("text" if place in chosen else "text_muted"))
            painter.drawText(count, sides, f"{bar.count:,}")
