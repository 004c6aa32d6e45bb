"""The words in a chart: the legend above a plot, and the values at the crosshair."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from ftdesk.desktop import theme
from ftdesk.desktop.chart_scale import Scale
from ftdesk.desktop.jobs_tab.chart_plot import Line, Plot, paint_lines
from ftdesk.desktop.jobs_tab.metric_series import Series

Value = tuple[str, str, str]
"""Colour name, title and value in words."""


def paint_read_out(
    painter: QPainter, heading: str, values_at: Sequence[Value], at: QPointF, room: float
) -> None:
    """The values at the crosshair, beside `at` on the side that has room; `room` is the width of the chart."""
    metrics = QFontMetricsF(painter.font())
    rows: list[Value] = [("text", heading, ""), *values_at]
    titles = max(metrics.horizontalAdvance(title) for _, title, _ in rows)
    values = max(metrics.horizontalAdvance(value) for _, _, value in rows)
    width, height = titles + values + 40, len(rows) * (metrics.height() + 3) + 13
    box = QRectF(at.x() + 12, at.y() + 6, width, height)
    if box.right() > room - 4:
        box.moveRight(at.x() - 12)
    box.moveLeft(max(4.0, box.left()))
    painter.setPen(QPen(theme.color("border_menu"), 1))
    painter.setBrush(theme.color("card"))
    painter.drawRoundedRect(box, theme.CORNER, theme.CORNER)
    y = box.top() + 7
    for place, row in enumerate(rows):
        line = QRectF(box.left() + 10, y, box.width() - 20, metrics.height())
        _paint_row(painter, line, row, dotted=place > 0)
        y += metrics.height() + 3


def _paint_row(painter: QPainter, line: QRectF, row: Value, *, dotted: bool) -> None:
    colour, title, value = row
    if dotted:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(colour))
        painter.drawEllipse(QPointF(line.left() + 3, line.center().y()), 3, 3)
    painter.setPen(theme.color("text"))
    painter.drawText(line.adjusted(12 if dotted else 0, 0, 0, 0), Qt.AlignmentFlag.AlignLeft, title)
    painter.drawText(line, Qt.AlignmentFlag.AlignRight, value)


def paint_legend(painter: QPainter, plot: Plot, area: QRectF, metrics: QFontMetricsF) -> None:
    """Title and lines of a plot, above `area`."""
    y, height = area.top() - metrics.height() - 8, metrics.height()
    painter.setPen(theme.color("text"))
    painter.drawText(QRectF(area.left(), y, area.width(), height), Qt.AlignmentFlag.AlignLeft, plot.title)
    x = area.right()
    for line in reversed(plot.shown_lines()):
        width = metrics.horizontalAdvance(line.title)
        x -= width
        painter.setPen(theme.color("text_muted"))
        painter.drawText(QRectF(x, y, width + 1, height), Qt.AlignmentFlag.AlignLeft, line.title)
        x -= 24
        _paint_sample(painter, QRectF(x, y, 18, height), line)
        x -= 16


def _paint_sample(painter: QPainter, area: QRectF, line: Line) -> None:
    pen = QPen(theme.color(line.colour), 2)
    if line.marks:
        scale = Scale(area, 0, 2, 0, 2)
        alone = Plot("", (Line(Series("", ((1, 1.0),)), "", line.colour, marks=True),))
        paint_lines(painter, alone, scale)
        return
    if line.dashed:
        pen.setDashPattern([4, 2.5])
    painter.setPen(pen)
    painter.drawLine(QLineF(area.left(), area.center().y(), area.right(), area.center().y()))
