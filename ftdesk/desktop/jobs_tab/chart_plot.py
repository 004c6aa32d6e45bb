"""One plot of a chart: axes, lines and the crosshair of a group of series that share a unit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from ftdesk.desktop import theme
from ftdesk.desktop.chart_scale import Scale, nice_ticks, tick_digits
from ftdesk.desktop.jobs_tab.metric_series import Point, Series, decimated, smoothed
from ftdesk.desktop.jobs_tab.wording import number

NOISY = 60
"""From so many points on, a line is drawn faint and its running mean over it."""


@dataclass(frozen=True, slots=True)
class Line:
    """How a series is drawn: its title, colour name, and whether as dashes or as single marks."""

    series: Series
    title: str
    colour: str
    dashed: bool = False
    marks: bool = False


@dataclass(frozen=True, slots=True)
class Plot:
    """Lines over one value axis; `percent` writes shares as percentages and fixes the axis to 0–1."""

    title: str
    lines: tuple[Line, ...]
    percent: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was measured."""
        return not any(line.series.points for line in self.lines)

    def shown_lines(self) -> tuple[Line, ...]:
        """The lines that have points."""
        return tuple(line for line in self.lines if line.series.points)

    def ticks(self, most: int) -> list[float]:
        """The ticks of the value axis."""
        values = [value for line in self.lines for _, value in line.series.points]
        if not values:
            return [0.0, 1.0]
        if self.percent:
            return nice_ticks(min(0.0, *values), max(1.0, *values), most)
        return nice_ticks(min(0.0, *values), max(values), most)

    def tick_text(self, tick: float, digits: int) -> str:
        """How a tick is written."""
        return f"{number(100 * tick)} %" if self.percent else number(tick, digits)

    def label_width(self, metrics: QFontMetricsF, most: int) -> float:
        """The room that the tick labels need."""
        ticks = self.ticks(most)
        digits = tick_digits(ticks)
        return max(metrics.horizontalAdvance(self.tick_text(tick, digits)) for tick in ticks)


def paint_axes(painter: QPainter, plot: Plot, scale: Scale, most: int) -> None:
    """Paint grid lines and the labels of the value axis."""
    metrics = QFontMetricsF(painter.font())
    ticks = plot.ticks(most)
    digits = tick_digits(ticks)
    for tick in ticks:
        y = round(scale.y(tick)) + 0.5
        painter.setPen(QPen(theme.color("chart_grid"), 1))
        painter.drawLine(QLineF(scale.area.left(), y, scale.area.right(), y))
        painter.setPen(theme.color("text_muted"))
        label = QRectF(0, y - metrics.height() / 2, scale.area.left() - 6, metrics.height())
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(label, flags, plot.tick_text(tick, digits))


def paint_lines(painter: QPainter, plot: Plot, scale: Scale) -> None:
    """Paint every line; a noisy one faint, with its running mean."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line in plot.shown_lines():
        colour, points = theme.color(line.colour), line.series.points
        if line.marks or len(points) == 1:
            _paint_marks(painter, points, scale, colour)
        elif len(points) >= NOISY:
            faint = QColor(colour)
            faint.setAlphaF(0.3)
            _paint_line(painter, points, scale, QPen(faint, 1))
            _paint_line(painter, smoothed(points, max(5, len(points) // 30)), scale, _pen(line, colour))
        else:
            _paint_line(painter, points, scale, _pen(line, colour))


def nearest(points: Sequence[Point], step: float) -> Point | None:
    """The measurement at the step nearest to `step`."""
    if not points:
        return None
    place = bisect_left(points, (step, float("-inf")))
    around = points[max(0, place - 1) : place + 1]
    return min(around, key=lambda point: abs(point[0] - step))


def paint_dot(painter: QPainter, at: QPointF, colour: QColor) -> None:
    """A dot on a line, with a rim that sets it off."""
    painter.setPen(QPen(theme.color("surface"), 2))
    painter.setBrush(colour)
    painter.drawEllipse(at, 4.5, 4.5)


def _pen(line: Line, colour: QColor) -> QPen:
    pen = QPen(colour, 2)
    pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap if line.dashed else Qt.PenCapStyle.RoundCap)
    if line.dashed:
        pen.setDashPattern([4, 2.5])
    return pen


def _paint_line(painter: QPainter, points: Sequence[Point], scale: Scale, pen: QPen) -> None:
    # A wide line hides what is nearer than its width anyway, and costs more to stroke.
    few = decimated(points, max(50, int(scale.area.width() / (2 * pen.widthF()))))
    painter.setPen(pen)
    painter.drawPolyline(QPolygonF([scale.point(step, value) for step, value in few]))


def _paint_marks(painter: QPainter, points: Sequence[Point], scale: Scale, colour: QColor) -> None:
    painter.setPen(QPen(theme.color("surface"), 1.5))
    painter.setBrush(colour)
    for step, value in points:
        at = scale.point(step, value)
        corners = [QPointF(0, -5), QPointF(5, 0), QPointF(0, 5), QPointF(-5, 0)]
        painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
