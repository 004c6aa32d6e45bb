"""Which rows a bulk edit is for: the selected ones, those that the filter shows, or all."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QWidget

from ftdesk.desktop.dataset_tab.document_session import DocumentSession
from ftdesk.desktop.dataset_tab.example_table import ExampleTable

if TYPE_CHECKING:
    from ftdesk.dataset.lines import Positions


class Scope(StrEnum):
    """Whose rows."""

    SELECTED = "selected"
    SHOWN = "shown"
    ALL = "all"


class RowScope(QComboBox):
    """Says how many rows each choice has; the likely one is chosen at first."""

    def __init__(self, session: DocumentSession, table: ExampleTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("row_scope")
        self.setAccessibleName(self.tr("Examples to change"))
        self._session = session
        self._table = table
        self._counts = (-1, -1, -1)
        self.renew()
        filtered = table.examples.is_filtered and self._counts[1] < self._counts[2]
        likely = Scope.SELECTED if self._counts[0] > 1 else Scope.SHOWN if filtered else Scope.ALL
        self.setCurrentIndex(list(Scope).index(likely))

    def scope(self) -> Scope:
        """The choice."""
        return list(Scope)[self.currentIndex()]

    def row_ids(self) -> Positions:
        """The ids of the rows that are meant now, in the order of the file."""
        import numpy as np

        dataset = self._session.dataset
        if dataset is None or self.scope() is Scope.ALL:
            return dataset.row_ids() if dataset is not None else np.zeros(0, np.int64)
        chosen = (
            self._table.selection() if self.scope() is Scope.SELECTED else self._table.examples.shown_ids()
        )
        places = dataset.places_of(chosen)
        return dataset.row_ids()[np.sort(places[places >= 0])]

    def renew(self) -> bool:
        """Count again; whether the rows that are meant may be others now."""
        dataset = self._session.dataset
        counts = (
            len(self._table.selection()),
            self._table.examples.rowCount(),
            len(dataset) if dataset is not None else 0,
        )
        if counts == self._counts:
            return False
        self._counts = counts
        words = (
            self.tr("The selected examples ({count})"),
            self.tr("The examples shown ({count})"),
            self.tr("All examples ({count})"),
        )
        chosen = self.currentIndex()
        self.blockSignals(True)  # noqa: FBT003 - as Qt has it
        self.clear()
        self.addItems([text.format(count=f"{count:,}") for text, count in zip(words, counts, strict=True)])
        self.setCurrentIndex(max(0, chosen))
        self.blockSignals(False)  # noqa: FBT003
        return self.scope() is not Scope.ALL
