"""What a whole file adds to its lines' own findings; fed with blocks in any order, corrected row by row after edits.

Of each line it keeps 35 bytes in a numpy table and whatever findings the line has; no example.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ftdesk.dataset.formats import Format
from ftdesk.dataset.line_report import BlockReport, CheckOptions, LineReport
from ftdesk.dataset.rules.finding import Finding, Severity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the file; the token figures are None as long as no line was counted."""

    examples: int
    tokens: int | None
    trained_tokens: int | None
    largest: int | None


class FileCheck:
    """Keyed by row id; `line_of` tells a row's 1-based line number of the moment (by default the id itself)."""

    def __init__(
        self,
        options: CheckOptions,
        *,
        size_bytes: int = 0,
        has_byte_order_mark: bool = False,
        line_of: Callable[[int], int] | None = None,
    ) -> None:
        raise NotImplementedError

    def add_block(self, report: BlockReport) -> None:
        """Take in the rows of one block; blocks may come in any order, once each."""
        raise NotImplementedError

    def replace(self, key: int, report: LineReport) -> None:
        """Add one row, or give it a new report after an edit."""
        raise NotImplementedError

    def discard(self, key: int) -> None:
        """Forget a row that was deleted."""
        raise NotImplementedError

    def reordered(self) -> None:
        """Say that rows moved: which of two duplicates is the earlier one is decided anew."""
        raise NotImplementedError

    @property
    def format(self) -> Format:
        """The person's choice, or what most of the file is."""
        raise NotImplementedError

    def totals(self) -> Totals:
        """Examples and tokens of the whole file."""
        raise NotImplementedError

    def rows(self) -> "NDArray[np.void]":
        """The table of `ROW` indexed by row id, for columns such as turns and tokens; read-only."""
        raise NotImplementedError

    def file_findings(self) -> tuple[Finding, ...]:
        """What is to be said of the file as a whole."""
        raise NotImplementedError

    def row_findings(self, key: int) -> tuple[Finding, ...]:
        """Everything about one row: its own findings and those it has by comparison with the other rows."""
        raise NotImplementedError

    def flagged_keys(self) -> list[int]:
        """The rows that have findings, in no order."""
        raise NotImplementedError

    def findings(self, keys: Iterable[int]) -> Iterator[Finding]:
        """All findings in line order, `keys` being the rows in file order; made one by one."""
        raise NotImplementedError

    def counts(self) -> dict[Severity, int]:
        """How many findings of each severity the file has."""
        raise NotImplementedError
