"""The table's model: one row an example, found by its id, answered from what is already known.

A filter is an array of row ids, made in one pass; no proxy model, no object per row.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ftdesk.dataset.rules.finding import Severity
from ftdesk.desktop.dataset_tab.document_session import DocumentSession
from ftdesk.desktop.dataset_tab.file_checker import RowFigures
from ftdesk.desktop.dataset_tab.finding_words import severity_word
from ftdesk.desktop.dataset_tab.row_preview import READ_WHOLE, RowPreview, preview_of
from ftdesk.desktop.dataset_tab.row_reader import is_lost

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LONGEST_TOLD = 2_000_000
"""Bytes; of longer lines the table only says how long they are."""
_REMEMBERED = 600
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class RowView:
    """Everything that is painted of one row; `severity` None with known figures means that all is well.

    `preview` is None while the drive has not answered.
    """

    row_id: int
    line_number: int
    preview: RowPreview | None
    severity: Severity | None
    figures: RowFigures
    edited: bool


class ExampleModel(QAbstractTableModel):
    """Rows of the session, all of them or those that a filter chose; `views` has what is painted of them."""

    def __init__(self, session: DocumentSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._visible: NDArray[np.int64] | None = None
        self._previews: OrderedDict[int, RowPreview] = OrderedDict()
        self._inserting = 0
        self._removing = False
        self._growing = False
        session.replaced.connect(self._start_over)
        session.completing.connect(self._begin_completing)
        session.completed.connect(self._end_completing)
        session.rows_reset.connect(self._follow_reset)
        session.row_inserting.connect(self._begin_insert)
        session.row_inserted.connect(self._end_insert)
        session.row_removing.connect(self._begin_remove)
        session.row_removed.connect(self._end_remove)
        session.line_changed.connect(self._forget_preview)
        session.lines_changed.connect(self._forget_previews)
        session.checker.row_checked.connect(self._repaint_row)
        session.checker.reports_changed.connect(self._repaint)
        session.reader.answered.connect(self._repaint)

    # -- rows and ids -----------------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows are shown."""
        if parent.isValid() or self._session.dataset is None:
            return 0
        return len(self._session.dataset) if self._visible is None else len(self._visible)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """One: the delegate paints the whole row at once."""
        return 0 if parent.isValid() else 1

    def row_id(self, row: int) -> int | None:
        """The id of the example in a shown row."""
        dataset = self._session.dataset
        if dataset is None or not 0 <= row < self.rowCount():
            return None
        return dataset.row_id_at(row) if self._visible is None else int(self._visible[row])

    def row_of(self, row_id: int) -> int | None:
        """The shown row of an example, None when the filter hides it or it is gone."""
        dataset = self._session.dataset
        if dataset is None:
            return None
        if self._visible is None:
            try:
                return dataset.index_of(row_id)
            except KeyError:
                return None
        places = (self._visible == row_id).nonzero()[0]
        return int(places[0]) if len(places) else None

    def shown_ids(self) -> NDArray[np.int64]:
        """The ids of the shown rows, top to bottom."""
        import numpy as np

        dataset = self._session.dataset
        if dataset is None:
            return np.zeros(0, dtype=np.int64)
        return dataset.row_ids() if self._visible is None else self._visible

    @property
    def is_filtered(self) -> bool:
        """Whether a filter chose the rows."""
        return self._visible is not None

    def show_rows(self, row_ids: NDArray[np.int64] | None) -> None:
        """Show these rows, in this order, or all of them."""
        self.beginResetModel()
        self._visible = row_ids
        self.endResetModel()

    def append_rows(self, row_ids: NDArray[np.int64]) -> None:
        """Show further rows below those that a filter has chosen so far."""
        if self._visible is None or not len(row_ids):
            return
        import numpy as np

        first = len(self._visible)
        self.beginInsertRows(QModelIndex(), first, first + len(row_ids) - 1)
        self._visible = np.concatenate([self._visible, row_ids])
        self.endInsertRows()

    # -- what is shown ----------------------------------------------------------------------------------------------

    def views(self, first: int, last: int) -> list[RowView]:
        """What is painted of the rows from `first` to `last`; those not known yet are read in one go."""
        rows = range(max(0, first), min(last + 1, self.rowCount()))
        ids = [row_id for row_id in map(self.row_id, rows) if row_id is not None]
        self._read_previews(ids)
        return [self._view(row_id, row) for row_id, row in zip(ids, rows, strict=True)]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words for those who listen; nothing else is asked."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        for view in self.views(index.row(), index.row()):
            if role == Qt.ItemDataRole.DisplayRole:
                return view.preview.text if view.preview is not None else ""
            return self._spoken(view)
        return None

    def _view(self, row_id: int, row: int) -> RowView:
        session = self._session
        dataset = session.dataset
        number = row if self._visible is None or dataset is None else dataset.index_of(row_id)
        return RowView(
            row_id,
            number + 1,
            self._previews.get(row_id),
            session.checker.severity_of(row_id),
            session.checker.figures(row_id),
            dataset is not None and dataset.is_edited(row_id),
        )

    def _read_previews(self, row_ids: list[int]) -> None:
        missing = [row_id for row_id in row_ids if row_id not in self._previews]
        dataset = self._session.dataset
        if not missing or dataset is None:
            return
        for row_id, line in self._session.reader.beginnings(missing, READ_WHOLE + 1).items():
            size = dataset.line_size(row_id)
            if is_lost(line, size):
                self._previews[row_id] = RowPreview(self.tr("can no longer be read"), is_raw=True)
                continue
            told = size > _LONGEST_TOLD
            self._previews[row_id] = RowPreview(_long_line(size), is_raw=True) if told else preview_of(line)
        while len(self._previews) > _REMEMBERED:
            self._previews.popitem(last=False)

    def _spoken(self, view: RowView) -> str:
        words = severity_word(view.severity) if view.severity is not None else self.tr("no findings")
        template = self.tr("Line {line}, {severity}, {preview}")
        preview = view.preview.text if view.preview is not None else self.tr("not read yet")
        return template.format(line=view.line_number, severity=words, preview=preview)

    # -- following the session --------------------------------------------------------------------------------------

    def _start_over(self) -> None:
        self.beginResetModel()
        self._visible = None
        self._previews.clear()
        self.endResetModel()

    def _follow_reset(self) -> None:
        """Many rows came or went: of those that are shown, the ones that are still there stay."""
        self.beginResetModel()
        self._previews.clear()
        if self._visible is not None and self._session.dataset is not None:
            self._visible = self._visible[self._session.dataset.places_of(self._visible) >= 0]
        self.endResetModel()

    def _begin_completing(self, rows: int) -> None:
        """The rest of the file was indexed: its rows follow those of its head."""
        known = self.rowCount()
        self._growing = self._visible is None and rows > known
        if self._growing:
            self.beginInsertRows(QModelIndex(), known, rows - 1)

    def _end_completing(self) -> None:
        if self._growing:
            self.endInsertRows()

    def _begin_insert(self, index: int) -> None:
        row = index if self._visible is None else self._visible_before(index)
        self._inserting = row
        self.beginInsertRows(QModelIndex(), row, row)

    def _end_insert(self, row_id: int) -> None:
        if self._visible is not None:
            import numpy as np

            self._visible = np.insert(self._visible, self._inserting, row_id)
        self.endInsertRows()

    def _begin_remove(self, row_id: int) -> None:
        row = self.row_of(row_id)
        self._previews.pop(row_id, None)
        self._removing = row is not None
        if row is None:
            return
        self.beginRemoveRows(QModelIndex(), row, row)
        if self._visible is not None:
            import numpy as np

            self._visible = np.delete(self._visible, row)

    def _end_remove(self) -> None:
        if self._removing:
            self.endRemoveRows()

    def _visible_before(self, index: int) -> int:
        import numpy as np

        dataset = self._session.dataset
        if dataset is None or self._visible is None:
            return index
        return int(np.isin(dataset.row_ids()[:index], self._visible).sum())

    def _forget_preview(self, row_id: int) -> None:
        self._previews.pop(row_id, None)
        self._repaint_row(row_id)

    def _forget_previews(self, _row_ids: object) -> None:
        self._previews.clear()
        self._repaint()

    def _repaint_row(self, row_id: int) -> None:
        row = self.row_of(row_id)
        if row is not None:
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def _repaint(self) -> None:
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))


def _long_line(size: int) -> str:
    return f"{{…}} {size / 1_000_000:.1f} MB"
