"""A training file as an editor sees it: rows by stable id, edits laid over untouched bytes.

A piece table: untouched rows stay in the file and are read when asked for, what a person wrote is in
`Additions`, and arrays say which of the two a row is (`document_rows.py`). Whatever changes the rows is a
`Change` (`changes.py`), which can be undone. Ids outlive edits, moves, saves and restarts. One thread edits; a
save, and snapshots, may be used in others.
"""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from ftdesk.cancellation import Cancellation
from ftdesk.dataset.additions import Additions
from ftdesk.dataset.change_maker import ChangeMaker
from ftdesk.dataset.changes import (
    Change,
    touched_rows,
)
from ftdesk.dataset.document_rows import BaseRows, DocumentRows
from ftdesk.dataset.document_save import Prepare, save_document
from ftdesk.dataset.drafts import FILES, FileOperations
from ftdesk.dataset.file_errors import FileChanged, FileNotReadable
from ftdesk.dataset.lines import (
    EMPTY_INDEX,
    STEP,
    LineIndex,
    LineSource,
    Positions,
    Progress,
    index_head,
    index_lines,
    refuse_binary,
)
from ftdesk.dataset.parts import Block, Part, without_line_end
from ftdesk.dataset.snapshot import Snapshot

__all__ = ["Block", "Dataset", "Part", "Snapshot"]

_FEW_ROWS = 50
"""A change of so many rows tells the new size by these rows alone."""


class Dataset:
    """The rows of one file, or of none yet. Make one by `open`, `open_head` or `empty`."""

    def __init__(
        self,
        source: LineSource | None,
        index: LineIndex,
        *,
        is_whole: bool = True,
        base: BaseRows | None = None,
        additions: Additions | None = None,
        rows: DocumentRows | None = None,
    ) -> None:
        self._lock = threading.RLock()
        self._source = source
        self._index = index
        if rows is None:
            rows = DocumentRows.of_base(base, index.count) if base is not None else DocumentRows(index.count)
        self._rows = rows
        self.additions = additions if additions is not None else Additions()
        self.is_whole = is_whole
        """False while only the head of the file is known: until then rows may be edited, but not come, go or move."""
        self.changes = ChangeMaker(
            self._rows, self.additions, self._lock, self.line, self._file_line, lambda: self.is_whole
        )
        """Makes the changes that `apply` does."""
        self._size: int | None = None

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        base: BaseRows | None = None,
        additions: Additions | None = None,
        index: LineIndex | None = None,
        cancellation: Cancellation | None = None,
        progress: Progress | None = None,
    ) -> "Dataset":
        """Index a file; with `base` and `additions` the rows are those of an earlier session.

        `index` is where its lines start, if that is known. Raises `DatasetFileError` subclasses, `Cancelled`, and
        ValueError for the base of another file.
        """
        source = LineSource(path)
        refuse_binary(source)
        if index is None or not _fits(index, source):
            index = index_lines(source, cancellation=cancellation, progress=progress)
        return cls(source, index, base=base, additions=additions)

    @classmethod
    def open_head(cls, path: Path, *, index: LineIndex | None = None) -> "Dataset":
        """Read only the beginning, unless the `index` is known; `index_rest` and `take_index` bring the rest.

        Raises `DatasetFileError` subclasses.
        """
        source = LineSource(path)
        refuse_binary(source)
        if index is not None and _fits(index, source):
            return cls(source, index)
        index, is_whole = index_head(source)
        return cls(source, index, is_whole=is_whole)

    @classmethod
    def empty(cls, *, base: BaseRows | None = None, additions: Additions | None = None) -> "Dataset":
        """A dataset without a file: without rows, or with those of an earlier session."""
        rows = DocumentRows.of_new(base) if base is not None else None
        return cls(None, EMPTY_INDEX, additions=additions, rows=rows)

    def index_rest(
        self, *, cancellation: Cancellation | None = None, progress: Progress | None = None
    ) -> LineIndex:
        """In any thread: find all lines of the file. Raises `FileChanged`, `FileNotReadable`, `Cancelled`."""
        source = self._source
        if source is None:
            return EMPTY_INDEX
        return index_lines(source, cancellation=cancellation, progress=progress)

    def take_index(self, index: LineIndex) -> None:
        """In the editing thread: the whole index of the file is there; the rows of its head keep their ids."""
        with self._lock:
            self._index = index
            self._size = None
            self._rows.grow(index.count)
            self.is_whole = True

    def close(self) -> None:
        """Let the file go; untouched rows can no longer be read. Never waits for a drive."""
        if self._source is not None:
            self._source.close(wait=False)

    # -- what is there ------------------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._rows.order)

    @property
    def path(self) -> Path | None:
        """The file that was opened or last saved to."""
        return self._source.path if self._source else None

    @property
    def source(self) -> LineSource | None:
        """The open file under the untouched rows; another one after a save."""
        return self._source

    @property
    def index(self) -> LineIndex:
        """Where the lines of the file start."""
        return self._index

    @property
    def has_byte_order_mark(self) -> bool:
        """Whether the file starts with one; it is kept and is no part of any line."""
        return self._index.has_byte_order_mark

    @property
    def is_modified(self) -> bool:
        """Whether any row was edited, inserted, deleted or moved since open or save."""
        with self._lock:
            return self._rows.is_modified(self._index.count)

    @property
    def are_rows_lines(self) -> bool:
        """Whether the rows are the lines of the file, none changed, their ids the line numbers from 0."""
        with self._lock:
            return self._rows.are_lines(self._index.count)

    @property
    def size_bytes(self) -> int:
        """How large the file would be if saved now, as `Snapshot.size_bytes` tells it."""
        if not self.is_modified:
            self._size = int(self._index.offsets[-1])
        elif self._size is None:
            self._size = self.snapshot().size_bytes()
        return self._size

    @property
    def next_id(self) -> int:
        """All row ids that were ever used are below it."""
        return self._rows.next_id

    def row_ids(self) -> Positions:
        """The ids in file order; read-only, not changed by later edits."""
        view = self._rows.order.view()
        view.flags.writeable = False
        return view

    def row_id_at(self, index: int) -> int:
        """The id of the row at a 0-based place. Raises IndexError."""
        if index < 0:
            raise IndexError(index)
        return int(self._rows.order[index])

    def index_of(self, row_id: int) -> int:
        """The 0-based place of a row. Raises KeyError."""
        return self._rows.place_of(row_id)

    def places_of(self, row_ids: Positions) -> Positions:
        """The 0-based place of each row, -1 for those that are not there."""
        return self._rows.places_of(row_ids)

    def line(self, row_id: int, most: int | None = None) -> bytes:
        """A row's bytes without line end, or only the first `most`. From any thread.

        The file is read without holding up other threads. Raises KeyError and `DatasetFileError` subclasses.
        """
        with self._lock:
            self._rows.place_of(row_id)
            number = self._number_at_hand(row_id)
            source, line, offsets = self._source, int(self._rows.homes[row_id]), self._index.offsets
        if number >= 0:
            return self.additions.line(number)[:most]
        if source is None or line < 0:
            raise KeyError(row_id)
        start, stop = int(offsets[line]), int(offsets[line + 1])
        try:
            raw = source.read(start, stop if most is None else min(stop, start + most))
        except (FileChanged, FileNotReadable):
            with self._lock:  # a save may just have put another file in its place, or a drive have come back
                replaced = self._source is not source
            if not replaced:
                raise
            return self.line(row_id, most)
        return without_line_end(raw) if start + len(raw) == stop else raw

    def is_at_hand(self, row_id: int) -> bool:
        """Whether the row's bytes are there without reading the file."""
        return self._rows.has(row_id) and self._number_at_hand(row_id) >= 0

    def _number_at_hand(self, row_id: int) -> int:
        """The addition that holds the row's bytes as they stand, or -1."""
        edit = int(self._rows.edits[row_id])
        return edit if edit >= 0 else int(self._rows.origins[row_id])

    def line_size(self, row_id: int) -> int:
        """How many bytes the row has, its line end counted for an untouched one, without reading it."""
        with self._lock:
            self._rows.place_of(row_id)
            edit = int(self._rows.edits[row_id])
            if edit >= 0:
                return self.additions.size(edit)
            line = int(self._rows.homes[row_id])
            return int(self._index.offsets[line + 1] - self._index.offsets[line])

    def is_edited(self, row_id: int) -> bool:
        """Whether the row's bytes are not those in the file."""
        return self._rows.has(row_id) and int(self._rows.edits[row_id]) >= 0

    def edited_ids(self) -> Positions:
        """The rows whose bytes are not those in the file, in file order."""
        order = self._rows.order
        return order[self._rows.edits[order] >= 0]

    def snapshot(self) -> Snapshot:
        """The rows as they stand, for another thread."""
        with self._lock:
            return self._snapshot_of(self._rows.order)

    def snapshot_of(self, row_ids: Positions) -> Snapshot:
        """Some rows as they stand, in this order; those that are not there are left out. From any thread."""
        with self._lock:
            return self._snapshot_of(row_ids[self._rows.places_of(row_ids) >= 0])

    def _snapshot_of(self, order: Positions) -> Snapshot:
        rows = self._rows
        return Snapshot(
            self._source, self._index, order, rows.homes[order], rows.edits[order], self.additions
        )

    def blocks(self, lines_per_block: int = 1000, *, most_bytes: int = 4 * STEP) -> Iterator[Block]:
        """All rows as they stand at the call, in order, a block at a time, unaffected by later edits.

        A block ends early after `most_bytes`. Where an open file cannot be replaced (Windows), blocks not
        yet taken when a save ends raise `FileChanged`.
        """
        return self.snapshot().blocks(lines_per_block, most_bytes)

    # -- changes ------------------------------------------------------------------------------------------------------

    def apply(self, change: Change, *, undo: bool = False) -> None:
        """Do a change, or undo it."""
        with self._lock:
            touched = touched_rows(change)
            known = self.size_bytes if len(touched) <= _FEW_ROWS else None
            before = self._bytes_of(touched) if known is not None else 0
            if undo:
                change.undo(self._rows)
            else:
                change.redo(self._rows)
            self._size = known + self._bytes_of(touched) - before if known is not None else None

    def insert(self, index: int, line: bytes) -> int:
        """Put a row before the one at `index`; returns its id."""
        change = self.changes.inserting(index, [line])
        self.apply(change)
        return int(change.row_ids[0])

    def replace(self, row_id: int, line: bytes) -> bytes:
        """Give a row new bytes; returns the old ones."""
        old = self.line(row_id)
        if line != old:
            self.apply(self.changes.replacing([row_id], [line]))
        return old

    def delete(self, row_id: int) -> tuple[int, bytes]:
        """Take a row out; returns its place and bytes."""
        line = self.line(row_id)
        change = self.changes.deleting([row_id])
        self.apply(change)
        return int(change.places[0]), line

    def move(self, row_id: int, new_index: int) -> None:
        """Put a row at another place, counted after it was taken out."""
        self.apply(self.changes.moving([row_id], new_index))

    # -- the file -----------------------------------------------------------------------------------------------------

    def base(self) -> BaseRows:
        """What a restart needs besides the file, for a dataset that was just opened."""
        return self._rows.base()

    def save(
        self,
        path: Path | None = None,
        *,
        snapshot: Snapshot | None = None,
        overwrite_changed: bool = False,
        break_links: bool = False,
        cancellation: Cancellation | None = None,
        progress: Progress | None = None,
        files: FileOperations = FILES,
        prepare: Prepare | None = None,
    ) -> BaseRows:
        """Write the file, wholly or not at all (`document_save.save_document`).

        The rows are those of `snapshot`, or as they stand now.
        """
        self._require_whole()
        return save_document(
            self,
            path,
            snapshot=snapshot,
            overwrite_changed=overwrite_changed,
            break_links=break_links,
            cancellation=cancellation,
            progress=progress,
            files=files,
            prepare=prepare,
        )

    def rescue(self, snapshot: Snapshot) -> tuple[Positions, Positions]:
        """Keep the lines of rows that a file with the rows of `snapshot` will not have, so that they can come back.

        Their ids and the additions that hold them.
        """
        with self._lock:
            gone = self._rows.gone(snapshot.order)
            homes = self._rows.homes[gone].tolist()
        return gone, self.additions.append([self._file_line(line) for line in homes])

    def base_of(self, written: Snapshot, rescued: tuple[Positions, Positions]) -> BaseRows:
        """What a restart will need besides a file with the rows of a snapshot."""
        with self._lock:
            return self._rows.base_of(written.order, written.edits, rescued)

    def adopt(
        self,
        publish: Callable[[], LineSource],
        index: LineIndex,
        written: Snapshot,
        rescued: tuple[Positions, Positions],
    ) -> None:
        """Go on with the file that `publish` puts in its place; what was edited meanwhile stays an edit."""
        with self._lock:
            self._source = publish()
            self._index = index
            self._size = None
            self._rows.rebase(written.order, written.edits, rescued)

    def read_from(self, source: LineSource) -> None:
        """Read on from the same content in another open file: a program touched it, or its drive was away."""
        self._source = source

    def _bytes_of(self, row_ids: Positions) -> int:
        """What the rows that are there take in a saved file, line ends included."""
        here = [row_id for row_id in row_ids.tolist() if self._rows.has(row_id)]
        end = len(self._index.line_end)
        return sum(self.line_size(row_id) + (end if self.is_edited(row_id) else 0) for row_id in here)

    def _require_whole(self) -> None:
        if not self.is_whole:
            raise ValueError("the file is not indexed yet")

    def _file_line(self, line: int) -> bytes:
        if self._source is None or line < 0:
            raise KeyError(line)
        offsets = self._index.offsets
        return without_line_end(self._source.read(int(offsets[line]), int(offsets[line + 1])))


def _fits(index: LineIndex, source: LineSource) -> bool:
    """Whether a known index can be that of the file: another program may have replaced it since."""
    return int(index.offsets[-1]) == source.stamp.size
