"""Lines that hold the same example, told by their fingerprints."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Duplicates:
    """Groups of rows with one fingerprint; only groups of two and more are kept.

    `line_of` says where a row stands: the first of a group is the original, the others are its copies.
    """

    def __init__(self, fingerprints: "NDArray[np.int64]", line_of: Callable[[int], int]) -> None:
        self._line_of = line_of
        self._groups: dict[int, set[int]] = {}
        self._originals: dict[int, int] = {}
        ordered = np.sort(fingerprints)
        repeated = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
        for key in np.flatnonzero(np.isin(fingerprints, repeated[repeated != 0])).tolist():
            self._groups.setdefault(int(fingerprints[key]), set()).add(key)

    def original_of(self, key: int, fingerprint: int) -> int | None:
        """The row that this one repeats; None for the first of its kind."""
        group = self._groups.get(fingerprint)
        if group is None:
            return None
        original = self._originals.get(fingerprint)
        if original is None:
            original = self._originals[fingerprint] = min(group, key=self._line_of)
        return None if original == key else original

    def change(self, key: int, old: int, new: int, fingerprints: "NDArray[np.int64]") -> None:
        """Row `key` got another fingerprint (0: none), which `fingerprints` already holds."""
        if old == new:
            return
        group = self._groups.get(old)
        if group is not None:
            group.discard(key)
            self._originals.pop(old, None)
            if len(group) < 2:  # one alone is no duplicate
                del self._groups[old]
        if new:
            same = self._groups.get(new) or set(np.flatnonzero(fingerprints == new).tolist())
            same.add(key)
            self._originals.pop(new, None)
            if len(same) > 1:
                self._groups[new] = same

    def reordered(self) -> None:
        """Rows moved: which of a group comes first is to be asked again."""
        self._originals.clear()

    def copies(self) -> set[int]:
        """All rows that repeat an earlier one."""
        return {
            key
            for fingerprint, group in self._groups.items()
            for key in group
            if self.original_of(key, fingerprint) is not None
        }

    def count(self) -> int:
        """How many rows repeat an earlier one."""
        return sum(len(group) - 1 for group in self._groups.values())
