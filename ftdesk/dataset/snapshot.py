"""The rows of a dataset at one moment: what workers read part by part and what a save writes.

Later edits do not change it: they replace arrays, they never write into them, and additions are only appended.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from ftdesk.cancellation import Cancellation
from ftdesk.dataset.additions import Additions
from ftdesk.dataset.lines import BYTE_ORDER_MARK, STEP, LineIndex, LineSource, Positions
from ftdesk.dataset.parts import Block, Part, run_borders, runs, without_line_end
from ftdesk.dataset.piece_writer import Piece


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """Rows in order; for each its line in the file (-1: none) and the addition that counts instead (-1: none)."""

    source: LineSource | None
    index: LineIndex
    order: Positions
    own_lines: Positions
    edits: Positions
    additions: Additions
    closed: bool = False
    """Whether the last row has a line end even where the file ends without one."""

    def taking(self, places: Positions) -> "Snapshot":
        """Only the rows at some ascending places: it ends as the whole does where it has its last row, else closed."""
        has_last = bool(len(places)) and int(places[-1]) == len(self.order) - 1
        return replace(
            self,
            order=self.order[places],
            own_lines=self.own_lines[places],
            edits=self.edits[places],
            closed=self.closed or not has_last,
        )

    def only(self, places: Positions) -> "Snapshot":
        """Some of the rows, by their places here; line numbers are counted anew."""
        return replace(
            self, order=self.order[places], own_lines=self.own_lines[places], edits=self.edits[places]
        )

    def file_lines(self) -> Positions:
        """Each row's line in the file where its bytes are still those, else -1."""
        return np.where(self.edits < 0, self.own_lines, -1)

    def blocks(self, lines_per_block: int, most_bytes: int) -> Iterator[Block]:
        """All rows, a block at a time; a block ends early after `most_bytes`."""
        for part in self.parts(lines_per_block, most_bytes):
            yield self.read(part)

    def parts(self, lines_per_part: int, most_bytes: int) -> Iterator[Part]:
        """All rows, described a part at a time: `Part.read` in a worker process reads the file there."""
        first, offsets, source = 0, self.index.offsets, self.source
        while first < len(self.order):
            lines = self.own_lines[first : first + lines_per_part]
            edits = self.edits[first : first + lines_per_part]
            lines = np.where(edits < 0, lines, -1)
            safe = np.maximum(lines, 0)
            starts, stops = (offsets[safe], offsets[safe + 1]) if len(offsets) > 1 else (safe, safe)
            sizes = np.where(lines < 0, self.additions.sizes(np.maximum(edits, 0)), stops - starts)
            count = max(1, int(np.searchsorted(np.cumsum(sizes), most_bytes, side="right")))
            count = min(count, len(lines))
            stop = first + count
            written = {
                place: self.additions.line(int(edits[place]))
                for place in np.flatnonzero(lines[:count] < 0).tolist()
            }
            yield Part(
                path=source.path if source is not None else None,
                stamp=source.stamp if source is not None else None,
                first_line=first + 1,
                row_ids=self.order[first:stop],
                lines=lines[:count],
                starts=starts[:count],
                stops=stops[:count],
                written=written,
            )
            first = stop

    def part_of(self, row_id: int) -> Part:
        """One row, described. Raises KeyError."""
        places = np.flatnonzero(self.order == row_id)
        if not len(places):
            raise KeyError(row_id)
        return next(self.taking(places).parts(1, 1))

    def read(self, part: Part) -> Block:
        """The lines of a part, read here. Raises `FileChanged`, `FileNotReadable`."""
        return part.block(self.source)

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
        for first, stop in runs(lines[:last]):
            if lines[first] < 0:
                line = self.additions.line(int(self.edits[first]))
                yield line + _end_after(line, self._line_end(first))
            else:
                yield from self._file_range(int(lines[first]), int(lines[stop - 1]) + 1)
        content, tail = self._last_content(int(lines[last]))
        yield content
        if self.closed or self.index.ends_with_line_end or not tail:
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
        """How long the saved file would be, told without reading it.

        A written row counts with the prevailing line end, which is a byte off where its own was another.
        """
        if not len(self.order):
            return len(BYTE_ORDER_MARK) if self.index.has_byte_order_mark else 0
        lines, offsets, end = self.file_lines(), self.index.offsets, len(self.index.line_end)
        kept = lines[lines >= 0]
        written = self.edits[lines < 0]
        total = int(offsets[0]) + int((offsets[kept + 1] - offsets[kept]).sum())
        total += int(self.additions.sizes(written).sum()) + end * len(written)
        last = self.index.count - 1
        if not self.index.ends_with_line_end:
            total += end * (int(np.count_nonzero(kept == last)) - 1)
        return total

    def most_bytes(self) -> int:
        """How long the saved file is at most, told without a look at the old one: line ends may be shorter."""
        lines, offsets = self.file_lines(), self.index.offsets
        added = self.edits[lines < 0]
        size = int(offsets[0]) + int(self.additions.sizes(added).sum()) + 2 * (len(added) + 1)
        if len(added) == len(lines):
            return size
        borders = run_borders(lines)
        first, last = lines[borders[:-1]], lines[borders[1:] - 1]
        return size + int((offsets[last + 1] - offsets[first])[first >= 0].sum())

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
            content = self.additions.line(int(self.edits[-1]))
            return content, content[-1:]
        start, stop = self.index.content_span(self._open_source(), line)
        return (start, stop), self._open_source().read(max(start, stop - 1), stop)

    def _line_end(self, place: int) -> bytes:
        line = int(self.own_lines[place])
        own = self.index.line_end_at(self._open_source(), line) if line >= 0 else b""
        return own or self.index.line_end

    def _open_source(self) -> LineSource:
        if self.source is None:
            raise ValueError("rows of a file without a file")
        return self.source


def _end_after(content: bytes, line_end: bytes) -> bytes:
    """The line end to write: a CR that is part of the line must not become part of a bare LF."""
    return b"\r\n" if content.endswith(b"\r") else line_end


__all__ = ["Block", "Part", "Piece", "Snapshot", "without_line_end"]
