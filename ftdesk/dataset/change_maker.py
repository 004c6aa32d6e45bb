"""Making changes of a document: what a person wants, in the terms of `changes`; `Dataset.apply` does them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from ftdesk.dataset.additions import Additions
from ftdesk.dataset.changes import Change, DeleteRows, InsertRows, MoveRows, Reorder, ReplaceLines, Several
from ftdesk.dataset.document_rows import DocumentRows
from ftdesk.dataset.lines import Positions

_KEPT_AT_ONCE = 500


class ChangeMaker:
    """Makes changes of one document, for the thread that edits it; none is done by making it."""

    def __init__(
        self,
        rows: DocumentRows,
        additions: Additions,
        lock: threading.RLock,
        line: Callable[[int], bytes],
        file_line: Callable[[int], bytes],
        is_whole: Callable[[], bool],
    ) -> None:
        """`line` reads a row by its id, `file_line` a line of the file by its number (`DatasetFileError`)."""
        self._rows = rows
        self._additions = additions
        self._lock = lock
        self._line = line
        self._file_line = file_line
        self._is_whole = is_whole

    def add_lines(self, lines: Sequence[bytes]) -> Positions:
        """Keep lines for a change to come; their numbers. From any thread. Raises ValueError for a line feed."""
        if any(b"\n" in line for line in lines):
            raise ValueError("a line holds no line feed")
        return self._additions.append(lines)

    def replacing(
        self,
        row_ids: Sequence[int] | Positions,
        lines: Sequence[bytes],
        known: Mapping[int, bytes] | None = None,
    ) -> ReplaceLines:
        """The change that gives rows new lines. Raises KeyError, ValueError, `DatasetFileError` subclasses.

        `known` has lines as they stand, by row id, so that the file need not be read for them.
        """
        ids = np.asarray(row_ids, np.int64)
        numbers = self.add_lines(lines)
        self._keep_origins(ids, known or {})
        return self.replacing_with(ids, numbers)

    def replacing_with(self, row_ids: Positions, numbers: Positions) -> ReplaceLines:
        """The change that gives rows lines that were added before. Raises as `replacing`; from any thread."""
        before = self.numbers_of(row_ids)
        with self._lock:
            own = self._rows.origins[row_ids] if len(row_ids) == 1 else np.full(len(row_ids), -1)
        if (
            len(own)
            and own[0] >= 0
            and self._additions.line(int(own[0])) == self._additions.line(int(numbers[0]))
        ):
            numbers = own  # typed back to what the file says
        return ReplaceLines(row_ids, before, numbers)

    def numbers_of(self, row_ids: Positions) -> Positions:
        """The additions that hold the rows' lines as they stand; a line of the file is added for it."""
        self._keep_origins(row_ids, {})
        with self._lock:
            edits = self._rows.edits[row_ids]
            return np.where(edits < 0, self._rows.origins[row_ids], edits)

    def _keep_origins(self, row_ids: Positions, known: Mapping[int, bytes]) -> None:
        """Add the lines of rows that are nowhere but in the file; that is read without holding up other threads."""
        with self._lock:
            if np.any(self._rows.places_of(row_ids) < 0):
                raise KeyError(int(row_ids[0]))
            bare = row_ids[(self._rows.edits[row_ids] < 0) & (self._rows.origins[row_ids] < 0)]
        for first in range(0, len(bare), _KEPT_AT_ONCE):
            some = bare[first : first + _KEPT_AT_ONCE]
            lines = [known[row_id] if row_id in known else self._line(row_id) for row_id in some.tolist()]
            with self._lock:
                self._rows.origins[some] = self._additions.append(lines)

    def inserting(self, place: int, lines: Sequence[bytes]) -> InsertRows:
        """The change that puts new rows before the one at `place`. Raises IndexError, ValueError."""
        return self.inserting_with(place, self.add_lines(lines))

    def inserting_with(self, place: int, numbers: Positions) -> InsertRows:
        """The change that puts new rows there, with lines that were added before. Raises as `inserting`."""
        if not 0 <= place <= len(self._rows.order):
            raise IndexError(place)
        self._require_whole()
        with self._lock:  # a save may be looking at all rows
            first = self._rows.next_id
            self._rows.reserve(first + len(numbers))
        places = np.arange(place, place + len(numbers))
        return InsertRows(np.arange(first, first + len(numbers)), places, numbers)

    def deleting(self, row_ids: Sequence[int] | Positions) -> DeleteRows:
        """The change that takes rows out. Raises KeyError."""
        self._require_whole()
        ids, places = self._by_place(row_ids)
        return DeleteRows(ids, places)

    def moving(self, row_ids: Sequence[int] | Positions, place: int) -> MoveRows:
        """The change that puts rows, in their order, at a place counted after they were taken out.

        Raises KeyError, IndexError.
        """
        self._require_whole()
        ids, places = self._by_place(row_ids)
        if not 0 <= place <= len(self._rows.order) - len(ids):
            raise IndexError(place)
        return MoveRows(ids, places, np.arange(place, place + len(ids)))

    def reordering(self, row_ids: Positions) -> Reorder:
        """The change that puts all rows in this order. Raises ValueError where it is not all of them, once each."""
        self._require_whole()
        if not np.array_equal(np.sort(row_ids), np.sort(self._rows.order)):
            raise ValueError("an order names every row once")
        return Reorder(self._rows.order, np.array(row_ids, np.int64))

    def reverting(self) -> Change:
        """The change that makes the rows again those of the file. Raises `DatasetFileError` subclasses."""
        self._require_whole()
        with self._lock:
            rows, ids = self._rows, self._rows.in_file_order()
            edited = ids[rows.edits[ids] >= 0]
            for row_id in edited[rows.origins[edited] < 0].tolist():
                rows.origins[row_id] = self._additions.append([self._file_line(int(rows.homes[row_id]))])[0]
            back = ReplaceLines(edited, rows.edits[edited], rows.origins[edited])
            return Several((back, Reorder(rows.order, ids)))

    def _by_place(self, row_ids: Sequence[int] | Positions) -> tuple[Positions, Positions]:
        ids = np.asarray(row_ids, np.int64)
        places = self._rows.places_of(ids)
        if np.any(places < 0):
            raise KeyError(int(ids[places < 0][0]))
        by_place = np.argsort(places, kind="stable")
        return ids[by_place], places[by_place]

    def _require_whole(self) -> None:
        if not self._is_whole():
            raise ValueError("the file is not indexed yet")
