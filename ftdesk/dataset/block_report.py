"""What a check says of many lines: a few arrays, which travel quickly from the worker processes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ftdesk.dataset.completion_edges import BlockEdges, edges_of
from ftdesk.dataset.finding_columns import FOUND, found_of
from ftdesk.dataset.lines import Positions
from ftdesk.dataset.row_table import row_of, rows_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ftdesk.dataset.line_report import LineReport

CheckedLine = tuple[int, bytes, "LineReport | None"]
"""The id of a row, the packed row of the table, and the report; None for a line in which nothing is found."""


@dataclass(frozen=True, slots=True, eq=False)
class BlockReport:
    """Many lines, as columns: `rows[i]` (`row_table.ROW`) belongs to the line with id `keys[i]`.

    `if_reinforcement` (`finding_columns.FOUND`) is what the rows at `open_places` have instead where the file is
    mostly reinforcement; `edges` speaks of the rows that are completion examples.
    `counter` made the tokens ("tiktoken", "gigatoken" or "bytes"); empty where none were counted.
    """

    keys: Positions
    rows: "NDArray[np.void]"
    open_places: Positions
    if_reinforcement: "NDArray[np.void]"
    edges: BlockEdges | None = None
    counter: str = ""

    def without(self, left_out: "NDArray[np.bool_]") -> "BlockReport":
        """The same without the rows at some places."""
        kept = ~left_out
        places = np.cumsum(kept) - 1
        still_open = kept[self.open_places]
        return BlockReport(
            self.keys[kept],
            self.rows[kept],
            places[self.open_places[still_open]],
            self.if_reinforcement[still_open],
            None if self.edges is None else self.edges.without(self.keys[left_out]),
            self.counter,
        )


def checked(key: int, report: "LineReport") -> CheckedLine:
    """A line with a report."""
    return key, row_of(report), report


def report_block(lines: Iterable[CheckedLine], counter: str = "") -> BlockReport:
    """Checked lines as arrays; `counter` made their tokens."""
    keys, rows, open_places, otherwise, edges = [], [], [], [], []
    for place, (key, row, report) in enumerate(lines):
        keys.append(key)
        rows.append(row)
        if report is None:
            continue
        if report.if_reinforcement is not None:
            open_places.append(place)
            otherwise.append(found_of(report.if_reinforcement))
        if report.trace.edges is not None:
            edges.append((key, report.trace.edges))
    return BlockReport(
        np.array(keys, np.int64),
        rows_of(rows),
        np.array(open_places, np.int64),
        np.array(otherwise, FOUND),
        edges_of(edges),
        counter,
    )
