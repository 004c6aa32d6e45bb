"""Which rows a fix is for: the current one, the selected ones that need it, or all that do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QWidget

if TYPE_CHECKING:
    from ftdesk.dataset.lines import Positions


class FixScope(QComboBox):
    """Says how many rows each choice has."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fix_scope")
        self.setAccessibleName(self.tr("Examples to change"))

    def offer(self, words: str, row_ids: Positions) -> None:
        """Add a choice, whose `words` have a {count}; one without rows is left out."""
        if len(row_ids):
            self.addItem(words.format(count=f"{len(row_ids):,}"), row_ids)

    def row_ids(self) -> Positions:
        """The ids of the rows that are meant, in the order of the file."""
        import numpy as np

        chosen: Positions | None = self.currentData()
        return np.zeros(0, np.int64) if chosen is None else chosen
