"""One pass of worker processes over rows of the document; what they find is handed over in order, as it comes.

Parts are described in an I/O thread, read and worked on in the processes. Edits made meanwhile do not matter: the
pass sees the rows as they stood when it began.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ftdesk.errors import Cancelled

if TYPE_CHECKING:
    from ftdesk.dataset.parts import Part
    from ftdesk.dataset.snapshot import Snapshot
    from ftdesk.desktop.background import Activity, Background, Task

LINES_A_PART = 8_000
BYTES_A_PART = 4 << 20
UNDER_WAY = 4


class DocumentPass(QObject):
    """Calls a function on each part of a snapshot; lives in the GUI thread.

    Signals:
        came(object, object): what the function made of the next part, and how many rows were looked at so far (int).
        ended(object): None when all rows were looked at, else the exception that ended it (`Cancelled` too).
    """

    came = Signal(object, object)
    ended = Signal(object)

    def __init__(
        self,
        background: Background,
        snapshot: Snapshot,
        function: Callable[..., Any],
        args: tuple[object, ...],
        title: str,
        parent: QObject,
    ) -> None:
        """`function(part, *args)` is a function of a module, called in worker processes; `title` is for the status
        bar.
        """
        super().__init__(parent)
        self._background = background
        self._snapshot = snapshot
        self._function = function
        self._args = args
        self._parts = snapshot.parts(LINES_A_PART, BYTES_A_PART)
        self.rows_in_all = len(snapshot.order)
        self.rows_done = 0
        self._describing = False
        self._all_described = False
        self._sent = 0
        self._given = 0
        self._waiting: dict[int, tuple[int, Any]] = {}
        self._tasks: set[Task] = set()
        self._activity: Activity | None = background.announce(title, self.cancel)
        self.destroyed.connect(self._activity.finish)

    @property
    def running(self) -> bool:
        """Whether anything may still come."""
        return self._activity is not None

    def start(self) -> None:
        """Begin; results come later, never during the call."""
        self._describe_next()

    def cancel(self) -> None:
        """Stop; what has come stays."""
        self._end(Cancelled())

    def _describe_next(self) -> None:
        busy = self._sent - self._given >= UNDER_WAY
        if self._describing or self._all_described or busy or self._activity is None:
            return
        parts = self._parts
        self._describing = True
        self._keep(self._background.run(self, lambda _work: next(parts, None), self._send, self._end))

    def _send(self, part: Part | None) -> None:
        self._describing = False
        if part is None:
            self._all_described = True
            self._end_if_done()
            return
        number, self._sent = self._sent, self._sent + 1
        self._compute(number, part, again=False)
        self._describe_next()

    def _compute(self, number: int, part: Part, *, again: bool) -> None:
        self._keep(
            self._background.compute(
                self,
                self._function,
                part,
                *self._args,
                done=lambda result: self._take(number, len(part.row_ids), result),
                failed=self._end if again else lambda error: self._retry(number, part, error),
            )
        )

    def _retry(self, number: int, part: Part, error: Exception) -> None:
        """A save replaces the file; its old bytes can then be read only where they are still open: here."""
        from ftdesk.dataset.file_errors import FileChanged, FileMissing

        if not isinstance(error, FileChanged | FileMissing) or self._activity is None:
            self._end(error)
            return
        from ftdesk.dataset.parts import carried

        snapshot = self._snapshot
        self._keep(
            self._background.run(
                self,
                lambda _work: carried(part, snapshot.read(part)),
                lambda with_bytes: self._compute(number, with_bytes, again=True),
                self._end,
            )
        )

    def _take(self, number: int, rows: int, result: object) -> None:
        self._waiting[number] = (rows, result)
        while self._given in self._waiting and self._activity is not None:
            rows, result = self._waiting.pop(self._given)
            self._given += 1
            self.rows_done += rows
            self._activity.advance(self.rows_done, self.rows_in_all)
            self.came.emit(result, self.rows_done)
        self._describe_next()
        self._end_if_done()

    def _end_if_done(self) -> None:
        if self._all_described and self._given == self._sent:
            self._end(None)

    def _end(self, error: Exception | None) -> None:
        if self._activity is None:
            return
        activity, self._activity = self._activity, None
        for task in self._tasks:
            task.cancel()
        self._waiting.clear()
        activity.finish()
        self.ended.emit(error)

    def _keep(self, task: Task) -> None:
        self._tasks = {kept for kept in self._tasks if not kept.finished}
        self._tasks.add(task)
