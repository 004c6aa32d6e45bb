"""Contexts as 32-bit keys: the last bytes of the reply, all of it so far, and the last bytes with each mark.

The last `RECENT` bytes seen with a mark are told apart by how often they stood in the reply before: without
that, long replies with repeated phrases run in circles. Keys are hashes, computed for all positions of a
reply at once (`context_keys`) or byte by byte while one is written (`ReplyCursor`). Contexts with the same
key share their weights; among two million contexts that happens to one in a thousand and is not worth
longer keys.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

END = 0xFF
"""The byte that ends a reply; it never stands in UTF-8."""

ORDERS = (1, 2, 3, 4, 5, 6, 8, 11, 15)
WINDOW = max(ORDERS)
RECENT = 4
"""How many of the latest bytes are seen together with each mark."""
ORDER_VALUE = 0.7
WHOLE_VALUE = 4.0
MARK_VALUE = 2.0
"""How strongly each kind speaks; the whole reply so far the most, so that no reply slides into another."""
WHOLE_COLUMN = len(ORDERS)
OWN_COLUMNS = len(ORDERS) + 1
"""Columns of keys that do not depend on marks: the orders and the whole reply so far."""

NOTHING = 0
"""The key of no context: an order that reaches back before the reply would only repeat the whole reply."""

Keys = npt.NDArray[np.uint32]
Hashes = npt.NDArray[np.uint64]

_START = 0x1FF  # stands before the first byte
_MASK = (1 << 64) - 1
_FACTOR = 0x9E3779B97F4A7C15
_AGAIN = 0xABCDEF1234567891
_WHOLE = 0x2545F4914F6CDD1D
_POWERS = np.array([pow(_FACTOR, k, 1 << 64) for k in range(WINDOW)], np.uint64)
_SALTS = np.array([pow(0xD1342543DE82EF95, k, 1 << 64) for k in ORDERS], np.uint64)
_ORDERS = np.array(ORDERS)


def _mixed(values: Hashes) -> Keys:
    """Spread every input bit over 32 output bits (the finalizer of the SplitMix64 generator)."""
    values = values ^ (values >> np.uint64(30))
    values *= np.uint64(0xBF58476D1CE4E5B9)
    values ^= values >> np.uint64(27)
    values *= np.uint64(0x94D049BB133111EB)
    return (values >> np.uint64(32)).astype(np.uint32)


def _times_before(values: Hashes) -> Hashes:
    """For each element, how often the same value stands before it."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    starts = np.flatnonzero(np.diff(ordered, prepend=~ordered[:1]) != 0)
    group_start = np.repeat(starts, np.diff(np.append(starts, len(values))))
    times = np.empty(len(values), np.uint64)
    times[order] = np.arange(len(values)) - group_start
    return times


def context_keys(reply: bytes, marks: Sequence[int]) -> Keys:
    """Keys before each byte of `reply` and at its end: shape (len(reply) + 1, OWN_COLUMNS + len(marks))."""
    rows = len(reply) + 1
    codes = np.full(WINDOW + len(reply), _START, np.uint64)
    codes[WINDOW:] = np.frombuffer(reply, np.uint8)
    values = np.empty((rows, OWN_COLUMNS + len(marks)), np.uint64)
    last = np.zeros(rows, np.uint64)
    recent = last
    for back in range(WINDOW):
        last = last + codes[WINDOW - 1 - back : WINDOW - 1 - back + rows] * _POWERS[back]
        if back + 1 in ORDERS:
            column = ORDERS.index(back + 1)
            values[:, column] = last + _SALTS[column]
        if back + 1 == RECENT:
            recent = last
    values[:, WHOLE_COLUMN] = _whole_hashes(codes[WINDOW:]) ^ np.uint64(_WHOLE)
    recent = recent + _times_before(recent) * np.uint64(_AGAIN)
    values[:, OWN_COLUMNS:] = recent[:, None] ^ np.array(marks, np.uint64)[None, :]
    keys = _mixed(values)
    for row in range(min(rows, WINDOW)):
        keys[row, : len(ORDERS)][row < _ORDERS] = NOTHING
    return keys


def _whole_hashes(codes: Hashes) -> Hashes:
    """Polynomial hash of each beginning of `codes`, the empty one first: h(next) = h × factor + code + 1."""
    inverse = pow(_FACTOR, -1, 1 << 64)
    down = np.cumprod(np.full(len(codes), inverse, np.uint64))
    up = np.cumprod(np.full(len(codes), _FACTOR, np.uint64))
    return np.concatenate([np.zeros(1, np.uint64), np.cumsum((codes + np.uint64(1)) * down) * up])


class ReplyCursor:
    """The same keys while a reply is written: `keys()` for the next byte, `add(byte)` once it is chosen."""

    def __init__(self, marks: Sequence[int]) -> None:
        self._marks = np.array(marks, np.uint64)
        self._window = np.full(WINDOW, _START, np.uint64)
        self._whole = 0
        self._written = 0
        self._times: dict[int, int] = {}

    def keys(self) -> Keys:
        """Keys of the contexts in sight: shape (1, OWN_COLUMNS + number of marks). Call once per byte."""
        last = np.cumsum(self._window * _POWERS)
        recent = int(last[RECENT - 1])
        times = self._times.get(recent, 0)
        self._times[recent] = times + 1
        recent = (recent + times * _AGAIN) & _MASK
        whole = np.array([self._whole ^ _WHOLE], np.uint64)
        own = last[_ORDERS - 1] + _SALTS
        keys = _mixed(np.concatenate([own, whole, self._marks ^ np.uint64(recent)]))
        keys[: len(ORDERS)][self._written < _ORDERS] = NOTHING
        return keys[None, :]

    def add(self, byte: int) -> None:
        """Go on by one byte."""
        self._window[1:] = self._window[:-1]
        self._window[0] = byte
        self._written += 1
        # The bulk form multiplies each code by factor^(steps since), the newest by 1.
        self._whole = (self._whole * _FACTOR + byte + 1) & _MASK
