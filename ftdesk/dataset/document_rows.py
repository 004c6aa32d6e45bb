"""Which rows a document has, in which order, and where the line of each one is: a few arrays, no object per row.

By row id: `home`, the row's line in the file (-1: none); `edit`, the addition that is its line now (-1: the one
in the file is); `origin`, the addition that holds the same bytes as the line in the file (-1: none known).
A row that was taken out keeps its line, so that it can come back.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ftdesk.dataset.changes import decode_arrays, encode_arrays
from ftdesk.dataset.lines import Positions

NONE = -1
_SPARE = 1024


@dataclass(frozen=True, slots=True, eq=False)
class BaseRows:
    """How the rows stand to a file that was just opened or saved: what a restart needs besides the file.

    `ids` are those of its lines, in order (empty: line numbers are the ids); `kept` and `origins` pair row ids
    with additions.
    """

    next_id: int
    ids: Positions
    kept: tuple[Positions, Positions]
    origins: tuple[Positions, Positions]

    def encode(self) -> bytes:
        """As bytes, for `decode`."""
        return encode_arrays([np.array([self.next_id], np.int64), self.ids, *self.kept, *self.origins])

    @classmethod
    def decode(cls, data: bytes) -> "BaseRows":
        """What `encode` wrote. Raises ValueError for anything else."""
        arrays = decode_arrays(data)
        if len(arrays) != 6 or len(arrays[0]) != 1:
            raise ValueError("no base rows")
        next_id, ids, *pairs = arrays
        return cls(int(next_id[0]), ids, (pairs[0], pairs[1]), (pairs[2], pairs[3]))


class DocumentRows:
    """The rows of one document; changed by one thread."""

    def __init__(self, lines: int) -> None:
        self.order: Positions = np.arange(lines)
        self.next_id = lines
        self._by_id: npt.NDArray[np.int64] = np.full((3, lines + _SPARE), NONE, np.int64)
        self._by_id[0, :lines] = self.order
        self._places: Positions | None = None
        self._in_line_order = True
        self._modified: bool | None = False

    @classmethod
    def of_new(cls, base: BaseRows) -> "DocumentRows":
        """The rows of a document that has no file yet."""
        rows = cls(0)
        rows.reserve(base.next_id)
        rows.edits[base.kept[0]] = base.kept[1]
        rows.arrange(base.kept[0])
        return rows

    @classmethod
    def of_base(cls, base: BaseRows, lines: int) -> "DocumentRows":
        """The rows as they stood when the file of that many lines was opened or saved. Raises ValueError."""
        rows = cls(lines)
        rows.reserve(base.next_id)
        if len(base.ids):
            if len(base.ids) != lines or int(base.ids.max(initial=0)) >= base.next_id:
                raise ValueError("rows of another file")
            rows._by_id[0] = NONE
            rows._by_id[0, base.ids] = np.arange(lines)
            rows.order = base.ids
            rows._in_line_order = False
        rows.edits[base.kept[0]] = base.kept[1]
        rows.origins[base.origins[0]] = base.origins[1]
        return rows

    # -- by id --------------------------------------------------------------------------------------------------------

    @property
    def homes(self) -> Positions:
        """By row id: the line in the file, or -1."""
        row: Positions = self._by_id[0]
        return row

    @property
    def edits(self) -> Positions:
        """By row id: the addition that counts instead, or -1."""
        row: Positions = self._by_id[1]
        return row

    @property
    def origins(self) -> Positions:
        """By row id: the addition that equals the line in the file, or -1."""
        row: Positions = self._by_id[2]
        return row

    def reserve(self, next_id: int) -> None:
        """Have room for row ids below `next_id`."""
        self.next_id = max(self.next_id, next_id)
        room = self._by_id.shape[1]
        if next_id > room:
            larger = np.full((3, next_id + max(_SPARE, room // 8)), NONE, np.int64)
            larger[:, :room] = self._by_id
            self._by_id = larger

    def grow(self, lines: int) -> None:
        """The file turned out to have more lines; only while no row has come, gone or moved."""
        known = len(self.order)
        self.reserve(lines)
        self.order = np.arange(lines)
        self.homes[known:lines] = self.order[known:]
        self._places = None

    # -- places -------------------------------------------------------------------------------------------------------

    def has(self, row_id: int) -> bool:
        """Whether the row is there."""
        return 0 <= row_id < self.next_id and self._place(row_id) >= 0

    def place_of(self, row_id: int) -> int:
        """The 0-based place of a row. Raises KeyError."""
        place = self._place(row_id) if 0 <= row_id < self.next_id else NONE
        if place < 0:
            raise KeyError(row_id)
        return place

    def places_of(self, row_ids: Positions) -> Positions:
        """The place of each row, -1 for those that are not there."""
        if self._is_identity():
            return np.where(row_ids < len(self.order), row_ids, NONE)
        return self._all_places()[row_ids]

    def _place(self, row_id: int) -> int:
        if row_id < len(self.order) and self.order[row_id] == row_id:  # as in most files
            return row_id
        if self._is_identity():
            return NONE
        return int(self._all_places()[row_id])

    def _is_identity(self) -> bool:
        return self._in_line_order and len(self.order) == self.next_id

    def _all_places(self) -> Positions:
        if self._places is None or len(self._places) < self.next_id:
            self._places = np.full(self._by_id.shape[1], NONE, np.int64)
            self._places[self.order] = np.arange(len(self.order))
        return self._places

    # -- what changes do ----------------------------------------------------------------------------------------------

    def put(self, row_ids: Positions, numbers: Positions, instead: Positions | None = None) -> None:
        """Give rows other lines `instead` of those they have; one that equals the file's line uncovers it."""
        self.reserve(int(row_ids.max(initial=NONE)) + 1)
        if instead is not None:  # after a restart this is where a row of the file learns what holds its line
            bare = (self.edits[row_ids] < 0) & (self.homes[row_ids] >= 0) & (self.origins[row_ids] < 0)
            self.origins[row_ids[bare]] = instead[bare]
        own = (self.origins[row_ids] == numbers) & (self.homes[row_ids] >= 0)
        self.edits[row_ids] = np.where(own, NONE, numbers)
        self._modified = None

    def bring_in(self, row_ids: Positions, places: Positions) -> None:
        """Put rows at their final, ascending places."""
        self.reserve(int(row_ids.max(initial=NONE)) + 1)
        before = places - np.arange(len(places))
        self._arrange(np.insert(self.order, before, row_ids))

    def take_out(self, row_ids: Positions) -> None:
        """Remove rows; their lines stay known."""
        self._arrange(np.delete(self.order, self.places_of(row_ids)))

    def arrange(self, order: Positions) -> None:
        """Put all rows in this order."""
        self._arrange(order)

    def _arrange(self, order: Positions) -> None:
        self.order = order
        self._places = None
        self._in_line_order = False
        self._modified = None

    # -- the file -----------------------------------------------------------------------------------------------------

    def in_file_order(self) -> Positions:
        """The rows of the file as it is there, those among them that were taken out since."""
        ids = np.flatnonzero(self.homes[: self.next_id] >= 0)
        by_line: Positions = ids[np.argsort(self.homes[ids], kind="stable")]
        return by_line

    def is_modified(self, lines: int) -> bool:
        """Whether a save would change the file of that many lines."""
        if self._modified is None:
            order = self.order
            self._modified = (
                len(order) != lines
                or bool(np.any(self.edits[order] >= 0))
                or (not self._in_line_order and not np.array_equal(self.homes[order], np.arange(lines)))
            )
        return self._modified

    def are_lines(self, lines: int) -> bool:
        """Whether the rows are that many lines of the file as they are, their ids the line numbers from 0."""
        return self._is_identity() and self.next_id == lines and not self.is_modified(lines)

    def gone(self, order: Positions) -> Positions:
        """Ids of rows whose line is nowhere but in the file, and not in a file with the rows of `order`."""
        known = self.homes[: self.next_id] >= 0
        known &= self.edits[: self.next_id] < 0
        known[order[order < self.next_id]] = False
        return np.flatnonzero(known)

    def base_of(self, order: Positions, edits: Positions, rescued: tuple[Positions, Positions]) -> BaseRows:
        """What a restart will need once a file with the rows of `order` is written.

        `edits` has the addition that each row is in it, or -1 for its old line; `rescued` pairs rows that are not
        in it with additions that hold their lines.
        """
        everything = np.arange(self.next_id)
        numbers = np.where(self.edits[: self.next_id] >= 0, self.edits[: self.next_id], NONE)
        numbers[rescued[0]] = np.where(numbers[rescued[0]] < 0, rescued[1], numbers[rescued[0]])
        numbers[order] = NONE
        origins = self.origins[: self.next_id].copy()
        origins[order] = np.where(edits >= 0, edits, origins[order])
        away = np.ones(self.next_id, np.bool_)
        away[order] = False
        origins[away] = NONE
        kept, known = np.flatnonzero(numbers >= 0), np.flatnonzero(origins >= 0)
        ids = np.zeros(0, np.int64) if np.array_equal(order, everything[: len(order)]) else order
        return BaseRows(self.next_id, ids, (kept, numbers[kept]), (known, origins[known]))

    def rebase(self, order: Positions, edits: Positions, rescued: tuple[Positions, Positions]) -> None:
        """That file is written: what was changed meanwhile stays an edit."""
        lines = np.arange(len(order))
        lost_ids, lost_numbers = rescued
        only_in_file = self.edits[lost_ids] < 0
        self.edits[lost_ids[only_in_file]] = lost_numbers[only_in_file]
        written = edits >= 0
        ids, numbers = order[written], edits[written]
        went_back = self.edits[ids] < 0  # taken back while the save ran
        still = self.edits[ids] == numbers
        self.edits[ids[went_back]] = self.origins[ids[went_back]]
        self.edits[ids[still]] = NONE
        self.origins[ids] = numbers
        # Edited and deleted before the save began, and both undone since nobody looked for lost lines.
        came_back = (self.homes >= 0) & (self.edits < 0)
        came_back[order] = False
        self.edits[came_back] = self.origins[came_back]
        self.homes[:] = NONE
        self.homes[order] = lines
        self.origins[self.homes < 0] = NONE
        self._in_line_order = bool(np.array_equal(order, lines)) and len(order) == self.next_id
        self._in_line_order &= np.array_equal(self.order, order)
        self._modified = None

    def base(self) -> BaseRows:
        """What a restart needs, for a document that was just opened or begun."""
        none: Positions = np.zeros(0, np.int64)
        kept = self.order if np.any(self.edits[self.order] >= 0) else none
        return BaseRows(self.next_id, none, (kept, self.edits[kept]), (none, none))
