"""Findings and token counts of the open file: the whole file by worker processes, an edited row at once.

The structural rules of one row run in the window's process, because they take well under a millisecond; whatever
needs a vocabulary, and any row above 200 kB, goes to a worker.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ftdesk.dataset.line_report import CheckOptions, LineReport
from ftdesk.dataset.rules.finding import Finding, Severity
from ftdesk.desktop.dataset_tab.whole_file_check import WholeFileCheck
from ftdesk.errors import Cancelled

if TYPE_CHECKING:
    from ftdesk.dataset.document import Dataset
    from ftdesk.dataset.file_check import FileCheck
    from ftdesk.dataset.lines import Positions
    from ftdesk.desktop.background import Background

LARGEST_CHECKED_HERE = 200_000
_TOKENS_AFTER_MS = 250
_TELL_EVERY_MS = 120


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
        reports_changed(): reports of some rows are new; told at most every 120 ms.
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
        self._run: WholeFileCheck | None = None
        self._waiting: set[int] = set()
        self._token_timer = self._make_timer(_TOKENS_AFTER_MS, self._count_waiting)
        self._tell_timer = self._make_timer(_TELL_EVERY_MS, self.reports_changed.emit)

    # -- what is known ------------------------------------------------------------------------------------------------

    @property
    def running(self) -> bool:
        """Whether the whole file is being checked."""
        return self._run is not None

    def row_findings(self, row_id: int) -> tuple[Finding, ...]:
        """Everything known about one row now."""
        if self._run is not None:
            line = self._line_number(row_id)
            return tuple(finding.at_line(line) for finding in self._run.row_findings(row_id))
        return self.check.row_findings(row_id) if self.check is not None else ()

    def flagged(self) -> set[int]:
        """The rows that have findings."""
        if self._run is not None:
            return self._run.flagged()
        return self.check.flagged_keys() if self.check is not None else set()

    def counts(self) -> dict[Severity, int]:
        """How many findings of each severity the file has."""
        if self._run is not None:
            return self._run.counts()
        return self.check.counts() if self.check is not None else {}

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

    # -- the whole file -----------------------------------------------------------------------------------------------

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
        self._run = WholeFileCheck(self._background, dataset, self.check, title, self)
        self._run.advanced.connect(self._tell)
        self._run.finished.connect(self._end_run)
        self._run.start()

    def stop(self) -> None:
        """Check no further; what is known stays."""
        if self._run is not None:
            self._run.cancel()
        self._waiting.clear()
        self._token_timer.stop()

    def forget(self) -> None:
        """No file is open any more."""
        self.stop()
        self._dataset = self.check = None

    def _end_run(self) -> None:
        if self._run is not None:
            self._run.deleteLater()
            self._run = None
        self.reports_changed.emit()
        self.finished.emit()

    # -- one row ------------------------------------------------------------------------------------------------------

    def check_row(self, row_id: int) -> None:
        """Check a row that was edited or inserted: its structure now, its tokens by a worker when typing rests."""
        if self._dataset is None or self.check is None:
            return
        from ftdesk.dataset.validation import check_line

        if self._dataset.line_size(row_id) <= LARGEST_CHECKED_HERE:
            known = self.figures(row_id)
            options = dataclasses.replace(self._options, encoding=None)
            report = check_line(self._line_number(row_id), self._dataset.line(row_id), options)
            self._take(row_id, dataclasses.replace(report, tokens=known.tokens, trained_tokens=known.trained))
        self._waiting.add(row_id)
        self._token_timer.start()

    def forget_row(self, row_id: int) -> None:
        """A row was deleted."""
        self._waiting.discard(row_id)
        if self._run is not None:
            self._run.take_deleted(row_id)
        elif self.check is not None and row_id < len(self.check.rows()):
            self.check.discard(row_id)

    def check_rows(self, row_ids: Positions) -> None:
        """Check many rows that were edited or inserted."""
        for row_id in row_ids.tolist():
            self.check_row(row_id)

    def forget_rows(self, row_ids: Positions) -> None:
        """Many rows were deleted."""
        for row_id in row_ids.tolist():
            self.forget_row(row_id)

    def rows_moved(self) -> None:
        """Rows were inserted, deleted or moved: line numbers are others now."""
        if self.check is not None and self._run is None:
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
        except KeyError:  # deleted meanwhile
            return
        self._background.compute(
            self,
            check_line,
            self._line_number(row_id),
            line,
            self._options,
            done=lambda report: self._take_counted(dataset, row_id, line, report),
            failed=self._give_up,
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
        if self._run is not None:
            self._run.take_edited(row_id, report)
        elif self.check is not None:
            self.check.replace(row_id, report)
        self.row_checked.emit(row_id)

    # -- inside -------------------------------------------------------------------------------------------------------

    def _give_up(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self._background.unexpected.emit(error)

    def _line_number(self, row_id: int) -> int:
        return self._dataset.index_of(row_id) + 1 if self._dataset is not None else 1

    def _tell(self) -> None:
        if not self._tell_timer.isActive():
            self._tell_timer.start()

    def _make_timer(self, milliseconds: int, slot: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer
