"""Lines that hold the same example, told by their fingerprints: a mask of the rows that have a double."""

from collections.abc import Callable

import numpy as np

from ftdesk.dataset.finding_columns import Mask, grown
from ftdesk.dataset.lines import Positions

_AT_ONCE = 1 << 16
"""Rows looked up at once, so that little memory is needed."""


def repeated(fingerprints: Positions) -> Mask:
    """By row id: whether another row has the same fingerprint (0 is none). From any thread."""
    ordered = np.sort(fingerprints)
    several = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    several = several[several != 0]
    mask = np.zeros(len(fingerprints), np.bool_)
    for start in range(0, len(fingerprints) if len(several) else 0, _AT_ONCE):
        some = fingerprints[start : start + _AT_ONCE]
        nearest = several[np.minimum(np.searchsorted(several, some), len(several) - 1)]
        mask[start : start + _AT_ONCE] = nearest == some
    return mask


def also_in(own: Positions, others: Positions) -> Mask:
    """By place: whether a fingerprint of one file is among those of another (0 is none). From any thread."""
    known = np.sort(others)
    if not len(known):
        return np.zeros(len(own), np.bool_)
    nearest = known[np.minimum(np.searchsorted(known, own), len(known) - 1)]
    found: Mask = (nearest == own) & (own != 0)
    return found


class Duplicates:
    """Groups of rows with one fingerprint; the first of a group in the file is the original.

    `places_of` says where rows stand.
    """

    def __init__(self, repeated: Mask, places_of: Callable[[Positions], Positions]) -> None:
        self.repeated = repeated
        """By row id: whether there is another one like it."""
        self._places_of = places_of
        self._copies: Mask | None = None

    def original_of(self, key: int, fingerprints: Positions) -> int | None:
        """The row that this one repeats; None for the first of its kind."""
        if key >= len(self.repeated) or not self.repeated[key]:
            return None
        first = self._first(np.flatnonzero(fingerprints == fingerprints[key]))
        return None if first == key else first

    def originals(self, fingerprints: Positions) -> Positions:
        """By row id: the first row of its kind, -1 for a row that has no like; for whoever asks for many."""
        keys = self._repeated_by_place()
        _, firsts, kinds = np.unique(fingerprints[keys], return_index=True, return_inverse=True)
        originals = np.full(len(fingerprints), -1)
        originals[keys] = keys[firsts][kinds]
        return originals

    def copies(self, fingerprints: Positions) -> Mask:
        """By row id: whether the row repeats an earlier one."""
        if self._copies is None or len(self._copies) < len(fingerprints):
            keys = self._repeated_by_place()
            firsts = np.unique(fingerprints[keys], return_index=True)[1]
            self._copies = grown(self.repeated, max(len(fingerprints), len(self.repeated)))
            self._copies[keys[firsts]] = False
        return self._copies

    def refresh(self, fingerprint: int, fingerprints: Positions) -> None:
        """The rows that have, or had, this fingerprint are others now."""
        if not fingerprint:
            return
        if len(self.repeated) < len(fingerprints):
            self.repeated = grown(self.repeated, len(fingerprints))
        alike = np.flatnonzero(fingerprints == fingerprint)
        self.repeated[alike] = len(alike) > 1
        if self._copies is not None and len(self._copies) >= len(fingerprints) and len(alike):
            self._copies[alike] = True
            self._copies[self._first(alike)] = False

    def forget(self, keys: Positions) -> None:
        """Rows whose fingerprint is another now; `refresh` follows for each fingerprint."""
        for mask in (self.repeated, self._copies):
            if mask is not None:
                mask[keys[keys < len(mask)]] = False

    def reordered(self) -> None:
        """Rows moved: which of a group comes first is to be asked again."""
        self._copies = None

    def _repeated_by_place(self) -> Positions:
        keys = np.flatnonzero(self.repeated)
        return keys[np.argsort(self._places_of(keys), kind="stable")]

    def _first(self, keys: Positions) -> int:
        return int(keys[np.argmin(self._places_of(keys))])
