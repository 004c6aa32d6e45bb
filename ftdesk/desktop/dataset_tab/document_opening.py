"""Opening documents beside the window: a file, one that was never saved, or a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ftdesk.desktop.background import Progress
from ftdesk.desktop.dataset_tab.visible_text import one_line
from ftdesk.errors import Cancelled

if TYPE_CHECKING:
    from ftdesk.dataset.document import Dataset
    from ftdesk.dataset.lines import LineIndex
    from ftdesk.desktop.background import Task, Work
    from ftdesk.desktop.dataset_tab.document_journal import DocumentJournal
    from ftdesk.desktop.dataset_tab.document_session import DocumentSession
    from ftdesk.desktop.services import Services
    from ftdesk.workspace.reopening import Reopened, Reopening
    from ftdesk.workspace.written_steps import WrittenSteps


LOCK_POLL_MS = 2000
"""How often it is looked whether another window has let go of the file."""


class DocumentOpening(QObject):
    """Reads files in I/O threads and hands them to the session.

    Signals:
        begun(object): Path that is being read now.
        opened(object): Reopened, the document that is open now.
        failed(object): Exception, why a file could not be opened; the document before is still there, unless it
            was the same file and could not be read to its end.
    """

    begun = Signal(object)
    opened = Signal(object)
    failed = Signal(object)

    def __init__(
        self, services: Services, session: DocumentSession, journal: DocumentJournal, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._session = session
        self._journal = journal
        self._made: Reopening | None = None
        self._opening: Task | None = None
        self._indexing: Task | None = None
        self._held_elsewhere = ""
        """The key of the open document while another window has it."""
        self._lock_poll = QTimer(self)
        self._lock_poll.setInterval(LOCK_POLL_MS)
        self._lock_poll.timeout.connect(self._look_at_lock)
        session.replaced.connect(self._lock_poll.stop)

    @property
    def busy(self) -> bool:
        """Whether a file is being read."""
        return self._opening is not None and not self._opening.finished

    @property
    def reopening(self) -> Reopening:
        """The journals and locks of the workspace; made when first asked for, in any thread."""
        if self._made is None:
            from ftdesk.workspace.analysis_cache import AnalysisCache
            from ftdesk.workspace.reopening import Reopening

            known = AnalysisCache(self._services.paths.analysis)
            self._made = Reopening(self._services.paths, known.index_at)
        return self._made

    def warm_up(self) -> None:
        """After the first paint: bring in what the first file needs, so that opening it need not wait."""
        self._services.background.run(self, lambda _work: self._load())

    def open(self, path: Path) -> None:
        """Read a file and show it in place of the open document."""
        leaving = self._journal.steps
        discard = self._journal.discarding

        def read(work: Work) -> Reopened:
            _leave_same(leaving, path, discard=discard)
            return self.reopening.open(path, work, lambda done, total: work.report(Progress(done, total)))

        self._run(read, self.tr("Opening {name}").format(name=one_line(path.name, 60)))
        self.begun.emit(path)  # while the file is being read

    def open_new(self, key: str) -> None:
        """Bring back a document that was never saved."""
        self._run(lambda _work: self.reopening.open_new(key), "")

    def begin(
        self,
        lines: Sequence[bytes] = (),
        then: Callable[[], None] | None = None,
        *,
        worth_keeping: bool = True,
    ) -> None:
        """Show a new document with these rows, then call `then`; it counts as edited where they are `worth_keeping`."""
        self._run(lambda _work: self.reopening.begin_new(lines, worth_keeping=worth_keeping), "", then)

    def close(self) -> None:
        """Show no document."""
        self.cancel()
        self._session.set_dataset(None)
        self._journal.follow(None)

    def cancel(self) -> None:
        """Stop reading."""
        for task in (self._opening, self._indexing):
            if task is not None:
                task.cancel()

    # -- inside -------------------------------------------------------------------------------------------------------

    def _run(
        self, make: Callable[[Work], Reopened | None], title: str, then: Callable[[], None] | None = None
    ) -> None:
        def show(opened: Reopened | None) -> None:
            if opened is not None:  # else another window was quicker
                self._show(opened)
                if then is not None:
                    then()

        self.cancel()
        self._opening = self._services.background.run(self, make, show, self._fail, title=title)

    def _show(self, opened: Reopened) -> None:
        from ftdesk.workspace.written_steps import WrittenSteps

        steps = None
        if opened.lock is not None:
            steps = WrittenSteps(self.reopening, opened, self._services.acknowledgements)
        self._session.set_dataset(opened.dataset)
        self._journal.follow(steps)
        if opened.steps or opened.clean is None:
            self._session.history.restore(opened.steps, opened.position, opened.clean)
            self._session.state_changed.emit()
        if opened.lock is None:
            self._session.set_read_only(self.tr("Another window of ftdesk has this file open."))
            self._held_elsewhere = opened.key
            self._lock_poll.start()
        self.opened.emit(opened)
        if not opened.dataset.is_whole:
            self._index_rest(opened.dataset)

    def _fail(self, error: Exception) -> None:
        self._journal.discarding = False
        if not isinstance(error, Cancelled):
            self.failed.emit(error)

    @Slot()
    def _look_at_lock(self) -> None:
        key = self._held_elsewhere
        self._services.background.run(
            self,
            lambda _work: self.reopening.locks.is_free(key),
            lambda free: self._take_over(key, free=free),
        )

    def _take_over(self, key: str, *, free: bool) -> None:
        """The other window let go, and may have saved: read the file as it is now, to edit it here."""
        path = self._session.path
        if free and key == self._held_elsewhere and self._lock_poll.isActive() and path is not None:
            self._lock_poll.stop()
            self.open(path)

    def _index_rest(self, dataset: Dataset) -> None:
        """Find the lines beyond the head, while the person already reads and edits."""
        name = one_line(dataset.path.name, 60) if dataset.path is not None else ""

        def take(index: LineIndex) -> None:
            if dataset is self._session.dataset:
                self._session.take_index(index)

        self._indexing = self._services.background.run(
            self,
            lambda work: dataset.index_rest(
                cancellation=work, progress=lambda done, total: work.report(Progress(done, total))
            ),
            take,
            lambda error: self._give_up_indexing(dataset, error),
            title=self.tr("Reading {name}").format(name=name),
        )

    def _give_up_indexing(self, dataset: Dataset, error: Exception) -> None:
        """Without its lines the file cannot be edited or saved: close it, and say why unless the person stopped it."""
        if dataset is not self._session.dataset:
            return
        self._session.set_dataset(None)
        self._journal.follow(None)
        if not isinstance(error, Cancelled):
            self.failed.emit(error)

    def _load(self) -> None:
        """In an I/O thread: the rules, the journals, and what they import, by checking two lines."""
        import numpy as np

        import ftdesk.dataset.call_shape
        import ftdesk.dataset.epochs
        import ftdesk.dataset.kept_check
        import ftdesk.dataset.shapes
        import ftdesk.dataset.summary
        import ftdesk.workspace.written_steps  # noqa: F401
        from ftdesk.dataset.file_check import FileCheck
        from ftdesk.dataset.line_report import CheckOptions
        from ftdesk.dataset.parts import Block
        from ftdesk.dataset.validation import check_block
        from ftdesk.desktop.allocator import return_large_blocks

        return_large_blocks()
        options, lines = CheckOptions(), (b'{"messages": []}', b'{"prompt": "", "completion": ""}')
        check = FileCheck(options)
        check.add_block(check_block(Block(1, (0, 1), lines), options))
        check.counts()
        list(check.findings(np.arange(2), lines.__getitem__))
        _ = self.reopening


def _leave_same(steps: WrittenSteps | None, path: Path, *, discard: bool) -> None:
    """The same file is opened again: its journal and lock must be free. Raises `DatasetFileError` subclasses."""
    from ftdesk.dataset.lines import LineSource
    from ftdesk.workspace.journals import document_key

    if steps is None or document_key(path) != steps.key:
        return
    LineSource(path).close()  # while it cannot be read, what is open stays as it is
    if not discard:
        steps.write()
    steps.leave(discard=discard)
