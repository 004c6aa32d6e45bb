"""What is done with whole examples: new ones, copies, deletions, answers from the playground; all undoable."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ftdesk.dataset.formats import Format
from ftdesk.desktop.dataset_tab.document_session import DocumentSession
from ftdesk.desktop.dataset_tab.example_table import ExampleTable
from ftdesk.desktop.dataset_tab.new_lines import empty_line, line_of_made_example, line_of_turns

if TYPE_CHECKING:
    from ftdesk.api.types import ChatTurn
    from ftdesk.desktop.made_example import MadeExample

_LONGEST_MODEL_LINE = 100_000


class RowSteps(QObject):
    """Acts on the selected rows of a table."""

    def __init__(self, session: DocumentSession, table: ExampleTable) -> None:
        super().__init__(table)
        self._session = session
        self._table = table

    def add_empty(self) -> None:
        """Insert an empty example after the current one, in the format of the file."""
        check = self._session.checker.check
        kind = check.format if check is not None else Format.CHAT
        line = empty_line(kind, self._model_line())
        self._session.insert_lines(self._place_after_current(), [line], self.tr("New example"))

    def duplicate(self) -> None:
        """Insert copies of the selected examples after the current one."""
        place, text = self._place_after_current(), self.tr("Duplicate example")
        self._session.reader.read_all(
            self._table.selected_ids(),
            lambda lines: self._session.insert_lines(place, lines, text),
            self.tr("Reading the selected examples"),
        )

    def delete(self) -> None:
        """Delete the selected examples; the next one becomes current."""
        chosen = self._table.selection()
        row = self._table.currentIndex().row()
        one = self.tr("Delete example")
        many = self.tr("Delete {count} examples").format(count=f"{len(chosen):,}")
        self._session.delete_rows(chosen, one if len(chosen) == 1 else many)
        self._table.choose_row(row)

    def append_turns(self, turns: Sequence[ChatTurn]) -> None:
        """Append a conversation."""
        self._append(line_of_turns(turns, self._model_line()))

    def append_made(self, made: MadeExample) -> None:
        """Append an example from the playground."""
        self._append(line_of_made_example(made, self._model_line()))

    def _append(self, line: bytes) -> None:
        dataset = self._session.dataset
        if dataset is not None:
            self._session.insert_lines(len(dataset), [line], self.tr("Add example from the playground"))

    def _place_after_current(self) -> int:
        dataset, row_id = self._session.dataset, self._table.current_id()
        if dataset is None:
            return 0
        return dataset.index_of(row_id) + 1 if row_id is not None else len(dataset)

    def _model_line(self) -> bytes:
        """A line whose spelling new ones follow."""
        dataset, row_id = self._session.dataset, self._table.current_id()
        if dataset is None or not len(dataset):
            return b""
        row_id = dataset.row_id_at(0) if row_id is None else row_id
        return self._session.line(row_id) or b"" if dataset.line_size(row_id) < _LONGEST_MODEL_LINE else b""
