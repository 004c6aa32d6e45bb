"""Worker processes look at every part of a document, some parts at a time; what they find comes in file order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ftdesk.errors import Cancelled

if TYPE_CHECKING:
    from ftdesk.dataset.parts import Part
    from ftdesk.dataset.snapshot import Snapshot
    from ftdesk.desktop.background import Background, Task

LINES_PER_PART = 2000
BYTES_PER_PART = 1 << 20
PARTS_UNDER_WAY = 3


class PartWork(QObject):
    """Calls a module-level function with each `Part` of a snapshot; lives in the GUI thread, for one pass.

    Signals:
        advanced(object): int, rows that were looked at.
        finished(object): list of what the function returned, a part each.
        failed(object): Exception; nothing comes after it.
    """

    advanced = Signal(object)  # int
    finished = Signal(object)  # list[Any]
    failed = Signal(object)  # Exception

    def __init__(
        self, background: Background, snapshot: Snapshot, function: Callable[[Part], Any], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._function = function
        self._parts: Iterator[Part] = snapshot.parts(LINES_PER_PART, BYTES_PER_PART)
        self._results: dict[int, Any] = {}
        self._sent = 0
        self._rows_done = 0
        self._describing = False
        self._all_sent = False
        self._ended = False
        self._tasks: set[Task] = set()

    def start(self) -> None:
        """Begin."""
        self._describe_next()

    def cancel(self) -> None:
        """Look no further; nothing is told any more."""
        self._ended = True
        for task in self._tasks:
            task.cancel()

    def _describe_next(self) -> None:
        """The next part, in an I/O thread: what was written may have to be read from a file."""
        under_way = self._sent - len(self._results)
        if self._describing or self._all_sent or self._ended or under_way >= PARTS_UNDER_WAY:
            return
        parts = self._parts
        self._describing = True
        self._keep(self._background.run(self, lambda _: next(parts, None), self._send, self._fail))

    def _send(self, part: Part | None) -> None:
        self._describing = False
        if part is None:
            self._all_sent = True
            self._end_if_done()
            return
        number, rows = self._sent, len(part.row_ids)
        self._sent += 1
        self._keep(
            self._background.compute(
                self,
                self._function,
                part,
                done=lambda result: self._take(number, rows, result),
                failed=self._fail,
            )
        )
        self._describe_next()

    def _take(self, number: int, rows: int, result: Any) -> None:
        if self._ended:
            return
        self._results[number] = result
        self._rows_done += rows
        self.advanced.emit(self._rows_done)
        self._describe_next()
        self._end_if_done()

    def _end_if_done(self) -> None:
        if self._all_sent and len(self._results) == self._sent and not self._ended:
            self._ended = True
            self.finished.emit([self._results[number] for number in range(self._sent)])

    def _fail(self, error: Exception) -> None:
        if self._ended or isinstance(error, Cancelled):
            return
        self.cancel()
        self.failed.emit(error)

    def _keep(self, task: Task) -> None:
        self._tasks = {kept for kept in self._tasks if not kept.finished}
        self._tasks.add(task)
