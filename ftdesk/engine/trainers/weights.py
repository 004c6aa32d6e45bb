"""The model's numbers: a weight for every pair of a context and a byte seen after it, and a bias per byte.

The score of a next byte is its bias plus the sum of weight times value over the contexts in sight; the
exact softmax over all 256 bytes makes it a probability. Pairs lie sorted, so a context's bytes lie side by
side.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from ftdesk.engine.trainers.contexts import NOTHING, Keys

BYTES = 256

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
Contexts = npt.NDArray[np.int32]
PairCodes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Entries:
    """What contexts add to the scores: `value` × weight of `pair` goes to `cell` (row × 256 + byte)."""

    rows: int
    pair: Indices
    cell: Indices
    value: Floats


def pair_codes(keys: Keys, next_bytes: Bytes) -> PairCodes:
    """Each context key of a row (2-d) with the byte that came next, as one number: key × 256 + byte."""
    codes = keys.astype(np.uint64) << np.uint64(8) | next_bytes.astype(np.uint64)[:, None]
    known: PairCodes = codes[keys != NOTHING]
    return known


def distinct(pieces: Sequence[PairCodes]) -> PairCodes:
    """All codes of `pieces`, sorted, each once (`np.unique` takes seven times as long: it hashes first)."""
    if not pieces:
        return np.empty(0, np.uint64)
    codes = np.sort(np.concatenate(pieces))
    new: npt.NDArray[np.bool_] = np.diff(codes, prepend=~codes[:1]) != 0
    return codes[new]


@dataclass(slots=True)
class Weights:
    """Weights by pair. `codes` are sorted and distinct; `keys` and `first` (rows of pairs) come from them."""

    codes: PairCodes = field(default_factory=lambda: np.empty(0, np.uint64))
    weight: Floats = field(default_factory=lambda: np.empty(0, np.float32))
    bias: Floats = field(default_factory=lambda: np.zeros(BYTES, np.float32))
    keys: Keys = field(init=False)
    first: Indices = field(init=False)
    byte: Bytes = field(init=False)

    def __post_init__(self) -> None:
        contexts = self.codes >> np.uint64(8)
        starts = np.flatnonzero(np.diff(contexts, prepend=np.uint64(1 << 63)))
        self.keys = contexts[starts].astype(np.uint32)
        # One context more than there are keys: the empty one, for what was never seen.
        self.first = np.concatenate([starts, [len(self.codes)] * 2]).astype(np.int64)
        self.byte = (self.codes & np.uint64(0xFF)).astype(np.uint8)

    def with_pairs(self, seen: Sequence[PairCodes]) -> "Weights":
        """The same weights and, at zero, the pairs of `seen` that are new."""
        codes = distinct([self.codes, *seen])
        weight = np.zeros(len(codes), np.float32)
        weight[np.searchsorted(codes, self.codes)] = self.weight
        return Weights(codes, weight, self.bias.copy())

    def find(self, keys: Keys) -> Contexts:
        """The row of each key; `len(self.keys)`, the empty context, where a key is unknown."""
        if not len(self.keys):
            return np.zeros(keys.shape, np.int32)
        rows = np.searchsorted(self.keys, keys)
        rows[rows == len(self.keys)] = 0
        return np.where(self.keys[rows] == keys, rows, len(self.keys)).astype(np.int32)

    def bytes_after(self, context: int) -> Bytes:
        """The bytes that were seen after one context (a row from `find`)."""
        return self.byte[self.first[context] : self.first[context + 1]]

    def entries(self, contexts: Contexts, values: Floats) -> Entries:
        """Expand contexts (rows × columns, from `find`) with their values (same shape) into their pairs."""
        rows, columns = contexts.shape
        flat = contexts.ravel()
        start = self.first[flat]
        count = self.first[flat + 1] - start
        ends = np.cumsum(count)
        owner = np.repeat(np.arange(len(flat)), count)
        pair = np.arange(ends[-1] if len(ends) else 0) + np.repeat(start - ends + count, count)
        cell = (owner // columns) * BYTES + self.byte[pair]
        return Entries(rows, pair, cell, values.ravel()[owner])

    def scores(self, entries: Entries) -> Floats:
        """Scores of all 256 bytes for each row."""
        added = np.bincount(
            entries.cell, self.weight[entries.pair] * entries.value, minlength=entries.rows * BYTES
        )
        return (added.reshape(entries.rows, BYTES) + self.bias).astype(np.float32)


def probabilities(scores: Floats) -> Floats:
    """Softmax over the last axis."""
    scores = scores - scores.max(axis=-1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=-1, keepdims=True)
    return scores
