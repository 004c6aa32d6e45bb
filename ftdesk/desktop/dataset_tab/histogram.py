"""One distribution, painted: a bar says its range and count under pointer and arrow keys, and filters when chosen.

The same values stand in a table beside it for those who cannot see the picture (`distribution_table`).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
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

from ftdesk.dataset.distributions import AMOUNTS, Distribution, Measure, joined
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
from ftdesk.desktop.labels import plain_tooltip
from ftdesk.desktop.token_words import in_sentences, nearly

_MARGIN = 4.0
_MOST_ROWS, _MOST_ROWS_COMPACT = 12, 3
_HIGH, _HIGH_COMPACT = 150, 36
"""Pixels of the bars of amounts with their axis, at the base text size."""


class Histogram(QWidget):
    """Signals: `bar_chosen(object)`: Bar, or several joined into one, whose examples the person wants to see."""

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
        self._doubts: tuple[str, ...] = ()
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

    def show_doubts(self, doubts: tuple[str, ...]) -> None:
        """Say that the amounts are near, not certain, and why (`token_doubts.reasons_of`)."""
        if doubts != self._doubts:
            self._doubts = doubts
            self.update()
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
            self._choose(event.modifiers())

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
            self._choose(event.modifiers())
        else:
            super().keyPressEvent(event)

    def _go_to(self, place: int | None) -> None:
        if place != self._current:
            self._current = place
            self._describe()
            pointed = Qt.CursorShape.ArrowCursor if place is None else Qt.CursorShape.PointingHandCursor
            self.setCursor(pointed)
            self.update()

    def _choose(self, modifiers: Qt.KeyboardModifier) -> None:
        """Tell of the current bar, or with Shift of all amounts from the bars that are chosen to this one."""
        if self._current is None:
            return
        bars, places = self._distribution.bars, {self._current}
        if modifiers & Qt.KeyboardModifier.ShiftModifier and self._distribution.measure in AMOUNTS:
            places |= self._chosen
        self.bar_chosen.emit(joined(bars[min(places) : max(places) + 1]))

    def _describe(self) -> None:
        words = self.read_out
        self.setToolTip(plain_tooltip(words if self._compact and words else in_sentences(self._doubts)))
        if not words:
            keys = self.tr("Arrow keys go from bar to bar, Enter filters the table by one.")
            told = self._figures() if self._distribution.bars else self._empty_words
            words = " ".join(filter(None, (told, keys)))
        self.setAccessibleDescription(words)

    def _figures(self) -> str:
        """Median, 95 % and the largest amount, as near as the counts are."""
        figures = figures_of(self._distribution)
        return nearly(figures, self._doubts) if figures else ""

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
        bars, words = self._distribution.bars, self.read_out
        if words and self._compact and self._current is not None:
            words = brief_read_out(self._distribution, bars[self._current])
        left_out = self.tr("{shown} of {count}").format(shown=self._shown(), count=len(bars))
        heading = ChartHeading(
            title=title_of(self._distribution.measure),
            title_color="text_muted" if self._compact else "text",
            read_out=words,
            aside=left_out if self._shown() < len(bars) else "",
            figures=self._figures() if self._has_figures else "",
        )
        heading.paint(painter, _MARGIN, _MARGIN, self.width() - 2 * _MARGIN)

    def _paint_bar(self, painter: QPainter, painted: QRectF, place: int) -> None:
        severity = severity_of(self._distribution.measure, self._distribution.bars[place])
        colour = theme.color("chart_train" if severity is None else severity.value)
        faint = bool(self._chosen) and place not in self._chosen
        paint_bar(painter, painted, colour, faint=faint, current=place == self._current)

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
        return ChartHeading.height(metrics, with_figures=self._has_figures)

    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self._font())

    @staticmethod
    def _font() -> QFont:
        return theme.tabular(theme.ui_font(0.88))
