"""Which removed examples became which added ones: their lines read a stretch at a time, and paired by workers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ftdesk.dataset.likeness import LOOKED_AT, Gap, far, gaps

if TYPE_CHECKING:
    from ftdesk.dataset.compared_lines import Side
    from ftdesk.dataset.comparison import Comparison

Lines = tuple[tuple[bytes, ...], tuple[bytes, ...]]
"""Removed and added."""
Pairs = list[tuple[int, int]]
"""Places in the removed and in the added lines of a gap."""

_AT_ONCE = 4 << 20
_LOOKED_AT_FAR = 1 << 14
"""Bytes of a line that are compared with those of thousands of others at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Unpaired:
    """Gaps with the lines of their examples, removed and added, as far as these count for likeness."""

    gaps: tuple[Gap, ...]
    lines: tuple[Lines, ...]


def near_gaps(before: Side, after: Side, comparison: Comparison) -> Iterator[Unpaired]:
    """The gaps of a comparison with their lines, many small ones at a time.

    Raises what the sides raise.
    """
    waiting: list[Unpaired] = []
    size = 0
    for gap in gaps(comparison):
        waiting.append(_with_lines(before, after, gap, LOOKED_AT))
        size += sum(len(line) for lines in waiting[-1].lines[0] for line in lines)
        if size >= _AT_ONCE:
            yield _together(waiting)
            waiting, size = [], 0
    if waiting:
        yield _together(waiting)


def far_gap(before: Side, after: Side, comparison: Comparison) -> Iterator[Unpaired]:
    """What is left when the gaps are done, with its lines; nothing if nothing can be paired.

    Raises what the sides raise.
    """
    gap = far(comparison)
    if len(gap.removed):
        yield _with_lines(before, after, gap, _LOOKED_AT_FAR)


def _with_lines(before: Side, after: Side, gap: Gap, most: int) -> Unpaired:
    removed = tuple(before.line(place, most) for place in gap.removed.tolist())
    added = tuple(after.line(place, most) for place in gap.added.tolist())
    return Unpaired((gap,), ((removed, added),))


def _together(parts: list[Unpaired]) -> Unpaired:
    return Unpaired(
        tuple(gap for part in parts for gap in part.gaps),
        tuple(lines for part in parts for lines in part.lines),
    )


def pair_all(
    pair: Callable[[Sequence[bytes], Sequence[bytes]], Pairs], lines: Sequence[Lines]
) -> list[Pairs]:
    """In a worker process: pair the lines of each gap by `pair_near` or `pair_far`."""
    return [pair(removed, added) for removed, added in lines]


def with_pairs(comparison: Comparison, found: Sequence[tuple[Sequence[Gap], Sequence[Pairs]]]) -> Comparison:
    """The comparison in which what was paired is one example that changed."""
    olds = [
        gap.removed[old] for of, pairs in found for gap, own in zip(of, pairs, strict=True) for old, _ in own
    ]
    news = [
        gap.added[new] for of, pairs in found for gap, own in zip(of, pairs, strict=True) for _, new in own
    ]
    return comparison.with_changed(np.array(olds, np.int64), np.array(news, np.int64))
