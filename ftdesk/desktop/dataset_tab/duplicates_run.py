"""One search for rows that are nearly the same: its rounds on the worker processes, with progress, until it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ftdesk.desktop.dataset_tab.versions.read_and_compute import ReadAndCompute

if TYPE_CHECKING:
    from ftdesk.dataset.likeness_search import Round, Search
    from ftdesk.dataset.near_duplicates import Likes
    from ftdesk.desktop.background import Activity, Background, Task


class DuplicatesRun(QObject):
    """Lives in the GUI thread and is thrown away when it has ended.

    Signals:
        finished(object): Likes.
        failed(object): Exception; `Cancelled` if it was stopped.
    """

    finished = Signal(object)  # Likes
    failed = Signal(object)  # Exception

    def __init__(self, background: Background, search: Search, title: str, parent: QObject) -> None:
        """`title` is what the status bar says meanwhile."""
        super().__init__(parent)
        self._background = background
        self._search = search
        self._step: Task | ReadAndCompute | None = None
        self._done = 0
        self._activity: Activity | None = background.announce(title, self.cancel)
        self.destroyed.connect(self._activity.finish)

    def start(self) -> None:
        """Begin."""
        self._go_on(None)

    def cancel(self) -> None:
        """Stop; nothing happens once it has ended."""
        if self._step is not None:
            self._step.cancel()

    def _go_on(self, results: list[Any] | None) -> None:
        """What is made of the results takes a second for a million rows: not here."""
        search = self._search
        self._step = self._background.run(self, lambda _: _advance(search, results), self._make, self._fail)

    def _make(self, called: Round | Likes) -> None:
        from ftdesk.dataset.near_duplicates import Likes

        if isinstance(called, Likes):
            self._end()
            self.finished.emit(called)
            return
        self._done = 0
        step = ReadAndCompute(self._background, called.calls, called.function, self)
        step.advanced.connect(lambda count: self._show_progress(count, called.count))
        step.finished.connect(lambda found: self._go_on([result for _, result in found]))
        step.failed.connect(self._fail)
        self._step = step
        step.start()

    def _show_progress(self, count: int, total: int) -> None:
        self._done += count
        if self._activity is not None:
            self._activity.advance(self._done, total)

    def _fail(self, error: Exception) -> None:
        self._end()
        self.failed.emit(error)

    def _end(self) -> None:
        self._step = None
        if self._activity is not None:
            self._activity.finish()
            self._activity = None


def _advance(search: Search, results: list[Any] | None) -> Round | Likes:
    try:
        return next(search) if results is None else search.send(results)
    except StopIteration as ended:
        likes: Likes = ended.value
        return likes
