"""Messages put in another order with the mouse: a handle on each card, and a line where the message would land."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QWidget

from ftdesk.desktop import theme

if TYPE_CHECKING:
    from ftdesk.desktop.dataset_tab.message_card import MessageCard
    from ftdesk.desktop.dataset_tab.message_list import MessageList

_SIZE = (16, 28)
_NEAR_EDGE = 40
"""Pixels: so near to the edge of the form a drag scrolls it."""


class DragHandle(QLabel):
    """What a card is taken by; the keyboard has Alt+Up and Alt+Down.

    Signals:
        dragged(object): QPoint, where the pointer is on the screen.
        dropped(): the button was let go.
    """

    dragged = Signal(object)
    dropped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(*_SIZE)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setToolTip(self.tr("Drag to move the message (Alt+Up, Alt+Down)"))
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._pressed: QPoint | None = None
        self._dragging = False
        theme.notifier().theme_changed.connect(self._dress)
        self._dress()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, once the pointer has gone a little way."""
        here = event.globalPosition().toPoint()
        if self._pressed is None:
            return
        far = (here - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self._dragging or far:
            self._dragging = True
            self.dragged.emit(here)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() == Qt.MouseButton.LeftButton and self._dragging:
            self.dropped.emit()
        self.let_go()

    def let_go(self) -> None:
        """Forget the drag."""
        self._pressed, self._dragging = None, False

    def _dress(self) -> None:
        name = theme.color("text_muted").name()
        self.setPixmap(theme.pixmap("drag", name, 16, self.devicePixelRatioF()))


class MessageDrag(QObject):
    """Follows the handles of one list of messages.

    Signals:
        moved(int, int): a message's index, and the one it shall have.
    """

    moved = Signal(int, int)

    def __init__(self, messages: MessageList) -> None:
        super().__init__(messages)
        self._list = messages
        self._card: MessageCard | None = None
        self._place = 0
        self._line = QFrame(messages)
        self._line.setObjectName("drop_line")
        self._line.setFixedHeight(2)
        self._line.setAutoFillBackground(True)
        self._line.hide()

    def follow(self, card: MessageCard) -> None:
        """Let a card be dragged by its handle."""
        handle = card.header.handle
        handle.dragged.connect(lambda point: self._drag(card, point))
        handle.dropped.connect(self._drop)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Escape leaves the message where it was."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            self._end()
            return True
        return False

    def _drag(self, card: MessageCard, point: QPoint) -> None:
        application = QApplication.instance()
        if self._card is None and application is not None:
            application.installEventFilter(self)
        self._card = card
        here = self._list.mapFromGlobal(point)
        cards = self._list.cards
        self._place = sum(each.geometry().center().y() < here.y() for each in cards)
        edge = cards[self._place].y() - 5 if self._place < len(cards) else cards[-1].geometry().bottom() + 4
        palette = self._line.palette()
        palette.setColor(self._line.backgroundRole(), theme.color("accent"))
        self._line.setPalette(palette)
        self._line.setGeometry(QRect(0, edge, self._list.width(), 2))
        self._line.raise_()
        self._line.show()
        self._scroll_to(here)

    def _scroll_to(self, here: QPoint) -> None:
        above = self._list.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        page = above.widget() if above is not None else None
        if above is not None and page is not None:
            place = self._list.mapTo(page, here)
            above.ensureVisible(place.x(), place.y(), 0, _NEAR_EDGE)

    def _drop(self) -> None:
        card, place = self._card, self._place
        self._end()
        if card in self._list.cards and card is not None:
            index = self._list.cards.index(card)
            target = place - 1 if place > index else place
            if target != index:
                self.moved.emit(index, target)

    def _end(self) -> None:
        application = QApplication.instance()
        if self._card is not None:
            self._card.header.handle.let_go()
            if application is not None:
                application.removeEventFilter(self)
        self._card = None
        self._line.hide()
