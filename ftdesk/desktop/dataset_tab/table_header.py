"""The names of the painted columns, in small muted type; a click puts the rows in order by one, for the eye alone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget

from ftdesk.dataset.row_query import Key, RowOrder
from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.example_table import ExampleTable


class TableHeader(QWidget):
    """Signals: `order_wanted(object)`: RowOrder."""

    order_wanted = Signal(object)  # RowOrder

    def __init__(self, table: ExampleTable) -> None:
        super().__init__(table)
        self.setObjectName("table_header")
        self._table = table
        self._order = RowOrder()
        self.setFixedHeight(22)
        theme.notifier().theme_changed.connect(self.update)

    def show_order(self, order: RowOrder) -> None:
        """Mark the column that the rows are in order by."""
        self._order = order
        self.update()

    def sizeHint(self) -> QSize:
        """Low."""
        return QSize(100, 22)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Order by this column: the most first, then the least first, then as in the file."""
        if event.button() != Qt.MouseButton.LeftButton or not self.rect().contains(
            event.position().toPoint()
        ):
            return
        key = self._key_at(round(event.position().x()))
        self.order_wanted.emit(next_order(self._order, key))

    def event(self, event: QEvent) -> bool:
        """Say what a click does."""
        if isinstance(event, QHelpEvent):
            words = {
                Key.POSITION: self.tr("Order by line"),
                Key.FINDINGS: self.tr("Order by findings"),
                Key.TOKENS: self.tr("Order by tokens"),
            }
            QToolTip.showText(event.globalPos(), words[self._key_at(event.pos().x())], self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the names where the rows have their columns."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface"))
        painter.setPen(theme.color("border"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.setPen(theme.color("text_muted"))
        painter.setFont(theme.ui_font(0.85))
        columns = self._table.painted.columns(self._table.viewport().width(), self._table.examples.rowCount())
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        edge = self._table.viewport().x()
        for column, flags, text in (
            (columns.number, right, self._arrow(Key.POSITION)),
            (columns.mark, left, self._arrow(Key.FINDINGS)),
            (columns.preview, left, self.tr("Example")),
            (columns.roles, right, self.tr("Turns")),
            (columns.tokens, right, " ".join(filter(None, (self._arrow(Key.TOKENS), self.tr("Tokens"))))),
        ):
            if column[1] > 0 and text:
                painter.drawText(QRect(column[0] + edge, 0, column[1], self.height() - 2), flags, text)
        painter.end()

    def _arrow(self, key: Key) -> str:
        if not self._order or self._order.key is not key:
            return ""
        return "↓" if self._order.falling else "↑"

    def _key_at(self, x: int) -> Key:
        columns = self._table.painted.columns(self._table.viewport().width(), self._table.examples.rowCount())
        x -= self._table.viewport().x()
        if x >= columns.tokens[0]:
            return Key.TOKENS
        if columns.mark[0] - 4 <= x < sum(columns.mark) + 4:
            return Key.FINDINGS
        return Key.POSITION


def next_order(order: RowOrder, key: Key) -> RowOrder:
    """What a further click on a column means."""
    if key is Key.POSITION:
        return RowOrder(key, falling=order == RowOrder())
    if order.key is not key:
        return RowOrder(key, falling=True)
    return RowOrder(key, falling=False) if order.falling else RowOrder()


def under_header(table: ExampleTable, header: TableHeader, parent: QWidget) -> QWidget:
    """The table under its header."""
    pane = QWidget(parent)
    layout = QVBoxLayout(pane)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    table.examples.modelReset.connect(header.update)
    layout.addWidget(header)
    layout.addWidget(table, 1)
    return pane
