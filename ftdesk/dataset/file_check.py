"""What a whole file adds to its lines' own findings; fed with blocks in any order, mended row by row after edits.

What is known of the rows are columns (`RowColumns`); the findings of one row are had by checking it again. Masks
and arrays are by row id and as long as the columns.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ftdesk.dataset.block_report import BlockReport, checked, report_block
from ftdesk.dataset.compared_findings import ComparedFindings
from ftdesk.dataset.completion_edges import BlockEdges
from ftdesk.dataset.finding_columns import RANKS, SEVERITIES, FindingColumns, Mask
from ftdesk.dataset.formats import Format, FormatTally
from ftdesk.dataset.line_report import CheckOptions, LineReport
from ftdesk.dataset.lines import Positions
from ftdesk.dataset.row_columns import RowColumns, chosen, holds
from ftdesk.dataset.row_comparison import Comparing, RowComparison
from ftdesk.dataset.row_table import FORMATS, IMAGES, NOT_COUNTED, READABLE, Totals
from ftdesk.dataset.rules.catalogue import CATALOGUE
from ftdesk.dataset.rules.file import NAMED, FileFacts, check_file
from ftdesk.dataset.rules.finding import Finding, Severity
from ftdesk.dataset.tokens import TokenCount
from ftdesk.dataset.validation import check_line

__all__ = ["FileCheck", "Totals", "chosen"]

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ftdesk.dataset.kept_check import KnownRows


class FileCheck:
    """Findings of a whole file, by row id.

    `places_of` tells the 0-based places where rows stand at the moment (by default the ids themselves).
    `size_bytes` and `has_byte_order_mark` are the file's and may be set again after edits.
    """

    def __init__(
        self,
        options: CheckOptions,
        *,
        size_bytes: int = 0,
        has_byte_order_mark: bool = False,
        places_of: Callable[[Positions], Positions] | None = None,
        known: "KnownRows | None" = None,
    ) -> None:
        """Begin without any row, or with those that are known from earlier."""
        self.options = options
        self.size_bytes = size_bytes
        self.has_byte_order_mark = has_byte_order_mark
        self.columns = RowColumns() if known is None else known.columns
        self.is_partial = False
        """Set while not all rows were checked: then nothing is said that needs all of them."""
        self.compares_itself = True
        """Unset where rows are compared in another thread: until then what was known last counts."""
        self.counter = ""
        """What counted tokens last: "tiktoken", "gigatoken" or "bytes"; empty until something did."""
        self._totals: tuple[int, Totals] | None = None
        self._format: tuple[int, Format] | None = None
        """As they were at a version of the rows: they are asked for many times in a row."""
        self._structure = replace(options, encoding=None)
        self.comparison = RowComparison(self.columns, places_of or (lambda keys: keys))
        self._compared = ComparedFindings(self.columns, self.comparison)
        if known is not None:
            self.comparison.edges = known.edges
            self.comparison.take(known.compared)

    # -- taking in and correcting -------------------------------------------------------------------------------------

    def add_block(self, report: BlockReport) -> None:
        """Take in the rows of one block, or new reports of them; blocks may come in any order."""
        self.counter = report.counter or self.counter
        self.comparison.put(report)

    def replace(self, key: int, report: LineReport) -> None:
        """Add one row, or give it a new report after an edit."""
        self.add_block(report_block([checked(key, report)]))

    def discard(self, keys: Positions) -> None:
        """Forget rows that were deleted."""
        self.comparison.discard(keys)

    def reordered(self) -> None:
        """Rows moved: which of two duplicates is the earlier one is decided anew."""
        self.comparison.duplicates.reordered()

    def unknown(self, keys: Positions) -> Positions:
        """Those of `keys` that were not checked yet."""
        return keys[~holds(self.columns.known, keys)]

    # -- comparing all rows -------------------------------------------------------------------------------------------

    @property
    def is_stale(self) -> bool:
        """Whether rows have to be compared anew."""
        return self.comparison.is_stale

    def begin_comparing(self) -> Comparing:
        """What a thread may `work_out`, for `take_compared`."""
        return self.comparison.begin()

    def take_compared(self, worked_out: Comparing) -> None:
        """Use what was worked out; edits made meanwhile are heeded."""
        self.comparison.take(worked_out)

    def unread_edges(self) -> Positions:
        """Completion examples to read again (`take_edges`) before their comparison is exact; mostly none."""
        edges = self.comparison.edges
        return np.zeros(0, np.int64) if edges.is_exact else edges.keys()

    def take_edges(self, read: Iterable[BlockEdges | None]) -> None:
        """All completion examples were read again, some at a time."""
        self.comparison.edges.take(read)

    # -- the file as a whole ------------------------------------------------------------------------------------------

    @property
    def format(self) -> Format:
        """The person's choice, or what most of the file is."""
        if self.options.format is not None:
            return self.options.format
        version = self.comparison.version
        if self._format is None or self._format[0] != version:
            counts = self.columns.shape_counts.sum(axis=(1, 2)).tolist()
            self._format = version, FormatTally(Counter(dict(zip(FORMATS, counts, strict=True)))).majority()
        return self._format[1]

    def totals(self) -> Totals:
        """Examples and tokens of the whole file."""
        version = self.comparison.version
        if self._totals is None or self._totals[0] != version:
            self._totals = version, self.columns.totals(counted=self.options.encoding is not None)
        return self._totals[1]

    def file_findings(self) -> tuple[Finding, ...]:
        """What is to be said of the file as a whole."""
        self._compare()
        prompts = self.comparison.prompts
        named, further = prompts.most_used(NAMED)
        facts = FileFacts(
            size_bytes=self.size_bytes,
            has_byte_order_mark=self.has_byte_order_mark,
            examples=self.totals().examples,
            image_examples=int(np.count_nonzero(self.columns.having(IMAGES))),
            system_prompts=named,
            without_system=prompts.without(),
            none_readable=not self.columns.having(READABLE).any(),
            further_prompts=further,
        )
        return (*check_file(facts, self.options), *self._compared.style(self.format).of_file)

    def counts(self) -> dict[Severity, int]:
        """How many findings of each severity there are; those of the file only when all rows were checked."""
        counts = Counter(dict.fromkeys(Severity, 0))
        counts.update(self._found().severities())
        if not self.is_partial:
            self._compare()
            for code, count in self._compared.counts(self.format):
                counts[CATALOGUE[code].severity] += count
            counts.update(finding.severity for finding in self.file_findings())
        return dict(counts)

    def code_counts(self) -> Counter[str]:
        """How many rows have each code."""
        counts = self._found().rows_with()
        if not self.is_partial:
            self._compare()
            counts.update(dict(self._compared.counts(self.format)))
        return +counts

    # -- which rows ---------------------------------------------------------------------------------------------------

    def flagged(self) -> Mask:
        """The rows that have findings."""
        return self.ranks() > 0

    def with_severity(self, severities: Collection[Severity]) -> Mask:
        """The rows that have a finding of any of these severities."""
        mask = self._found().with_severity(severities)
        for code, by_comparison in self._by_comparison():
            if CATALOGUE[code].severity in severities:
                mask |= by_comparison
        return mask

    def with_code(self, codes: Collection[str]) -> Mask:
        """The rows that have any of these codes."""
        mask = self._found().with_code(codes)
        for code, by_comparison in self._by_comparison():
            if code in codes:
                mask |= by_comparison
        return mask

    def copies(self) -> Mask:
        """The rows that repeat an earlier one; none while the check is partial."""
        self._compare()
        return self._nothing() if self.is_partial else self._compared.copies()

    def repeated(self) -> Mask:
        """The rows that stand in the file more than once, the first one included."""
        self._compare()
        return self._nothing() if self.is_partial else self._compared.repeated()

    def ranks(self) -> "NDArray[np.uint8]":
        """How bad each row is: 3 an error, 2 a warning, 1 a note, 0 nothing."""
        ranks = self._found().ranks()
        for code, mask in self._by_comparison():
            rank = RANKS[SEVERITIES.index(CATALOGUE[code].severity)]
            np.maximum(ranks, mask * rank.astype(np.uint8), out=ranks)
        return ranks

    def amounts(self) -> "NDArray[np.int64]":
        """How many findings each row has."""
        amounts: NDArray[np.int64] = self._found().amounts()
        for _, mask in self._by_comparison():
            amounts += mask
        return amounts

    # -- one row ------------------------------------------------------------------------------------------------------

    def severity_of(self, key: int) -> Severity | None:
        """The worst of a row's findings, without reading it."""
        if key >= len(self.columns):
            return None
        found = self._found().severities_of(key)
        if not self.is_partial:
            self._compare()
            found |= {CATALOGUE[code].severity for code in self._compared.codes_of(key, self.format)}
        return next((severity for severity in SEVERITIES if severity in found), None)

    def row_findings(self, key: int, raw: bytes) -> tuple[Finding, ...]:
        """All findings of one row, given its bytes: its own, and those it has by comparison with the others."""
        return self.findings_of(key, self.check_again(key, raw))

    def check_again(self, key: int, raw: bytes) -> LineReport:
        """The report of one row by itself, given its bytes."""
        return check_line(*self.question(key, raw))

    def question(self, key: int, raw: bytes) -> tuple[int, bytes, CheckOptions, TokenCount | None]:
        """What `check_line` is to be asked for the findings of one row, here or in a worker; no tokens are counted."""
        tokens = int(self.columns.tokens[key]) if key < len(self.columns) else NOT_COUNTED
        counted = TokenCount(tokens, int(self.columns.trained[key])) if tokens != NOT_COUNTED else None
        return self._line_of(key), raw, self._structure, counted

    def findings_of(self, key: int, report: LineReport) -> tuple[Finding, ...]:
        """The same, given the report of the row by itself."""
        self._compare()
        return self._findings(key, report, self._compared.original_of(key))

    def findings(self, keys: Positions, read: Callable[[int], bytes]) -> Iterator[Finding]:
        """All findings in line order, `keys` being the rows in file order; made one by one.

        `read` gives the bytes of a row; what it raises is raised here.
        """
        return self.findings_in(keys, lambda key: self.check_again(key, read(key)))

    def findings_in(self, keys: Positions, report_of: Callable[[int], LineReport]) -> Iterator[Finding]:
        """The same, given each row's report by itself."""
        yield from self.file_findings()
        originals = self._compared.originals()
        for key in chosen(keys, self.flagged()).tolist():
            original = int(originals[key])
            yield from self._findings(key, report_of(key), None if original in (-1, key) else original)

    # -- inside -------------------------------------------------------------------------------------------------------

    def _findings(self, key: int, report: LineReport, original: int | None) -> tuple[Finding, ...]:
        findings = report.findings
        if report.if_reinforcement is not None and self.format is Format.REINFORCEMENT:
            findings = report.if_reinforcement
        if not self.is_partial and key < len(self.columns):
            findings += tuple(self._compared.of_row(key, self.format, original))
        line = self._line_of(key)
        return tuple(finding.at_line(line) for finding in findings)

    def _line_of(self, key: int) -> int:
        return int(self.comparison.places_of(np.array([key]))[0]) + 1

    def _found(self) -> FindingColumns:
        return self.columns.found(as_reinforcement=self.format is Format.REINFORCEMENT)

    def _compare(self) -> None:
        if self.is_stale and self.compares_itself and not self.is_partial:
            self.take_compared(self.begin_comparing().work_out())

    def _nothing(self) -> Mask:
        return np.zeros(len(self.columns), np.bool_)

    def _by_comparison(self) -> Iterator[tuple[str, Mask]]:
        self._compare()
        return iter(()) if self.is_partial else self._compared.masks(self.format)
