"""The differences as rows of a table: a few arrays, and the words of the rows that were on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QFont

from ftdesk.dataset.file_errors import DatasetFileError
from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.row_preview import READ_WHOLE, preview_of
from ftdesk.desktop.dataset_tab.versions.difference_words import look_of
from ftdesk.desktop.figure_words import number
from ftdesk.workspace.errors import WorkspaceError

if TYPE_CHECKING:
    from ftdesk.dataset.comparison import Kind
    from ftdesk.dataset.lines import Positions
    from ftdesk.desktop.background import Background
    from ftdesk.desktop.dataset_tab.versions.comparing import Compared

Index = QModelIndex | QPersistentModelIndex

KIND, BEFORE, AFTER, EXAMPLE = range(4)
_KEPT = 2_000


class DifferenceModel(QAbstractTableModel):
    """Shows the differences of some kinds; how an example begins is read when its row is first shown."""

    def __init__(self, background: Background, compared: Compared, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._compared = compared
        self._numbers: Positions = compared.comparison.of_kinds(frozenset(_all_kinds()))
        self._previews: dict[int, str] = {}
        self._wanted: set[int] = set()
        self._read_soon = QTimer(self, singleShot=True, interval=0)
        self._read_soon.timeout.connect(self._read)

    def show_kinds(self, kinds: frozenset[Kind]) -> None:
        """Show only the differences of these kinds."""
        self.beginResetModel()
        self._numbers = self._compared.comparison.of_kinds(kinds)
        self.endResetModel()

    def difference(self, row: int) -> int:
        """The number of the difference that a row shows."""
        return int(self._numbers[row])

    def rowCount(self, parent: Index | None = None) -> int:
        """One row for each difference of the kinds."""
        return 0 if parent is not None and parent.isValid() else len(self._numbers)

    def columnCount(self, parent: Index | None = None) -> int:
        """Kind, both places, how the example begins."""
        return 0 if parent is not None and parent.isValid() else 4

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, alignment and colour of a cell."""
        if not index.isValid():
            return None
        difference, column = self.difference(index.row()), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(difference, column)
        if role == Qt.ItemDataRole.ForegroundRole and column == KIND:
            return theme.color(look_of(self._kind(difference)).tone)
        if column in (BEFORE, AFTER):
            return _number_looks(role)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The titles of the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("What"), self.tr("Before"), self.tr("After"), self.tr("Example"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in (BEFORE, AFTER) else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _words(self, difference: int, column: int) -> str:
        comparison = self._compared.comparison
        if column == KIND:
            look = look_of(self._kind(difference))
            return f"{look.sign} {look.word}"
        if column == EXAMPLE:
            return self._preview(difference)
        place = int((comparison.before if column == BEFORE else comparison.after)[difference])
        return number(place + 1) if place >= 0 else ""

    def _kind(self, difference: int) -> Kind:
        from ftdesk.dataset.comparison import Kind

        return Kind(int(self._compared.comparison.kinds[difference]))

    # -- how examples begin ------------------------------------------------------------------------------------------

    def _preview(self, difference: int) -> str:
        known = self._previews.get(difference)
        if known is None:
            self._wanted.add(difference)
            self._read_soon.start()
        return known or ""

    def _read(self) -> None:
        wanted, self._wanted = sorted(self._wanted), set()
        compared = self._compared
        self._background.run(
            self,
            lambda _: {difference: _beginning(compared, difference) for difference in wanted},
            self._take,
        )

    def _take(self, previews: dict[int, str]) -> None:
        if len(self._previews) > _KEPT:
            self._previews.clear()
        self._previews.update(previews)
        if len(self._numbers):
            self.dataChanged.emit(self.index(0, EXAMPLE), self.index(len(self._numbers) - 1, EXAMPLE))


def _beginning(compared: Compared, difference: int) -> str:
    """In an I/O thread: one line about an example, the newer one where there are two."""
    comparison = compared.comparison
    before, after = int(comparison.before[difference]), int(comparison.after[difference])
    side, place = (compared.after, after) if after >= 0 else (compared.before, before)
    try:
        return preview_of(side.line(place, READ_WHOLE + 1)).text
    except (DatasetFileError, WorkspaceError):  # choosing the row says why
        return "…"


def _all_kinds() -> list[Kind]:
    from ftdesk.dataset.comparison import Kind

    return list(Kind)


def _number_looks(role: int) -> object:
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    if role == Qt.ItemDataRole.FontRole:
        font: QFont = theme.tabular(theme.ui_font())
        return font
    return None
