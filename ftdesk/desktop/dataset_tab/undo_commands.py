"""What a person can undo: a line edited, rows inserted or deleted. Each does and undoes itself on the rows."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Protocol

from PySide6.QtGui import QUndoCommand

from ftdesk.dataset.example import Pointer

EDIT_ID = 1
_PAUSE = 2.5
"""Seconds of rest after which typing becomes a step of its own."""


class Rows(Protocol):
    """The rows that the commands act on; every call also tells the table, the form and the checks."""

    def put_line(self, row_id: int, line: bytes, focus: Pointer | None) -> None:
        """Give a row new bytes."""

    def put_rows(self, rows: Sequence[Row]) -> list[int]:
        """Insert rows, lowest place first; returns their ids."""

    def take_rows(self, row_ids: Sequence[int]) -> None:
        """Delete rows."""


Row = tuple[int, int | None, bytes]
"""Place, row id (None for a row that has none yet) and bytes of a row."""


class EditLine(QUndoCommand):
    """One line got new bytes; keystrokes in one field are one step."""

    def __init__(
        self,
        rows: Rows,
        row_id: int,
        old: bytes,
        new: bytes,
        text: str,
        merge_key: Pointer | None,
        focus: Pointer | None,
    ) -> None:
        super().__init__(text)
        self._rows = rows
        self.row_id = row_id
        self._old = old
        self.new = new
        self.merge_key = merge_key
        self._focus = focus
        self.when = time.monotonic()

    def id(self) -> int:
        """All edits may try to merge; `mergeWith` decides."""
        return EDIT_ID

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in a further keystroke in the same field of the same row."""
        if not isinstance(other, EditLine) or self.merge_key is None:
            return False
        same_place = (self.row_id, self.merge_key) == (other.row_id, other.merge_key)
        if not same_place or other.when - self.when > _PAUSE:
            return False
        self.new, self.when = other.new, other.when
        return True

    def redo(self) -> None:
        """Put the new bytes."""
        self._rows.put_line(self.row_id, self.new, self._focus)

    def undo(self) -> None:
        """Put the old bytes back."""
        self._rows.put_line(self.row_id, self._old, self._focus or self.merge_key)


class InsertRows(QUndoCommand):
    """New rows at their places; `rows` are in ascending order of place."""

    def __init__(self, rows: Rows, inserted: Sequence[Row], text: str) -> None:
        super().__init__(text)
        self._rows = rows
        self._inserted = tuple(inserted)

    def redo(self) -> None:
        """Insert them; from the first time on they keep their ids."""
        ids = self._rows.put_rows(self._inserted)
        self._inserted = tuple(
            (place, row_id, line) for (place, _, line), row_id in zip(self._inserted, ids, strict=True)
        )

    def undo(self) -> None:
        """Take them out again."""
        self._rows.take_rows(_ids(self._inserted))


class DeleteRows(QUndoCommand):
    """Rows taken out; `rows` are in ascending order of place."""

    def __init__(self, rows: Rows, deleted: Sequence[Row], text: str) -> None:
        super().__init__(text)
        self._rows = rows
        self._deleted = tuple(deleted)

    def redo(self) -> None:
        """Take them out."""
        self._rows.take_rows(_ids(self._deleted))

    def undo(self) -> None:
        """Put them back where they were, under their old ids."""
        self._rows.put_rows(self._deleted)


def _ids(rows: Sequence[Row]) -> list[int]:
    return [row_id for _, row_id, _ in rows if row_id is not None]
