"""A training file as an editor sees it: rows by stable id, edits laid over untouched bytes.

Untouched rows stay in the file and are read when asked for; only edited and inserted rows are in memory.
Ids outlive edits, moves and saves. One thread edits; a save, and blocks taken before, may run in another.
"""

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from ftdesk.cancellation import Cancellation
from ftdesk.dataset.drafts import FILES, Draft, FileOperations, refuse_foreign_changes
from ftdesk.dataset.file_errors import SaveFailed
from ftdesk.dataset.lines import (
    EMPTY_INDEX,
    STEP,
    LineIndex,
    LineSource,
    Positions,
    Progress,
    index_lines,
    refuse_binary,
)
from ftdesk.dataset.snapshot import Block, Snapshot, without_line_end

__all__ = ["Block", "Dataset", "Snapshot"]


class Dataset:
    """The rows of one file, or of none yet. Make one by `open` or `empty`."""

    def __init__(self, source: LineSource | None, index: LineIndex) -> None:
        self._lock = threading.RLock()
        self._source = source
        self._index = index
        self._order: Positions = np.arange(index.count)
        self._line_of: Positions = np.arange(index.count)  # row id → line of the file, -1 for none
        self._overlay: dict[int, bytes] = {}
        self._deleted: set[int] = set()
        self._next_id = index.count
        self._rearranged = False

    @classmethod
    def open(
        cls, path: Path, *, cancellation: Cancellation | None = None, progress: Progress | None = None
    ) -> "Dataset":
        """Index a file. Raises `DatasetFileError` subclasses and `Cancelled`."""
        source = LineSource(path)
        refuse_binary(source)
        return cls(source, index_lines(source, cancellation=cancellation, progress=progress))

    @classmethod
    def empty(cls) -> "Dataset":
        """A dataset without rows and without a file."""
        return cls(None, EMPTY_INDEX)

    def close(self) -> None:
        """Let the file go; untouched rows can no longer be read."""
        if self._source is not None:
            self._source.close()

    def __len__(self) -> int:
        return len(self._order)

    @property
    def path(self) -> Path | None:
        """The file that was opened or last saved to."""
        return self._source.path if self._source else None

    @property
    def has_byte_order_mark(self) -> bool:
        """Whether the file starts with one; it is kept and is no part of any line."""
        return self._index.has_byte_order_mark

    @property
    def is_modified(self) -> bool:
        """Whether any row was edited, inserted, deleted or moved since open or save."""
        if self._overlay or len(self._order) != self._index.count:
            return True
        return self._rearranged and bool(np.any(self.snapshot().own_lines != np.arange(len(self._order))))

    @property
    def size_bytes(self) -> int:
        """How large the file would be if saved now."""
        return self.snapshot().size_bytes() if self.is_modified else int(self._index.offsets[-1])

    def row_ids(self) -> Positions:
        """The ids in file order; read-only, not changed by later edits."""
        view = self._order.view()
        view.flags.writeable = False
        return view

    def row_id_at(self, index: int) -> int:
        """The id of the row at a 0-based place. Raises IndexError."""
        if index < 0:
            raise IndexError(index)
        return int(self._order[index])

    def index_of(self, row_id: int) -> int:
        """The 0-based place of a row. Raises KeyError."""
        if 0 <= row_id < len(self._order) and self._order[row_id] == row_id:  # as in most files
            return row_id
        places = np.flatnonzero(self._order == row_id)
        if not len(places):
            raise KeyError(row_id)
        return int(places[0])

    def line(self, row_id: int) -> bytes:
        """A row's bytes without line end. Raises KeyError and `DatasetFileError` subclasses."""
        with self._lock:
            edited = self._overlay.get(row_id)
            return self._file_line(self._existing_line(row_id)) if edited is None else edited

    def line_size(self, row_id: int) -> int:
        """How many bytes the row has, its line end counted for an untouched one, without reading it."""
        with self._lock:
            edited = self._overlay.get(row_id)
            if edited is not None:
                return len(edited)
            line = self._existing_line(row_id)
            return int(self._index.offsets[line + 1] - self._index.offsets[line])

    def is_edited(self, row_id: int) -> bool:
        """Whether the row's bytes are not those in the file."""
        return row_id in self._overlay

    def insert(self, index: int, line: bytes, row_id: int | None = None) -> int:
        """Put a row before the one at `index`; returns its id.

        With the id of a deleted row that row comes back, untouched if its bytes are those in the file.
        Raises ValueError for a line that holds a line feed or an id that is in use, IndexError.
        """
        with self._lock:
            if not 0 <= index <= len(self._order):
                raise IndexError(index)
            new_id = self._next_id if row_id is None else row_id
            if new_id < 0 or new_id in self._overlay or self._is_in_file(new_id):
                raise ValueError(f"row {new_id} exists")
            self._put(new_id, line)
            self._arrange(np.insert(self._order, index, new_id))
            self._deleted.discard(new_id)
            self._next_id = max(self._next_id, new_id + 1)
            return new_id

    def replace(self, row_id: int, line: bytes) -> bytes:
        """Give a row new bytes; returns the old ones. Raises KeyError, ValueError for a line feed."""
        with self._lock:
            old = self.line(row_id)
            if line != old:
                self._put(row_id, line)
            return old

    def delete(self, row_id: int) -> tuple[int, bytes]:
        """Take a row out; returns its place and bytes. Raises KeyError."""
        with self._lock:
            line, index = self.line(row_id), self.index_of(row_id)
            self._arrange(np.delete(self._order, index))
            self._overlay.pop(row_id, None)
            self._deleted.add(row_id)
            return index, line

    def move(self, row_id: int, new_index: int) -> None:
        """Put a row at another place, counted after it was taken out. Raises KeyError, IndexError."""
        with self._lock:
            if not 0 <= new_index < len(self._order):
                raise IndexError(new_index)
            self._arrange(np.insert(np.delete(self._order, self.index_of(row_id)), new_index, row_id))

    def snapshot(self) -> Snapshot:
        """The rows as they stand, for another thread."""
        with self._lock:
            own_lines = np.full(len(self._order), -1, np.int64)
            known = self._order < len(self._line_of)
            own_lines[known] = self._line_of[self._order[known]]
            return Snapshot(self._source, self._index, self._order, own_lines, dict(self._overlay))

    def blocks(self, lines_per_block: int = 1000, *, most_bytes: int = 4 * STEP) -> Iterator[Block]:
        """All rows as they stand at the call, in order, a block at a time, unaffected by later edits.

        A block ends early after `most_bytes`. Where an open file cannot be replaced (Windows), blocks not
        yet taken when a save ends raise `FileChanged`.
        """
        return self.snapshot().blocks(lines_per_block, most_bytes)

    def save(
        self,
        path: Path | None = None,
        *,
        overwrite_changed: bool = False,
        cancellation: Cancellation | None = None,
        files: FileOperations = FILES,
    ) -> None:
        """Write the file, wholly or not at all; the same ids then mean the rows of the new file.

        Untouched lines keep their bytes, edited ones their line end; new ones get the prevailing line end.
        What is edited while the save runs stays an unsaved edit. Raises `SaveFailed` (`ChangedOnDisk`
        unless `overwrite_changed`), `FileChanged` where the untouched lines are lost, `Cancelled`;
        ValueError where a new dataset is given no path.
        """
        target = path or self.path
        if target is None:
            raise ValueError("a new dataset needs a path to be saved")
        snapshot = self.snapshot()
        if not overwrite_changed:
            refuse_foreign_changes(snapshot.source, target)
        draft = Draft(target, files)
        draft.write(snapshot.chunks(cancellation))
        try:
            index = draft.index(len(snapshot.order))
            with self._lock:
                taken_back = self._taken_back_since(snapshot)
                self._read_from(self._publish(draft, files), index, snapshot)
                self._overlay |= taken_back
        finally:
            draft.discard()  # still there only if something failed
        draft.confirm()
        draft.remove_leftovers()

    def _publish(self, draft: Draft, files: FileOperations) -> LineSource:
        """Rename and open the new file; where that fails, the old one is read on."""
        old = self._source
        if old is None or files.replaces_open_files:
            draft.publish()
            return LineSource(draft.path)
        old.close()
        try:
            draft.publish()
        except SaveFailed:
            self._source = LineSource(old.path)
            raise
        return LineSource(draft.path)

    def _taken_back_since(self, snapshot: Snapshot) -> dict[int, bytes]:
        """Rows that were saved as edited and whose old bytes a person has meanwhile brought back."""
        rows = (row for row in snapshot.overlay if row not in self._overlay and self._is_in_file(row))
        return {row: self._file_line(int(self._line_of[row])) for row in rows}

    def _read_from(self, source: LineSource, index: LineIndex, saved: Snapshot) -> None:
        """Go on with the saved file; only what was edited after the snapshot stays an edit."""
        self._source, self._index = source, index
        self._line_of = np.full(self._next_id, -1, np.int64)
        self._line_of[saved.order] = np.arange(len(saved.order))
        self._overlay = {
            row: line for row, line in self._overlay.items() if saved.overlay.get(row) is not line
        }
        self._deleted = {row for row in self._deleted if self._line_of[row] >= 0}
        self._rearranged = not np.array_equal(self._order, saved.order)

    def _arrange(self, order: Positions) -> None:
        self._order, self._rearranged = order, True

    def _is_in_file(self, row_id: int) -> bool:
        return self._own_line(row_id) >= 0 and row_id not in self._deleted

    def _own_line(self, row_id: int) -> int:
        return int(self._line_of[row_id]) if 0 <= row_id < len(self._line_of) else -1

    def _existing_line(self, row_id: int) -> int:
        if not self._is_in_file(row_id):
            raise KeyError(row_id)
        return self._own_line(row_id)

    def _file_line(self, line: int) -> bytes:
        if self._source is None:
            raise KeyError(line)
        offsets = self._index.offsets
        return without_line_end(self._source.read(int(offsets[line]), int(offsets[line + 1])))

    def _put(self, row_id: int, line: bytes) -> None:
        """Lay bytes over a row, or uncover the file's own where they are the same."""
        if b"\n" in line:
            raise ValueError("a line holds no line feed")
        own = self._own_line(row_id)
        if own >= 0 and self._file_line(own) == line:
            self._overlay.pop(row_id, None)
        else:
            self._overlay[row_id] = bytes(line)
