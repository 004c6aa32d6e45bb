"""A list of values to tick, such as the findings that a filter asks for."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

_VALUE = Qt.ItemDataRole.UserRole + 1
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable


class CheckList(QListWidget):
    """Signals: `ticked()`: the person ticked a value, or took its tick away."""

    ticked = Signal()

    def __init__(self, object_name: str, title: str, highest: int, parent: QWidget) -> None:
        """`highest` is in pixels; what has no room scrolls."""
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(title)
        self.setMaximumHeight(highest)
        self._showing = False
        self.itemChanged.connect(self._tell)

    def show_values(self, values: Iterable[tuple[str, str]], chosen: frozenset[str]) -> None:
        """Show values with their words, those that are chosen ticked."""
        self._showing = True
        self.clear()
        for value, words in values:
            item = QListWidgetItem(words, self)
            item.setData(_VALUE, value)
            item.setFlags(_FLAGS)
            item.setCheckState(Qt.CheckState.Checked if value in chosen else Qt.CheckState.Unchecked)
        self._showing = False

    def chosen(self) -> frozenset[str]:
        """The values that are ticked."""
        items = (self.item(row) for row in range(self.count()))
        return frozenset(
            str(item.data(_VALUE)) for item in items if item.checkState() == Qt.CheckState.Checked
        )

    def _tell(self, _item: QListWidgetItem) -> None:
        if not self._showing:
            self.ticked.emit()
