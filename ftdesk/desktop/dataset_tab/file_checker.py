"""Findings and token counts of the open file: the whole file by worker processes, an edited row at once.

The structural rules of one row run in the window's process, because they take well under a millisecond; whatever
needs a vocabulary, and any row above 200 kB, goes to a worker. So do many rows that change at once.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.rules.finding import Finding, Severity
from ftdesk.desktop.dataset_tab.check_run import CheckRun
from ftdesk.desktop.dataset_tab.row_reports import LARGEST_CHECKED_HERE, RowReports
from ftdesk.desktop.dataset_tab.rows_ahead import RowsAhead

if TYPE_CHECKING:
    from pathlib import Path

    from ftdesk.dataset.document import Dataset
    from ftdesk.dataset.file_check import FileCheck
    from ftdesk.dataset.lines import Positions
    from ftdesk.desktop.background import Background
    from ftdesk.desktop.dataset_tab.row_reader import RowReader

ONE_BY_ONE = 20
"""Up to so many rows are checked here, at once."""
_TOKENS_AFTER_MS = 250
_TELL_EVERY_MS = 120


@dataclass(frozen=True, slots=True)
class RowFigures:
    """What a check knows of a row besides its findings; token counts are None until counted."""

    known: bool
    turns: int
    tokens: int | None
    trained: int | None
    doubts: int = 0
    """Bits of `token_doubts.Doubt` about the counts."""


UNKNOWN = RowFigures(known=False, turns=0, tokens=None, trained=None)


class FileChecker(QObject):
    """Keeps the `FileCheck` of one dataset up to date; lives in the GUI thread.

    Signals:
        reports_changed(): reports of some rows are new; told at most every 120 ms.
        row_checked(object): int, the id of a row whose report is new.
        finished(): the whole file, or many rows of it, were checked and nothing is being checked any more.
        unreadable(object): DatasetFileError, the file could not be read; `resume` goes on with the check.
    """

    reports_changed = Signal()
    row_checked = Signal(object)  # int
    finished = Signal()
    unreadable = Signal(object)  # DatasetFileError

    def __init__(self, background: Background, reader: RowReader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._reader = reader
        self._dataset: Dataset | None = None
        self._run: CheckRun | None = None
        self._folder: Path | None = None
        self._ahead: RowsAhead | None = None
        self._waiting: set[int] = set()
        self._reports = RowReports(background, reader, self)
        self._reports.arrived.connect(self.row_checked)
        self._token_timer = self._make_timer(_TOKENS_AFTER_MS, self._count_waiting)
        self._tell_timer = self._make_timer(_TELL_EVERY_MS, self.reports_changed.emit)

    # -- what is known ------------------------------------------------------------------------------------------------

    @property
    def check(self) -> FileCheck | None:
        """What is known of the open file; None while there is none."""
        return self._run.check if self._run is not None else None

    @property
    def running(self) -> bool:
        """Whether rows are being checked or compared."""
        return self._run is not None and self._run.is_running

    @property
    def is_complete(self) -> bool:
        """Whether all rows were checked."""
        return self.check is not None and not self.check.is_partial

    def row_findings(self, row_id: int) -> tuple[Finding, ...]:
        """Everything known about one row now, by checking it again; of a very long one it comes later."""
        if self.check is None or self._dataset is None or not self.figures(row_id).known:
            return ()
        report = self._reports.get(row_id, self._dataset, self.check)
        return () if report is None else self.check.findings_of(row_id, report)

    def severity_of(self, row_id: int) -> Severity | None:
        """The worst finding of a row as far as it was checked, without reading it."""
        return self.check.severity_of(row_id) if self.check is not None else None

    def counts(self) -> dict[Severity, int]:
        """How many findings of each severity the file has."""
        return self.check.counts() if self.check is not None else {}

    def figures(self, row_id: int) -> RowFigures:
        """Turns and tokens of a row, as far as they are known."""
        if self.check is None or row_id >= len(self.check.columns):
            return UNKNOWN
        columns = self.check.columns
        if not columns.flags[row_id]:
            return UNKNOWN
        tokens, trained = int(columns.tokens[row_id]), int(columns.trained[row_id])
        return RowFigures(
            known=True,
            turns=int(columns.turns[row_id]),
            tokens=tokens if tokens >= 0 else None,
            trained=trained if tokens >= 0 else None,
            doubts=int(columns.doubts[row_id]),
        )

    # -- the whole file -----------------------------------------------------------------------------------------------

    def keep_in(self, folder: Path) -> None:
        """Remember results in this folder, and bring them back from there."""
        self._folder = folder

    def expect(self, path: Path, options: CheckOptions) -> None:
        """A file is being opened, to be checked with these options: what is kept about it can be read meanwhile."""
        if self._folder is not None:
            ahead = self._ahead = RowsAhead(self._folder, options)
            self._background.run(self, lambda _work: ahead.read(path))

    def start(self, dataset: Dataset, options: CheckOptions, title: str) -> None:
        """Check a whole file anew; what was known is forgotten. `title` is for the status bar."""
        self.forget()
        self._dataset = dataset
        ahead, self._ahead = self._ahead, None
        if self._folder is not None and (ahead is None or ahead.options != options):
            ahead = RowsAhead(self._folder, options)
        self._run = CheckRun(self._background, dataset, options, title, self, ahead)
        self._run.taken.connect(self._take)
        self._run.settled.connect(self._tell_settled)
        self._run.unreadable.connect(self.unreadable)
        self._run.start()

    def keep(self) -> None:
        """The file was saved: what is known of its rows is kept with its new content."""
        if self._run is not None:
            self._run.keep()

    def stop(self) -> None:
        """Check no further; what is known stays."""
        self._waiting.clear()
        self._token_timer.stop()
        if self._run is not None:
            self._run.stop()

    def resume(self) -> None:
        """The file can be read again: check what could not be read."""
        if self._run is not None:
            self._run.resume()

    def forget(self) -> None:
        """No file is open any more."""
        run, self._run = self._run, None
        if run is not None:
            run.stop()
            run.deleteLater()
        self.stop()
        self._reports.clear()
        self._dataset = None

    def prefer(self, row_id: int) -> None:
        """A person looks at this row: what is checked next are the rows from here on."""
        if self._run is not None:
            self._run.prefer(row_id)

    # -- some rows ----------------------------------------------------------------------------------------------------

    def check_row(self, row_id: int) -> None:
        """Check a row that was edited or inserted: its structure now, its tokens by a worker when typing rests."""
        import numpy as np

        self.check_rows(np.array([row_id]))

    def forget_row(self, row_id: int) -> None:
        """A row was deleted."""
        import numpy as np

        self.forget_rows(np.array([row_id]))

    def check_rows(self, row_ids: Positions) -> None:
        """Check rows that were edited or inserted: many by workers, and as unknown until these have answered."""
        if self._dataset is None or self.check is None or self._run is None:
            return
        if len(row_ids) > ONE_BY_ONE:
            self.forget_rows(row_ids)
            self._run.check_rows(row_ids)
            return
        self._leave_out(row_ids)
        for row_id in row_ids.tolist():
            self._check_here(row_id, self._dataset, self.check)
        self._waiting.update(row_ids.tolist())
        self._token_timer.start()

    def forget_rows(self, row_ids: Positions) -> None:
        """Rows were deleted."""
        self._leave_out(row_ids)
        if self.check is not None:
            self.check.discard(row_ids)

    def rows_moved(self) -> None:
        """Rows were inserted, deleted or moved: line numbers are others now."""
        if self.check is not None:
            self.check.reordered()

    def _check_here(self, row_id: int, dataset: Dataset, check: FileCheck) -> None:
        from ftdesk.dataset.validation import check_line

        small = dataset.line_size(row_id) <= LARGEST_CHECKED_HERE
        line = self._reader.line(row_id) if small else None
        if line is None:
            return
        known = self.figures(row_id)
        options = dataclasses.replace(check.options, encoding=None)
        report = check_line(dataset.index_of(row_id) + 1, line, options)
        counted = report._replace(tokens=known.tokens, trained_tokens=known.trained, doubts=known.doubts)
        check.replace(row_id, counted)
        self.row_checked.emit(row_id)

    def _count_waiting(self) -> None:
        import numpy as np

        rows, self._waiting = np.array(sorted(self._waiting), np.int64), set()
        if self._run is not None and len(rows):
            self._run.check_rows(rows)

    def _leave_out(self, row_ids: Positions) -> None:
        self._reports.drop(row_ids)
        if self._run is not None:
            self._run.leave_out(row_ids)

    def _take(self, row_ids: Positions) -> None:
        self._reports.drop(row_ids)
        if len(row_ids) <= ONE_BY_ONE:
            for row_id in row_ids.tolist():
                self.row_checked.emit(row_id)
        if not self._tell_timer.isActive():
            self._tell_timer.start()

    def _tell_settled(self, were_many: object) -> None:
        self.reports_changed.emit()
        if were_many:
            self.finished.emit()

    def _make_timer(self, milliseconds: int, slot: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer
