"""A training file as an editor sees it: rows by stable id, edits laid over untouched bytes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ftdesk.cancellation import Cancellation

Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some successive rows, immutable and picklable: what a worker process is given."""

    first_line: int
    """The 1-based line number of the first row."""
    row_ids: tuple[int, ...]
    lines: tuple[bytes, ...]


class Dataset:
    """See the skeleton below; to be filled."""

    path: Path | None

    @classmethod
    def open(
        cls, path: Path, *, cancellation: Cancellation | None = None, progress: Progress | None = None
    ) -> "Dataset":
        """Index a file. Raises `DatasetFileError`, `Cancelled`."""
        raise NotImplementedError

    @classmethod
    def empty(cls) -> "Dataset":
        """A dataset without rows and without a file."""
        raise NotImplementedError

    def __len__(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    @property
    def size_bytes(self) -> int:
        """How large the file would be if saved now."""
        raise NotImplementedError

    @property
    def has_byte_order_mark(self) -> bool:
        """Whether the file starts with one; it is kept and is no part of any line."""
        raise NotImplementedError

    @property
    def is_modified(self) -> bool:
        """Whether any row was edited, inserted, deleted or moved since open or save."""
        raise NotImplementedError

    def row_ids(self) -> npt.NDArray[np.int64]:
        """The ids in file order; read-only, not changed by later edits."""
        raise NotImplementedError

    def row_id_at(self, index: int) -> int:
        """The id of the row at a 0-based place."""
        raise NotImplementedError

    def index_of(self, row_id: int) -> int:
        """The 0-based place of a row. Raises KeyError."""
        raise NotImplementedError

    def line(self, row_id: int) -> bytes:
        """A row's bytes without line end. Raises KeyError, `DatasetFileError`."""
        raise NotImplementedError

    def line_size(self, row_id: int) -> int:
        """How many bytes `line` would give, without reading them."""
        raise NotImplementedError

    def is_edited(self, row_id: int) -> bool:
        """Whether the row differs from the file's."""
        raise NotImplementedError

    def insert(self, index: int, line: bytes, row_id: int | None = None) -> int:
        """Put a row before the one at `index`; with the id of a deleted row it comes back. Returns the id."""
        raise NotImplementedError

    def replace(self, row_id: int, line: bytes) -> bytes:
        """Give a row new bytes; returns the old ones."""
        raise NotImplementedError

    def delete(self, row_id: int) -> tuple[int, bytes]:
        """Take a row out; returns its place and bytes."""
        raise NotImplementedError

    def move(self, row_id: int, new_index: int) -> None:
        """Put a row at another place, counted after it was taken out."""
        raise NotImplementedError

    def blocks(self, lines_per_block: int = 1000) -> Iterator[Block]:
        """All rows as they stand at the call, in order, a block at a time, unaffected by later edits."""
        raise NotImplementedError

    def save(self, path: Path | None = None, *, overwrite_changed: bool = False) -> None:
        """Write the file, wholly or not at all; ids stay. Raises `SaveFailed`, `FileChanged`."""
        raise NotImplementedError
