"""The line index of a file that is put together from pieces, without reading it: a save need not index a gigabyte."""

from array import array
from collections.abc import Iterable, Iterator

import numpy as np

from ftdesk.dataset.lines import BYTE_ORDER_MARK, LineIndex, LineSource, Positions, index_lines, make_index
from ftdesk.dataset.piece_writer import Piece

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
        chosen, shifts = self._kept_line_feeds()
        ends = np.concatenate([self._old.offsets[1:][chosen] + shifts, np.array(self._new_ends, np.int64)])
        returns = np.concatenate([self._old.returns[chosen], np.array(self._new_returns, np.bool_)])
        in_order = np.argsort(ends, kind="stable")
        mark = len(BYTE_ORDER_MARK)
        begin = mark if written.read(0, min(mark, self._size)) == BYTE_ORDER_MARK else 0
        offsets = np.concatenate([np.array([begin], np.int64), ends[in_order]])
        return make_index(offsets, returns[in_order], self._size)

    def _kept_line_feeds(self) -> tuple[Positions, Positions]:
        """Which line feeds of the old file are in the new one, and how far from their old place."""
        old = self._old.offsets[1:] if self._old.ends_with_line_end else self._old.offsets[1:-1]
        starts, stops, places = (
            np.array(part, np.int64) for part in (self._starts, self._stops, self._places)
        )
        firsts = np.searchsorted(old, starts, side="right")
        counts = np.searchsorted(old, stops, side="right") - firsts  # none for new bytes
        before = np.cumsum(counts) - counts
        chosen = np.arange(counts.sum()) + np.repeat(firsts - before, counts)
        return chosen, np.repeat(places - starts, counts)


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
