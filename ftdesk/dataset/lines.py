"""Lines in bytes: where they start, and reading any of them at any time.

Lines end at LF alone (a CR before it belongs to the line end); U+2028 and lone CRs are text. The file is
read in steps of 1 MiB at given places and never mapped, so that a file cut short by another program is an
error here and not a crash.
"""

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ftdesk.cancellation import Cancellation
from ftdesk.dataset.binary_kinds import LOOKED_AT, binary_kind
from ftdesk.dataset.file_errors import FileChanged, FileIsBinary, FileIsFolder, FileMissing, FileNotReadable

STEP = 1 << 20
"""The most bytes one read or one scan takes at a time."""

HEAD = 1 << 18
"""How many bytes are looked at before a file is indexed: enough for the first screen of rows."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"

Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all."""

Positions = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What tells whether a file is still the one that was opened."""

    size: int
    modified_ns: int
    identity: tuple[int, int]

    @classmethod
    def of(cls, status: os.stat_result) -> "FileStamp":
        """The stamp in a stat result."""
        return cls(status.st_size, status.st_mtime_ns, (status.st_dev, status.st_ino))


class LineSource:
    """A file open for reading at given places, from any thread. Raises `DatasetFileError` subclasses."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.samples: bytes | None = None
        """`sampled_identity` of what was opened, once somebody took it."""
        self._lock = threading.Lock()
        self._descriptor = -1
        self._is_closed = False
        try:
            if path.is_dir():  # Windows would only say that access is denied
                raise FileIsFolder(path)
            self._descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
            self.stamp = FileStamp.of(os.fstat(self._descriptor))
        except FileNotFoundError:
            raise FileMissing(path) from None
        except OSError as error:
            raise FileNotReadable.from_os_error(path, error) from error

    def read(self, start: int, stop: int) -> bytes:
        """The bytes from `start` up to `stop`, all of them."""
        pieces = []
        while start < stop:
            piece = self._read_once(start, min(STEP, stop - start))
            if not piece:
                raise FileChanged(self.path)
            pieces.append(piece)
            start += len(piece)
        return b"".join(pieces)

    def _read_once(self, start: int, length: int) -> bytes:
        with self._lock:
            if self._is_closed:
                raise FileChanged(self.path)
            try:
                return _read_at(self._descriptor, start, length)
            except OSError as error:
                raise FileNotReadable.from_os_error(self.path, error) from error
            finally:
                self._close_if_asked()

    def has_changed(self) -> bool:
        """Whether another program wrote into the open file (not: put a new file in its place)."""
        with self._lock:
            try:
                return self._is_closed or FileStamp.of(os.fstat(self._descriptor)) != self.stamp
            except OSError as error:
                raise FileNotReadable.from_os_error(self.path, error) from error

    def duplicate(self) -> int:
        """A descriptor of the same open file that stays open whatever happens here; the caller closes it."""
        with self._lock:
            if self._is_closed:
                raise FileChanged(self.path)
            try:
                return os.dup(self._descriptor)
            except OSError as error:
                raise FileNotReadable.from_os_error(self.path, error) from error

    def close(self, *, wait: bool = True) -> None:
        """Let the file go; later reads raise `FileChanged`.

        A read that hangs keeps it until it ends: with `wait` so does this call.
        """
        self._is_closed = True
        if self._lock.acquire(blocking=wait):
            try:
                self._close_if_asked()
            finally:
                self._lock.release()

    def _close_if_asked(self) -> None:
        if self._is_closed and self._descriptor >= 0:
            descriptor, self._descriptor = self._descriptor, -1
            with suppress(OSError):  # nothing was written through it
                os.close(descriptor)

    def __del__(self) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class LineIndex:
    """Where the lines of a file start: 9 bytes a line.

    `offsets` has one entry a line and, last, the file's size; a byte order mark is before the first.
    """

    offsets: Positions
    line_end: bytes
    """The prevailing one: LF, or CR LF where most lines have it."""
    ends_with_line_end: bool
    """False where the last line has none; true for a file without lines."""
    returns: Flags | None = None
    """By line feed: whether a carriage return stands before it; None where nobody looked."""

    @property
    def count(self) -> int:
        """How many lines there are; what follows the last line end counts if it is not empty."""
        return len(self.offsets) - 1

    @property
    def has_byte_order_mark(self) -> bool:
        """Whether the file starts with one."""
        return bool(self.offsets[0])

    def content_span(self, source: LineSource, line: int) -> tuple[int, int]:
        """Start and stop of a 0-based line's bytes without its line end."""
        stop = int(self.offsets[line + 1])
        return int(self.offsets[line]), stop - len(self.line_end_at(source, line))

    def line_end_at(self, source: LineSource, line: int) -> bytes:
        """A line's own line end, empty for a last line without one."""
        if self.returns is None:
            start, stop = int(self.offsets[line]), int(self.offsets[line + 1])
            return line_end_of(source.read(max(start, stop - 2), stop))
        if line >= len(self.returns):
            return b""
        return b"\r\n" if self.returns[line] else b"\n"


def _read_at(descriptor: int, start: int, length: int) -> bytes:
    if hasattr(os, "pread"):
        return os.pread(descriptor, length, start)
    os.lseek(descriptor, start, os.SEEK_SET)
    return os.read(descriptor, length)


EMPTY_INDEX = LineIndex(np.zeros(1, np.int64), b"\n", ends_with_line_end=True, returns=np.zeros(0, np.bool_))


def line_end_of(raw: bytes) -> bytes:
    """The line end that `raw` stops with: LF, CR LF or nothing."""
    if raw.endswith(b"\r\n"):
        return b"\r\n"
    return b"\n" if raw.endswith(b"\n") else b""


def refuse_binary(source: LineSource) -> None:
    """Raise `FileIsBinary` for a PDF, an archive, a picture and the like, by its first bytes."""
    kind = binary_kind(source.read(0, min(source.stamp.size, LOOKED_AT)))
    if kind is not None:
        raise FileIsBinary(source.path, kind=kind)


def index_head(source: LineSource) -> tuple[LineIndex, bool]:
    """The whole lines in the first bytes of a file, and whether these are all lines there are."""
    size = source.stamp.size
    block = source.read(0, min(size, HEAD))
    begin = len(BYTE_ORDER_MARK) if block.startswith(BYTE_ORDER_MARK) else 0
    ends = np.flatnonzero(np.frombuffer(block, np.uint8) == ord("\n"))
    offsets = np.concatenate([[begin], ends + 1]).astype(np.int64)
    returns = _returns_before(np.frombuffer(block, np.uint8), ends, 0)
    is_whole = len(block) == size
    return make_index(offsets, returns, size if is_whole else int(offsets[-1])), is_whole


def index_lines(
    source: LineSource, *, cancellation: Cancellation | None = None, progress: Progress | None = None
) -> LineIndex:
    """Find the lines of a file, block by block. Raises `FileChanged`, `FileNotReadable`, `Cancelled`."""
    size = source.stamp.size
    first = source.read(0, min(size, STEP))
    begin = len(BYTE_ORDER_MARK) if first.startswith(BYTE_ORDER_MARK) else 0
    found: list[Positions] = [np.array([begin], np.int64)]
    returns: list[Flags] = []
    last_byte = 0
    for start in range(0, size, STEP):
        if cancellation is not None:
            cancellation.raise_if_set()
        block = np.frombuffer(first if start == 0 else source.read(start, min(size, start + STEP)), np.uint8)
        ends = np.flatnonzero(block == ord("\n"))
        returns.append(_returns_before(block, ends, last_byte))
        last_byte = int(block[-1])
        found.append(ends + (start + 1))
        if progress is not None:
            progress(start + len(block), size)
    return make_index(np.concatenate(found), np.concatenate([np.zeros(0, np.bool_), *returns]), size)


def _returns_before(block: npt.NDArray[np.uint8], ends: Positions, last_byte: int) -> Flags:
    """Whether a CR is before each LF at `ends`; `last_byte` is the one before the block."""
    returns: Flags = block[ends - 1] == ord("\r")
    if len(ends) and ends[0] == 0:  # the index went round to the end of the block
        returns[0] = last_byte == ord("\r")
    return returns


def make_index(offsets: Positions, returns: Flags, size: int) -> LineIndex:
    """The index of lines that start at `offsets`, the last of which is after the last line feed."""
    prevailing = b"\r\n" if 2 * int(np.count_nonzero(returns)) > len(returns) else b"\n"
    complete = bool(offsets[-1] == size)
    return LineIndex(
        offsets if complete else np.append(offsets, size),
        prevailing,
        ends_with_line_end=complete,
        returns=returns,
    )
