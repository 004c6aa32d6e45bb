"""What a search found of rows that are nearly the same, as long as these rows are what they were.

A row that was edited, or whose like was, has no such finding until the next search; undone, it has it again.
"""

from dataclasses import dataclass

import numpy as np

from ftdesk.dataset.finding_columns import Mask
from ftdesk.dataset.lines import Positions
from ftdesk.dataset.near_duplicates import Likes
from ftdesk.dataset.row_columns import RowColumns

NEAR_DUPLICATE = "example.near_duplicate"
LEAK = "example.leak"


@dataclass(frozen=True, slots=True, eq=False)
class KnownLikes:
    """Finds of one kind: `likes.earlier` are rows of this file, or those of another one (`elsewhere`).

    `was` and `like_was` are the fingerprints of the rows when they were compared, 0 for a row that has none.
    """

    code: str
    likes: Likes
    was: Positions
    like_was: Positions

    @classmethod
    def within(cls, likes: Likes, columns: RowColumns) -> "KnownLikes":
        """Near duplicates in the file that `columns` are of."""
        likes, prints = likes.by_row_id(), columns.fingerprints
        return cls(NEAR_DUPLICATE, likes, prints[likes.later], prints[likes.earlier])

    @classmethod
    def elsewhere(cls, likes: Likes, columns: RowColumns) -> "KnownLikes":
        """Rows that stand in a validation file, too."""
        likes = likes.by_row_id()
        return cls(LEAK, likes, columns.fingerprints[likes.later], np.zeros(0, np.int64))

    @property
    def is_within(self) -> bool:
        """Whether both rows of each find are of this file."""
        return self.code == NEAR_DUPLICATE

    def still(self, columns: RowColumns) -> Mask:
        """Which of the finds still hold."""
        return self._still(slice(None), columns)

    def _still(self, places: slice, columns: RowColumns) -> Mask:
        was = self.was[places]
        holding: Mask = (_prints(columns, self.likes.later[places]) == was) & (was != 0)
        if self.is_within:
            holding &= _prints(columns, self.likes.earlier[places]) == self.like_was[places]
        return holding

    def mask(self, columns: RowColumns) -> Mask:
        """By row id: whether the row has this finding."""
        mask = np.zeros(len(columns), np.bool_)
        mask[self.likes.later[self.still(columns)]] = True
        return mask

    def of_row(self, key: int, columns: RowColumns) -> tuple[int, int] | None:
        """The row that this one is like, and how much in per cent; None where it has no such finding. Quick."""
        place = int(np.searchsorted(self.likes.later, key))
        if place == len(self.likes.later) or self.likes.later[place] != key:
            return None
        only = slice(place, place + 1)
        if not self._still(only, columns)[0]:
            return None
        return int(self.likes.earlier[place]), int(self.likes.percents(only)[0])


def _prints(columns: RowColumns, row_ids: Positions) -> Positions:
    """The fingerprints of rows, 0 for those that are not known (yet)."""
    prints = columns.fingerprints
    known = row_ids < len(prints)
    found: Positions = np.zeros(len(row_ids), np.int64)
    found[known] = prints[row_ids[known]]
    return found
