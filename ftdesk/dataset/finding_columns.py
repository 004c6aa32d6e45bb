"""What was found in each row, as one number: which codes, and how many findings of each severity.

Few rows differ in that, so that a row needs four bytes. The sentences of one row are had by checking it again.
"""

from collections import Counter
from collections.abc import Collection
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

RANKS = np.arange(len(SEVERITIES), 0, -1)
"""How bad each of them is."""

FOUND = np.dtype([("codes", "<u8", (2,)), ("amounts", "<u2", (3,))])
"""What was found in one row."""

NOTHING_FOUND = ((0, 0), (0, 0, 0))
"""The entry of a row in which nothing was found."""

_Number = TypeVar("_Number", bound=np.generic)
_BITS = {code: place for place, code in enumerate(CODES)}


def found_of(findings: "Collection[Finding]") -> tuple[tuple[int, int], tuple[int, ...]]:
    """The findings of one line as an entry of `FOUND`."""
    if not findings:
        return NOTHING_FOUND
    bits, amounts = 0, dict.fromkeys(SEVERITIES, 0)
    for finding in findings:
        bits |= 1 << _BITS[finding.code]
        amounts[finding.severity] += 1
    return (bits & (1 << 64) - 1, bits >> 64), tuple(amounts.values())


class Kinds:
    """The few different things that are found in rows; 0 is nothing. Added to by one thread."""

    def __init__(self, table: npt.NDArray[np.void] | None = None) -> None:
        self._table = np.zeros(1, FOUND) if table is None else table
        self._count = len(self._table)
        self._numbers = {kind.tobytes(): number for number, kind in enumerate(self._table)}

    @property
    def table(self) -> npt.NDArray[np.void]:
        """Each kind, as an entry of `FOUND`."""
        return self._table[: self._count]

    def numbers(self, found: npt.NDArray[np.void]) -> npt.NDArray[np.uint32]:
        """The kind of each; one that was never seen becomes a new one."""
        numbers = np.zeros(len(found), np.uint32)
        for place in np.flatnonzero(found["codes"].any(axis=1)).tolist():
            kind = found[place].tobytes()
            number = self._numbers.get(kind)
            numbers[place] = self._add(kind, found[place]) if number is None else number
        return numbers

    def _add(self, kind: bytes, found: np.void) -> int:
        if self._count == len(self._table):
            self._table = np.concatenate([self._table, np.zeros_like(self._table)])
        self._table[self._count] = found
        self._numbers[kind] = self._count
        self._count += 1
        return self._count - 1


class FindingColumns:
    """By row id: which of the `kinds` the row's findings are. How many rows are of each is kept up to date."""

    def __init__(self, kinds: Kinds, numbers: npt.NDArray[np.uint32]) -> None:
        self.kinds = kinds
        self.numbers = numbers
        self._counts: npt.NDArray[np.int64] = np.bincount(numbers, minlength=len(kinds.table))

    def copy(self) -> "FindingColumns":
        """The same, to go another way."""
        return FindingColumns(self.kinds, self.numbers.copy())

    def grow(self, room: int) -> None:
        """Have room for row ids below `room`."""
        self._counts[0] += room - len(self.numbers)
        self.numbers = grown(self.numbers, room)

    def put(self, keys: Positions, found: npt.NDArray[np.void]) -> None:
        """Say what was found in rows; each stands in `keys` once."""
        numbers = self.kinds.numbers(found)
        if len(self._counts) < len(self.kinds.table):
            self._counts = grown(self._counts, 2 * len(self.kinds.table))
        self._counts -= np.bincount(self.numbers[keys], minlength=len(self._counts))
        self._counts += np.bincount(numbers, minlength=len(self._counts))
        self.numbers[keys] = numbers

    def clear(self, keys: Positions) -> None:
        """Nothing is known of rows; each stands in `keys` once."""
        self._counts -= np.bincount(self.numbers[keys], minlength=len(self._counts))
        self._counts[0] += len(keys)
        self.numbers[keys] = 0

    def severities(self) -> Counter[Severity]:
        """How many findings of each severity there are."""
        table = self.kinds.table
        amounts = self._counts_of_kinds() @ table["amounts"].astype(np.int64)
        return Counter(dict(zip(SEVERITIES, amounts.tolist(), strict=True)))

    def rows_with(self) -> Counter[str]:
        """In how many rows each code stands; codes that stand in none are left out."""
        codes = np.ascontiguousarray(self.kinds.table["codes"])
        bits = np.unpackbits(codes.view(np.uint8), axis=1, bitorder="little")
        rows = self._counts_of_kinds() @ bits
        return Counter({code: count for code, count in zip(CODES, rows.tolist(), strict=False) if count})

    def with_code(self, codes: Collection[str]) -> Mask:
        """The rows that have any of these codes."""
        bits = 0
        for code in codes:
            bits |= 1 << _BITS[code]
        wanted = np.array([bits & (1 << 64) - 1, bits >> 64], np.uint64)
        has = ((self.kinds.table["codes"] & wanted) != 0).any(axis=1)
        return np.take(has, self.numbers)

    def with_severity(self, severities: Collection[Severity]) -> Mask:
        """The rows that have a finding of any of these severities."""
        places = [SEVERITIES.index(severity) for severity in severities]
        return np.take(self.kinds.table["amounts"][:, places].any(axis=1), self.numbers)

    def ranks(self) -> npt.NDArray[np.uint8]:
        """How bad each row is: 3 an error, 2 a warning, 1 a note, 0 nothing."""
        has = self.kinds.table["amounts"] > 0
        return np.take((has * RANKS).max(axis=1).astype(np.uint8), self.numbers)

    def amounts(self) -> npt.NDArray[np.int64]:
        """How many findings each row has."""
        return np.take(self.kinds.table["amounts"].sum(axis=1, dtype=np.int64), self.numbers)

    def severities_of(self, key: int) -> set[Severity]:
        """The severities of one row's findings."""
        amounts = self.kinds.table["amounts"][self.numbers[key]].tolist()
        return {severity for severity, amount in zip(SEVERITIES, amounts, strict=True) if amount}

    def _counts_of_kinds(self) -> npt.NDArray[np.int64]:
        counts = np.zeros(len(self.kinds.table), np.int64)
        counts[: len(self._counts)] = self._counts[: len(counts)]
        return counts


def grown(column: npt.NDArray[_Number], room: int, fill: int = 0) -> npt.NDArray[_Number]:
    """A column (or several, in rows) with room for row ids below `room`."""
    larger = np.full((*column.shape[:-1], room), fill, column.dtype)
    larger[..., : column.shape[-1]] = column
    return larger


def fitted(mask: Mask, length: int) -> Mask:
    """A mask as long as others; what it does not speak of is not in it."""
    return mask[:length] if len(mask) >= length else grown(mask, length)
