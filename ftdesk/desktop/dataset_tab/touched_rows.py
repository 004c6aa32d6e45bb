"""Which rows a person has edited since something long began, so that it does not overwrite them blindly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ftdesk.desktop.dataset_tab.change_telling import replaced_rows
from ftdesk.desktop.dataset_tab.document_session import DocumentSession

if TYPE_CHECKING:
    from ftdesk.dataset.finding_columns import Mask
    from ftdesk.dataset.lines import Positions
    from ftdesk.desktop.dataset_tab.undo_commands import Done


class TouchedRows(QObject):
    """Listens to what is done, undone and redone from the moment it is made."""

    def __init__(self, session: DocumentSession, parent: QObject) -> None:
        super().__init__(parent)
        self._touched: list[Positions] = []
        session.done.connect(self._note)

    def untouched(self, row_ids: Positions) -> Mask:
        """A mask over `row_ids`: which of them have kept their line."""
        import numpy as np

        if not self._touched:
            return np.ones(len(row_ids), np.bool_)
        return ~np.isin(row_ids, np.concatenate(self._touched))

    def _note(self, done: Done) -> None:
        touched = replaced_rows(done.change)
        if len(touched):
            self._touched.append(touched)
