"""Written lines in an append-only file of their own: what keeps `Additions` through a kill.

The file is a row of blocks, each whole on the disk before the next is begun: a header, the size and checksum of
each line, the lines. Opening reads headers and tables; whatever follows the lines that the caller knows of was
cut short or never counted, and is written over.
"""

import errno
import os
import struct
import threading
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from ftdesk.dataset.file_errors import AdditionsDamaged, AdditionsNotWritten, FileChanged, FileNotReadable
from ftdesk.dataset.file_operations import FILES, FileOperations
from ftdesk.dataset.lines import STEP, LineSource, Positions

_HEADER = struct.Struct("<4sIQII")
"""Mark, count of lines, their bytes in all, checksum of these bytes, checksum of the header before it and the table."""
_MARK = b"FTL1"
_TABLE = np.dtype([("size", "<u8"), ("checksum", "<u4")])
_BLOCK_BYTES = 4 * STEP
_CHECKED_BYTES = 64 << 20
"""So much is checked at opening, in well under a second; a line beyond it when it is read."""

Table = npt.NDArray[np.void]


class AdditionFile:
    """A `LineFile`; lines are read by any thread while one appends.

    Raises `AdditionsNotWritten`, `AdditionsDamaged` and `FileNotReadable`.
    """

    def __init__(self, path: Path, known: int = 0, files: FileOperations = FILES) -> None:
        """`known` lines are there, as somebody remembers who wrote that down after they were appended."""
        self.path = path
        self._files = files
        self._writing = threading.Lock()
        self._reading = threading.Lock()
        self._reader: LineSource | None = None
        self._writer = -1
        self._count = 0
        self._end = 0
        self._columns: Positions = np.zeros((3, 64), np.int64)
        """Where each line starts, its size and its checksum; replaced when full, never written over."""
        if known:
            self._look(known)

    def __len__(self) -> int:
        return self._count

    @property
    def sizes(self) -> Positions:
        """How many bytes each line has."""
        return self._columns[1, : self._count]

    def append(self, lines: Sequence[bytes]) -> None:
        """Write lines after those already there and bring them to the disk.

        After a failure none of them counts. What a failed sync left is never synced again: the system may take
        it for written. The next call opens the file anew and writes from the end of the last whole append.
        """
        with self._writing:
            end, tables, starts = self._end, [], []
            try:
                self._open_writer()
                for block in _blocks(lines):
                    table, content = _table_of(block), b"".join(block)
                    head = _head_of(table, content)
                    self._write(memoryview(head))
                    self._write(memoryview(content))
                    starts.append(_starts_of(table, end + len(head)))
                    tables.append(table)
                    end += len(head) + len(content)
                self._files.sync(self._writer)
            except OSError as error:
                self._drop_writer()
                raise AdditionsNotWritten(self.path, cause=error.strerror or str(error)) from error
            self._add(tables, starts, end)

    def read(self, number: int) -> bytes:
        """A line that was written. Raises IndexError."""
        if not 0 <= number < self._count:
            raise IndexError(number)
        start, size, checksum = self._columns[:, number].tolist()
        with self._reading:
            try:
                self._reader = self._reader or LineSource(self.path)
                line = self._reader.read(start, start + size)
            except FileChanged as error:
                raise AdditionsDamaged(self.path) from error
        if zlib.crc32(line) != checksum:
            raise AdditionsDamaged(self.path)
        return line

    def begin(self, keep: int = 0) -> None:
        """Start over with no lines, or with all there are. Raises ValueError for another number to keep."""
        with self._writing:
            if keep not in {0, self._count}:
                raise ValueError(f"{keep} of {self._count} lines")
            self._count = keep
            self._end = self._end if keep else 0
            self._drop_writer()
            try:
                self._open_writer()
            except OSError as error:
                raise AdditionsNotWritten(self.path, cause=error.strerror or str(error)) from error

    def close(self) -> None:
        """Let the file go; idempotent, a later call opens it again."""
        with self._writing, self._reading:
            self._let_go()

    @contextmanager
    def moving(self, path: Path) -> Iterator[None]:
        """Inside, the file is closed and can be renamed; afterwards it is at `path`. Others wait meanwhile."""
        with self._writing, self._reading:
            self._let_go()
            yield
            self.path = path

    # -- writing ------------------------------------------------------------------------------------------------------

    def _open_writer(self) -> None:
        if self._writer >= 0:
            return
        flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)
        self._writer = os.open(self.path, flags, 0o600)
        os.ftruncate(self._writer, self._end)
        os.lseek(self._writer, self._end, os.SEEK_SET)

    def _write(self, rest: memoryview) -> None:
        while rest:
            written = self._files.write(self._writer, rest)
            if written <= 0:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            rest = rest[written:]

    def _add(self, tables: list[Table], starts: list[Positions], end: int) -> None:
        table = np.concatenate([np.zeros(0, _TABLE), *tables])
        stop = self._count + len(table)
        if stop > self._columns.shape[1]:
            larger = np.zeros((3, max(stop, 2 * self._columns.shape[1])), np.int64)
            larger[:, : self._count] = self._columns[:, : self._count]
            self._columns = larger
        new = self._columns[:, self._count : stop]
        new[0] = np.concatenate([np.zeros(0, np.int64), *starts])
        new[1], new[2] = table["size"], table["checksum"]
        self._end, self._count = end, stop

    def _drop_writer(self) -> None:
        if self._writer >= 0:
            writer, self._writer = self._writer, -1
            with suppress(OSError):  # what was synced is on the disk, whatever closing says
                self._files.close(writer)

    def _let_go(self) -> None:
        self._drop_writer()
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    # -- opening ------------------------------------------------------------------------------------------------------

    def _look(self, known: int) -> None:
        """Find that many lines. Raises `AdditionsDamaged` where they are not all there, whole."""
        tables, starts, count, end = [], [], 0, 0
        try:
            with self.path.open("rb", buffering=STEP) as file:
                size = os.fstat(file.fileno()).st_size
                while count < known:
                    table, first = self._read_block(file, size)
                    starts.append(_starts_of(table, first))
                    tables.append(table)
                    count += len(table)
                    end = file.tell()
        except FileNotFoundError as error:
            raise AdditionsDamaged(self.path) from error
        except OSError as error:
            raise FileNotReadable(self.path, cause=error.strerror or str(error)) from error
        if count != known:
            raise AdditionsDamaged(self.path)
        self._add(tables, starts, end)

    def _read_block(self, file: BinaryIO, size: int) -> tuple[Table, int]:
        """The table of the block that starts here and where its lines start; the file then stands after them."""
        begin = file.tell()
        head = file.read(_HEADER.size)
        if len(head) < _HEADER.size:
            raise AdditionsDamaged(self.path)
        mark, count, total, checksum, head_checksum = _HEADER.unpack(head)
        if mark != _MARK or count == 0 or begin + count * _TABLE.itemsize + total > size:
            raise AdditionsDamaged(self.path)
        raw = file.read(count * _TABLE.itemsize)
        if zlib.crc32(raw, zlib.crc32(head[:-4])) != head_checksum:
            raise AdditionsDamaged(self.path)
        first = file.tell()
        if first + total <= _CHECKED_BYTES and _checksum_of_next(file, total) != checksum:
            raise AdditionsDamaged(self.path)
        if first + total > size:
            raise AdditionsDamaged(self.path)
        file.seek(first + total)
        return np.frombuffer(raw, _TABLE), first


def _blocks(lines: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    """Lines that are written together: few enough to be joined in memory, or a single long one."""
    first, size = 0, 0
    for place, line in enumerate(lines):
        if size and size + len(line) > _BLOCK_BYTES:
            yield lines[first:place]
            first, size = place, 0
        size += len(line)
    if len(lines) > first:
        yield lines[first:]


def _table_of(block: Sequence[bytes]) -> Table:
    table = np.empty(len(block), _TABLE)
    table["size"] = [len(line) for line in block]
    table["checksum"] = [zlib.crc32(line) for line in block]
    return table


def _head_of(table: Table, lines: bytes) -> bytes:
    """Header and table as they stand before the lines."""
    begin = _HEADER.pack(_MARK, len(table), len(lines), zlib.crc32(lines), 0)[:-4]
    raw = table.tobytes()
    return begin + zlib.crc32(raw, zlib.crc32(begin)).to_bytes(4, "little") + raw


def _starts_of(table: Table, first: int) -> Positions:
    """Where each line starts; the first one at `first`."""
    sizes = table["size"].astype(np.int64)
    starts: Positions = np.cumsum(sizes) - sizes + first
    return starts


def _checksum_of_next(file: BinaryIO, size: int) -> int:
    checksum = 0
    while size > 0 and (piece := file.read(min(size, STEP))):
        checksum = zlib.crc32(piece, checksum)
        size -= len(piece)
    return checksum
