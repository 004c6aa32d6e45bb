"""The pairs of rows that are nearly the same, as a table: lines as they are numbered now, and how alike they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ftdesk.desktop import theme
from ftdesk.desktop.figure_words import number

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ftdesk.dataset.known_likes import KnownLikes
    from ftdesk.dataset.lines import Positions
    from ftdesk.desktop.dataset_tab.document_session import DocumentSession

Index = QModelIndex | QPersistentModelIndex

LINE, LIKE, ALIKE = range(3)


class DuplicatesModel(QAbstractTableModel):
    """Shows the pairs that still hold: rows that are there, and are what they were when they were compared."""

    def __init__(self, session: DocumentSession, known: KnownLikes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._known = known
        self._pairs: NDArray[np.int64] | None = None
        """Row ids of the later and the earlier row, their places, per cent."""
        self.renew()

    def renew(self) -> None:
        """Rows came, went or were edited."""
        self.beginResetModel()
        self._pairs = self._now()
        self.endResetModel()

    def row_ids(self, row: int) -> tuple[int, int]:
        """The later row and the earlier one."""
        later, earlier, *_ = self._pair(row)
        return later, earlier

    def places(self, row: int) -> tuple[int, int]:
        """Where they stand, from 0."""
        _, _, later, earlier, _ = self._pair(row)
        return later, earlier

    def later_ids(self) -> Positions:
        """All the later rows."""
        import numpy as np

        return np.zeros(0, np.int64) if self._pairs is None else np.sort(self._pairs[:, 0])

    def rowCount(self, parent: Index | None = None) -> int:
        """One row for each pair."""
        return 0 if self._pairs is None or (parent is not None and parent.isValid()) else len(self._pairs)

    def columnCount(self, parent: Index | None = None) -> int:
        """Both lines, per cent."""
        return 0 if parent is not None and parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Numbers, to the right."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            _, _, later, earlier, percent = self._pair(index.row())
            return (number(later + 1), number(earlier + 1), f"{percent} %")[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole:
            return theme.tabular(theme.ui_font())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The titles of the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Line"), self.tr("Similar to"), self.tr("Similar"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _pair(self, row: int) -> list[int]:
        pair: list[int] = [] if self._pairs is None else self._pairs[row].tolist()
        return pair

    def _now(self) -> NDArray[np.int64] | None:
        """A row for each pair, those that are like the same row together."""
        import numpy as np

        dataset, check = self._session.dataset, self._session.checker.check
        if dataset is None or check is None:
            return None
        likes, still = self._known.likes, self._known.still(check.columns)
        later, earlier = likes.later[still], likes.earlier[still]
        places = dataset.places_of(later)
        others = dataset.places_of(earlier) if self._known.is_within else earlier
        pairs = np.stack([later, earlier, places, others, likes.percents(still)], axis=1)
        pairs = pairs[(places >= 0) & (others >= 0)]
        return pairs[np.lexsort((pairs[:, 2], pairs[:, 3]))]
