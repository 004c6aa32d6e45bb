"""Hands work to worker processes, which are spawned, niced, and gone when the window is.

They are spawned in an I/O thread (starting a process takes tens of milliseconds) and reused; if one dies,
fresh ones take the next work.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from ftdesk.desktop.io_threads import IoThreads
from ftdesk.desktop.tasks import Task
from ftdesk.errors import Cancelled
from ftdesk.worker_processes import WorkerLost, WorkerProcesses

__all__ = ["WorkerLost", "WorkerPool"]

MOST_PROCESSES = 8
_Waiting = tuple[Task, Callable[..., Any], tuple[object, ...]]


class WorkerPool:
    """Submits tasks to worker processes; used in the GUI thread."""

    def __init__(
        self, threads: IoThreads, post: Callable[[Callable[[], None]], None], processes: int | None
    ) -> None:
        self._threads = threads
        self._post = post
        self._processes = processes or max(1, min(os.cpu_count() or 1, MOST_PROCESSES))
        self._workers: WorkerProcesses | None = None
        self._starting = False
        self._closed = False
        self._waiting: list[_Waiting] = []

    def warm_up(self) -> None:
        """Start the processes, without waiting for them."""
        if self._workers is None and not self._starting and not self._closed:
            self._starting = True
            self._threads.submit(self._start)

    def submit(self, task: Task, function: Callable[..., Any], args: tuple[object, ...]) -> None:
        """Have `function(*args)` called in a worker process, now or as soon as there is one."""
        self.warm_up()
        if self._workers is None:
            self._waiting.append((task, function, args))
        else:
            self._send(self._workers, task, function, args)

    def shutdown(self) -> None:
        """End every worker at once, even in the middle of work: nobody waits for its result any more."""
        self._closed = True
        self._waiting.clear()
        self._drop()

    def _start(self) -> None:
        """In an I/O thread: spawn the workers."""
        self._workers, self._starting = WorkerProcesses(self._processes, step_back=True), False
        if self._closed:
            self._drop()
        self._post(self._send_waiting)

    def _send_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for task, function, args in waiting:
            self.submit(task, function, args)

    def _send(
        self,
        workers: WorkerProcesses,
        task: Task,
        function: Callable[..., Any],
        args: tuple[object, ...],
    ) -> None:
        try:
            future = workers.submit(function, *args)
        except RuntimeError:  # broken or shut down in the meantime: a fresh pool takes it
            self._drop()
            if not self._closed:
                self._waiting.append((task, function, args))
                self.warm_up()
            return

        def drop() -> None:
            future.cancel()

        def finish(done: Future[Any]) -> None:
            # Or task and future would keep each other, and the result, until Python looks for such rings.
            task.work.forget(drop)
            self._post(lambda: self._finish(task, done))

        task.work.on_cancel(drop)
        future.add_done_callback(finish)

    def _finish(self, task: Task, future: Future[Any]) -> None:
        """In the GUI thread: hand over what the future holds."""
        from concurrent.futures.process import BrokenProcessPool

        if future.cancelled():
            task.finish_with_error(Cancelled())
            return
        error = future.exception()
        if error is None:
            task.finish(future.result())
        elif isinstance(error, BrokenProcessPool):
            task.finish_with_error(WorkerLost(str(error)))
        elif isinstance(error, Exception):
            task.finish_with_error(error)

    def _drop(self) -> None:
        workers, self._workers = self._workers, None
        if workers is not None:
            workers.end()
