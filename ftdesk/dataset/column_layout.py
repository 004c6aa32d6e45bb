"""From columns by line of a file, as they are kept, to columns by row id."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ftdesk.dataset.finding_columns import Mask
from ftdesk.dataset.lines import Positions


@dataclass(frozen=True, slots=True)
class Layout:
    """How the lines of a file stand to row ids: all of them as they are, or those that are known."""

    lines: int
    room: int
    known: Mask | slice
    ids: Positions | slice

    @classmethod
    def of(cls, rows: Positions, known: Mask, room: int) -> "Layout":
        """For lines that are these rows, with room for ids below `room`; those that are not known are left out."""
        if known.all() and np.array_equal(rows, np.arange(len(rows))):
            return cls(len(rows), room, slice(None), slice(len(rows)))
        return cls(len(rows), room, known, rows[known])

    def laid_out(self, array: NDArray[Any], dtype: np.dtype[Any], empty: int = 0) -> NDArray[Any]:
        """A column by row id out of one by line. Raises ValueError for another kind of column."""
        if array.dtype != dtype or array.shape[-1] != self.lines:
            raise ValueError("another column")
        if isinstance(self.known, slice) and self.room == self.lines:
            return array
        column = np.full((*array.shape[:-1], self.room), empty, dtype)
        column[..., self.ids] = array[..., self.known]
        return column
