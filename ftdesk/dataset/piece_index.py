"""The line index of a file that is put together from pieces, without reading it: a save need not index a gigabyte."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator

import numpy as np

from ftdesk.dataset.lines import (
    BYTE_ORDER_MARK,
    Flags,
    LineIndex,
    LineSource,
    Positions,
    index_lines,
    make_index,
)
from ftdesk.dataset.piece_writer import Piece

_FEW = 1000
"""Up to so many pieces are put together one by one, which takes a fifth of the memory."""
_SAMPLES = 64
_SAMPLE_BYTES = 4096


class PieceIndex:
    """Watches the pieces of a new version of a file go by; `index` is then where its lines start.

    `LineIndex.offsets` of the old file say where the lines in a range start; line feeds in new bytes are looked for.
    """

    def __init__(self, old: LineIndex) -> None:
        self._old = old
        # By piece: its range in the old file (empty for new bytes) and its place in the new one.
        self._starts, self._stops, self._places = array("q"), array("q"), array("q")
        # By line feed in new bytes: the place after it, and whether a carriage return is before it.
        self._new_ends, self._new_returns = array("q"), array("b")
        self._size = 0

    def watch(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        """The same pieces, looked at on their way."""
        for piece in pieces:
            if isinstance(piece, bytes):
                self._find_line_feeds(piece)
                start = stop = 0
                size = len(piece)
            else:
                start, stop = piece
                size = stop - start
            self._starts.append(start)
            self._stops.append(stop)
            self._places.append(self._size)
            self._size += size
            yield piece

    def _find_line_feeds(self, piece: bytes) -> None:
        end = piece.find(b"\n") + 1
        while end:
            self._new_ends.append(self._size + end)
            self._new_returns.append(end > 1 and piece[end - 2] == ord("\r"))
            end = piece.find(b"\n", end) + 1

    def index(self, written: LineSource) -> LineIndex:
        """The index of the new file, as reading it would find it; raises as that does.

        Only where the old index does not know all line ends, it is read indeed.
        """
        if self._old.returns is None:
            return index_lines(written)
        merge = self._merge_few if len(self._places) <= _FEW else self._merge_many
        mark = len(BYTE_ORDER_MARK)
        begin = mark if written.read(0, min(mark, self._size)) == BYTE_ORDER_MARK else 0
        offsets, returns = merge(begin, self._old.returns, *self._kept_line_feeds())
        return make_index(offsets, returns, self._size)

    def _kept_line_feeds(self) -> tuple[Positions, Positions, Positions]:
        """By piece: its first line feed in the old file, how many it has, and how far they are from their old place."""
        old = self._old.offsets[1:] if self._old.ends_with_line_end else self._old.offsets[1:-1]
        starts, stops, places = (
            np.array(part, np.int64) for part in (self._starts, self._stops, self._places)
        )
        firsts = np.searchsorted(old, starts, side="right")
        counts = np.searchsorted(old, stops, side="right") - firsts  # none for new bytes
        return firsts, counts, places - starts

    def _merge_few(
        self, begin: int, old_returns: Flags, firsts: Positions, counts: Positions, shifts: Positions
    ) -> tuple[Positions, Flags]:
        """Where lines start and what their ends are: stretches of the old index, moved, and between them new ones."""
        old, new_ends, new_returns = self._old.offsets[1:], self._new_ends, self._new_returns
        offsets, returns, used = [np.array([begin], np.int64)], [np.zeros(0, np.bool_)], 0
        borders = [*self._places, self._size][1:]
        for first, count, shift, border in zip(
            firsts.tolist(), counts.tolist(), shifts.tolist(), borders, strict=True
        ):
            offsets.append(old[first : first + count] + shift)
            returns.append(old_returns[first : first + count])
            stop = bisect_right(new_ends, border, used)
            offsets.append(np.array(new_ends[used:stop], np.int64))
            returns.append(np.array(new_returns[used:stop], np.bool_))
            used = stop
        return np.concatenate(offsets), np.concatenate(returns)

    def _merge_many(
        self, begin: int, old_returns: Flags, firsts: Positions, counts: Positions, shifts: Positions
    ) -> tuple[Positions, Flags]:
        """The same without a step for each piece."""
        before = np.cumsum(counts) - counts
        chosen = np.arange(counts.sum()) + np.repeat(firsts - before, counts)
        kept = self._old.offsets[1:][chosen] + np.repeat(shifts, counts)
        ends = np.concatenate([np.array([begin], np.int64), kept, np.array(self._new_ends, np.int64)])
        returns = np.concatenate([old_returns[chosen], np.array(self._new_returns, np.bool_)])
        in_order = np.argsort(ends[1:], kind="stable")
        ends[1:] = ends[1:][in_order]
        return ends, returns[in_order]


def reads_back(written: LineSource, index: LineIndex) -> bool:
    """Whether a file has the size and, where looked at, the lines that its index says. Raises as `LineSource.read`."""
    if written.stamp.size != int(index.offsets[-1]):
        return False
    last = index.count - 1
    lines = {last * sample // (_SAMPLES - 1) for sample in range(_SAMPLES)} if last >= 0 else set()
    return all(_has_line(written, index, line) for line in lines)


def _has_line(written: LineSource, index: LineIndex, line: int) -> bool:
    """Whether a line begins after a line feed, ends with one, and has none where it is looked at."""
    start, stop = int(index.offsets[line]), int(index.offsets[line + 1])
    before = 1 if line else 0
    head = written.read(start - before, min(stop, start + _SAMPLE_BYTES))
    if not head.startswith(b"\n"[:before]):
        return False
    tail = head[-1:] if stop <= start + _SAMPLE_BYTES else written.read(stop - 1, stop)
    ends = line < index.count - 1 or index.ends_with_line_end
    inside = head[before:-1] if stop <= start + _SAMPLE_BYTES else head[before:]
    return b"\n" not in inside and (tail == b"\n") is ends
