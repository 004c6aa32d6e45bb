"""The examples of the open file as a dense list: fixed rows, painted whole, filtered by lists of row numbers.

The table paints its rows itself: a view that asks Python for each cell, or a delegate for each row, takes several times
longer for a frame, and the rows in sight are read in one go.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QVBoxLayout, QWidget

from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.document_session import DocumentSession
from ftdesk.desktop.dataset_tab.example_model import ExampleModel
from ftdesk.desktop.dataset_tab.row_painter import RowPainter, RowState


class ExampleTable(QTableView):
    """Signals:
    example_chosen(object): the row id (int) that is current now, or None.
    delete_pressed(): the Delete key.
    """

    example_chosen = Signal(object)  # int | None
    delete_pressed = Signal()

    def __init__(self, session: DocumentSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dataset_table")
        self.setAccessibleName(self.tr("Examples"))
        self.examples = ExampleModel(session, self)
        self.setModel(self.examples)
        self.painted = RowPainter(self)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(1)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        theme.notifier().theme_changed.connect(self._dress)
        self.setStyleSheet("QTableView, QTableView:focus { border: none; }")  # the row shows the focus
        self._dress()

    def current_id(self) -> int | None:
        """The example that is current."""
        return self.examples.row_id(self.currentIndex().row())

    def selected_ids(self) -> list[int]:
        """All selected examples, top to bottom."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        ids = (self.examples.row_id(row) for row in rows)
        return [row_id for row_id in ids if row_id is not None]

    def choose_row(self, row: int) -> None:
        """Make a shown row the current one and bring it into view."""
        if self.examples.rowCount():
            row = min(max(row, 0), self.examples.rowCount() - 1)
            self.selectRow(row)
            self.setCurrentIndex(self.examples.index(row, 0))

    def choose(self, row_id: int) -> bool:
        """Make an example the current one; false when the filter hides it."""
        row = self.examples.row_of(row_id)
        if row is not None and row != self.currentIndex().row():
            self.choose_row(row)
        return row is not None

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        """Tell which example is current now."""
        super().currentChanged(current, previous)
        self.example_chosen.emit(self.examples.row_id(current.row()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in sight, each with what is known of it now."""
        area, viewport = event.rect(), self.viewport()
        first = self.rowAt(area.top())
        if first < 0:
            return
        last = self.rowAt(area.bottom())
        views = self.examples.views(first, last if last >= 0 else self.examples.rowCount() - 1)
        selection, height = self.selectionModel(), self.verticalHeader().defaultSectionSize()
        under = self.rowAt(viewport.mapFromGlobal(QCursor.pos()).y()) if viewport.underMouse() else -1
        focused = self.currentIndex().row() if self.hasFocus() else -1
        columns = self.painted.columns(viewport.width(), self.examples.rowCount())
        top = self.rowViewportPosition(first)
        painter = QPainter(viewport)
        for row, view in enumerate(views, first):
            state = RowState(selection.isRowSelected(row), row == focused, row == under)
            self.painted.paint(painter, QRect(0, top, viewport.width(), height), columns, view, state)
            top += height
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete deletes; everything else moves about."""
        if event.key() == Qt.Key.Key_Delete and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.delete_pressed.emit()
            return
        super().keyPressEvent(event)

    def _dress(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
        self.viewport().update()


class TableHeader(QWidget):
    """The names of the painted columns, in small muted type."""

    def __init__(self, table: ExampleTable) -> None:
        super().__init__(table)
        self._table = table
        self.setFixedHeight(22)
        theme.notifier().theme_changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Low."""
        return QSize(100, 22)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the names where the delegate draws the columns."""
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
            (columns.preview, left, self.tr("Example")),
            (columns.roles, right, self.tr("Turns")),
            (columns.tokens, right, self.tr("Tokens")),
        ):
            if column[1] <= 0:
                continue
            painter.drawText(QRect(column[0] + edge, 0, column[1], self.height() - 2), flags, text)
        painter.end()


def with_header(table: ExampleTable, parent: QWidget) -> QWidget:
    """The table under its header."""
    pane = QWidget(parent)
    layout = QVBoxLayout(pane)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    header = TableHeader(table)
    table.examples.modelReset.connect(header.update)
    layout.addWidget(header)
    layout.addWidget(table, 1)
    return pane
