"""What a verdict about a file and a target is made from: the facts of the checked file, and reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from ftdesk.dataset.finding_columns import Mask
from ftdesk.dataset.formats import Format
from ftdesk.dataset.row_choice import checked_mask
from ftdesk.dataset.row_query import RowQuery

if TYPE_CHECKING:
    from ftdesk.dataset.file_check import FileCheck


class Outcome(IntEnum):
    """What a verdict comes to; the greatest of its reasons."""

    FITS = 0
    REMARKS = 1
    REFUSED = 2


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of a kind of `fit_sentences`, with what its sentence is filled in with.

    `figure` names the field of the target on which it rests, "" for a fault of the file itself; `query` finds the
    `count` rows that it is about, None for the file as a whole.
    """

    outcome: Outcome
    kind: str
    arguments: Mapping[str, object] = field(default_factory=dict)
    figure: str = ""
    query: RowQuery | None = None
    count: int = 0
    approximate: bool = False


class CheckedFile:
    """The facts of a checked file that verdicts rest on, worked out once for all targets."""

    def __init__(self, check: "FileCheck", today: date) -> None:
        """`check` may still be going on (`is_partial`): then the facts are those of the rows seen so far."""
        self.check = check
        self.today = today
        self.format: Format = check.format
        self.examples = check.totals().examples
        self.is_partial = check.is_partial
        self.codes = check.code_counts()
        self._counts: dict[RowQuery, int] = {}

    @property
    def encoding(self) -> str | None:
        """The vocabulary that tokens were counted with; None where they were not."""
        return self.check.options.encoding if self.check.totals().tokens is not None else None

    def count(self, query: RowQuery) -> int:
        """How many rows a query finds."""
        if query not in self._counts:
            self._counts[query] = int(np.count_nonzero(self.mask(query)))
        return self._counts[query]

    def mask(self, query: RowQuery) -> Mask:
        """The rows that a query finds, by row id."""
        return checked_mask(query, self.check)
