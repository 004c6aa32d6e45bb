"""What was found in each row, as numbers: which codes, and how many findings of each severity.

28 bytes a row instead of an object a finding; the sentences of one row are had by checking it again.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import numpy.typing as npt

from ftdesk.dataset.lines import Positions
from ftdesk.dataset.rules.catalogue import CATALOGUE, Severity

if TYPE_CHECKING:
    from ftdesk.dataset.rules.finding import Finding

Mask = npt.NDArray[np.bool_]
"""Which rows, by row id."""

CODES = tuple(CATALOGUE)
"""A code is a bit of 128: its place here."""

SEVERITIES = tuple(Severity)
"""Amounts of findings stand in this order: errors, warnings, notes."""

FOUND = np.dtype([("codes", "<u8", (2,)), ("amounts", "<u2", (3,))])
"""What was found in one row."""

_AT_ONCE = 1 << 16
_Number = TypeVar("_Number", bound=np.generic)
_BITS = {code: place for place, code in enumerate(CODES)}


def found_of(findings: "Iterable[Finding]") -> tuple[tuple[int, int], tuple[int, ...]]:
    """The findings of one line as an entry of `FOUND`."""
    bits = 0
    amounts: Counter[Severity] = Counter()
    for finding in findings:
        bits |= 1 << _BITS[finding.code]
        amounts[finding.severity] += 1
    return (bits & (1 << 64) - 1, bits >> 64), tuple(amounts[severity] for severity in SEVERITIES)


class FindingColumns:
    """By row id: what was found. The sums over all rows are kept up to date."""

    def __init__(self, room: int) -> None:
        self.codes: npt.NDArray[np.uint64] = np.zeros((2, room), np.uint64)
        self.amounts: npt.NDArray[np.uint16] = np.zeros((3, room), np.uint16)
        self._severities: npt.NDArray[np.int64] = np.zeros(len(SEVERITIES), np.int64)
        self._rows_with: npt.NDArray[np.int64] = np.zeros(128, np.int64)

    def copy(self) -> "FindingColumns":
        """The same, to go another way."""
        made = FindingColumns(0)
        made.codes, made.amounts = self.codes.copy(), self.amounts.copy()
        made._severities, made._rows_with = self._severities.copy(), self._rows_with.copy()
        return made

    @classmethod
    def of(cls, codes: npt.NDArray[np.uint64], amounts: npt.NDArray[np.uint16]) -> "FindingColumns":
        """With these columns. From any thread."""
        made = cls(0)
        made.codes, made.amounts = codes, amounts
        for start in range(0, codes.shape[1], _AT_ONCE):
            made._count(np.arange(start, min(codes.shape[1], start + _AT_ONCE)), 1)
        return made

    def grow(self, room: int) -> None:
        """Have room for row ids below `room`."""
        self.codes = grown(self.codes, room)
        self.amounts = grown(self.amounts, room)

    def put(self, keys: Positions, found: npt.NDArray[np.void]) -> None:
        """Say what was found in rows; each stands in `keys` once."""
        self._count(keys, -1)
        self.codes[:, keys] = found["codes"].T
        self.amounts[:, keys] = found["amounts"].T
        self._count(keys, 1)

    def severities(self) -> Counter[Severity]:
        """How many findings of each severity there are."""
        return Counter(dict(zip(SEVERITIES, self._severities.tolist(), strict=True)))

    def rows_with(self) -> Counter[str]:
        """In how many rows each code stands; codes that stand in none are left out."""
        return Counter(
            {code: count for code, count in zip(CODES, self._rows_with.tolist(), strict=False) if count}
        )

    def with_code(self, codes: Collection[str]) -> Mask:
        """The rows that have any of these codes."""
        wanted = 0
        for code in codes:
            wanted |= 1 << _BITS[code]
        low, high = wanted & (1 << 64) - 1, wanted >> 64
        found: Mask = (self.codes[0] & np.uint64(low)) != 0
        if high:
            found |= (self.codes[1] & np.uint64(high)) != 0
        return found

    def with_severity(self, severity: Severity) -> Mask:
        """The rows that have a finding of this severity."""
        found: Mask = self.amounts[SEVERITIES.index(severity)] != 0
        return found

    def _count(self, keys: Positions, sign: int) -> None:
        amounts = self.amounts[:, keys]
        self._severities += sign * amounts.sum(axis=1, dtype=np.int64)
        codes = self.codes[:, keys[amounts.any(axis=0)]]
        bits = np.unpackbits(np.ascontiguousarray(codes.T).view(np.uint8), axis=1, bitorder="little")
        self._rows_with += sign * bits.sum(axis=0, dtype=np.int64)


def grown(column: npt.NDArray[_Number], room: int, fill: int = 0) -> npt.NDArray[_Number]:
    """A column (or several, in rows) with room for row ids below `room`."""
    larger = np.full((*column.shape[:-1], room), fill, column.dtype)
    larger[..., : column.shape[-1]] = column
    return larger


def fitted(mask: Mask, length: int) -> Mask:
    """A mask as long as others; what it does not speak of is not in it."""
    return mask[:length] if len(mask) >= length else grown(mask, length)
