"""One distribution, painted: a bar says its range and count under pointer and arrow keys, and filters when chosen.

The same values stand in a table beside it for those who cannot see the picture (`distribution_table`).
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
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
from ftdesk.desktop.dataset_tab.chart_picture import ChartPicture, Laid
from ftdesk.desktop.dataset_tab.measure_words import read_out, title_of
from ftdesk.desktop.labels import plain_tooltip
from ftdesk.desktop.token_words import in_sentences

_CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


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
        self._picture = ChartPicture(Distribution(measure), compact, empty_words=self.tr("Not counted yet"))
        self._laid: Laid | None = None
        self._current: int | None = None
        theme.notifier().theme_changed.connect(self._lay_out_anew)

    @property
    def distribution(self) -> Distribution:
        """What is shown."""
        return self._picture.distribution

    @property
    def read_out(self) -> str:
        """The bar under the pointer or the arrow keys in words; empty without one."""
        if self._current is None:
            return ""
        return read_out(self.distribution, self.distribution.bars[self._current])

    def show_distribution(
        self, distribution: Distribution, chosen: frozenset[int], empty_words: str = ""
    ) -> None:
        """Show bars, those in `chosen` as what the table is filtered by; `empty_words` stand where there is none."""
        words = empty_words or self._picture.empty_words
        self._show(replace(self._picture, distribution=distribution, chosen=chosen, empty_words=words))

    def show_doubts(self, doubts: tuple[str, ...]) -> None:
        """Say that the amounts are near, not certain, and why (`token_doubts.reasons_of`)."""
        self._show(replace(self._picture, doubts=doubts))

    def place_of(self, bar: int) -> QRectF:
        """Where a bar is meant by the pointer."""
        return self._laid_out().bars[bar].meant

    def sizeHint(self) -> QSize:
        """As high as its bars."""
        return self._picture.size_hint()

    def minimumSizeHint(self) -> QSize:
        """Narrower than wished, never lower."""
        return QSize(self._picture.least_width(), self.sizeHint().height())

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
        last = self._picture.shown - 1
        here = -1 if self._current is None else self._current
        before, after = max(0, here - 1), min(last, here + 1)
        moves = {
            Qt.Key.Key_Left: before,
            Qt.Key.Key_Up: before,
            Qt.Key.Key_Right: after,
            Qt.Key.Key_Down: after,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if last >= 0 and event.key() in moves:
            self._go_to(moves[Qt.Key(event.key())])
        elif self._current is not None and event.key() in _CHOOSE:
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
        bars, places = self.distribution.bars, {self._current}
        if modifiers & Qt.KeyboardModifier.ShiftModifier and self.distribution.measure in AMOUNTS:
            places |= self._picture.chosen
        self.bar_chosen.emit(joined(bars[min(places) : max(places) + 1]))

    def _describe(self) -> None:
        """In words for those who cannot see it, and for those who wonder why a figure is only near."""
        picture, words = self._picture, self.read_out
        tip = words if picture.compact and words else in_sentences(picture.doubts)
        self.setToolTip(plain_tooltip(tip))
        if not words:
            keys = self.tr("Arrow keys go from bar to bar, Enter filters the table by one.")
            told = picture.figures() if self.distribution.bars else picture.empty_words
            words = " ".join(filter(None, (told, keys)))
        self.setAccessibleDescription(words)

    def _bar_at(self, point: QPointF) -> int | None:
        bars = self._laid_out().bars
        return next((place for place, bar in enumerate(bars) if bar.meant.contains(point)), None)

    # -- painting ----------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the bars."""
        self._laid = None
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, and the ring where the keyboard is."""
        painter = QPainter(self)
        self._picture.paint(painter, self.size(), self._laid_out(), self._current)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.CORNER, theme.CORNER)
        painter.end()

    def _show(self, picture: ChartPicture) -> None:
        if picture != self._picture:
            self._picture = picture
            if self._current is not None and self._current >= picture.shown:
                self._current = None
            self._lay_out_anew()
            self._describe()

    def _laid_out(self) -> Laid:
        if self._laid is None:
            self._laid = self._picture.laid_out(self.size())
        return self._laid

    def _lay_out_anew(self) -> None:
        self._laid = None
        self.updateGeometry()
        self.update()
