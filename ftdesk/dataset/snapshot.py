"""The rows of a dataset at one moment: what workers read block by block and what a save writes.

Later edits do not change it: edits replace arrays and bytes, they never write into them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ftdesk.cancellation import Cancellation
from ftdesk.dataset.lines import BYTE_ORDER_MARK, STEP, LineIndex, LineSource, Positions, line_end_of

Piece = bytes | tuple[int, int]
"""Part of a file to be: new bytes, or a range of the file as it is."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some successive rows, immutable and picklable: what a worker process is given."""

    first_line: int
    """The 1-based line number of the first row."""
    row_ids: tuple[int, ...]
    lines: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Rows in order; for each its line in the file (-1: none), and new bytes for those in the overlay."""

    source: LineSource | None
    index: LineIndex
    order: Positions
    own_lines: Positions
    overlay: Mapping[int, bytes]

    def file_lines(self) -> Positions:
        """Each row's line in the file where its bytes are still those, else -1."""
        lines = self.own_lines.copy()
        if self.overlay:
            lines[np.isin(self.order, np.fromiter(self.overlay, np.int64, len(self.overlay)))] = -1
        return lines

    def blocks(self, lines_per_block: int, most_bytes: int) -> Iterator[Block]:
        """All rows, a block at a time; a block ends early after `most_bytes`."""
        lines, first = self.file_lines(), 0
        while first < len(lines):
            sizes = self._sizes(lines[first : first + lines_per_block])
            fitting = int(np.searchsorted(np.cumsum(sizes), most_bytes, side="right"))
            stop = first + max(1, fitting)
            yield Block(first + 1, tuple(self.order[first:stop].tolist()), self._contents(lines, first, stop))
            first = stop

    def pieces(self) -> Iterator[Piece]:
        """What the saved file consists of.

        Every row has a line end (its own, or the prevailing one) but the last, which has one if the file
        ended with one. An empty last row always has one: it would not be a row otherwise.
        """
        if self.index.has_byte_order_mark:
            yield BYTE_ORDER_MARK
        if not len(self.order):
            return
        lines, last = self.file_lines(), len(self.order) - 1
        for first, stop in _runs(lines[:last]):
            if lines[first] < 0:
                line = self.overlay[int(self.order[first])]
                yield line + _end_after(line, self._line_end(first))
            else:
                yield from self._file_range(int(lines[first]), int(lines[stop - 1]) + 1)
        content, tail = self._last_content(int(lines[last]))
        yield content
        if self.index.ends_with_line_end or not tail:
            yield _end_after(tail, self._line_end(last))

    def chunks(self, cancellation: Cancellation | None = None) -> Iterator[bytes]:
        """The bytes of the saved file in steps. Raises `FileChanged`, `FileNotReadable`, `Cancelled`."""
        for piece in self.pieces():
            if cancellation is not None:
                cancellation.raise_if_set()
            if isinstance(piece, bytes):
                yield piece
            else:
                yield from self._read_in_steps(*piece)

    def size_bytes(self) -> int:
        """How long the saved file would be."""
        return sum(len(piece) if isinstance(piece, bytes) else piece[1] - piece[0] for piece in self.pieces())

    def _read_in_steps(self, begin: int, end: int) -> Iterator[bytes]:
        for start in range(begin, end, STEP):
            yield self._open_source().read(start, min(end, start + STEP))

    def _file_range(self, begin: int, end: int) -> Iterator[Piece]:
        """Lines of the file with their line ends; a last line without one is given the prevailing one."""
        stop = int(self.index.offsets[end])
        yield int(self.index.offsets[begin]), stop
        if end == self.index.count and not self.index.ends_with_line_end:
            yield _end_after(self._open_source().read(stop - 1, stop), self.index.line_end)

    def _last_content(self, line: int) -> tuple[Piece, bytes]:
        """The last row without line end, and its last byte or nothing."""
        if line < 0:
            content = self.overlay[int(self.order[-1])]
            return content, content[-1:]
        start, stop = self.index.content_span(self._open_source(), line)
        return (start, stop), self._open_source().read(max(start, stop - 1), stop)

    def _line_end(self, place: int) -> bytes:
        line = int(self.own_lines[place])
        own = self.index.line_end_at(self._open_source(), line) if line >= 0 else b""
        return own or self.index.line_end

    def _sizes(self, lines: Positions) -> Positions:
        """Bytes of each line of the file; those in memory already count nothing."""
        spans: Positions = (
            self.index.offsets[np.minimum(lines + 1, self.index.count)] - self.index.offsets[lines]
        )
        return np.where(lines < 0, 0, spans)

    def _contents(self, lines: Positions, first: int, stop: int) -> tuple[bytes, ...]:
        contents: list[bytes] = []
        for start, end in _runs(lines[first:stop]):
            begin = int(lines[first + start])
            if begin < 0:
                contents.append(self.overlay[int(self.order[first + start])])
                continue
            offsets = self.index.offsets[begin : begin + end - start + 1].tolist()
            raw = self._open_source().read(offsets[0], offsets[-1])
            contents += [without_line_end(raw[a - offsets[0] : b - offsets[0]]) for a, b in pairwise(offsets)]
        return tuple(contents)

    def _open_source(self) -> LineSource:
        if self.source is None:
            raise ValueError("rows of a file without a file")
        return self.source


def without_line_end(raw: bytes) -> bytes:
    """A line's own bytes."""
    return raw[: len(raw) - len(line_end_of(raw))]


def _end_after(content: bytes, line_end: bytes) -> bytes:
    """The line end to write: a CR that is part of the line must not become part of a bare LF."""
    return b"\r\n" if content.endswith(b"\r") else line_end


def _runs(lines: Positions) -> Iterator[tuple[int, int]]:
    """Start and stop of the stretches that lie in the file one after another; others (-1) stand alone."""
    if not len(lines):
        return
    broken = (np.diff(lines) != 1) | (lines[1:] < 0) | (lines[:-1] < 0)
    borders = [0, *(np.flatnonzero(broken) + 1).tolist(), len(lines)]
    yield from pairwise(borders)
