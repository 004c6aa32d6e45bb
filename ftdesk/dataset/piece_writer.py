"""Writing the pieces of a file to be: new bytes gathered, ranges of the old file copied without coming through here.

Every count is checked, since a disk that is full takes half of what it is given and says so by the count alone.
"""

import errno
import os
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, suppress

from ftdesk.cancellation import Cancellation
from ftdesk.dataset.file_operations import FileOperations
from ftdesk.dataset.lines import STEP, LineSource, Progress

Piece = bytes | tuple[int, int]
"""Part of a file to be: new bytes, or a range of the file as it is."""

_AT_ONCE = 16 * STEP  # what the system copies between two looks at the cancellation
_WORTH_A_CALL = (
    STEP // 16
)  # a shorter range is read and gathered: a system call for each line would take longer

# The file systems, or whoever guards the system's calls, refuse this way of copying; another one is tried. EIO is
# among them because it does not tell which of the two files failed: reading and writing apart do.
_REFUSALS = {
    getattr(errno, name)
    for name in ("EXDEV", "EINVAL", "ENOSYS", "EOPNOTSUPP", "ENOTSUP", "EPERM", "EBADF", "ENOTSOCK", "EIO")
    if hasattr(errno, name)
}


class PieceWriter:
    """Writes pieces to an open file, in order. Raises OSError for the new file.

    For the old one it raises `FileChanged` and `FileNotReadable`, as `LineSource` does.
    """

    def __init__(self, source: LineSource | None, descriptor: int, files: FileOperations) -> None:
        self._source = source
        self._descriptor = descriptor
        self._files = files
        self._copying: list[Callable[[int, int, int, int], int]] = [files.copy_range, files.send_range]
        self._gathered = bytearray()

    def write(
        self,
        pieces: Iterable[Piece],
        total: int,
        progress: Progress | None,
        cancellation: Cancellation | None,
    ) -> None:
        """Write all pieces; `progress` is told how many of the `total` bytes are written."""
        done = 0
        with closing(self._steps(pieces)) as steps:
            for count in steps:
                done += count
                if cancellation is not None:
                    cancellation.raise_if_set()
                if progress is not None:
                    progress(done, max(done, total))

    def _steps(self, pieces: Iterable[Piece]) -> Generator[int]:
        """Write, and yield how many bytes each step wrote."""
        original = self._source.duplicate() if self._source is not None else -1
        try:
            for piece in pieces:
                if isinstance(piece, bytes) and len(piece) < STEP:
                    self._gathered += piece
                elif isinstance(piece, bytes):
                    yield from self._flush()
                    yield from self._write_in_steps(memoryview(piece))
                elif piece[1] - piece[0] < _WORTH_A_CALL:
                    self._gathered += self._read(*piece)
                else:
                    yield from self._flush()
                    yield from self._copy(original, *piece)
                if len(self._gathered) >= STEP:
                    yield from self._flush()
            yield from self._flush()
        finally:
            if original >= 0:
                with suppress(OSError):  # nothing was written through it
                    os.close(original)

    def _flush(self) -> Iterator[int]:
        gathered, self._gathered = self._gathered, bytearray()
        yield from self._write_in_steps(memoryview(gathered))

    def _write_in_steps(self, data: memoryview) -> Iterator[int]:
        for start in range(0, len(data), _AT_ONCE):
            yield self._write_all(data[start : start + _AT_ONCE])

    def _copy(self, original: int, start: int, stop: int) -> Iterator[int]:
        while start < stop:
            count = self._copy_some(original, start, min(_AT_ONCE, stop - start))
            start += count
            yield count

    def _copy_some(self, original: int, start: int, count: int) -> int:
        """Copy by the quickest way that is not refused; what once was refused is not tried again."""
        while self._copying:
            try:
                copied = self._copying[0](original, start, self._descriptor, count)
            except OSError as error:
                if error.errno not in _REFUSALS:
                    raise
                copied = 0
            if copied > 0:
                return copied
            del self._copying[0]  # nothing copied: refused, or the file ends too early, which reading tells
        return self._write_all(memoryview(self._read(start, start + min(STEP, count))))

    def _read(self, start: int, stop: int) -> bytes:
        if self._source is None:
            raise ValueError("a range of a file without a file")
        return self._source.read(start, stop)

    def _write_all(self, data: memoryview) -> int:
        rest = data
        while rest:
            written = self._files.write(self._descriptor, rest)
            if written <= 0:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            rest = rest[written:]
        return len(data)
