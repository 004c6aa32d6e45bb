"""What a whole file adds to its lines' own findings; fed with blocks in any order, mended row by row after
edits.

Of each line it keeps a row of a numpy table and whatever findings the line has; no example.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from ftdesk.dataset.duplicates import Duplicates
from ftdesk.dataset.formats import TRAINABLE, Format, FormatTally
from ftdesk.dataset.line_report import BlockReport, CheckOptions, LineReport
from ftdesk.dataset.row_table import FORMATS, NO_CHAT, ROW, Totals, grown, row_of, totals_of
from ftdesk.dataset.rules.completion_style import Edges, Style, compare_style
from ftdesk.dataset.rules.file import FileFacts, check_file
from ftdesk.dataset.rules.finding import Finding, Severity
from ftdesk.dataset.rules.missing import missing_parts

__all__ = ["FileCheck", "Totals"]

if TYPE_CHECKING:
    from numpy.typing import NDArray


class FileCheck:
    """Findings of a whole file, by row id.

    `line_of` tells the 1-based line on which a row stands at the moment (by default the id itself).
    `size_bytes` and `has_byte_order_mark` are the file's and may be set again after edits.
    """

    def __init__(
        self,
        options: CheckOptions,
        *,
        size_bytes: int = 0,
        has_byte_order_mark: bool = False,
        line_of: Callable[[int], int] | None = None,
    ) -> None:
        self.options = options
        self.size_bytes = size_bytes
        self.has_byte_order_mark = has_byte_order_mark
        self._line_of = line_of or (lambda key: key)
        self._table: NDArray[np.void] = np.zeros(1024, dtype=ROW)
        self._findings: dict[int, tuple[Finding, ...]] = {}
        self._if_reinforcement: dict[int, tuple[Finding, ...]] = {}
        self._edges: dict[int, Edges] = {}
        self._severities: Counter[Severity] = Counter()
        self._duplicates: Duplicates | None = None
        self._style: Style | None = None
        self._format: Format | None = None
        self._systems: Counter[int] | None = None

    # ------------------------------------------------------------------ taking in and correcting

    def add_block(self, report: BlockReport) -> None:
        """Take in the rows of one block; blocks may come in any order, once each."""
        if len(report.keys):
            self._table = grown(self._table, int(report.keys.max()) + 1)
            self._table[report.keys] = report.rows
        self._findings.update(report.findings)
        self._severities.update(f.severity for findings in report.findings.values() for f in findings)
        self._if_reinforcement.update(report.if_reinforcement)
        self._edges.update(report.edges)
        self._duplicates = self._style = self._format = self._systems = None

    def replace(self, key: int, report: LineReport) -> None:
        """Add one row, or give it a new report after an edit."""
        self._table = grown(self._table, key + 1)
        self._forget(key)
        if report.findings:
            self._findings[key] = report.findings
            self._severities.update(finding.severity for finding in report.findings)
        if report.if_reinforcement is not None:
            self._if_reinforcement[key] = report.if_reinforcement
        if report.trace.edges is not None:
            self._edges[key] = report.trace.edges
            self._style = None
        self._set_row(key, row_of(report))

    def discard(self, key: int) -> None:
        """Forget a row that was deleted."""
        self._forget(key)
        self._set_row(key, np.zeros(1, dtype=ROW)[0])

    def reordered(self) -> None:
        """Rows moved: which of two duplicates is the earlier one is decided anew."""
        if self._duplicates is not None:
            self._duplicates.reordered()

    def _forget(self, key: int) -> None:
        self._severities.subtract(finding.severity for finding in self._findings.pop(key, ()))
        self._if_reinforcement.pop(key, None)
        if self._edges.pop(key, None) is not None:
            self._style = None

    def _set_row(self, key: int, row: Any) -> None:
        old = int(self._table["fingerprint"][key])
        self._count_system(key, -1)
        self._table[key] = row
        self._count_system(key, 1)
        self._format = None
        if self._duplicates is not None:
            fingerprints = self._table["fingerprint"]
            self._duplicates.change(key, old, int(fingerprints[key]), fingerprints)

    def _count_system(self, key: int, change: int) -> None:
        row = self._table[key]
        if self._systems is not None and row["present"] and row["system"] != NO_CHAT:
            self._systems[int(row["system"])] += change

    # ------------------------------------------------------------------ the file as a whole

    @property
    def format(self) -> Format:
        """The person's choice, or what most of the file is."""
        if self.options.format is not None:
            return self.options.format
        if self._format is None:
            formats = self._table["format"][self._table["present"]]
            counts = np.bincount(formats, minlength=len(FORMATS)).tolist()
            self._format = FormatTally(Counter(dict(zip(FORMATS, counts, strict=True)))).majority()
        return self._format

    def totals(self) -> Totals:
        """Examples and tokens of the whole file."""
        return totals_of(self._table, counted=self.options.encoding is not None)

    def rows(self) -> "NDArray[np.void]":
        """The table of `row_table.ROW` by row id, for columns such as turns and tokens; not to be changed."""
        return self._table

    def file_findings(self) -> tuple[Finding, ...]:
        """What is to be said of the file as a whole."""
        prompts = self._system_prompts()
        facts = FileFacts(
            size_bytes=self.size_bytes,
            has_byte_order_mark=self.has_byte_order_mark,
            examples=self.totals().examples,
            image_examples=int(np.count_nonzero(self._table["images"])),
            system_prompts=tuple(sorted((n for prompt, n in prompts.items() if n and prompt), reverse=True)),
            without_system=prompts[0],
            none_readable=not self._table["readable"].any(),
        )
        return (*check_file(facts, self.options), *self._compared_style().of_file)

    # ------------------------------------------------------------------ one row among the others

    def row_findings(self, key: int) -> tuple[Finding, ...]:
        """Everything about one row: its own findings and those it has by comparison with the other rows."""
        line = self._line_of(key)
        mine = (*self._own(key), *self._by_comparison(key))
        return tuple(finding.at_line(line) for finding in mine)

    def flagged_keys(self) -> set[int]:
        """The rows that have findings."""
        flagged = {key for key in self._findings if self._own(key)}
        if self.format is Format.REINFORCEMENT:
            flagged.update(key for key, findings in self._if_reinforcement.items() if findings)
        flagged.update(np.flatnonzero(self._minority()).tolist())
        flagged.update(self._grouped().copies())
        flagged.update(self._compared_style().of_row)
        return flagged

    def findings(self, keys: Iterable[int]) -> Iterator[Finding]:
        """All findings in line order, `keys` being the rows in file order; made one by one."""
        yield from self.file_findings()
        flagged = self.flagged_keys()
        for key in keys:
            if key in flagged:
                yield from self.row_findings(key)

    def counts(self) -> dict[Severity, int]:
        """How many findings of each severity the file has."""
        rows = self._table
        counts = Counter(dict.fromkeys(Severity, 0))
        counts.update(self._severities)
        if self.format is Format.REINFORCEMENT:
            for key, findings in self._if_reinforcement.items():
                counts.subtract(finding.severity for finding in self._findings.get(key, ()))
                counts.update(finding.severity for finding in findings)
        unknown = int(np.count_nonzero(rows["unknown"]))
        counts[Severity.ERROR] += unknown * len(missing_parts(self.format))
        counts[Severity.ERROR] += int(np.count_nonzero(self._minority()))
        counts[Severity.WARNING] += self._grouped().count()
        compared = chain(self.file_findings(), *self._compared_style().of_row.values())
        counts.update(finding.severity for finding in compared)
        return dict(counts)

    def _own(self, key: int) -> tuple[Finding, ...]:
        if key in self._if_reinforcement and self.format is Format.REINFORCEMENT:
            return self._if_reinforcement[key]
        return self._findings.get(key, ())

    def _by_comparison(self, key: int) -> Iterator[Finding]:
        row = self._table[key]
        if row["unknown"]:
            yield from missing_parts(self.format)
        kind = FORMATS[row["format"]]
        if self._is_minority(kind, may_be_reinforcement=bool(row["open"])):
            arguments = (("format", str(kind)), ("majority", str(self.format)))
            yield Finding(0, "file.mixed_formats", "", arguments)
        yield from self._compared_style().of_row.get(key, ())
        original = self._grouped().original_of(key, int(row["fingerprint"]))
        if original is not None:
            yield Finding(0, "example.duplicate", "", (("line", str(self._line_of(original))),))

    def _is_minority(self, kind: Format, *, may_be_reinforcement: bool) -> bool:
        """Whether a line of this kind trains, but not as most of the file does."""
        if may_be_reinforcement and self.format is Format.REINFORCEMENT:
            return False
        return kind in TRAINABLE and kind is not self.format

    def _minority(self) -> "NDArray[np.bool_]":
        """Which rows of the table are of the minority."""
        rows = self._table
        minority: NDArray[np.bool_] = np.zeros(len(rows), dtype=np.bool_)
        for index, kind in enumerate(FORMATS):
            of_kind = (rows["format"] == index) & rows["present"]
            for may_be in (False, True):
                if self._is_minority(kind, may_be_reinforcement=may_be):
                    minority |= of_kind & (rows["open"] == may_be)
        return minority

    def _grouped(self) -> Duplicates:
        if self._duplicates is None:
            self._duplicates = Duplicates(self._table["fingerprint"], self._line_of)
        return self._duplicates

    def _system_prompts(self) -> "Counter[int]":
        """How many chat examples have each system prompt, 0 being none."""
        if self._systems is None:
            hashes, counts = np.unique(self._table["system"][self._table["present"]], return_counts=True)
            self._systems = Counter(dict(zip(hashes.tolist(), counts.tolist(), strict=True)))
            del self._systems[NO_CHAT]
        return self._systems

    def _compared_style(self) -> Style:
        if self.format is not Format.COMPLETION:
            return Style()
        if self._style is None:
            self._style = compare_style(self._edges)
        return self._style
