"""Checks a training file for the new-job dialog: worker processes read and check it, two parts at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ftdesk.errors import Cancelled

if TYPE_CHECKING:
    from ftdesk.dataset.block_report import BlockReport
    from ftdesk.dataset.document import Dataset, Part
    from ftdesk.dataset.file_check import FileCheck
    from ftdesk.dataset.formats import Format
    from ftdesk.dataset.line_report import CheckOptions
    from ftdesk.dataset.lines import FileStamp, Positions
    from ftdesk.dataset.row_comparison import Comparing
    from ftdesk.dataset.rules.finding import Finding
    from ftdesk.desktop.background import Background, Task, Work

LINES_PER_PART = 1500
BYTES_PER_PART = 1 << 20
PARTS_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class FileSummary:
    """What the dialog needs to know of a file. `tokens` is what one epoch reads, `trained` what it
    learns; None when not counted.

    `doubts` are the reasons why the tokens are near, not certain (context "Encoding").
    `codes` counts the examples that have each finding; `fingerprints` tell which examples are the same (0: none).
    """

    path: Path
    format: Format
    examples: int
    size_bytes: int
    errors: int
    warnings: int
    tokens: int | None
    first_error: Finding | None = None
    stamp: FileStamp | None = None
    doubts: tuple[str, ...] = ()
    trained: int | None = None
    codes: Mapping[str, int] = field(default_factory=dict)
    fingerprints: Positions | None = field(default=None, compare=False, repr=False)


class DataCheck(QObject):
    """One check at a time; starting another drops the one before.

    Signals:
        progressed(object): float from 0 to 1.
        finished(object): FileSummary.
        failed(object): Exception.
    """

    progressed = Signal(object)  # float
    finished = Signal(object)  # FileSummary
    failed = Signal(object)  # Exception

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._opening: Task | None = None
        self._run: _Run | None = None

    @property
    def busy(self) -> bool:
        """Whether a file is being checked."""
        return self._opening is not None or self._run is not None

    def check(self, path: Path, options: CheckOptions) -> None:
        """Check `path` against a target's limits."""
        self.stop()

        def opened(dataset: Dataset) -> None:
            self._opening = None
            self._run = _Run(self, self._background, dataset, path, options)
            self._run.go_on()

        self._opening = self._background.run(self, lambda work: _open(path, work), opened, self._open_failed)

    def stop(self) -> None:
        """Drop what is going on."""
        if self._opening is not None:
            self._opening.cancel()
        if self._run is not None:
            self._run.stop()
        self._opening = self._run = None

    def settle(self, run: _Run, result: FileSummary | Exception) -> None:
        """Called by the run when it has ended."""
        if run is not self._run:
            return
        self._run = None
        if isinstance(result, FileSummary):
            self.finished.emit(result)
        else:
            self.failed.emit(result)

    def _open_failed(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self._opening = None
            self.failed.emit(error)


class _Run:
    """The parts of one file on their way through the worker processes."""

    def __init__(
        self, owner: DataCheck, background: Background, dataset: Dataset, path: Path, options: CheckOptions
    ) -> None:
        from ftdesk.dataset.file_check import FileCheck

        self._owner = owner
        self._background = background
        self._dataset = dataset
        self._path = path
        self._options = options
        self._check = FileCheck(
            options,
            size_bytes=dataset.size_bytes,
            has_byte_order_mark=dataset.has_byte_order_mark,
        )
        self._check.compares_itself = False
        self._parts: Iterator[Part] = dataset.snapshot().parts(LINES_PER_PART, BYTES_PER_PART)
        self._tasks: set[Task] = set()
        self._lines = 0
        self._ended = False

    def stop(self) -> None:
        """Drop everything."""
        self._ended = True
        for task in self._tasks:
            task.cancel()
        self._dataset.close()

    def go_on(self) -> None:
        """Keep the workers busy, or have the rows compared when nothing is left."""
        from ftdesk.dataset.validation import check_part

        while not self._ended and len(self._tasks) < PARTS_AT_ONCE:
            part = next(self._parts, None)
            if part is None:
                break
            task = self._background.compute(
                self._owner, check_part, part, self._options, done=self._take, failed=self._fail
            )
            self._tasks.add(task)
        self._tasks = {task for task in self._tasks if not task.finished}
        if not self._tasks and not self._ended:
            work = self._check.begin_comparing()
            self._tasks.add(
                self._background.run(self._owner, lambda _: work.work_out(), self._sum_up, self._fail)
            )

    def _sum_up(self, compared: Comparing) -> None:
        self._ended = True
        self._check.take_compared(compared)
        summary = _summary(self._check, self._path, self._dataset, self._options)
        self._dataset.close()
        self._owner.settle(self, summary)

    def _take(self, report: BlockReport) -> None:
        self._tasks = {task for task in self._tasks if not task.finished}
        self._check.add_block(report)
        self._lines += len(report.keys)
        if not self._ended:
            self._owner.progressed.emit(self._lines / max(1, len(self._dataset)))
            self.go_on()

    def _fail(self, error: Exception) -> None:
        if not self._ended:
            self.stop()
            self._owner.settle(self, error)


def _open(path: Path, work: Work) -> Dataset:
    from ftdesk.dataset.document import Dataset

    return Dataset.open(path, cancellation=work)


def _summary(check: FileCheck, path: Path, dataset: Dataset, options: CheckOptions) -> FileSummary:
    from ftdesk.dataset.rules.finding import Severity
    from ftdesk.dataset.token_doubts import reasons_of

    counts, totals = check.counts(), check.totals()
    return FileSummary(
        path=path,
        format=check.format,
        examples=totals.examples,
        size_bytes=dataset.size_bytes,
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        tokens=None if totals.tokens is None else check.columns.billable(options.token_limit),
        doubts=reasons_of(totals.doubts, options.approximate_reason),
        trained=totals.trained_tokens,
        first_error=_first_error(check, dataset),
        codes=check.code_counts(),
        stamp=None if dataset.source is None else dataset.source.stamp,
        fingerprints=check.columns.fingerprints[dataset.row_ids()],
    )


def _first_error(check: FileCheck, dataset: Dataset) -> Finding | None:
    """The first finding that blocks; the dataset tab shows all of them."""
    from ftdesk.dataset.row_columns import chosen
    from ftdesk.dataset.rules.finding import Severity

    findings = list(check.file_findings())
    for row in chosen(dataset.row_ids(), check.with_severity([Severity.ERROR]))[:1].tolist():
        findings += check.row_findings(row, dataset.line(row))
    return next((found for found in findings if found.severity is Severity.ERROR), None)
