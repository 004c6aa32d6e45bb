"""Finding a text in a file of a gigabyte without missing any of its spellings.

JSON spells a letter as itself or as an escape (`é`, `\\u00e9`, `\\u00E9`). Cheap passes over the bytes find the
lines that may hold the text in any mixture of these; only those are decoded and looked at (`LineTest`). A pass
never leaves out a line that holds the text. Regular expressions are tried on every line, for a limited time.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import orjson

from ftdesk.dataset.example_texts import texts_of
from ftdesk.dataset.line_text import line_text
from ftdesk.dataset.lines import Positions
from ftdesk.dataset.parts import Part, without_line_end
from ftdesk.dataset.search_anchor import anchor_of
from ftdesk.dataset.text_query import TOO_SLOW, PatternTooSlow, Place, TextQuery
from ftdesk.dataset.time_limit import TimeIsUp, time_limit

SECONDS_A_PART = 4.0
BYTES_A_SECOND = 5_000_000
"""A regular expression that takes longer for one part of a file than some seconds and this pace is given up."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What one part of a file holds: ids of the rows that hold the text, in order; how many rows were looked at."""

    row_ids: Positions
    rows: int


def search_part(part: Part, query: TextQuery) -> Found:
    """Look for a text in a part of a document; for worker processes.

    Raises `PatternUnusable`, `PatternTooSlow`, and what `Part.read` raises.
    """
    test = line_test(query)
    places: list[int] = []
    with limited(part, query) as at:
        for first, raw, borders in part.stretches():
            places += test.places(first, raw, borders, at)
    return Found(part.row_ids[np.array(places, np.int64)], len(part.row_ids))


@dataclass(slots=True)
class Whereabouts:
    """Which row of a part is looked at now, counted from 0."""

    place: int = 0


@contextmanager
def limited(part: Part, query: TextQuery) -> Iterator[Whereabouts]:
    """Work on a part; an expression that takes far too long there is given up with `PatternTooSlow`."""
    at = Whereabouts()
    size = int((part.stops - part.starts).sum()) + sum(map(len, part.written.values()))
    seconds = SECONDS_A_PART + size / BYTES_A_SECOND
    try:
        with time_limit(seconds if query.is_pattern else None):
            yield at
    except TimeIsUp:
        line, row = part.first_line + at.place, int(part.row_ids[at.place])
        raise PatternTooSlow(TOO_SLOW, line=str(line), row=str(row)) from None


class LineTest:
    """Says which lines hold what a query looks for; made once a query and process."""

    def __init__(self, query: TextQuery) -> None:
        self._query = query
        self._pattern = query.pattern()
        self._anchor = None if query.is_pattern else anchor_of(query.text, match_case=query.match_case)
        self._holds = self._make_text_test()

    def places(self, first: int, raw: bytes, borders: Sequence[int], at: Whereabouts) -> Iterator[int]:
        """The rows of a part that hold it, of those whose bytes are `raw` (see `Part.stretches`)."""
        anchor = self._anchor
        candidates = range(len(borders) - 1) if anchor is None else anchor.places(raw, borders)
        for place in candidates:
            at.place = first + place
            if self.holds(without_line_end(raw[borders[place] : borders[place + 1]])):
                yield first + place

    def holds(self, line: bytes) -> bool:
        """Whether one line does."""
        if self._query.place is Place.ANYWHERE:
            return self._holds(line_text(line))
        value = value_of(line)
        if value is None:
            return self._query.roles is None and self._holds(line_text(line))
        return any(map(self._holds, texts_of(value, self._query.roles)))

    def _make_text_test(self) -> Callable[[str], bool]:
        query, search = self._query, self._pattern.search
        if query.is_pattern or query.whole_words or not query.text.isascii():
            return lambda text: search(text) is not None
        if query.match_case:
            return lambda text: query.text in text
        wanted = query.text.lower()
        return lambda text: wanted in text.lower() if text.isascii() else search(text) is not None


@lru_cache(maxsize=4)
def line_test(query: TextQuery) -> LineTest:
    """The test of a query. Raises `PatternUnusable`."""
    return LineTest(query)


def value_of(line: bytes) -> object:
    """The parsed line; None where it is no JSON and only the line itself can be looked at."""
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        pass
    import json

    try:  # half a surrogate pair, or a number that only Python reads
        return json.loads(line)
    except (ValueError, RecursionError):
        return None
