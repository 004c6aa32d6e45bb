"""From columns by line of a file, as they are kept, to columns by row id."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ftdesk.dataset.finding_columns import Mask
from ftdesk.dataset.lines import Positions


@dataclass(frozen=True, slots=True)
class Layout:
    """How the lines of a file stand to row ids: each is the row of its number, or some are known under other ids."""

    lines: int
    room: int
    known: Mask | slice
    ids: Positions | slice

    @classmethod
    def of(cls, rows: Positions | None, known: Mask, room: int) -> "Layout":
        """For lines that are these rows (None: each the one of its number), with room for ids below `room`.

        Those that are not `known` are left out, and those that are row -1.
        """
        lines = len(known)
        if rows is None:
            if known.all():
                return cls(lines, room, slice(None), slice(lines))
            rows = np.arange(lines)
        known = known & (rows >= 0)
        return cls(lines, room, known, rows[known])

    def laid_out(self, array: NDArray[Any], dtype: np.dtype[Any], empty: int = 0) -> NDArray[Any]:
        """A column by row id out of one by line. Raises ValueError for another kind of column."""
        if array.dtype != dtype or array.shape[-1] != self.lines:
            raise ValueError("another column")
        if isinstance(self.known, slice) and self.room == self.lines:
            return array
        column = np.full((*array.shape[:-1], self.room), empty, dtype)
        column[..., self.ids] = array[..., self.known]
        return column
