"""Rows that say nearly the same, within a file or in two: found by MinHash, each pair then compared exactly.

A worker looks at some rows to learn what all of them share (`shared_in`); workers make sketches of all rows
(`sketch_part`). Rows whose sketches agree in any band are candidates
(`candidates`); workers read these again and tell how alike they are (`alike`).

A MinHash of a row agrees with another's in each of its places with a chance that is their Jaccard similarity s; with
25 bands of 5 places a pair becomes a candidate with a chance of 1 - (1 - s⁵)²⁵: 0.99 at 0.7, 0.9999 at 0.8.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ftdesk.dataset.compared_text import (
    Shared,
    compared_text,
    likeness,
    shared_shingles,
    shingles_of,
    without_shared,
)
from ftdesk.dataset.finding_columns import Mask
from ftdesk.dataset.lines import Positions
from ftdesk.dataset.parts import Part

NEAR = 0.7
"""The least similarity of two rows that are told of."""
PAIRS_AT_ONCE = 2_000

_SAMPLE = 1_000
_LEAST_SHINGLES = 5
_BANDS, _PLACES = 25, 5
_SEED = 11
_MIX = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)

Pairs = NDArray[np.int64]
"""Two columns: the later and the earlier of two rows, by their places among the rows compared."""


@dataclass(frozen=True, slots=True, eq=False)
class Sketches:
    """By row: its id, a hash of what it says (0: nothing), how many shingles it has of its own, and a hash of each
    band of its MinHash.
    """

    row_ids: Positions
    fingerprints: Positions
    sizes: Positions
    bands: NDArray[np.uint32]


@dataclass(frozen=True, slots=True, eq=False)
class Likes:
    """Row ids: each row of `later` is as much as `alike` (0 to 1) like the one of `earlier` that it is most like."""

    later: Positions
    earlier: Positions
    alike: NDArray[np.float32]

    def percents(self, places: slice | Mask) -> Positions:
        """How alike some pairs are; 100 is told of the same alone."""
        chosen = self.alike[places]
        rounded: Positions = np.where(chosen >= 1, 100, np.minimum(99, np.rint(100 * chosen))).astype(
            np.int64
        )
        return rounded

    def by_row_id(self) -> "Likes":
        """The same with the later rows ascending."""
        order = np.argsort(self.later, kind="stable")
        return Likes(self.later[order], self.earlier[order], self.alike[order])


def sample_of(count: int) -> Positions:
    """Places of some of `count` rows, from all over the file, for `shared_in`."""
    return np.unique(np.linspace(0, max(0, count - 1), min(count, _SAMPLE)).astype(np.int64))


def shared_in(parts: Sequence[Part]) -> Shared:
    """What many of some rows share, in a worker process. Raises what `Part.read` raises."""
    return shared_shingles([compared_text(line) for part in parts for line in part.read().lines])


def sketch_part(part: Part, shared: Shared) -> Sketches:
    """The sketches of a part's rows, in a worker process. Raises what `Part.read` raises."""
    from rensa import RMinHash  # type: ignore[import-untyped]

    block = part.read()
    texts = [compared_text(line) for line in block.lines]
    hashes, offsets = without_shared(*shingles_of(texts), shared)
    minima = RMinHash.digest_matrix_from_flat_token_hashes(hashes, offsets, _BANDS * _PLACES, _SEED).to_rows()
    grouped = np.array(minima, np.uint64).reshape(len(texts), _BANDS, _PLACES)
    bands = np.zeros((len(texts), _BANDS), np.uint64)
    for place in range(_PLACES):
        bands = (bands ^ grouped[:, :, place]) * _MIX
        bands ^= bands >> _HALF
    fingerprints = np.array([_fingerprint(text) for text in texts], np.int64)
    sizes: Positions = offsets[1:].astype(np.int64) - offsets[:-1].astype(np.int64)
    return Sketches(part.row_ids, fingerprints, sizes, bands.astype(np.uint32))


def _fingerprint(text: bytes) -> int:
    """63 bits; 0 for no text."""
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest()) >> 1 if text else 0


def joined(sketches: Sequence[Sketches]) -> Sketches:
    """Sketches one after the other."""
    return Sketches(
        np.concatenate([np.zeros(0, np.int64), *(some.row_ids for some in sketches)]),
        np.concatenate([np.zeros(0, np.int64), *(some.fingerprints for some in sketches)]),
        np.concatenate([np.zeros(0, np.int64), *(some.sizes for some in sketches)]),
        np.concatenate([np.zeros((0, _BANDS), np.uint32), *(some.bands for some in sketches)]),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Pairs that say the same but for case, width and white space, and those that may be nearly the same."""

    same: Pairs
    near: Pairs


def candidates(sketches: Sketches, border: int = 0) -> Candidates:
    """Which rows may be alike; in any thread, it takes a second for a million rows.

    With a `border` only pairs across it count: the earlier row stands before it, the later one does not.
    """
    same = _links(sketches.fingerprints, np.flatnonzero(sketches.fingerprints), border)
    told = np.zeros(len(sketches.row_ids), np.bool_)
    told[same[:, 0]] = True
    rows = np.flatnonzero((sketches.sizes >= _LEAST_SHINGLES) & ~told)
    near = [_links(sketches.bands[:, band], rows, border) for band in range(_BANDS)]
    return Candidates(same, _distinct(np.concatenate(near), len(sketches.row_ids)))


def _links(hashes: NDArray[np.generic], rows: Positions, border: int) -> Pairs:
    """Each row with the first of the same hash, and with the one before it."""
    own = hashes[rows]
    order = np.argsort(own, kind="stable")
    ordered, placed = own[order], rows[order]
    starts = np.concatenate([[True], ordered[1:] != ordered[:-1]]) if len(ordered) else np.zeros(0, np.bool_)
    numbers = np.arange(len(ordered))
    first = np.maximum.accumulate(np.where(starts, numbers, 0))
    before = np.maximum(numbers - 1, 0)
    if border:  # the last row of its hash before the border
        inside = np.where(placed < border, numbers, -1)
        before = np.maximum(np.maximum.accumulate(inside), first) if len(inside) else before
    later = ~starts
    pairs = np.concatenate(
        [
            np.stack([placed[later], placed[first[later]]], axis=1),
            np.stack([placed[later], placed[before[later]]], axis=1),
        ]
    )
    if border:
        pairs = pairs[(pairs[:, 0] >= border) & (pairs[:, 1] < border)]
    return _distinct(pairs, int(rows.max(initial=0)) + 1)


def _distinct(pairs: Pairs, rows: int) -> Pairs:
    packed = np.sort(pairs[:, 0] * rows + pairs[:, 1])
    packed = packed[np.concatenate([[True], packed[1:] != packed[:-1]])] if len(packed) else packed
    return np.stack(np.divmod(packed, max(1, rows)), axis=1)


def batches(pairs: Pairs) -> Iterator[Pairs]:
    """Pairs in lots that one worker compares at a time."""
    for start in range(0, len(pairs), PAIRS_AT_ONCE):
        yield pairs[start : start + PAIRS_AT_ONCE]


def alike(parts: Sequence[Part], pairs: Pairs, shared: Shared) -> NDArray[np.float32]:
    """How alike the rows of each pair are, by their places in the parts one after the other; in a worker process.

    Raises what `Part.read` raises.
    """
    texts = [compared_text(line) for part in parts for line in part.read().lines]
    hashes, offsets = without_shared(*shingles_of(texts), shared)
    sets = [np.unique(hashes[start:stop]) for start, stop in pairwise(offsets.astype(np.int64).tolist())]
    return np.array([likeness(sets[later], sets[earlier]) for later, earlier in pairs.tolist()], np.float32)


def likes(row_ids: Positions, found: Candidates, near_alike: NDArray[np.float32]) -> Likes:
    """What came of it: each later row with the one it is most like, the first of several."""
    pairs = np.concatenate([found.same, found.near])
    values = np.concatenate([np.ones(len(found.same), np.float32), near_alike])
    kept = values >= NEAR
    pairs, values = pairs[kept], values[kept]
    order = np.lexsort((pairs[:, 1], -values, pairs[:, 0]))
    pairs, values = pairs[order], values[order]
    best = np.concatenate([[True], pairs[1:, 0] != pairs[:-1, 0]]) if len(pairs) else np.zeros(0, np.bool_)
    return Likes(row_ids[pairs[best, 0]], row_ids[pairs[best, 1]], values[best])
