"""Findings and token counts of the open file: the whole file in slices by worker processes, an edited row at once.

The structural rules of one row run in the window's process, because they take well under a millisecond; whatever
needs a vocabulary, and any row above 200 kB, goes to a worker.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ftdesk.dataset.line_report import BlockReport, CheckOptions, LineReport
from ftdesk.dataset.rules.finding import Finding
from ftdesk.errors import Cancelled

if TYPE_CHECKING:
    from ftdesk.dataset.document import Block, Dataset
    from ftdesk.dataset.file_check import FileCheck
    from ftdesk.desktop.background import Activity, Background, Task

LINES_PER_BLOCK = 400
BYTES_PER_BLOCK = 1 << 18
BLOCKS_UNDER_WAY = 3
LARGEST_CHECKED_HERE = 200_000
_TOKENS_AFTER_MS = 250
_TELL_EVERY_MS = 80


@dataclass(frozen=True, slots=True)
class RowFigures:
    """What a check knows of a row besides its findings; token counts are None until counted."""

    known: bool
    turns: int
    tokens: int | None
    trained: int | None


UNKNOWN = RowFigures(known=False, turns=0, tokens=None, trained=None)


class FileChecker(QObject):
    """Keeps the `FileCheck` of one dataset up to date; lives in the GUI thread.

    Signals:
        reports_changed(): reports of some rows are new; told at most every 80 ms.
        row_checked(object): int, the id of an edited row whose report is new.
        finished(): the whole file was checked.
    """

    reports_changed = Signal()
    row_checked = Signal(object)  # int
    finished = Signal()

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._dataset: Dataset | None = None
        self._options = CheckOptions()
        self.check: FileCheck | None = None
        self._blocks: Iterator[Block] = iter(())
        self._all_read = False
        self._tasks: set[Task] = set()
        self._reading = False
        self._under_way = 0
        self._rows_done = 0
        self._activity: Activity | None = None
        self._own_reports: dict[int, LineReport] = {}
        self._gone: set[int] = set()
        self._waiting: set[int] = set()
        self._token_timer = self._make_timer(_TOKENS_AFTER_MS, self._count_waiting)
        self._tell_timer = self._make_timer(_TELL_EVERY_MS, self.reports_changed.emit)

    @property
    def running(self) -> bool:
        """Whether the whole file is being checked."""
        return self._activity is not None

    @property
    def rows_done(self) -> int:
        """How many rows the running check has seen."""
        return self._rows_done

    def row_findings(self, row_id: int) -> tuple[Finding, ...]:
        """Everything known about one row now."""
        return self.check.row_findings(row_id) if self.check is not None else ()

    def start(self, dataset: Dataset, options: CheckOptions, title: str) -> None:
        """Check a whole file anew; what was known is forgotten. `title` is for the status bar."""
        from ftdesk.dataset.file_check import FileCheck

        self.stop()
        self._dataset, self._options = dataset, options
        self.check = FileCheck(
            options,
            size_bytes=dataset.size_bytes,
            has_byte_order_mark=dataset.has_byte_order_mark,
            line_of=lambda row_id: dataset.index_of(row_id) + 1,
        )
        self._blocks = dataset.blocks(LINES_PER_BLOCK, most_bytes=BYTES_PER_BLOCK)
        self._rows_done, self._all_read = 0, False
        self._activity = self._background.announce(title, self.stop)
        self._read_next()

    def stop(self) -> None:
        """Check no further; what is known stays."""
        tasks, self._tasks = self._tasks, set()
        for task in tasks:
            task.cancel()
        self._blocks = iter(())
        self._reading, self._under_way = False, 0
        self._own_reports.clear()
        self._gone.clear()
        self._waiting.clear()
        self._token_timer.stop()
        if self._activity is not None:
            self._activity.finish()
            self._activity = None

    # -- the whole file ---------------------------------------------------------------------------------------------

    def _read_next(self) -> None:
        """Read the next block in an I/O thread while workers check the ones before it."""
        if self._reading or self._all_read or self._under_way >= BLOCKS_UNDER_WAY or not self.running:
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
            self._end_if_done()
            return
        from ftdesk.dataset.validation import check_block

        self._under_way += 1
        count = len(block.row_ids)
        self._keep(
            self._background.compute(
                self,
                check_block,
                block,
                self._options,
                done=lambda report: self._merge(report, count),
                failed=self._give_up,
            )
        )
        self._read_next()

    def _merge(self, report: BlockReport, count: int) -> None:
        self._under_way -= 1
        if self.check is None or self._dataset is None:
            return
        self.check.add_block(report)
        self._correct(report)
        self._rows_done += count
        if self._activity is not None:
            self._activity.advance(self._rows_done, max(len(self._dataset), self._rows_done))
        self._tell()
        self._read_next()
        self._end_if_done()

    def _correct(self, report: BlockReport) -> None:
        """The block shows its rows as they were when the check began; what was edited since counts as it is now."""
        if self.check is None or not (self._own_reports or self._gone):
            return
        for key in report.keys.tolist():
            if key in self._gone:
                self.check.discard(key)
            elif (own := self._own_reports.get(key)) is not None:
                self.check.replace(key, own)

    def _end_if_done(self) -> None:
        if not self._all_read or self._under_way or self._activity is None:
            return
        self._activity.finish()
        self._activity = None
        self._own_reports.clear()
        self._gone.clear()
        self.reports_changed.emit()
        self.finished.emit()

    def _give_up(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        self.stop()
        self._background.unexpected.emit(error)

    # -- one row ----------------------------------------------------------------------------------------------------

    def check_row(self, row_id: int) -> None:
        """Check a row that was edited or inserted: its structure now, its tokens by a worker when typing rests."""
        if self._dataset is None or self.check is None:
            return
        from ftdesk.dataset.validation import check_line

        self._gone.discard(row_id)
        if self._dataset.line_size(row_id) <= LARGEST_CHECKED_HERE:
            known = self.figures(row_id)
            report = check_line(self._line_number(row_id), self._dataset.line(row_id), self._without_tokens())
            self._take(row_id, dataclasses.replace(report, tokens=known.tokens, trained_tokens=known.trained))
        self._waiting.add(row_id)
        self._token_timer.start()

    def forget_row(self, row_id: int) -> None:
        """A row was deleted."""
        if self.check is None:
            return
        self.check.discard(row_id)
        self._waiting.discard(row_id)
        self._own_reports.pop(row_id, None)
        if self.running:
            self._gone.add(row_id)

    def rows_moved(self) -> None:
        """Rows were inserted, deleted or moved: line numbers are others now."""
        if self.check is not None:
            self.check.reordered()

    def _count_waiting(self) -> None:
        rows, self._waiting = self._waiting, set()
        for row_id in rows:
            self._count(row_id)

    def _count(self, row_id: int) -> None:
        if self._dataset is None:
            return
        from ftdesk.dataset.validation import check_line

        dataset = self._dataset
        try:
            line = dataset.line(row_id)
        except KeyError:
            return
        self._keep(
            self._background.compute(
                self,
                check_line,
                self._line_number(row_id),
                line,
                self._options,
                done=lambda report: self._take_counted(dataset, row_id, line, report),
                failed=self._give_up,
            )
        )

    def _take_counted(self, dataset: Dataset, row_id: int, line: bytes, report: LineReport) -> None:
        """A worker's answer counts unless the row has changed again since it was asked."""
        try:
            unchanged = dataset is self._dataset and dataset.line(row_id) == line
        except KeyError:
            return
        if unchanged:
            self._take(row_id, report)

    def _take(self, row_id: int, report: LineReport) -> None:
        if self.check is None:
            return
        self.check.replace(row_id, report)
        if self.running:
            self._own_reports[row_id] = report
        self.row_checked.emit(row_id)

    # -- inside -----------------------------------------------------------------------------------------------------

    def figures(self, row_id: int) -> RowFigures:
        """Turns and tokens of a row, as far as they are known."""
        rows = self.check.rows() if self.check is not None else ()
        if row_id >= len(rows) or not rows[row_id]["present"]:
            return UNKNOWN
        row = rows[row_id]
        counted = int(row["tokens"]) >= 0
        return RowFigures(
            known=True,
            turns=int(row["turns"]),
            tokens=int(row["tokens"]) if counted else None,
            trained=int(row["trained"]) if counted else None,
        )

    def _without_tokens(self) -> CheckOptions:
        return dataclasses.replace(self._options, encoding=None)

    def _line_number(self, row_id: int) -> int:
        return self._dataset.index_of(row_id) + 1 if self._dataset is not None else 1

    def _keep(self, task: Task) -> None:
        self._tasks = {kept for kept in self._tasks if not kept.finished}
        self._tasks.add(task)

    def _tell(self) -> None:
        if not self._tell_timer.isActive():
            self._tell_timer.start()

    def _make_timer(self, milliseconds: int, slot: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer
