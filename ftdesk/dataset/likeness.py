"""Which removed example became which added one: first among those in the same gap, then anywhere.

Examples are alike by what they say, not by their JSON. In a gap with few examples each is compared with each,
in a long one only with its neighbours, so that a million changed lines cost a million comparisons and no more.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from ftdesk.dataset.comparison import Comparison, Kind
from ftdesk.dataset.lines import Positions
from ftdesk.dataset.said_text import said

LOOKED_AT = 1 << 16
"""Bytes of a line that count for its likeness."""
_ALIKE = 0.4
_ALIKE_FAR = 0.6
"""Shares of what two examples say that must be the same in one gap, and anywhere in the file."""
_EACH_WITH_EACH = 400
_NEIGHBOURS = 2
_STRETCH = 500
_FAR_MOST = 5_000
_SHINGLE = 8
_SAMPLES = 16

_WEIGHTS = np.array([pow(0x9E37_79B9_7F4A_7C15, place + 1, 1 << 64) for place in range(_SHINGLE)], np.uint64)


@dataclass(frozen=True, slots=True, eq=False)
class Gap:
    """Examples removed and added between two that stayed: their places."""

    removed: Positions
    added: Positions


def gaps(comparison: Comparison) -> Iterator[Gap]:
    """The places where something was removed as well as added, in order; a long one in stretches of some hundreds."""
    removed = np.sort(comparison.before[comparison.kinds == Kind.REMOVED])
    added = np.sort(comparison.after[comparison.kinds == Kind.ADDED])
    of_removed = np.searchsorted(comparison.anchors[0], removed)
    of_added = np.searchsorted(comparison.anchors[1], added)
    common = np.intersect1d(of_removed, of_added)
    borders = [
        np.searchsorted(places, common, side=side).tolist()
        for places in (of_removed, of_added)
        for side in ("left", "right")
    ]
    for first, stop, begin, end in zip(*borders, strict=True):
        yield from _in_stretches(Gap(removed[first:stop], added[begin:end]))


def far(comparison: Comparison) -> Gap:
    """What is left when the gaps are done, as far as it is worth comparing."""
    removed = comparison.before[comparison.kinds == Kind.REMOVED][:_FAR_MOST]
    added = comparison.after[comparison.kinds == Kind.ADDED][:_FAR_MOST]
    return Gap(removed, added) if len(removed) and len(added) else Gap(removed[:0], added[:0])


def pair_near(removed: Sequence[bytes], added: Sequence[bytes]) -> list[tuple[int, int]]:
    """The pairs of one gap as places in `removed` and `added`; the most alike come together first."""
    olds, news = [_Said(line) for line in removed], [_Said(line) for line in added]
    scored = []
    for old, new in _candidates(len(olds), len(news)):
        score = olds[old].likeness(news[new])
        if score >= _ALIKE:
            scored.append((-score, abs(old * len(news) - new * len(olds)), old, new))
    return _best((old, new) for _, _, old, new in sorted(scored))


def pair_far(removed: Sequence[bytes], added: Sequence[bytes]) -> list[tuple[int, int]]:
    """The pairs among examples that may stand anywhere; found by a few shingles of each."""
    olds, news = [_Said(line) for line in removed], [_Said(line) for line in added]
    having: defaultdict[int, list[int]] = defaultdict(list)
    for place, new in enumerate(news):
        for shingle in new.samples():
            having[shingle].append(place)
    scored = []
    for place, old in enumerate(olds):
        shared = Counter(found for shingle in old.samples() for found in islice(having.get(shingle, ()), 50))
        for found, _ in shared.most_common(3):
            score = old.likeness(news[found])
            if score >= _ALIKE_FAR:
                scored.append((-score, place, found))
    return _best((old, new) for _, old, new in sorted(scored))


def _in_stretches(gap: Gap) -> Iterator[Gap]:
    """The same so that no stretch has too many lines to be held at once; in proportion, as `_candidates` looks."""
    most = max(len(gap.removed), len(gap.added))
    if most <= _STRETCH:
        yield gap
        return
    count = -(-most // _STRETCH)
    for removed, added in zip(
        np.array_split(gap.removed, count), np.array_split(gap.added, count), strict=True
    ):
        if len(removed) and len(added):
            yield Gap(removed, added)


def _candidates(olds: int, news: int) -> Iterator[tuple[int, int]]:
    if olds * news <= _EACH_WITH_EACH:
        yield from ((old, new) for old in range(olds) for new in range(news))
        return
    for old in range(olds):
        across = old * news // olds
        reach = 0 if olds == news else _NEIGHBOURS
        for new in range(max(0, across - reach), min(news, across + reach + 1)):
            yield old, new


def _best(pairs: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    found, used_old, used_new = [], set(), set()
    for old, new in pairs:
        if old not in used_old and new not in used_new:
            used_old.add(old)
            used_new.add(new)
            found.append((old, new))
    return sorted(found)


class _Said:
    """What a line says, and its shingles once they are asked for."""

    def __init__(self, line: bytes) -> None:
        self.text = said(line).encode("utf-8", "surrogatepass")[:LOOKED_AT]
        self._shingles: Positions | None = None

    def likeness(self, other: "_Said") -> float:
        """Between 0 and 1: the share that begins and ends the same, or the share of common shingles."""
        longest = max(len(self.text), len(other.text))
        if not longest:
            return 1.0
        ends = _same_at_ends(self.text, other.text) / longest
        if ends >= _ALIKE_FAR:
            return ends
        mine, others = self.shingles(), other.shingles()
        most = max(len(mine), len(others))
        common = len(np.intersect1d(mine, others, assume_unique=True)) / most if most else 0.0
        return max(ends, common)

    def shingles(self) -> Positions:
        """Hashes of every stretch of eight bytes, each once."""
        if self._shingles is None:
            text = np.frombuffer(self.text, np.uint8).astype(np.uint64)
            count = len(text) - _SHINGLE + 1
            sums = np.zeros(max(count, 0), np.uint64)
            for place in range(_SHINGLE if count > 0 else 0):
                sums += (text[place : place + count] + np.uint64(1)) * _WEIGHTS[place]
            self._shingles = np.unique((sums >> np.uint64(1)).astype(np.int64))
        return self._shingles

    def samples(self) -> list[int]:
        """A few shingles that like examples are likely to choose too."""
        mixed: Positions = np.sort(self.shingles() * np.int64(0x2545_F491_4F6C_DD1D))
        return [int(shingle) for shingle in mixed[:_SAMPLES]]


def _same_at_ends(one: bytes, other: bytes) -> int:
    """Bytes that both begin and end with."""
    length = min(len(one), len(other))
    head = length - _bytes_of(int.from_bytes(one[:length], "big") ^ int.from_bytes(other[:length], "big"))
    rest = length - head
    if not rest:
        return head
    tails = int.from_bytes(one[-rest:], "little") ^ int.from_bytes(other[-rest:], "little")
    return head + rest - _bytes_of(tails)


def _bytes_of(number: int) -> int:
    return (number.bit_length() + 7) // 8
