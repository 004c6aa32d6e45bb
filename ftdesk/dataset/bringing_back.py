"""Giving a document the rows of another content as one change: rows that both have stay what they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ftdesk.dataset.changes import Change, DeleteRows, Reorder, Several
from ftdesk.dataset.comparison import Comparison, Kind
from ftdesk.dataset.likeness import Gap, gaps

if TYPE_CHECKING:
    from ftdesk.cancellation import Cancellation
    from ftdesk.dataset.compared_lines import Side
    from ftdesk.dataset.document import Dataset
    from ftdesk.dataset.snapshot import Snapshot


@dataclass(frozen=True, slots=True, eq=False)
class NewLines:
    """The lines that a document lacks, in the order of the differences: for its changed rows, and for new ones."""

    changed: Sequence[bytes]
    added: Sequence[bytes]


def reusing_rows(comparison: Comparison) -> Comparison:
    """The same with unlike examples in one place paired too: a row that is written over keeps its own line end."""
    pairs = [
        (gap.removed[:count], gap.added[:count]) for gap in gaps(comparison) for count in [_shorter(gap)]
    ]
    if not pairs:
        return comparison
    return comparison.with_changed(*(np.concatenate(side) for side in zip(*pairs, strict=True)))


def read_new_lines(comparison: Comparison, after: Side, cancellation: Cancellation | None = None) -> NewLines:
    """Read what the older side lacks, in any thread. Raises what the side raises, and `Cancelled`."""

    def lines(kind: Kind) -> list[bytes]:
        found = []
        for place in comparison.after[comparison.kinds == kind].tolist():
            if cancellation is not None:
                cancellation.raise_if_set()
            found.append(after.line(place))
        return found

    return NewLines(lines(Kind.CHANGED), lines(Kind.ADDED))


def is_as_compared(dataset: Dataset, snapshot: Snapshot) -> bool:
    """Whether a document's rows still are those of a snapshot."""
    now = dataset.snapshot()
    return np.array_equal(now.order, snapshot.order) and np.array_equal(now.edits, snapshot.edits)


def change_into(dataset: Dataset, comparison: Comparison, lines: NewLines) -> Change:
    """The change that gives a document the rows of the newer side of a comparison whose older side it is.

    In the editing thread. Raises ValueError where the document is not whole, `DatasetFileError` subclasses.
    """
    rows = dataset.row_ids()
    kinds, before, after = comparison.kinds, comparison.before, comparison.after
    replacing = dataset.replacing(rows[before[kinds == Kind.CHANGED]], lines.changed)
    inserting = dataset.inserting(len(rows), lines.added)
    removed = np.sort(before[kinds == Kind.REMOVED])
    deleting = DeleteRows(rows[removed], removed)
    order = np.empty(len(rows) - len(removed) + len(inserting.row_ids), np.int64)
    order[comparison.anchors[1]] = rows[comparison.anchors[0]]
    for kind in (Kind.MOVED, Kind.CHANGED):
        order[after[kinds == kind]] = rows[before[kinds == kind]]
    order[after[kinds == Kind.ADDED]] = inserting.row_ids
    left = np.concatenate((np.delete(rows, removed), inserting.row_ids))
    parts: list[Change] = [part for part in (replacing, inserting, deleting) if len(part.row_ids)]
    if not np.array_equal(left, order):
        parts.append(Reorder(left, order))
    return parts[0] if len(parts) == 1 else Several(tuple(parts))


def _shorter(gap: Gap) -> int:
    return min(len(gap.removed), len(gap.added))
