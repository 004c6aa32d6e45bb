"""A file in distributions: what is known of its rows, counted into bars. Pure numpy, for any thread.

Widths of bars are round numbers (1, 2 or 5 times a power of ten). Where few examples are much longer than the others,
the last bar is open and holds them all, so that the others still tell something.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil

import numpy as np
from numpy.typing import NDArray

from ftdesk.dataset.distributions import Bar, Distribution, Measure
from ftdesk.dataset.languages import Numbers, count_languages
from ftdesk.dataset.line_report import ROLES
from ftdesk.dataset.row_columns import RowColumns
from ftdesk.dataset.row_query import OTHER_ROLE
from ftdesk.dataset.row_table import READABLE
from ftdesk.dataset.rules.catalogue import CATALOGUE
from ftdesk.dataset.rules.finding import Severity

MOST_BARS = 30
_MOST_COUNTED = 1 << 22
"""How often each amount occurs is counted for at most so many; larger ones are counted by tens, hundreds, …"""

_FAR_OUT = 1.3
"""The largest amount opens the last bar when it is so many times that of 99 % of the examples."""


@dataclass(frozen=True, slots=True, eq=False)
class Amounts:
    """The columns of a check that are counted here, by row id; held as they were when asked for.

    Rows that the check puts in meanwhile, in the same arrays, may or may not be counted.
    """

    flags: NDArray[np.uint8]
    roles: NDArray[np.uint8]
    tokens: NDArray[np.int32]
    turns: NDArray[np.int32]
    answers: NDArray[np.int32]

    @classmethod
    def of(cls, columns: RowColumns) -> "Amounts":
        """Those of a check; copies nothing."""
        return cls(columns.flags, columns.roles, columns.tokens, columns.turns, columns.answers)

    def distribution(self, measure: Measure) -> Distribution:
        """Tokens, turns, characters of the answers, or roles."""
        if measure is Measure.ROLES:
            return self._roles()
        readable = (self.flags & READABLE) != 0
        column = {Measure.TOKENS: self.tokens, Measure.TURNS: self.turns, Measure.ANSWER: self.answers}[
            measure
        ]
        return spread(measure, column[readable & (column >= 0)])

    def _roles(self) -> Distribution:
        counts = {
            role: int(np.count_nonzero(self.roles & (1 << bit)))
            for bit, role in enumerate((*ROLES, OTHER_ROLE))
        }
        return named(Measure.ROLES, counts, int(np.count_nonzero(self.roles)))


def spread(measure: Measure, amounts: NDArray[np.int32]) -> Distribution:
    """Amounts, none below 0, in bars of equal width, the last one perhaps open."""
    if not len(amounts):
        return Distribution(measure)
    high, unit = int(amounts.max()), 1
    while high // unit >= _MOST_COUNTED:
        unit *= 10
    frequencies = np.bincount(amounts if unit == 1 else amounts // unit)
    median, p95, p99 = _percentiles(frequencies if unit == 1 else None, amounts, (0.5, 0.95, 0.99))
    low = int(amounts.min())
    last = high if high <= max(p99 * _FAR_OUT, low + MOST_BARS - 1) else p99
    width = _round_width((last // unit - low // unit + 1) / MOST_BARS)
    starts = np.arange(low // unit // width, last // unit // width + 1) * width
    if last < high and starts[-1] + width <= high // unit:  # the open bar begins beyond what nearly all have
        starts = np.append(starts, starts[-1] + width)
    counts = np.add.reduceat(frequencies, starts).tolist()
    bars = [
        Bar(count, least * unit, (least + width) * unit - 1)
        for least, count in zip(starts.tolist(), counts, strict=True)
    ]
    if last < high:
        bars[-1] = replace(bars[-1], most=None)
    return Distribution(measure, tuple(bars), len(amounts), median, p95, high)


def named(measure: Measure, counts: Mapping[str, int], examples: int) -> Distribution:
    """Names that some examples have, in the order given; `examples` are all that could have one."""
    bars = tuple(Bar(count, name=name) for name, count in counts.items() if count)
    return Distribution(measure, bars, examples)


def of_languages(numbers: Numbers) -> Distribution:
    """The languages of the rows that were looked at, the most frequent first."""
    counts = count_languages(numbers)
    return named(Measure.LANGUAGES, dict(counts.most_common()), counts.total())


def of_codes(counts: Mapping[str, int], examples: int) -> Distribution:
    """What is found, errors first, and the most frequent of each severity first."""
    severities = list(Severity)
    codes = sorted(counts, key=lambda code: (severities.index(CATALOGUE[code].severity), -counts[code], code))
    return named(Measure.CODES, {code: counts[code] for code in codes}, examples)


def _percentiles(
    frequencies: NDArray[np.intp] | None, amounts: NDArray[np.int32], shares: tuple[float, ...]
) -> list[int]:
    """For each share the smallest amount that at least so many of the amounts do not exceed (nearest rank).

    Quick when it is known how often each amount occurs.
    """
    ranks = [ceil(share * len(amounts)) for share in shares]
    if frequencies is not None:
        found: list[int] = np.searchsorted(np.cumsum(frequencies), ranks).tolist()
        return found
    parted = np.partition(amounts, [rank - 1 for rank in ranks])
    return [int(parted[rank - 1]) for rank in ranks]


def _round_width(rough: float) -> int:
    """The smallest of 1, 2 and 5 times a power of ten that is at least `rough`."""
    power = 1
    while True:
        for factor in (1, 2, 5):
            if factor * power >= rough:
                return factor * power
        power *= 10
