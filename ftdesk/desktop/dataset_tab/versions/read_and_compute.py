"""Reading in an I/O thread, thinking in worker processes, a stretch at a time, and nothing of it in the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ftdesk.errors import Cancelled

if TYPE_CHECKING:
    from ftdesk.desktop.background import Background, Task

Stretch = tuple[Any, tuple[Any, ...]]
"""What is to be remembered of a stretch, and the arguments that a worker gets."""

_UNDER_WAY = 3


class ReadAndCompute(QObject):
    """Takes stretches from an iterator and has a function called with each; lives in the GUI thread.

    Signals:
        advanced(object): what is remembered of a stretch that is done.
        finished(object): list of what is remembered of each stretch and its result, in order.
        failed(object): Exception, the first failure, or `Cancelled`. Nothing else follows, as after `finished`.
    """

    advanced = Signal(object)
    finished = Signal(object)  # list[tuple[Any, Any]]
    failed = Signal(object)  # Exception

    def __init__(
        self,
        background: Background,
        stretches: Iterator[Stretch],
        function: Callable[..., Any],
        parent: QObject,
    ) -> None:
        """`stretches` is asked in one I/O thread at a time; `function` is called in worker processes."""
        super().__init__(parent)
        self._background = background
        self._stretches = stretches
        self._function = function
        self._remembered: list[Any] = []
        self._results: dict[int, Any] = {}
        self._reading = False
        self._all_read = False
        self._ended = False
        self._tasks: set[Task] = set()

    def start(self) -> None:
        """Begin."""
        self._read_next()

    def cancel(self) -> None:
        """Stop; `failed` tells `Cancelled`."""
        self._give_up(Cancelled())

    def _read_next(self) -> None:
        under_way = len(self._remembered) - len(self._results)
        if self._reading or self._all_read or self._ended or under_way >= _UNDER_WAY:
            return
        stretches = self._stretches
        self._reading = True
        self._keep(self._background.run(self, lambda _: next(stretches, None), self._send, self._give_up))

    def _send(self, stretch: Stretch | None) -> None:
        self._reading = False
        if stretch is None:
            self._all_read = True
            self._end_if_done()
            return
        number, (remembered, arguments) = len(self._remembered), stretch
        self._remembered.append(remembered)
        self._keep(
            self._background.compute(
                self,
                self._function,
                *arguments,
                done=lambda result: self._take(number, result),
                failed=self._give_up,
            )
        )
        self._read_next()

    def _take(self, number: int, result: object) -> None:
        self._results[number] = result
        self.advanced.emit(self._remembered[number])
        self._read_next()
        self._end_if_done()

    def _end_if_done(self) -> None:
        if self._all_read and len(self._results) == len(self._remembered) and not self._ended:
            self._ended = True
            found = [
                (remembered, self._results[number]) for number, remembered in enumerate(self._remembered)
            ]
            self.finished.emit(found)

    def _give_up(self, error: Exception) -> None:
        if self._ended:
            return
        self._ended = True
        for task in self._tasks:
            task.cancel()
        self.failed.emit(error)

    def _keep(self, task: Task) -> None:
        self._tasks = {kept for kept in self._tasks if not kept.finished}
        self._tasks.add(task)
