"""A small read-only table of records: columns named once, rows of words and numbers, copy by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ftdesk.desktop import theme
from ftdesk.desktop.labels import plain_tooltip

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
RECORD_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class TableColumn(Generic[T]):
    """One column: its title, the words of a record, and how they are shown."""

    title: str
    words: Callable[[T], str]
    numeric: bool = False
    tone: Callable[[T], str] | None = None
    whole: Callable[[T], str] | None = None
    """The whole text where `words` shortens it."""


class RecordModel(QAbstractTableModel, Generic[T]):
    """Records by row; new ones at the end or the start are inserted, anything else resets."""

    def __init__(self, columns: Sequence[TableColumn[T]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._records: list[T] = []

    def show_records(self, records: Sequence[T]) -> None:
        """Show these records."""
        known, more = len(self._records), len(records) - len(self._records)
        if more >= 0 and list(records[:known]) == self._records:
            self._insert(known, records[known:])
        elif more > 0 and list(records[more:]) == self._records:
            self._insert(0, records[:more])
        else:
            self._replace(records)

    def _insert(self, place: int, records: Sequence[T]) -> None:
        if records:
            self.beginInsertRows(QModelIndex(), place, place + len(records) - 1)
            self._records[place:place] = records
            self.endInsertRows()

    def _replace(self, records: Sequence[T]) -> None:
        self.beginResetModel()
        self._records = list(records)
        self.endResetModel()

    def record(self, place: int) -> T:
        """The record of a row."""
        return self._records[place]

    def rowCount(self, parent: Index | None = None) -> int:
        """One row for each record."""
        return 0 if parent is not None and parent.isValid() else len(self._records)

    def columnCount(self, parent: Index | None = None) -> int:
        """As many as were named."""
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, alignment, colour and whole text of a cell."""
        if not index.isValid():
            return None
        record, column = self._records[index.row()], self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.words(record)
        if role == RECORD_ROLE:
            return record
        return self._looks(record, column, role)

    def _looks(self, record: T, column: TableColumn[T], role: int) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole and column.numeric:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and column.numeric:
            return self._tabular()
        if role == Qt.ItemDataRole.ForegroundRole and column.tone is not None:
            return self._tone(column.tone(record))
        if role == Qt.ItemDataRole.ToolTipRole and column.whole is not None:
            return plain_tooltip(column.whole(record))
        return None

    @staticmethod
    def _tabular() -> QFont:
        return theme.tabular(theme.ui_font())

    @staticmethod
    def _tone(name: str) -> QColor | None:
        return theme.color(name) if name else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The titles, aligned like their columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight if self._columns[section].numeric else Qt.AlignmentFlag.AlignLeft
            )
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class RecordTable(QTableView, Generic[T]):
    """The view of such a model; Ctrl+C copies the chosen rows as tab-separated text."""

    def __init__(
        self, object_name: str, title: str, columns: Sequence[TableColumn[T]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(title)
        self.records: RecordModel[T] = RecordModel(columns, self)
        self.setModel(self.records)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.fit()

    def stretch(self, column: int, *widths: int) -> None:
        """Let `column` take the room that is left; `widths` are the others' at 13 px text, in order."""
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        others = [place for place in range(self.records.columnCount()) if place != column]
        for place, width in zip(others, widths, strict=True):
            header.resizeSection(place, round(width * theme.text_size() / theme.BASE_SIZE))

    def spread(self) -> None:
        """Share the room between all columns."""
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def refill(self, records: Sequence[T]) -> None:
        """Show other records; the place that is chosen stays chosen, without a word."""
        place, selection = self.currentIndex().row(), self.selectionModel()
        selection.blockSignals(True)  # noqa: FBT003 - as Qt has it
        self.records.show_records(records)
        if 0 <= place < len(records):
            self.selectRow(place)
        selection.blockSignals(False)  # noqa: FBT003
        self.viewport().update()

    def chosen(self) -> T | None:
        """The record of the current row."""
        index = self.currentIndex()
        return self.records.record(index.row()) if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the chosen rows."""
        if not event.matches(QKeySequence.StandardKey.Copy):
            super().keyPressEvent(event)
            return
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        columns = range(self.records.columnCount())
        lines = ["\t".join(str(self.records.index(row, column).data()) for column in columns) for row in rows]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def changeEvent(self, event: QEvent) -> None:
        """Fit the rows to another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def fit(self) -> None:
        """Rows as high as the text size asks for."""
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
