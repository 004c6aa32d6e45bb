"""The check of one open file: passes over its rows, then all rows compared in a thread, and again after edits."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ftdesk.desktop.dataset_tab.check_pass import CheckPass

if TYPE_CHECKING:
    from ftdesk.dataset.block_report import BlockReport
    from ftdesk.dataset.completion_edges import BlockEdges
    from ftdesk.dataset.document import Dataset
    from ftdesk.dataset.file_check import FileCheck
    from ftdesk.dataset.lines import Positions
    from ftdesk.dataset.row_comparison import Comparing
    from ftdesk.desktop.background import Background, Task

QUIET = 20
"""A pass over so few rows does not show in the status bar."""


class CheckRun(QObject):
    """Fills a `FileCheck` and keeps it compared; lives in the GUI thread, as long as the file is open.

    Signals:
        taken(object): Positions, the ids of rows whose reports are new.
        settled(): nothing is being checked or compared any more.
    """

    taken = Signal(object)  # Positions
    settled = Signal()

    def __init__(
        self, background: Background, dataset: Dataset, check: FileCheck, title: str, parent: QObject
    ) -> None:
        """`title` is for the status bar."""
        super().__init__(parent)
        self._background = background
        self._dataset = dataset
        self._check = check
        self._title = title
        self._passes: list[CheckPass] = []
        self._comparing: Task | None = None
        self._all_checked = False

    @property
    def is_running(self) -> bool:
        """Whether rows are being checked or compared."""
        return bool(self._passes) or self._comparing is not None

    def check_all(self) -> None:
        """Check every row."""
        self._begin(None)

    def check_rows(self, row_ids: Positions) -> None:
        """Check some rows; those that are no longer there are left out."""
        self._begin(row_ids)

    def leave_out(self, row_ids: Positions) -> None:
        """Rows were edited or deleted: what is under way shows them as they were."""
        for one in self._passes:
            one.leave_out(row_ids)

    def prefer(self, row_id: int) -> None:
        """A person looks at this row: what is checked next are the rows from here on."""
        for one in self._passes:
            one.prefer(self._dataset.index_of(row_id))

    def stop(self) -> None:
        """Check no further; what is known stays."""
        for one in tuple(self._passes):
            one.cancel()

    # -- passes over rows ---------------------------------------------------------------------------------------------

    def _begin(self, row_ids: Positions | None) -> None:
        is_quiet = row_ids is not None and len(row_ids) <= QUIET
        title = "" if is_quiet else self._title
        made = CheckPass(self._background, self._dataset, self._check.options, self, row_ids, title)
        made.checked.connect(self._take)
        self._start(made, lambda is_complete: self._note(is_all=bool(is_complete) and row_ids is None))

    def _start(self, made: CheckPass, ended: Callable[[object], None]) -> None:
        def end(is_complete: object) -> None:
            self._passes.remove(made)
            made.deleteLater()
            ended(is_complete)
            self._settle()

        made.failed.connect(self._background.unexpected)
        made.finished.connect(end)
        self._passes.append(made)
        made.start()

    def _take(self, report: BlockReport) -> None:
        self._check.add_block(report)
        self.taken.emit(report.keys)

    def _note(self, *, is_all: bool) -> None:
        self._all_checked |= is_all

    # -- comparing rows -----------------------------------------------------------------------------------------------

    def _settle(self) -> None:
        """When all is checked, have the rows compared in a thread; then tell."""
        check = self._check
        if self.is_running:
            return
        if self._all_checked and len(unread := check.unread_edges()):
            self._read_edges(unread)
        elif self._all_checked and (check.is_stale or check.is_partial):
            work = check.begin_comparing()
            self._comparing = self._background.run(self, lambda _: work.work_out(), self._take_compared)
        else:
            self.settled.emit()

    def _take_compared(self, compared: Comparing) -> None:
        self._comparing = None
        self._check.take_compared(compared)
        self._check.is_partial = False
        self._settle()

    def _read_edges(self, row_ids: Positions) -> None:
        """An edit took the text away that told what all completions have in common: have them read again."""
        options = dataclasses.replace(self._check.options, encoding=None)
        found: list[BlockEdges] = []
        made = CheckPass(self._background, self._dataset, options, self, row_ids, self._title)

        def end(is_complete: object) -> None:
            self._all_checked &= bool(is_complete)
            if is_complete and not made.was_overtaken:
                self._check.take_edges(found)

        made.checked.connect(lambda report: found.append(report.edges))
        self._start(made, end)
