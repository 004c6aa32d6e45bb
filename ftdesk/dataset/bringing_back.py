"""Giving a document the rows of another content as one change: rows that both have stay what they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ftdesk.dataset.changes import Change, DeleteRows, Reorder, ReplaceLines, Several
from ftdesk.dataset.comparison import Comparison, Kind
from ftdesk.dataset.likeness import Gap, gaps

if TYPE_CHECKING:
    from ftdesk.cancellation import Cancellation
    from ftdesk.dataset.compared_lines import Side
    from ftdesk.dataset.document import Dataset
    from ftdesk.dataset.lines import Positions
    from ftdesk.dataset.snapshot import Snapshot


_AT_ONCE = 500


@dataclass(frozen=True, slots=True, eq=False)
class NewLines:
    """What a document needs to get the rows of the newer side: its lines are added already, its rows untouched."""

    comparison: Comparison
    replacing: ReplaceLines
    added: Positions
    """Numbers of the additions that are to be new rows, in the order of the differences."""


def reusing_rows(comparison: Comparison) -> Comparison:
    """The same with unlike examples in one place paired too: a row that is written over keeps its own line end."""
    pairs = [
        (gap.removed[:count], gap.added[:count]) for gap in gaps(comparison) for count in [_shorter(gap)]
    ]
    if not pairs:
        return comparison
    return comparison.with_changed(*(np.concatenate(side) for side in zip(*pairs, strict=True)))


def add_new_lines(
    dataset: Dataset,
    snapshot: Snapshot,
    comparison: Comparison,
    after: Side,
    cancellation: Cancellation | None = None,
) -> NewLines:
    """In any thread: read what the document lacks and add it, some lines at a time.

    `snapshot` is the older side that was compared. Raises KeyError where one of its rows is gone since, what the side
    raises, and `Cancelled`.
    """
    comparison = reusing_rows(comparison)
    changed = comparison.kinds == Kind.CHANGED

    def add(places: Positions) -> Positions:
        numbers = [np.zeros(0, np.int64)]
        for first in range(0, len(places), _AT_ONCE):
            if cancellation is not None:
                cancellation.raise_if_set()
            some = places[first : first + _AT_ONCE].tolist()
            numbers.append(dataset.changes.add_lines([after.line(place) for place in some]))
        return np.concatenate(numbers)

    added = add(comparison.after[comparison.kinds == Kind.ADDED])
    rows = snapshot.order[comparison.before[changed]]
    return NewLines(comparison, dataset.changes.replacing_with(rows, add(comparison.after[changed])), added)


def is_as_compared(dataset: Dataset, snapshot: Snapshot) -> bool:
    """Whether a document's rows still are those of a snapshot."""
    now = dataset.snapshot()
    return np.array_equal(now.order, snapshot.order) and np.array_equal(now.edits, snapshot.edits)


def change_into(dataset: Dataset, lines: NewLines) -> Change:
    """The change that gives a document, which is as it was compared, the rows of the newer side.

    In the editing thread. Raises ValueError where the document is not whole.
    """
    rows, comparison = dataset.row_ids(), lines.comparison
    kinds, before, after = comparison.kinds, comparison.before, comparison.after
    inserting = dataset.changes.inserting_with(len(rows), lines.added)
    removed = np.sort(before[kinds == Kind.REMOVED])
    deleting = DeleteRows(rows[removed], removed)
    order = np.empty(len(rows) - len(removed) + len(inserting.row_ids), np.int64)
    order[comparison.anchors[1]] = rows[comparison.anchors[0]]
    for kind in (Kind.MOVED, Kind.CHANGED):
        order[after[kinds == kind]] = rows[before[kinds == kind]]
    order[after[kinds == Kind.ADDED]] = inserting.row_ids
    left = np.concatenate((np.delete(rows, removed), inserting.row_ids))
    parts: list[Change] = [part for part in (lines.replacing, inserting, deleting) if len(part.row_ids)]
    if not np.array_equal(left, order):
        parts.append(Reorder(left, order))
    return parts[0] if len(parts) == 1 else Several(tuple(parts))


def _shorter(gap: Gap) -> int:
    return min(len(gap.removed), len(gap.added))
