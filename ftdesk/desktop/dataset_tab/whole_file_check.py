"""One pass over the whole file: blocks are read in an I/O thread, checked by worker processes, and gathered here.

Until the pass has ended the findings of each line by itself are shown; what only the whole file can tell (duplicates,
the majority's format) is worked out once at the end, in a thread.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ftdesk.dataset.formats import Format
from ftdesk.dataset.line_report import BlockReport, LineReport
from ftdesk.dataset.rules.finding import Finding, Severity
from ftdesk.errors import Cancelled

if TYPE_CHECKING:
    from ftdesk.dataset.document import Block, Dataset
    from ftdesk.dataset.file_check import FileCheck
    from ftdesk.desktop.background import Activity, Background, Task

LINES_PER_BLOCK = 400
BYTES_PER_BLOCK = 1 << 18
BLOCKS_UNDER_WAY = 3


class WholeFileCheck(QObject):
    """Fills a `FileCheck`; lives in the GUI thread and is thrown away when it has ended.

    Signals:
        advanced(): more rows were checked.
        finished(): all of them were; the `FileCheck` is complete.
    """

    advanced = Signal()
    finished = Signal()

    def __init__(
        self, background: Background, dataset: Dataset, check: FileCheck, title: str, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._check = check
        self._rows_in_all = len(dataset)
        self._rows_done = 0
        self._blocks: Iterator[Block] = dataset.blocks(LINES_PER_BLOCK, most_bytes=BYTES_PER_BLOCK)
        self._reading = False
        self._all_read = False
        self._under_way = 0
        self._tasks: set[Task] = set()
        self._findings: dict[int, tuple[Finding, ...]] = {}
        self._if_reinforcement: dict[int, tuple[Finding, ...]] = {}
        self._counts: Counter[Severity] = Counter()
        self._edited: dict[int, LineReport] = {}
        self._gone: set[int] = set()
        self._activity: Activity | None = background.announce(title, self.cancel)
        self.destroyed.connect(self._activity.finish)

    # -- what is known while it runs ----------------------------------------------------------------------------------

    def row_findings(self, row_id: int) -> tuple[Finding, ...]:
        """The findings of a line by itself, as far as it was checked."""
        if row_id in self._if_reinforcement and self._check.format is Format.REINFORCEMENT:
            return self._if_reinforcement[row_id]
        return self._findings.get(row_id, ())

    def flagged(self) -> set[int]:
        """The rows that have findings, so far."""
        return set(self._findings)

    def counts(self) -> dict[Severity, int]:
        """How many findings of each severity there are, so far."""
        return dict(self._counts)

    # -- what happens meanwhile ---------------------------------------------------------------------------------------

    def take_edited(self, row_id: int, report: LineReport) -> None:
        """A row was edited: its new report counts, not the one of the block, which shows it as it was."""
        self._gone.discard(row_id)
        self._edited[row_id] = report
        self._put(row_id, report.findings)

    def take_deleted(self, row_id: int) -> None:
        """A row was deleted."""
        self._edited.pop(row_id, None)
        self._gone.add(row_id)
        self._put(row_id, ())

    def start(self) -> None:
        """Begin."""
        self._read_next()

    def cancel(self) -> None:
        """Check no further; what was found stays."""
        for task in self._tasks:
            task.cancel()
        if self._activity is not None:
            self._end()

    # -- the pipeline -------------------------------------------------------------------------------------------------

    def _read_next(self) -> None:
        """Read the next block while workers check the ones before it."""
        if self._reading or self._all_read or self._under_way >= BLOCKS_UNDER_WAY or self._activity is None:
            return
        blocks = self._blocks
        self._reading = True
        self._keep(
            self._background.run(
                self, lambda _work: next(blocks, None), done=self._send, failed=self._give_up
            )
        )

    def _send(self, block: Block | None) -> None:
        self._reading = False
        if block is None:
            self._all_read = True
            self._complete_if_done()
            return
        from ftdesk.dataset.validation import check_block

        self._under_way += 1
        self._keep(
            self._background.compute(
                self, check_block, block, self._check.options, done=self._merge, failed=self._give_up
            )
        )
        self._read_next()

    def _merge(self, report: BlockReport) -> None:
        self._under_way -= 1
        self._check.add_block(report)
        for row_id, findings in report.findings.items():
            if row_id not in self._edited and row_id not in self._gone:
                self._put(row_id, findings)
        self._if_reinforcement.update(report.if_reinforcement)
        self._rows_done += len(report.keys)
        if self._activity is not None:
            self._activity.advance(self._rows_done, max(self._rows_in_all, self._rows_done))
        self.advanced.emit()
        self._read_next()
        self._complete_if_done()

    def _complete_if_done(self) -> None:
        """Correct what was edited meanwhile, then have what compares rows worked out off the window's thread."""
        if not self._all_read or self._under_way or self._activity is None:
            return
        self._apply_corrections()
        check = self._check
        self._keep(
            self._background.run(
                self, lambda _work: _compare_rows(check), lambda _: self._end(), self._give_up
            )
        )

    def _apply_corrections(self) -> None:
        for row_id, report in self._edited.items():
            self._check.replace(row_id, report)
        for row_id in self._gone:
            if row_id < len(self._check.rows()):
                self._check.discard(row_id)
        self._edited.clear()
        self._gone.clear()

    def _end(self) -> None:
        self._apply_corrections()  # also what was edited in the last moment
        if self._activity is not None:
            self._activity.finish()
            self._activity = None
        self.finished.emit()

    def _give_up(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        self.cancel()
        self._background.unexpected.emit(error)

    def _put(self, row_id: int, findings: tuple[Finding, ...]) -> None:
        self._counts.subtract(finding.severity for finding in self._findings.pop(row_id, ()))
        self._if_reinforcement.pop(row_id, None)
        if findings:
            self._findings[row_id] = findings
            self._counts.update(finding.severity for finding in findings)

    def _keep(self, task: Task) -> None:
        self._tasks = {kept for kept in self._tasks if not kept.finished}
        self._tasks.add(task)


def _compare_rows(check: FileCheck) -> None:
    """In an I/O thread: have the check work out, and keep, what needs all rows."""
    check.counts()
    check.flagged_keys()
