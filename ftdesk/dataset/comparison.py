"""Two versions of a file compared by example, by the hashes of their lines: near-linear, also after a shuffle.

Equal lines are matched wherever they stand, the first of several with the first. The longest stretch of
matches that keeps its order is *unchanged*, the other matches *moved*; what is left was *removed* or *added*,
until `likeness` finds which of these are one example that *changed*. No line is looked at here.
"""

from bisect import bisect_left
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from ftdesk.dataset.line_hashes import Hashes
from ftdesk.dataset.lines import Positions

_GOLDEN = np.uint64(0x9E37_79B9_7F4A_7C15)

Kinds = npt.NDArray[np.int8]


class Kind(IntEnum):
    """What became of an example."""

    CHANGED = 0
    ADDED = 1
    REMOVED = 2
    MOVED = 3


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """What differs, in the order of the newer version; a removed example stands where it stood.

    `before` and `after` are 0-based places in the two versions, -1 where the example is not.
    """

    kinds: Kinds
    before: Positions
    after: Positions
    anchors: tuple[Positions, Positions]
    """Places of the unchanged examples in both versions, ascending."""

    def __len__(self) -> int:
        return len(self.kinds)

    @property
    def unchanged(self) -> int:
        """How many examples stand where they stood among the others, byte for byte."""
        return len(self.anchors[0])

    def count(self, kind: Kind) -> int:
        """How many differences are of a kind."""
        return int(np.count_nonzero(self.kinds == kind))

    def of_kinds(self, kinds: frozenset[Kind]) -> Positions:
        """Numbers of the differences of these kinds."""
        return np.flatnonzero(np.isin(self.kinds, [int(kind) for kind in kinds]))

    def with_changed(self, before: Positions, after: Positions) -> "Comparison":
        """The same with removed and added examples paired: `before[i]` became `after[i]`."""
        gone = np.isin(self.before, before) & (self.kinds == Kind.REMOVED)
        kinds, olds = self.kinds.copy(), self.before.copy()
        order = np.argsort(after)
        rows = np.flatnonzero(np.isin(self.after, after) & (self.kinds == Kind.ADDED))
        kinds[rows] = Kind.CHANGED
        olds[rows] = before[order[np.searchsorted(after[order], self.after[rows])]]
        return Comparison(kinds[~gone], olds[~gone], self.after[~gone], self.anchors)


def compare(before: Hashes, after: Hashes) -> Comparison:
    """Match the lines of two versions by their hashes."""
    olds, news = _matches(before, after)
    kept = _in_order(olds)
    anchors = (olds[kept], news[kept])
    removed = _others(len(before), olds)
    added = _others(len(after), news)
    moved_old, moved_new = olds[~kept], news[~kept]
    kinds = np.repeat(
        np.array([Kind.MOVED, Kind.ADDED, Kind.REMOVED], np.int8), [len(moved_new), len(added), len(removed)]
    )
    old_places = np.concatenate((moved_old, np.full(len(added), -1), removed))
    new_places = np.concatenate((moved_new, added, np.full(len(removed), -1)))
    stands_after = np.concatenate(([-1], anchors[1]))[np.searchsorted(anchors[0], removed)]
    shown_at = np.concatenate((moved_new, added, stands_after))
    order = np.lexsort((old_places, new_places < 0, shown_at))
    return Comparison(kinds[order], old_places[order], new_places[order], anchors)


def _matches(before: Hashes, after: Hashes) -> tuple[Positions, Positions]:
    """Places of equal lines, each used once, ascending in the newer version."""
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    inner_before, inner_after = before[head : len(before) - tail], after[head : len(after) - tail]
    _, olds, news = np.intersect1d(
        _numbered(inner_before), _numbered(inner_after), assume_unique=True, return_indices=True
    )
    order = np.argsort(news)
    start, ends = np.arange(head), np.arange(-tail, 0)
    return (
        np.concatenate((start, olds[order] + head, ends + len(before))),
        np.concatenate((start, news[order] + head, ends + len(after))),
    )


def _common(one: Hashes, other: Hashes) -> int:
    """How many hashes are the same from the start."""
    length = min(len(one), len(other))
    different = np.flatnonzero(one[:length] != other[:length])
    return int(different[0]) if len(different) else length


def _numbered(hashes: Hashes) -> Hashes:
    """Each hash mixed with how many of its kind came before, so that all differ."""
    order = np.argsort(hashes, kind="stable")
    ordered = hashes[order]
    firsts = np.flatnonzero(
        np.concatenate((np.ones(min(1, len(ordered)), np.bool_), ordered[1:] != ordered[:-1]))
    )
    sizes = np.diff(np.append(firsts, len(ordered)))
    counts = np.arange(len(ordered)) - np.repeat(firsts, sizes)
    mixed = np.empty_like(hashes)
    mixed[order] = ordered + counts.astype(np.uint64) * _GOLDEN
    return mixed


def _in_order(places: Positions) -> npt.NDArray[np.bool_]:
    """Which of `places` form a longest ascending subsequence."""
    kept = np.zeros(len(places), np.bool_)
    if not len(places) or np.all(np.diff(places) > 0):
        kept[:] = True
        return kept
    tails: list[int] = []  # the least last value of an ascending run of each length
    at: list[int] = []  # where that value stands
    earlier = np.full(len(places), -1, np.int64)
    for place, value in enumerate(places.tolist()):
        length = bisect_left(tails, value)
        if length:
            earlier[place] = at[length - 1]
        if length == len(tails):
            tails.append(value)
            at.append(place)
        else:
            tails[length], at[length] = value, place
    place = at[-1]
    while place >= 0:
        kept[place] = True
        place = int(earlier[place])
    return kept


def _others(count: int, places: Positions) -> Positions:
    free = np.ones(count, np.bool_)
    free[places] = False
    return np.flatnonzero(free)
