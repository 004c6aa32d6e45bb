"""One distribution, painted: a bar says its range and count under pointer and arrow keys, and filters when chosen.

The same values stand in a table beside it for those who cannot see the picture (`distribution_table`).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ftdesk.dataset.distributions import AMOUNTS, Distribution, Measure
from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.bar_plot import BarPlot
from ftdesk.desktop.dataset_tab.bar_rows import BarRows
from ftdesk.desktop.dataset_tab.measure_words import (
    brief_read_out,
    figures_of,
    read_out,
    severity_of,
    title_of,
)
from ftdesk.desktop.labels import plain_tooltip

_MARGIN = 4.0
_MOST_ROWS, _MOST_ROWS_COMPACT = 12, 3
_HIGH, _HIGH_COMPACT = 150, 36
"""Pixels of the bars of amounts with their axis, at the base text size."""


class Histogram(QWidget):
    """Signals: `bar_chosen(object)`: Bar, whose examples the person wants to see."""

    bar_chosen = Signal(object)  # Bar

    def __init__(self, measure: Measure, parent: QWidget | None = None, *, compact: bool = False) -> None:
        """`compact` leaves the axis of the counts out, and most of the names."""
        super().__init__(parent)
        self.setObjectName(f"histogram_{measure.value}")
        self.setAccessibleName(title_of(measure))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._compact = compact
        self._distribution = Distribution(measure)
        self._chosen: frozenset[int] = frozenset()
        self._current: int | None = None
        self._empty_words = self.tr("Not counted yet")
        self._layout: BarPlot | BarRows | None = None
        theme.notifier().theme_changed.connect(self._lay_out_anew)

    @property
    def distribution(self) -> Distribution:
        """What is shown."""
        return self._distribution

    @property
    def read_out(self) -> str:
        """The bar under the pointer or the arrow keys in words; empty without one."""
        if self._current is None:
            return ""
        return read_out(self._distribution, self._distribution.bars[self._current])

    def show_distribution(
        self, distribution: Distribution, chosen: frozenset[int], empty_words: str = ""
    ) -> None:
        """Show bars, those in `chosen` as what the table is filtered by; `empty_words` stand where there is none."""
        self._empty_words = empty_words or self._empty_words
        if (distribution, chosen) == (self._distribution, self._chosen):
            self.update()
            return
        self._distribution, self._chosen = distribution, chosen
        if self._current is not None and self._current >= self._shown():
            self._current = None
        self._lay_out_anew()
        self._describe()

    def place_of(self, bar: int) -> QRectF:
        """Where a bar is meant by the pointer."""
        return self._laid_out().bars[bar].meant

    def sizeHint(self) -> QSize:
        """As high as its bars."""
        metrics, scale = self._metrics(), theme.text_size() / theme.BASE_SIZE
        if self._distribution.measure in AMOUNTS:
            bars = round((_HIGH_COMPACT if self._compact else _HIGH) * scale) + metrics.height() + 4
        else:
            bars = max(1, self._shown()) * BarRows.row_height(metrics)
        return QSize(
            round((100 if self._compact else 320) * scale), round(self._heading(metrics) + bars + 2 * _MARGIN)
        )

    def minimumSizeHint(self) -> QSize:
        """Narrower than wished, never lower."""
        return QSize(
            round((90 if self._compact else 150) * theme.text_size() / theme.BASE_SIZE),
            self.sizeHint().height(),
        )

    # -- pointer and keyboard ----------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read out the bar under the pointer."""
        self._go_to(self._bar_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the bar under the pointer."""
        place = self._bar_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and place is not None:
            self._go_to(place)
            self._choose()

    def leaveEvent(self, event: QEvent) -> None:
        """Read out nothing, unless the keyboard is here."""
        if not self.hasFocus():
            self._go_to(None)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is here."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Read out nothing."""
        self._go_to(None)
        self.update()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys, Home and End go from bar to bar; Return and the space bar choose one."""
        last = self._shown() - 1
        here = -1 if self._current is None else self._current
        moves = {
            Qt.Key.Key_Left: max(0, here - 1),
            Qt.Key.Key_Up: max(0, here - 1),
            Qt.Key.Key_Right: min(last, here + 1),
            Qt.Key.Key_Down: min(last, here + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if last >= 0 and event.key() in moves:
            self._go_to(moves[Qt.Key(event.key())])
        elif self._current is not None and event.key() in {
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
            Qt.Key.Key_Space,
        }:
            self._choose()
        else:
            super().keyPressEvent(event)

    def _go_to(self, place: int | None) -> None:
        if place != self._current:
            self._current = place
            self._describe()
            pointed = Qt.CursorShape.ArrowCursor if place is None else Qt.CursorShape.PointingHandCursor
            self.setCursor(pointed)
            self.update()

    def _choose(self) -> None:
        if self._current is not None:
            self.bar_chosen.emit(self._distribution.bars[self._current])

    def _describe(self) -> None:
        words = self.read_out
        self.setToolTip(plain_tooltip(words) if self._compact else "")
        if not words:
            figures = figures_of(self._distribution) if self._distribution.bars else self._empty_words
            keys = self.tr("Arrow keys go from bar to bar, Enter filters the table by one.")
            words = f"{figures} {keys}".strip()
        self.setAccessibleDescription(words)

    def _bar_at(self, point: QPointF) -> int | None:
        bars = self._laid_out().bars
        return next((place for place, bar in enumerate(bars) if bar.meant.contains(point)), None)

    # -- painting ----------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the bars."""
        self._layout = None
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Heading, bars and their words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font())
        self._paint_heading(painter)
        layout = self._laid_out()
        if layout.bars:
            layout.paint_words(painter, self._chosen)
            for place, bar in enumerate(layout.bars):
                self._paint_bar(painter, bar.painted, place)
        else:
            painter.setPen(theme.color("text_muted"))
            painter.drawText(
                self._room(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self._empty_words
            )
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.CORNER, theme.CORNER)
        painter.end()

    def _paint_heading(self, painter: QPainter) -> None:
        """The title, the read-out at its right, and the figures of amounts below."""
        metrics, middle = self._metrics(), Qt.AlignmentFlag.AlignVCenter
        line = QRectF(_MARGIN, _MARGIN, self.width() - 2 * _MARGIN, metrics.height())
        title = title_of(self._distribution.measure)
        painter.setFont(theme.ui_font(0.88, bold=True))
        painter.setPen(theme.color("text_muted" if self._compact else "text"))
        taken = QFontMetricsF(painter.font()).horizontalAdvance(title) + 12
        if self._current is None or not self._compact:
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | middle, title)
        painter.setFont(self._font())
        if self._current is not None:
            bar = self._distribution.bars[self._current]
            words = brief_read_out(self._distribution, bar) if self._compact else self.read_out
            room = line.width() if self._compact else line.width() - taken
            painter.setPen(theme.color("text"))
            words = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, room)
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | middle, words)
        if self._has_figures:
            painter.setPen(theme.color("text_muted"))
            line.translate(0, metrics.height() + 2)
            words = metrics.elidedText(
                figures_of(self._distribution), Qt.TextElideMode.ElideRight, line.width()
            )
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | middle, words)

    def _paint_bar(self, painter: QPainter, painted: QRectF, place: int) -> None:
        """Full where it counts; faint with an outline where the table is filtered by other bars."""
        severity = severity_of(self._distribution.measure, self._distribution.bars[place])
        colour = theme.color("chart_train" if severity is None else severity.value)
        is_faint = bool(self._chosen) and place not in self._chosen
        painter.setBrush(_mixed(colour, theme.color("card"), 0.2) if is_faint else colour)
        painter.setPen(QPen(colour, 1) if is_faint else Qt.PenStyle.NoPen)
        if place == self._current:
            painter.setPen(QPen(theme.color("text"), 1.5))
        painter.drawRoundedRect(painted.adjusted(0.5, 0, -0.5, 0), 1.5, 1.5)

    def _laid_out(self) -> BarPlot | BarRows:
        if self._layout is None:
            if self._distribution.measure in AMOUNTS:
                room = self._room()
                self._layout = BarPlot.of(
                    self._distribution, room, self._metrics(), with_axis=not self._compact
                )
            else:
                self._layout = BarRows.of(self._distribution, self._room(), self._metrics(), self._shown())
        return self._layout

    def _lay_out_anew(self) -> None:
        self._layout = None
        self.updateGeometry()
        self.update()

    def _room(self) -> QRectF:
        top = _MARGIN + self._heading(self._metrics())
        return QRectF(_MARGIN, top, self.width() - 2 * _MARGIN, self.height() - top - _MARGIN)

    def _shown(self) -> int:
        bars = len(self._distribution.bars)
        if self._distribution.measure in AMOUNTS:
            return bars
        return min(bars, _MOST_ROWS_COMPACT if self._compact else _MOST_ROWS)

    @property
    def _has_figures(self) -> bool:
        return self._distribution.measure in AMOUNTS and not self._compact

    def _heading(self, metrics: QFontMetricsF) -> float:
        """The height of the title, and of the figures."""
        return metrics.height() + (metrics.height() + 12 if self._has_figures else 6)

    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self._font())

    @staticmethod
    def _font() -> QFont:
        return theme.tabular(theme.ui_font(0.88))


def _mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    """So much of a colour on a ground, opaque."""
    parts = ((colour.red(), ground.red()), (colour.green(), ground.green()), (colour.blue(), ground.blue()))
    return QColor(*(round(share * top + (1 - share) * below) for top, below in parts))
