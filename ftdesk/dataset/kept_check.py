"""The results of a check on their way to a later session: arrays by line of the file, and back to columns by row id."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ftdesk import __version__
from ftdesk.dataset.completion_edges import CompletionEdges
from ftdesk.dataset.file_check import FileCheck
from ftdesk.dataset.finding_columns import CODES
from ftdesk.dataset.line_report import ROLES, CheckOptions
from ftdesk.dataset.lines import Positions
from ftdesk.dataset.row_columns import RowColumns
from ftdesk.dataset.row_comparison import Comparing
from ftdesk.dataset.row_table import FORMATS, ROW
from ftdesk.dataset.snapshot import Snapshot

RULES = 4
"""To be raised whenever a rule or a token count changes its mind about a line: what was kept is then forgotten."""

_AT_ONCE = 1 << 16


@dataclass(frozen=True, slots=True, eq=False)
class KnownRows:
    """What is known of rows from earlier, and how they compare."""

    columns: RowColumns
    edges: CompletionEdges
    compared: Comparing


def options_key(options: CheckOptions) -> str:
    """What the results of a line depend on besides its bytes, as a short text for a file name."""
    asked = (options.format, options.token_limit, options.cut_at, options.encoding, options.item_keys)
    known = (RULES, __version__, CODES, FORMATS, ROLES, ROW.descr)
    return blake2b(repr((asked, known)).encode(), digest_size=12).hexdigest()


def rows_by_line(snapshot: Snapshot) -> Positions:
    """By line of the file: the row whose bytes it still is, -1 for a line that was edited or deleted."""
    rows = np.full(snapshot.index.count, -1)
    for start in range(0, len(snapshot.order), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        in_file = (snapshot.edits[some] < 0) & (snapshot.own_lines[some] >= 0)
        rows[snapshot.own_lines[some][in_file]] = snapshot.order[some][in_file]
    return rows


def kept_arrays(
    check: FileCheck, rows: Positions, gone: Callable[[], Positions]
) -> Iterator[tuple[str, NDArray[Any]]]:
    """What is worth keeping of rows, in their order; in any thread, if `gone()` has those that change meanwhile."""
    yield from check.comparison.arrays(rows)
    yield from check.columns.arrays(rows, gone)


def no_rows(room: int) -> KnownRows:
    """Nothing is known; the columns have room for ids below `room`. For any thread."""
    columns, none = RowColumns(), np.zeros(0, np.int64)
    columns.reserve(room)
    return KnownRows(columns, CompletionEdges(), Comparing(none, none).work_out())


def known_rows(
    arrays: Mapping[str, NDArray[Any]], notes: Mapping[str, Any], rows: Positions | None, room: int
) -> KnownRows:
    """What `kept_arrays` gave, by row id, with room for ids below `room`; -1 leaves a row out.

    None stands for the line numbers, all of them below `room`: a million rows then take some 20 ms, else a tenth of
    a second. For any thread. Raises ValueError, KeyError, TypeError for anything else.
    """
    columns = RowColumns.of_arrays(arrays, rows, room)
    known = _those_known(columns, rows)
    edges = CompletionEdges.of_arrays(arrays, notes, known)
    return KnownRows(columns, edges, Comparing.of_arrays(arrays, known, columns))


def _those_known(columns: RowColumns, rows: Positions | None) -> Positions | None:
    """By line of the file: its row, -1 where nothing is known of it; None where each is the one of its number."""
    known = columns.known
    if rows is None:
        if known.all():
            return None
        rows = np.arange(len(known))
    return np.where(known[rows] & (rows >= 0), rows, -1)
