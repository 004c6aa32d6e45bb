"""Find and replace over parts of a document, for worker processes: count, show, do."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice, pairwise

import numpy as np

from ftdesk.dataset.example import Example, parse_example
from ftdesk.dataset.line_pass import EditedLines, LineCollector
from ftdesk.dataset.lines import Positions
from ftdesk.dataset.parts import Part, without_line_end
from ftdesk.dataset.search import limited, line_test, value_of
from ftdesk.dataset.text_replacement import Change, Replacement

MOST_DESCRIBED = 2_000
"""Changes of one line that a preview can show."""


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """Where something would change in one part: row ids, how many places each has; rows that cannot be changed."""

    row_ids: Positions
    counts: Positions
    unreadable: int


def count_changes(part: Part, replacement: Replacement) -> Counted:
    """Count what would change. Raises `PatternUnusable`, `PatternTooSlow`, and what `Part.read` raises."""
    test, pattern = line_test(replacement.query), replacement.query.pattern()
    places: list[int] = []
    counts: list[int] = []
    unreadable = 0
    with limited(part, replacement.query) as at:
        for first, raw, borders in part.stretches():
            for place in test.places(first, raw, borders, at):
                start, stop = borders[place - first], borders[place - first + 1]
                value = value_of(without_line_end(raw[start:stop]))
                if not isinstance(value, dict):
                    unreadable += 1
                elif count := replacement.count(value, pattern):
                    places.append(place)
                    counts.append(count)
    row_ids = part.row_ids[np.array(places, np.int64)]
    return Counted(row_ids, np.array(counts, np.int64), unreadable)


def describe_changes(part: Part, replacement: Replacement) -> dict[int, tuple[Change, ...]]:
    """What would change in each row, for a preview; at most `MOST_DESCRIBED` a row."""
    block = part.read()
    found: dict[int, tuple[Change, ...]] = {}
    with limited(part, replacement.query):
        for row_id, line in zip(block.row_ids, block.lines, strict=True):
            example = parse_example(line)
            changes = replacement.changes(example) if isinstance(example, Example) else iter(())
            found[row_id] = tuple(islice(changes, MOST_DESCRIBED))
    return found


def replace_in_part(
    part: Part, replacement: Replacement, left_out: Mapping[int, frozenset[int]]
) -> EditedLines:
    """The new lines; `left_out` has, by row id, the numbers of the places that stay."""
    collector = LineCollector()
    with limited(part, replacement.query) as at:
        for first, raw, borders in part.stretches():
            for place, (start, stop) in enumerate(pairwise(borders), first):
                at.place = place
                row_id = int(part.row_ids[place])
                line = without_line_end(raw[start:stop])
                collector.take(row_id, replacement.replaced(line, left_out.get(row_id, frozenset())))
    return collector.edited()
