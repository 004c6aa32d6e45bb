"""A stretch of a document on its way to a worker process: described by places in the file, read over there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from ftdesk.dataset.file_errors import FileChanged
from ftdesk.dataset.lines import FileStamp, LineSource, Positions


@dataclass(frozen=True, slots=True)
class Block:
    """Some successive rows with their bytes, immutable and picklable."""

    first_line: int
    """The 1-based line number of the first row."""
    row_ids: tuple[int, ...]
    lines: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Some successive rows without their bytes: small and picklable.

    By row: its line in the file (-1: none), where that starts and stops. `written` has the bytes of the rows that
    are not in the file, by place in the part.
    """

    path: Path | None
    stamp: FileStamp | None
    first_line: int
    row_ids: Positions
    lines: Positions
    starts: Positions
    stops: Positions
    written: Mapping[int, bytes]

    def read(self) -> Block:
        """Read the lines in this process.

        Raises `FileChanged` where the file is not, or no longer, the one that was opened (a save replaces it; then
        whoever still has it open must read), `FileMissing`, `FileNotReadable`.
        """
        return self.block(self._open())

    def block(self, source: LineSource | None) -> Block:
        """Read the lines from an open file. Raises `FileChanged`, `FileNotReadable`."""
        contents = [
            without_line_end(raw[start:stop])
            for _, raw, borders in self._stretches(source)
            for start, stop in pairwise(borders)
        ]
        return Block(self.first_line, tuple(self.row_ids.tolist()), tuple(contents))

    def stretches(self) -> Iterator[tuple[int, bytes, list[int]]]:
        """Read in this process, without cutting lines: for rows whose bytes lie one after another the place of the
        first in the part, the bytes, and in them each line's start and the last one's end. Raises as `read`.
        """
        return self._stretches(self._open())

    def _open(self) -> LineSource | None:
        return _source(self.path, self.stamp) if self.path is not None and self.stamp is not None else None

    def _stretches(self, source: LineSource | None) -> Iterator[tuple[int, bytes, list[int]]]:
        for first, stop in runs(self.lines):
            if self.lines[first] < 0:
                written = self.written[first]
                yield first, written, [0, len(written)]
                continue
            if source is None:
                raise ValueError("rows of a file without a file")
            start, end = int(self.starts[first]), int(self.stops[stop - 1])
            borders = [*(self.starts[first:stop] - start).tolist(), end - start]
            yield first, source.read(start, end), borders


def carried(part: Part, block: Block) -> Part:
    """The same part with its bytes, for a reader that cannot open the file it comes from any more."""
    lines = np.full(len(part.row_ids), -1)
    return replace(part, path=None, stamp=None, lines=lines, written=dict(enumerate(block.lines)))


@lru_cache(maxsize=2)
def _source(path: Path, stamp: FileStamp) -> LineSource:
    source = LineSource(path)
    if source.stamp != stamp:
        raise FileChanged(path)
    return source


def without_line_end(raw: bytes) -> bytes:
    """A line's own bytes."""
    if not raw.endswith(b"\n"):
        return raw
    return raw[:-2] if raw.endswith(b"\r\n") else raw[:-1]


def runs(lines: Positions) -> Iterator[tuple[int, int]]:
    """Start and stop of the stretches that lie in the file one after another; others (-1) stand alone."""
    if len(lines):
        yield from pairwise(run_borders(lines).tolist())


def run_borders(lines: Positions) -> Positions:
    """Where these stretches begin, and how many lines there are in all."""
    broken = np.diff(lines) != 1
    broken |= lines[1:] < 0
    broken |= lines[:-1] < 0
    return np.concatenate([[0], np.flatnonzero(broken) + 1, [len(lines)]])
