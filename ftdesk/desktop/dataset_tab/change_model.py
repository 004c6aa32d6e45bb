"""The changes that an edit of many rows would make, one a row, however many: only those in sight are ever looked up."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from ftdesk.dataset.text_replacement import Change

if TYPE_CHECKING:
    from ftdesk.dataset.lines import Positions

CHANGE_ROLE = Qt.ItemDataRole.UserRole + 1
_REMEMBERED = 400
_GATHER_MS = 15
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ShownChange:
    """What is painted; `change` is None until it was looked up, or where a line has too many to show."""

    line: int
    change: Change | None


class ChangeModel(QAbstractTableModel):
    """Signals:
    wanted(object): list[int], rows whose changes are in sight and not known.
    ticked(): other changes are ticked now.
    """

    wanted = Signal(object)
    ticked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._row_ids: list[Positions] = []
        self._lines: list[Positions] = []
        self._ends: list[Positions] = []
        self._tops: list[int] = []
        self._total = 0
        self._known: OrderedDict[int, tuple[Change, ...]] = OrderedDict()
        self._missing: set[int] = set()
        self._left_out: dict[int, set[int]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_GATHER_MS)
        self._timer.timeout.connect(self._want)

    # -- what there is -----------------------------------------------------------------------------------------

    def start_over(self) -> None:
        """No change is known."""
        self.beginResetModel()
        self._row_ids, self._lines, self._ends, self._tops = [], [], [], []
        self._total = 0
        self._known.clear()
        self._missing.clear()
        self._left_out.clear()
        self.endResetModel()

    def append(self, row_ids: Positions, lines: Positions, counts: Positions) -> None:
        """Further rows, on which lines (from 1) they stand, and how many changes each has."""
        import numpy as np

        if not len(row_ids):
            return
        ends = self._total + np.cumsum(counts)
        self.beginInsertRows(QModelIndex(), self._total, int(ends[-1]) - 1)
        self._row_ids.append(row_ids)
        self._lines.append(lines)
        self._ends.append(ends)
        self._total = int(ends[-1])
        self._tops.append(self._total)
        self.endInsertRows()

    def describe(self, found: Mapping[int, tuple[Change, ...]]) -> None:
        """What was looked up."""
        self._known.update(found)
        self._missing -= found.keys()
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        if self._total:
            self.dataChanged.emit(self.index(0, 0), self.index(self._total - 1, 0))

    def row_ids(self) -> Positions:
        """The rows in which something changes: all but those whose every change is left out."""
        import numpy as np

        if not self._row_ids:
            return np.zeros(0, np.int64)
        row_ids, counts = np.concatenate(self._row_ids), np.diff(np.concatenate(self._ends), prepend=0)
        kept = np.ones(len(row_ids), np.bool_)
        for place in np.flatnonzero(np.isin(row_ids, list(self._left_out))).tolist():
            kept[place] = len(self._left_out[int(row_ids[place])]) < int(counts[place])
        return row_ids[kept]

    def left_out(self) -> dict[int, frozenset[int]]:
        """By row id the numbers of the changes that are not ticked."""
        return {row_id: frozenset(numbers) for row_id, numbers in self._left_out.items() if numbers}

    @property
    def count(self) -> int:
        """How many changes there are."""
        return self._total

    @property
    def ticked_count(self) -> int:
        """How many of them are ticked."""
        return self._total - sum(map(len, self._left_out.values()))

    # -- what Qt asks ------------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many changes there are."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """One."""
        return 0 if parent.isValid() else 1

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Each can be ticked."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """`CHANGE_ROLE` for the delegate; words for those who listen."""
        if role not in (CHANGE_ROLE, Qt.ItemDataRole.CheckStateRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row_id, line, number = self._locate(index.row())
        if role == Qt.ItemDataRole.CheckStateRole:
            left_out = number in self._left_out.get(row_id, ())
            return Qt.CheckState.Unchecked if left_out else Qt.CheckState.Checked
        changes = self._known.get(row_id)
        if changes is None and row_id not in self._missing:
            self._missing.add(row_id)
            self._timer.start()
        change = changes[number] if changes is not None and number < len(changes) else None
        if role == CHANGE_ROLE:
            return ShownChange(line, change)
        old, new = (change.old, change.new) if change is not None else ("…", "…")
        return self.tr("Line {line}: “{old}” becomes “{new}”").format(line=f"{line:,}", old=old, new=new)

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or untick a change."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        row_id, _, number = self._locate(index.row())
        left_out = self._left_out.setdefault(row_id, set())
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            left_out.discard(number)
        else:
            left_out.add(number)
        if not left_out:
            del self._left_out[row_id]
        self.dataChanged.emit(index, index)
        self.ticked.emit()
        return True

    def _locate(self, row: int) -> tuple[int, int, int]:
        """Row id, line and number within the row of a change."""
        import numpy as np

        chunk = bisect_right(self._tops, row)
        ends, start = self._ends[chunk], self._tops[chunk - 1] if chunk else 0
        place = int(np.searchsorted(ends, row, side="right"))
        number = row - (int(ends[place - 1]) if place else start)
        return int(self._row_ids[chunk][place]), int(self._lines[chunk][place]), number

    def _want(self) -> None:
        if self._missing:
            self.wanted.emit(sorted(self._missing))
