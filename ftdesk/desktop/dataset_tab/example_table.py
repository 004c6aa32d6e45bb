"""The examples of the open file as a dense list: fixed rows, painted whole, filtered by lists of row numbers.

The table paints its rows itself: a view that asks Python for each cell, or a delegate for each row, takes several times
longer for a frame, and the rows in sight are read in one go.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QCursor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QTableView, QWidget

from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.document_session import DocumentSession
from ftdesk.desktop.dataset_tab.example_model import ExampleModel
from ftdesk.desktop.dataset_tab.row_painter import RowPainter, RowState

if TYPE_CHECKING:
    from ftdesk.dataset.lines import Positions

_IN_MENU = (
    "duplicate_example",
    "delete_example",
    "replace_in_examples",
    "bulk_system_prompt",
    "bulk_weights",
)


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
        self._menu = QMenu(self)
        self._menu.setObjectName("example_menu")
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

    def selection(self) -> Positions:
        """The selected examples, top to bottom, from the selection's stretches: a million rows are one of them."""
        import numpy as np

        shown = self.examples.shown_ids()
        chosen = np.zeros(len(shown), np.bool_)
        for span in self.selectionModel().selection().toList():
            chosen[span.top() : span.bottom() + 1] = True
        return shown[chosen]

    def selected_ids(self) -> list[int]:
        """All selected examples, top to bottom."""
        return [int(row_id) for row_id in self.selection().tolist()]

    def offer(self, commands: Sequence[QAction]) -> None:
        """Show those of the tab's commands that are for whole examples in a menu of the rows."""
        named = {action.objectName(): action for action in commands}
        self._menu.addActions([named[name] for name in _IN_MENU])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu, at the row."""
        if self.examples.rowCount():
            self._menu.popup(event.globalPos())

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

    def keyboardSearch(self, _search: str) -> None:
        """Typing in the table finds nothing by itself: Qt would read row after row until one begins so."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete deletes; everything else moves about."""
        if event.key() == Qt.Key.Key_Delete and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.delete_pressed.emit()
            return
        super().keyPressEvent(event)

    def _dress(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
        self.viewport().update()
