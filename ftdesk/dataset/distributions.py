"""How the examples of a file are spread over a measure: bars of a chart, and the rows that each stands for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ftdesk.dataset.row_query import RowQuery
from ftdesk.dataset.rules.finding import Severity


class Measure(StrEnum):
    """What examples are told apart by."""

    TOKENS = "tokens"
    TURNS = "turns"
    ANSWER = "answer"
    """Characters of all answers."""
    ROLES = "roles"
    """An example counts for each role that speaks in it."""
    LANGUAGES = "languages"
    SEVERITIES = "severities"
    CODES = "codes"
    """An example counts for each code that is found in it."""


AMOUNTS = (Measure.TOKENS, Measure.TURNS, Measure.ANSWER)
"""These are numbers; the others are names."""


@dataclass(frozen=True, slots=True)
class Bar:
    """So many examples whose amount is from `least` to `most`, both included, or that have a name.

    `most` is None for the last bar of amounts when it is open: everything from `least` on.
    """

    count: int
    least: int = 0
    most: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Distribution:
    """The bars of one measure: amounts rising, names in the order in which they are to be shown.

    `examples` are all that could be measured; of amounts half of them have at most `median`, and 95 % at most `p95`.
    """

    measure: Measure
    bars: tuple[Bar, ...] = ()
    examples: int = 0
    median: int | None = None
    p95: int | None = None
    largest: int | None = None


def narrowed(query: RowQuery, measure: Measure, bar: Bar) -> RowQuery:
    """The query with this bar's examples as its condition on the measure."""
    match measure:
        case Measure.TOKENS:
            return replace(query, least_tokens=bar.least, most_tokens=bar.most)
        case Measure.TURNS:
            return replace(query, least_turns=bar.least, most_turns=bar.most)
        case Measure.ANSWER:
            return replace(query, least_answer=bar.least, most_answer=bar.most)
        case Measure.ROLES:
            return replace(query, roles=frozenset({bar.name}))
        case Measure.LANGUAGES:
            return replace(query, languages=frozenset({bar.name}))
        case Measure.SEVERITIES:
            return replace(query, severities=frozenset({Severity(bar.name)}))
        case Measure.CODES:
            return replace(query, codes=frozenset({bar.name}))


def widened(query: RowQuery, measure: Measure) -> RowQuery:
    """The query without a condition on the measure."""
    match measure:
        case Measure.TOKENS:
            return replace(query, least_tokens=None, most_tokens=None)
        case Measure.TURNS:
            return replace(query, least_turns=None, most_turns=None)
        case Measure.ANSWER:
            return replace(query, least_answer=None, most_answer=None)
        case Measure.ROLES:
            return replace(query, roles=frozenset())
        case Measure.LANGUAGES:
            return replace(query, languages=frozenset())
        case Measure.SEVERITIES:
            return replace(query, severities=frozenset())
        case Measure.CODES:
            return replace(query, codes=frozenset())


def chosen_bars(query: RowQuery, distribution: Distribution) -> frozenset[int]:
    """The places of the bars all of whose examples meet the query's condition on the measure; none without one."""
    measure = distribution.measure
    if query == widened(query, measure):
        return frozenset()
    if measure in AMOUNTS:
        least, most = _bounds(query, measure)
        return frozenset(
            place for place, bar in enumerate(distribution.bars) if _is_within(bar, least or 0, most)
        )
    names = getattr(query, measure.value)
    return frozenset(place for place, bar in enumerate(distribution.bars) if bar.name in names)


def joined(bars: Sequence[Bar]) -> Bar:
    """Neighbouring bars of amounts as one; a single bar as it is."""
    first, last = bars[0], bars[-1]
    return Bar(sum(bar.count for bar in bars), first.least, last.most, first.name)


def _bounds(query: RowQuery, measure: Measure) -> tuple[int | None, int | None]:
    start = 2 * AMOUNTS.index(measure)
    return query.bounds[start], query.bounds[start + 1]


def _is_within(bar: Bar, least: int, most: int | None) -> bool:
    return bar.least >= least and (most is None or (bar.most is not None and bar.most <= most))
