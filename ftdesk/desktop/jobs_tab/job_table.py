"""The list of jobs: a model of four columns, of which the view paints one row of two lines."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ftdesk.desktop import theme
from ftdesk.desktop.jobs_tab import wording
from ftdesk.desktop.jobs_tab.job_book import Key
from ftdesk.desktop.jobs_tab.job_row_painter import JobRowPainter
from ftdesk.desktop.jobs_tab.job_rows import ROW_ROLE, JobRow
from ftdesk.desktop.labels import plain_tooltip

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """What each column holds; the view shows the first, which paints them all."""

    JOB = 0
    STATE = 1
    PROGRESS = 2
    CREATED = 3


class JobTableModel(QAbstractTableModel):
    """Rows by stable key; a change of one row repaints that row only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[JobRow] = []

    def show_rows(self, rows: list[JobRow]) -> None:
        """Show these rows; the same keys in the same order are updated in place."""
        if [row.key for row in rows] != [row.key for row in self._rows]:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        for place, row in enumerate(rows):
            if row != self._rows[place]:
                self._rows[place] = row
                self.dataChanged.emit(self.index(place, 0), self.index(place, Column.CREATED))

    def row(self, place: int) -> JobRow:
        """The row at a place."""
        return self._rows[place]

    def place_of(self, key: Key) -> int | None:
        """Where a job is, if it is shown."""
        return next((place for place, row in enumerate(self._rows) if row.key == key), None)

    def rowCount(self, parent: Index | None = None) -> int:
        """One row for each job or wish."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Four."""
        return 0 if parent is not None and parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell, or the whole row for the painter."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, self._words(row)))
        if role == Qt.ItemDataRole.ToolTipRole:
            lines = [row.title, row.model, row.progress, wording.exactly(row.created_at)]
            return plain_tooltip("\n".join(filter(None, lines))).replace("\n", "<br>")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The names of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (self.tr("Job"), self.tr("State"), self.tr("Progress"), self.tr("Created"))[section]

    @staticmethod
    def _words(row: JobRow) -> tuple[str, str, str, str]:
        return row.title, row.look.word, row.progress, wording.ago(row.created_at)


class JobTable(QTableView):
    """The view; remembers which job is chosen while rows come and go.

    Signals:
        chosen(object): Key | None.
    """

    chosen = Signal(object)  # Key | None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("jobs_table")
        self.setAccessibleName(self.tr("Jobs"))
        self.jobs = JobTableModel(self)
        self.setModel(self.jobs)
        self._key: Key | None = None
        self._wished: Key | None = None
        """A job that is to be chosen as soon as it is shown."""
        self._follows = True
        self.setItemDelegate(JobRowPainter(self))
        for column in (Column.STATE, Column.PROGRESS, Column.CREATED):
            self.hideColumn(column)
        self.horizontalHeader().setSectionResizeMode(Column.JOB, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        theme.notifier().theme_changed.connect(self._fit)
        self._fit()

    @property
    def key(self) -> Key | None:
        """The chosen job."""
        return self._key

    def show_rows(self, rows: list[JobRow]) -> None:
        """Show these rows and keep the chosen job chosen; without one, choose the newest."""
        self._follows = False
        self.jobs.show_rows(rows)
        self._follows = True
        key = next((key for key in (self._wished, self._key) if self._is_shown(key)), None)
        if key is None and rows:
            key = rows[0].key
        if key is None:
            self._choose(None)
        elif self.currentIndex().row() != self.jobs.place_of(key) or key != self._key:
            wished = self._wished
            self.select(key)
            self._wished = None if key == wished else wished

    def _is_shown(self, key: Key | None) -> bool:
        return key is not None and self.jobs.place_of(key) is not None

    def select(self, key: Key) -> None:
        """Choose a job that is shown; otherwise it is chosen once it appears."""
        place = self.jobs.place_of(key)
        if place is None:
            self._wished = key
            return
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.jobs.index(place, 0), flags)

    def repaint_times(self) -> None:
        """Let "2 min ago" grow."""
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the rows to another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(round(theme.row_height() * 2))
        self.viewport().update()

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if self._follows:
            self._wished = None
            self._choose(self.jobs.row(current.row()).key if current.isValid() else None)

    def _choose(self, key: Key | None) -> None:
        if key != self._key:
            self._key = key
            self.chosen.emit(key)
