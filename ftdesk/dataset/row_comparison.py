"""What only shows when rows are compared: duplicates, unlike system prompts, the style of completions.

Working it out for all rows takes a tenth of a second for a million: `begin`, `work_out` in any thread, `take`. After
that it follows single edits; after many at once it is stale until it is worked out anew.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ftdesk.dataset.block_report import BlockReport
from ftdesk.dataset.completion_edges import CompletionEdges
from ftdesk.dataset.duplicates import Duplicates, repeated
from ftdesk.dataset.finding_columns import Mask
from ftdesk.dataset.known_likes import KnownLikes
from ftdesk.dataset.lines import Positions
from ftdesk.dataset.row_columns import RowColumns, holds
from ftdesk.dataset.system_prompts import SystemPrompts

_FOLLOWED = 8
"""So many rows may change at once before working it all out anew is quicker."""


@dataclass(slots=True, eq=False)
class Comparing:
    """The columns to compare, and what comes of it."""

    fingerprints: Positions
    systems: Positions
    repeated: Mask | None = None
    prompts: SystemPrompts | None = None

    @classmethod
    def of_arrays(
        cls, arrays: Mapping[str, NDArray[Any]], rows: Positions | None, columns: RowColumns
    ) -> "Comparing":
        """What `RowComparison.arrays` gave, of the rows that are known now (None: all, under their own ids).

        Worked out where it is not of the same.
        """
        made = cls(columns.fingerprints, columns.systems)
        if "repeated" not in arrays or (rows is not None and (rows < 0).any()):
            return made.work_out()
        made.repeated = np.zeros(len(columns), np.bool_)
        made.repeated[slice(None) if rows is None else rows] = arrays["repeated"]
        made.prompts = SystemPrompts(arrays["prompt_hashes"], arrays["prompt_counts"])
        return made

    def work_out(self) -> "Comparing":
        """In any thread."""
        self.repeated = repeated(self.fingerprints)
        self.prompts = SystemPrompts.counted(self.systems)
        return self


@dataclass(slots=True)
class _Changed:
    """Rows that changed, and the hashes that they had or have."""

    keys: list[int]
    fingerprints: set[int]
    systems: set[int]


class RowComparison:
    """Compares the rows of `columns`; `places_of` says where rows stand."""

    def __init__(self, columns: RowColumns, places_of: Callable[[Positions], Positions]) -> None:
        self._columns = columns
        self.places_of = places_of
        self.edges = CompletionEdges()
        self.duplicates = Duplicates(np.zeros(0, np.bool_), places_of)
        self.prompts = SystemPrompts(np.zeros(0, np.int64), np.zeros(0, np.int64))
        self.likes: dict[str, KnownLikes] = {}
        """By code: what was searched for and found; nothing of it is kept from one opening to the next."""
        self.is_stale = True
        self.version = 0
        """Raised by every change of a row, and when all were compared."""
        self._meanwhile: _Changed | None = None
        self._overtaken = False

    # -- keeping ------------------------------------------------------------------------------------------------------

    def arrays(self, rows: Positions) -> Iterator[tuple[str, NDArray[Any]]]:
        """What was compared of rows, in their order, for `Comparing.of_arrays`; a row -1 is unknown."""
        if not self.is_stale:
            repeated, prompts = self.duplicates.repeated, self.prompts
            yield "repeated", (rows >= 0) & holds(repeated, np.maximum(rows, 0))
            yield "prompt_hashes", prompts.hashes
            yield "prompt_counts", prompts.counts
        yield from self.edges.arrays(rows)

    # -- all rows -----------------------------------------------------------------------------------------------------

    def begin(self) -> Comparing:
        """What is to be worked out; changes from now on are remembered until `take`."""
        self._meanwhile = _Changed([], set(), set())
        self._overtaken = False
        return Comparing(self._columns.fingerprints, self._columns.systems)

    def take(self, worked_out: Comparing) -> None:
        """Use what was worked out, mended by what changed meanwhile."""
        if worked_out.repeated is None or worked_out.prompts is None:
            raise ValueError("not worked out")
        self.duplicates = Duplicates(worked_out.repeated, self.places_of)
        self.prompts = worked_out.prompts
        self.is_stale = self._overtaken
        self.version += 1
        meanwhile, self._meanwhile = self._meanwhile, None
        if meanwhile is not None and not self.is_stale:
            self._follow(meanwhile)

    def take_likes(self, known: KnownLikes) -> None:
        """Tell of rows that are like others from now on."""
        self.likes[known.code] = known
        self.version += 1

    # -- single rows --------------------------------------------------------------------------------------------------

    def put(self, report: BlockReport) -> None:
        """Take in rows, in the columns too."""
        changed = self._changed(report.keys)
        self.edges.discard(report.keys)
        self._columns.put(report)
        if report.edges is not None:
            self.edges.put(report.edges)
        self._tell(changed)

    def discard(self, keys: Positions) -> None:
        """Forget rows that were deleted, in the columns too."""
        changed = self._changed(keys)
        self.edges.discard(keys)
        self._columns.discard(keys)
        self._tell(changed)

    def _changed(self, keys: Positions) -> _Changed | None:
        """What to remember of rows before they change; None where nobody needs it, or they are too many."""
        self.version += 1
        if self.is_stale and self._meanwhile is None:
            return None
        if len(keys) > _FOLLOWED:
            self.is_stale = self._overtaken = True
            return None
        return _Changed(keys.tolist(), *self._hashes(keys))

    def _tell(self, changed: _Changed | None) -> None:
        if changed is None:
            return
        fingerprints, systems = self._hashes(np.array(changed.keys, np.int64))
        changed.fingerprints |= fingerprints
        changed.systems |= systems
        if self._meanwhile is not None:
            self._meanwhile.keys += changed.keys
            self._meanwhile.fingerprints |= changed.fingerprints
            self._meanwhile.systems |= changed.systems
        if not self.is_stale:
            self._follow(changed)

    def _hashes(self, keys: Positions) -> tuple[set[int], set[int]]:
        known = keys[keys < len(self._columns)]
        return set(self._columns.fingerprints[known].tolist()), set(self._columns.systems[known].tolist())

    def _follow(self, changed: _Changed) -> None:
        self.duplicates.forget(np.array(changed.keys, np.int64))
        for fingerprint in changed.fingerprints:
            self.duplicates.refresh(fingerprint, self._columns.fingerprints)
        for system in changed.systems:
            self.prompts.refresh(system, self._columns.systems)
