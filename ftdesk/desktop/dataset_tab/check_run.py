"""The check of one open file: what is known from earlier, passes over the other rows, then all compared in a thread."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ftdesk.desktop.dataset_tab.check_keeper import CheckKeeper
from ftdesk.desktop.dataset_tab.check_pass import CheckPass
from ftdesk.desktop.dataset_tab.rows_ahead import RowsAhead

if TYPE_CHECKING:
    from ftdesk.dataset.block_report import BlockReport
    from ftdesk.dataset.completion_edges import BlockEdges
    from ftdesk.dataset.document import Dataset
    from ftdesk.dataset.file_check import FileCheck
    from ftdesk.dataset.kept_check import KnownRows
    from ftdesk.dataset.line_report import CheckOptions
    from ftdesk.dataset.lines import Positions
    from ftdesk.dataset.row_comparison import Comparing
    from ftdesk.desktop.background import Background, Task

QUIET = 20
"""A pass over so few rows does not show in the status bar."""


class CheckRun(QObject):
    """Fills a `FileCheck` and keeps it compared; lives in the GUI thread, as long as the file is open.

    `check` is another object once what is known from earlier has been looked up.

    Signals:
        taken(object): Positions, the ids of rows whose reports are new.
        settled(object): bool, nothing is being checked or compared any more; whether it was more than a few rows.
        unreadable(object): DatasetFileError that cut the check short; it goes on with `resume`.
    """

    taken = Signal(object)  # Positions
    settled = Signal(object)  # bool
    unreadable = Signal(object)  # DatasetFileError

    def __init__(
        self,
        background: Background,
        dataset: Dataset,
        options: CheckOptions,
        title: str,
        parent: QObject,
        ahead: RowsAhead | None,
    ) -> None:
        """`title` is for the status bar; results are kept in the folder of `ahead`, and brought back from there."""
        super().__init__(parent)
        self._background = background
        self._dataset = dataset
        self._options = options
        self._title = title
        self._ahead = ahead
        self._keeper = CheckKeeper(background, None if ahead is None else ahead.folder, self)
        self.check = self._make_check(None)
        self._early: list[Positions] | None = None
        self._passes: list[CheckPass] = []
        self._comparing: Task | None = None
        self._all_checked = False
        self._is_cut_short = False
        self._is_news = False
        self._were_many = False
        self._preferred = -1

    @property
    def is_running(self) -> bool:
        """Whether rows are being looked up, checked or compared."""
        return self._early is not None or bool(self._passes) or self._comparing is not None

    def start(self) -> None:
        """Check every row that is not known from earlier."""
        self._early = []
        ahead, self._ahead = self._ahead, None
        self._keeper.look_up(self._dataset, ahead, self._begin)

    def check_rows(self, row_ids: Positions) -> None:
        """Check some rows; those that are no longer there are left out."""
        self._begin_pass(row_ids, is_all=False)

    def leave_out(self, row_ids: Positions) -> None:
        """Rows were edited or deleted: what is under way shows them as they were."""
        self._keeper.leave_out(row_ids)
        if self._early is not None:
            self._early.append(row_ids)
        for one in self._passes:
            one.leave_out(row_ids)

    def prefer(self, row_id: int) -> None:
        """A person looks at this row: what is checked next are the rows from here on."""
        self._preferred = row_id
        for one in self._passes:
            self._apply_preference(one)

    def stop(self) -> None:
        """Check no further; what is known stays."""
        self._early = None
        self._is_cut_short = False
        for one in tuple(self._passes):
            one.cancel()

    def resume(self) -> None:
        """The file can be read again: go on where a read failed."""
        if self._is_cut_short and not self.is_running:
            self._is_cut_short = False
            if not self._check_unknown():
                self._all_checked = True
                self._settle()

    def keep(self) -> None:
        """The file was saved: what is known of its rows is worth keeping, at once or when all are checked."""
        self._is_news = True
        if not self.is_running:
            self._keep_news()

    # -- what is known from earlier -----------------------------------------------------------------------------------

    def _make_check(self, known: KnownRows | None) -> FileCheck:
        from ftdesk.dataset.file_check import FileCheck

        dataset = self._dataset
        check = FileCheck(
            self._options,
            size_bytes=dataset.size_bytes,
            has_byte_order_mark=dataset.has_byte_order_mark,
            places_of=dataset.places_of,
            known=known,
        )
        check.is_partial = True
        check.compares_itself = False
        return check

    def _begin(self, known: KnownRows) -> None:
        """Check what is not known, or was changed while that was looked up."""
        early, self._early = self._early, None
        if early is None:  # stopped
            return
        self.check = self._make_check(known)
        for row_ids in early:
            self.check.discard(row_ids)
        if not self._check_unknown():
            self._all_checked = self._were_many = True
            self.check.is_partial = False
            self._settle()

    def _check_unknown(self) -> bool:
        """Check the rows of which nothing is known; false when all are known."""
        ids = self._dataset.row_ids()
        unknown = self.check.unknown(ids)
        if len(ids) and not len(unknown):
            return False
        self._begin_pass(None if len(unknown) == len(ids) else unknown, is_all=True)
        return True

    def _keep_news(self) -> None:
        if self._is_news and self._all_checked:
            self._is_news = False
            self._keeper.keep(self._dataset, self.check)

    # -- passes over rows ---------------------------------------------------------------------------------------------

    def _begin_pass(self, row_ids: Positions | None, *, is_all: bool) -> None:
        are_many = row_ids is None or len(row_ids) > QUIET
        if are_many:
            self.check.is_partial = self._were_many = True
        title = self._title if are_many else ""
        made = CheckPass(self._background, self._dataset, self._options, self, row_ids, title)
        made.checked.connect(self._take)

        def end(is_complete: object) -> None:
            if is_all and is_complete:
                self._all_checked = self._is_news = True
            elif are_many:
                self._all_checked &= bool(is_complete)

        self._start(made, end)

    def _start(self, made: CheckPass, ended: Callable[[object], None]) -> None:
        def end(is_complete: object) -> None:
            self._passes.remove(made)
            made.deleteLater()
            ended(is_complete)
            self._settle()

        made.failed.connect(self._take_failure)
        made.finished.connect(end)
        self._passes.append(made)
        self._apply_preference(made)
        made.start()

    def _take_failure(self, error: Exception) -> None:
        """A pass ended before its rows were checked. That a file cannot be read is no surprise: drives go away."""
        from ftdesk.dataset.file_errors import DatasetFileError

        self._all_checked, self.check.is_partial = False, True
        if isinstance(error, DatasetFileError):
            self._is_cut_short = True
            self.unreadable.emit(error)
        else:
            self._background.unexpected.emit(error)

    def _apply_preference(self, one: CheckPass) -> None:
        with suppress(KeyError):  # not there yet, or no longer
            one.prefer(self._dataset.index_of(self._preferred))

    def _take(self, report: BlockReport) -> None:
        self.check.add_block(report)
        self.taken.emit(report.keys)

    # -- comparing rows -----------------------------------------------------------------------------------------------

    def _settle(self) -> None:
        """When all is checked, have the rows compared in a thread; then tell."""
        check = self.check
        if self.is_running:
            return
        if self._all_checked and len(unread := check.unread_edges()):
            self._read_edges(unread)
        elif self._all_checked and (check.is_stale or check.is_partial):
            work = check.begin_comparing()
            self._comparing = self._background.run(self, lambda _: work.work_out(), self._take_compared)
        else:
            self._keep_news()
            were_many, self._were_many = self._were_many, False
            self.settled.emit(were_many)

    def _take_compared(self, compared: Comparing) -> None:
        self._comparing = None
        self.check.take_compared(compared)
        self.check.is_partial = not self._all_checked
        self._settle()

    def _read_edges(self, row_ids: Positions) -> None:
        """An edit took the text away that told what all completions have in common: have them read again."""
        options = dataclasses.replace(self._options, encoding=None)
        found: list[BlockEdges] = []
        made = CheckPass(self._background, self._dataset, options, self, row_ids, self._title)

        def end(is_complete: object) -> None:
            self._all_checked &= bool(is_complete)
            if is_complete and not made.was_overtaken:
                self.check.take_edges(found)

        made.checked.connect(lambda report: found.append(report.edges))
        self._start(made, end)
