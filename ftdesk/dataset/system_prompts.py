"""How many examples have each system prompt, told by its hash; two numbers for each distinct prompt."""

from dataclasses import dataclass

import numpy as np

from ftdesk.dataset.lines import Positions
from ftdesk.dataset.row_table import NO_CHAT

_NO_PROMPT = 0


@dataclass(slots=True)
class SystemPrompts:
    """Distinct hashes, ascending, and how many examples have each; 0 is a conversation without one."""

    hashes: Positions
    counts: Positions

    @classmethod
    def counted(cls, systems: Positions) -> "SystemPrompts":
        """Of the rows' hashes, as `RowColumns.systems` has them. From any thread."""
        hashes, counts = np.unique(systems, return_counts=True)
        chats = hashes != NO_CHAT
        return cls(hashes[chats], counts[chats])

    def refresh(self, system: int, systems: Positions) -> None:
        """The rows that have, or had, this hash are others now."""
        if system == NO_CHAT:
            return
        count = np.count_nonzero(systems == system)
        place = int(np.searchsorted(self.hashes, system))
        if place < len(self.hashes) and self.hashes[place] == system:
            self.counts[place] = count
        else:
            self.hashes = np.insert(self.hashes, place, system)
            self.counts = np.insert(self.counts, place, count)

    def without(self) -> int:
        """How many conversations have no system prompt."""
        return int(self.counts[self.hashes == _NO_PROMPT].sum())

    def most_used(self, most: int) -> tuple[tuple[int, ...], int]:
        """The uses of the most used prompts, at most so many, and how many further prompts there are."""
        used = self.counts[(self.hashes != _NO_PROMPT) & (self.counts > 0)]
        named = np.sort(used)[::-1][:most]
        return tuple(named.tolist()), len(used) - len(named)
