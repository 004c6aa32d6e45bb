"""What a check knows of every row, as arrays by row id: no object per row.

About 45 bytes a row: figures, hashes, and what was found (`FindingColumns`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ftdesk.dataset.block_report import BlockReport
from ftdesk.dataset.column_layout import Layout
from ftdesk.dataset.finding_columns import FOUND, FindingColumns, Kinds, Mask, grown
from ftdesk.dataset.line_report import ROLES
from ftdesk.dataset.lines import Positions
from ftdesk.dataset.row_table import (
    BLANK,
    FORMATS,
    GONE,
    NOT_COUNTED,
    OPEN,
    PRESENT,
    READABLE,
    ROW,
    UNKNOWN,
    Totals,
)

_FIRST_ROOM = 1024
_AT_ONCE = 1 << 16
_EMPTY = dict(zip(ROW.names or (), GONE[:-1], strict=False))
"""The columns, and what each has for a row that is not there."""


class RowColumns:
    """One array for each figure. Ids at and beyond `len` were never checked; changed by one thread."""

    def __init__(self) -> None:
        self._columns: dict[str, NDArray[np.generic]] = {
            name: np.full(_FIRST_ROOM, empty, ROW[name]) for name, empty in _EMPTY.items()
        }
        self.own = FindingColumns(Kinds(), np.zeros(_FIRST_ROOM, np.uint32))
        """What each line by itself is found to have."""
        self.shape_counts: NDArray[np.int64] = np.zeros((len(FORMATS), 2, 2), np.int64)
        """How many rows have each format of `row_table.FORMATS`, are OPEN or not, UNKNOWN or not."""
        self._otherwise: FindingColumns | None = None

    def __len__(self) -> int:
        return len(self._columns["flags"])

    def __getitem__(self, name: str) -> NDArray[np.generic]:
        """A column by its name in `ROW`; not to be changed."""
        return self._columns[name]

    # -- keeping ------------------------------------------------------------------------------------------------------

    def arrays(self, rows: Positions, gone: Callable[[], Positions]) -> Iterator[tuple[str, NDArray[Any]]]:
        """What is known of some rows, array by array in their order, for `of_arrays`; a row -1 is unknown.

        May run in another thread than the one that changes rows, as long as `gone()` then gives the rows that changed.
        """
        columns, own, otherwise = dict(self._columns), self.own.numbers, self._otherwise
        is_identity = len(rows) <= len(own) and np.array_equal(rows, np.arange(len(rows)))
        places = slice(len(rows)) if is_identity else np.where((rows < 0) | (rows >= len(own)), 0, rows)
        for name, column in columns.items():
            if name != "flags":
                yield name, column[places]
        yield "findings", own[places]
        if otherwise is not None:
            yield "otherwise", otherwise.numbers[places]
        yield "kinds", self.own.kinds.table.view(np.uint8)
        flags = columns["flags"][places].copy()
        flags[(rows < 0) | (rows >= len(own)) | np.isin(rows, gone())] = 0
        yield "flags", flags

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, NDArray[Any]], rows: Positions | None, room: int) -> "RowColumns":
        """The columns that `arrays` gave, for these row ids, with room for ids below `room`; -1 leaves one out.

        None stands for the line numbers. From any thread. Raises ValueError, KeyError for other arrays.
        """
        if len(arrays["flags"]) != (room if rows is None else len(rows)):
            raise ValueError("columns of another file")
        made = cls()
        layout = Layout.of(rows, (arrays["flags"] & PRESENT) != 0, room)
        for name, empty in _EMPTY.items():
            made._columns[name] = layout.laid_out(arrays[name], ROW[name], empty)
        kinds, number = Kinds(arrays["kinds"].view(FOUND)), np.dtype(np.uint32)
        made.own = FindingColumns(kinds, layout.laid_out(arrays["findings"], number))
        if "otherwise" in arrays:
            made._otherwise = FindingColumns(kinds, layout.laid_out(arrays["otherwise"], number))
        for start in range(0, room, _AT_ONCE):
            made._count_shapes(slice(start, min(room, start + _AT_ONCE)), 1)
        return made

    # -- columns ------------------------------------------------------------------------------------------------------

    @property
    def flags(self) -> NDArray[np.uint8]:
        """By row id: bits of `row_table`."""
        return self._columns["flags"].view(np.uint8)

    @property
    def formats(self) -> NDArray[np.uint8]:
        """By row id: an index into `row_table.FORMATS`."""
        return self._columns["format"].view(np.uint8)

    @property
    def roles(self) -> NDArray[np.uint8]:
        """By row id: who speaks, as bits in the order of `line_report.ROLES`; the next bit is any other role."""
        return self._columns["roles"].view(np.uint8)

    @property
    def turns(self) -> NDArray[np.int32]:
        """By row id: messages, where a prompt with its completion is 2."""
        return self._columns["turns"].view(np.int32)

    @property
    def answers(self) -> NDArray[np.int32]:
        """By row id: characters of all answers, -1 where the row is no object."""
        return self._columns["answer"].view(np.int32)

    @property
    def tokens(self) -> NDArray[np.int32]:
        """By row id: tokens of the example, -1 where not counted."""
        return self._columns["tokens"].view(np.int32)

    @property
    def trained(self) -> NDArray[np.int32]:
        """By row id: the tokens that are trained on, -1 where not counted."""
        return self._columns["trained"].view(np.int32)

    @property
    def doubts(self) -> NDArray[np.uint8]:
        """By row id: bits of `token_doubts.Doubt` about the counts."""
        return self._columns["doubts"].view(np.uint8)

    @property
    def fingerprints(self) -> Positions:
        """By row id: a hash of what the example says, 0 for nothing to compare."""
        return self._columns["fingerprint"].view(np.int64)

    @property
    def systems(self) -> Positions:
        """By row id: a hash of the system prompt, 0 for none, -1 where it is no conversation."""
        return self._columns["system"].view(np.int64)

    def found(self, *, as_reinforcement: bool) -> FindingColumns:
        """What was found, in a file that is mostly reinforcement or not."""
        return self._otherwise if as_reinforcement and self._otherwise is not None else self.own

    # -- questions ----------------------------------------------------------------------------------------------------

    @property
    def known(self) -> Mask:
        """The rows that were checked."""
        return self.having(PRESENT)

    def having(self, flag: int) -> Mask:
        """The rows with a flag."""
        mask: Mask = (self.flags & flag) != 0
        return mask

    def with_roles(self, roles: Iterable[str]) -> Mask:
        """The rows with a message of any of these roles; a role without a name of its own counts as another."""
        bits = 0
        for role in roles:
            bits |= 1 << ROLES.index(role) if role in ROLES else 1 << len(ROLES)
        mask: Mask = (self.roles & bits) != 0
        return mask

    def with_tokens(self, least: int | None = None, most: int | None = None) -> Mask:
        """The rows whose tokens were counted and are in the range, both ends included."""
        return _between(self.tokens, least, most)

    def with_turns(self, least: int | None = None, most: int | None = None) -> Mask:
        """The rows that are objects and have so many messages, both ends included."""
        return _between(self.turns, least, most) & self.having(READABLE)

    def with_answer(self, least: int | None = None, most: int | None = None) -> Mask:
        """The rows that are objects and answer with so many characters, both ends included."""
        return _between(self.answers, least, most)

    def totals(self, *, counted: bool) -> Totals:
        """Sums over all rows; rows that are not there have no tokens."""
        examples = int(np.count_nonzero((self.flags & (PRESENT | BLANK)) == PRESENT))
        if not counted:
            return Totals(examples, None, None, None)
        return Totals(
            examples=examples,
            tokens=_sum(self.tokens),
            trained_tokens=_sum(self.trained),
            largest=max(0, int(self.tokens.max(initial=0))),
            doubts=int(np.bitwise_or.reduce(self.doubts)),
        )

    def billable(self, token_limit: int | None) -> int:
        """Tokens of one epoch, each example cut at the limit."""
        return _sum(self.tokens if token_limit is None else np.minimum(self.tokens, token_limit))

    # -- changes ------------------------------------------------------------------------------------------------------

    def reserve(self, room: int) -> None:
        """Have room for row ids below `room`; grows by an eighth at least, so that growing row by row stays cheap."""
        if room <= len(self):
            return
        room = max(room, len(self) + len(self) // 8 + _FIRST_ROOM)
        for name, empty in _EMPTY.items():
            self._columns[name] = grown(self._columns[name], room, empty)
        self.own.grow(room)
        if self._otherwise is not None:
            self._otherwise.grow(room)

    def put(self, report: BlockReport) -> None:
        """Take in the rows of a block, in place of what was known of them."""
        keys, rows = report.keys, report.rows
        if not len(keys):
            return
        self.reserve(int(keys.max()) + 1)
        self._count_shapes(keys, -1)
        for name in _EMPTY:
            self._columns[name][keys] = rows[name]
        self._count_shapes(keys, 1)
        if self._otherwise is None and len(report.open_places):
            self._otherwise = self.own.copy()
        self.own.put(keys, rows["found"])
        if self._otherwise is not None:
            found = rows["found"].copy()
            found[report.open_places] = report.if_reinforcement
            self._otherwise.put(keys, found)

    def discard(self, keys: Positions) -> None:
        """Forget rows that were deleted."""
        keys = keys[keys < len(self)]
        self._count_shapes(keys, -1)
        for name, empty in _EMPTY.items():
            self._columns[name][keys] = empty
        self.own.clear(keys)
        if self._otherwise is not None:
            self._otherwise.clear(keys)

    def _count_shapes(self, keys: Positions | slice, sign: int) -> None:
        flags = self.flags[keys]
        shapes = self.formats[keys] * 4 + ((flags & OPEN) != 0) * 2 + ((flags & UNKNOWN) != 0)
        counts = np.bincount(shapes[(flags & PRESENT) != 0], minlength=self.shape_counts.size)
        self.shape_counts += sign * counts.reshape(self.shape_counts.shape)


def holds(mask: Mask, ids: Positions) -> Mask:
    """For each id whether the mask has it; it may be shorter than the ids go."""
    return np.append(mask, False)[np.minimum(ids, len(mask))]


def chosen(ids: Positions, mask: Mask) -> Positions:
    """Those of `ids` that the mask has."""
    kept: Positions = ids[holds(mask, ids)]
    return kept


def _between(amounts: NDArray[np.int32], least: int | None, most: int | None) -> Mask:
    """Where an amount is known and in the range, both ends included."""
    mask = amounts >= (0 if least is None else max(0, least))
    if most is not None:
        mask &= amounts <= most
    return mask


def _sum(counts: NDArray[np.int32]) -> int:
    """The sum of the counts that are known."""
    uncounted = int(np.count_nonzero(counts == NOT_COUNTED)) * NOT_COUNTED
    return int(counts.sum(dtype=np.int64)) - uncounted
