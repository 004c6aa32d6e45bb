"""Loss and accuracy over the steps, painted: readable at a glance, precise under pointer and arrow keys.

The same values stand in a table beside it for those who cannot see the picture.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ftdesk.desktop import theme
from ftdesk.desktop.chart_scale import Scale, nice_ticks
from ftdesk.desktop.jobs_tab.chart_legend import paint_legend, paint_read_out
from ftdesk.desktop.jobs_tab.chart_plot import Line, Plot, nearest, paint_axes, paint_dot, paint_lines
from ftdesk.desktop.jobs_tab.metric_series import Measures
from ftdesk.desktop.jobs_tab.wording import measure, number, percent

_GAP = 22.0
_EDGE = 10.0


class LossChart(QWidget):
    """Two plots over one axis of steps: loss above, accuracy below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("loss_chart")
        self.setAccessibleName(self.tr("Loss and accuracy over the steps"))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._measures = Measures()
        self._plots: tuple[Plot, ...] = ()
        self._scales: tuple[Scale, ...] = ()
        self._step: int | None = None
        self._empty_words = self.tr("No step was reported yet")
        self._picture: QPixmap | None = None
        """Everything but the crosshair, which moves with the pointer."""
        theme.notifier().theme_changed.connect(self._paint_anew)

    def show_measures(self, measures: Measures, *, finished: bool = False) -> None:
        """Show the measurements of a job; `finished` tells that no more will come."""
        self._empty_words = (
            self.tr("No steps were reported") if finished else self.tr("No step was reported yet")
        )
        self._measures = measures
        self._plots = tuple(plot for plot in self._make_plots() if not plot.is_empty)
        steps = {metrics.step for metrics in measures.steps}
        if self._step not in steps:
            self._step = None
        self._paint_anew()

    @property
    def read_out(self) -> str:
        """What the crosshair shows, in words; empty without one."""
        if self._step is None:
            return ""
        heading = self.tr("Step {step}").format(step=number(self._step))
        return "; ".join([heading, *(f"{title}: {value}" for _, title, value in self._values())])

    def sizeHint(self) -> QSize:
        """Large enough to read."""
        return QSize(560, 320)

    def minimumSizeHint(self) -> QSize:
        """Small enough for 1024×700."""
        return QSize(320, 180)

    # -- the crosshair -------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Put the crosshair on the nearest step."""
        if self._scales and self._measures.steps:
            wished = self._scales[0].step_at(event.position().x())
            steps = self._measures.steps
            self._put_at(min(steps, key=lambda metrics: abs(metrics.step - wished)).step)

    def leaveEvent(self, event: QEvent) -> None:
        """Take the crosshair away, unless the keyboard holds it."""
        if not self.hasFocus():
            self._put_at(None)
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the crosshair away."""
        self._put_at(None)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys, Home and End move the crosshair from step to step."""
        steps = [metrics.step for metrics in self._measures.steps]
        place = steps.index(self._step) if self._step in steps else len(steps)
        moves = {
            Qt.Key.Key_Left: place - 1,
            Qt.Key.Key_Right: place + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(steps) - 1,
        }
        if not steps or event.key() not in moves:
            super().keyPressEvent(event)
            return
        self._put_at(steps[min(max(moves[Qt.Key(event.key())], 0), len(steps) - 1)])

    def _put_at(self, step: int | None) -> None:
        if step != self._step:
            self._step = step
            self.setAccessibleDescription(self.read_out)
            self.update()

    # -- painting ------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture."""
        self._picture = None
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Show the picture, painted anew only when needed, and the crosshair over it."""
        scale = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != scale:
            self._picture = self._make_picture(scale)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        self._prepare(painter)
        if self._plots and self._step is not None:
            self._paint_crosshair(painter)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.CORNER, theme.CORNER)
        painter.end()

    def _paint_anew(self) -> None:
        self._picture = None
        self.update()

    def _make_picture(self, scale: float) -> QPixmap:
        picture = QPixmap(self.size() * scale)
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self._prepare(painter)
        if self._plots:
            self._paint_plots(painter)
        else:
            painter.setPen(theme.color("text_muted"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._empty_words)
        painter.end()
        return picture

    @staticmethod
    def _prepare(painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.tabular(theme.ui_font(0.88)))

    def _paint_plots(self, painter: QPainter) -> None:
        metrics = QFontMetricsF(painter.font())
        areas = self._areas(metrics)
        most = [max(2, min(6, int(area.height() / (2.2 * metrics.height())))) for area in areas]
        left = 8.0 + max(
            plot.label_width(metrics, ticks) for plot, ticks in zip(self._plots, most, strict=True)
        )
        scales: list[Scale] = []
        for plot, area, ticks in zip(self._plots, areas, most, strict=True):
            area.setLeft(left + 6)
            scale = self._scale(plot, area, ticks)
            scales.append(scale)
            paint_legend(painter, plot, area, metrics)
            paint_axes(painter, plot, scale, ticks)
            painter.save()
            painter.setClipRect(area.adjusted(-6, -6, 8, 6))
            paint_lines(painter, plot, scale)
            painter.restore()
        self._scales = tuple(scales)
        self._paint_steps(painter, scales[-1], metrics)

    def _areas(self, metrics: QFontMetricsF) -> list[QRectF]:
        """The plots from top to bottom: the first twice as high as the second."""
        legend, foot = metrics.height() + 10, metrics.height() + 8
        shares = [2.0, 1.2][: len(self._plots)]
        room = self.height() - foot - legend * len(shares) - _GAP * (len(shares) - 1) - _EDGE
        areas: list[QRectF] = []
        top = _EDGE / 2
        for share in shares:
            height = max(24.0, room * share / sum(shares))
            areas.append(QRectF(0, top + legend, self.width() - _EDGE, height))
            top += legend + height + _GAP
        return areas

    def _scale(self, plot: Plot, area: QRectF, most: int) -> Scale:
        ticks = plot.ticks(most)
        steps = self._measures.steps
        last = max(steps[-1].step, self._measures.total_steps or 0)
        first = min(steps[0].step, last - 1)
        return Scale(area, first, last, ticks[0], ticks[-1])

    def _paint_steps(self, painter: QPainter, scale: Scale, metrics: QFontMetricsF) -> None:
        """The labels of the shared axis, below the last plot; whole steps only."""
        room = max(2, int(scale.area.width() / (metrics.horizontalAdvance("000,000") + 16)))
        painter.setPen(theme.color("text_muted"))
        top = scale.area.bottom() + 4
        for tick in nice_ticks(scale.first_step, scale.last_step, min(room, 9)):
            if not scale.first_step <= tick <= scale.last_step or tick != int(tick):
                continue
            label = QRectF(scale.x(tick) - 50, top, 100, metrics.height())
            if label.center().x() + metrics.horizontalAdvance(number(tick)) / 2 > self.width():
                label.moveRight(self.width() + 50 - metrics.horizontalAdvance(number(tick)) / 2)
            painter.drawText(label, Qt.AlignmentFlag.AlignHCenter, number(tick))

    def _paint_crosshair(self, painter: QPainter) -> None:
        step = self._step or 0
        x = round(self._scales[0].x(step)) + 0.5
        painter.setPen(QPen(theme.color("text_muted"), 1))
        for scale in self._scales:
            painter.drawLine(QLineF(x, scale.area.top(), x, scale.area.bottom()))
        for plot, scale in zip(self._plots, self._scales, strict=True):
            for line in plot.shown_lines():
                point = nearest(line.series.points, step)
                if point is not None and point[0] == step:
                    paint_dot(painter, scale.point(*point), theme.color(line.colour))
        heading = self.tr("Step {step}").format(step=number(step))
        corner = QPointF(x, self._scales[0].area.top())
        paint_read_out(painter, heading, self._values(), corner, self.width())

    # -- what is shown -------------------------------------------------------------------------------------

    def _values(self) -> list[tuple[str, str, str]]:
        """Colour, title and value of each line that was measured at the crosshair's step."""
        found: list[tuple[str, str, str]] = []
        for plot in self._plots:
            for line in plot.shown_lines():
                point = nearest(line.series.points, self._step or 0)
                if point is not None and point[0] == self._step:
                    value = percent(point[1]) if plot.percent else measure(point[1])
                    found.append((line.colour, f"{plot.title}, {line.title}", value))
        return found

    def _make_plots(self) -> tuple[Plot, Plot]:
        series = self._measures.series
        train, valid, whole = self.tr("training"), self.tr("validation"), self.tr("validation, whole file")
        loss = (
            Line(series("train_loss"), train, "chart_train"),
            Line(series("valid_loss"), valid, "chart_valid", dashed=True),
            Line(series("full_valid_loss"), whole, "chart_valid", marks=True),
        )
        accuracy = (
            Line(series("train_accuracy"), train, "chart_train"),
            Line(series("valid_accuracy"), valid, "chart_valid", dashed=True),
            Line(series("full_valid_accuracy"), whole, "chart_valid", marks=True),
        )
        return Plot(self.tr("Loss"), loss), Plot(self.tr("Token accuracy"), accuracy, percent=True)
