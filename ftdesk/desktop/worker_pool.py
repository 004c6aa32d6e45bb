"""Worker processes for work that would hold the interpreter lock: spawned, niced, and gone when the window
is.

They are spawned in an I/O thread (starting a process takes tens of milliseconds) and reused; if one dies, a
fresh pool takes the next work.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from ftdesk.desktop.io_threads import IoThreads
from ftdesk.desktop.tasks import Task
from ftdesk.desktop.worker_process import nothing, prepare_worker
from ftdesk.errors import Cancelled, FtdeskError

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

MOST_PROCESSES = 8
_Waiting = tuple[Task, Callable[..., Any], tuple[object, ...]]


class WorkerLost(FtdeskError):
    """A worker process ended in the middle of its work (killed, or out of memory)."""


class WorkerPool:
    """Submits tasks to worker processes; used in the GUI thread."""

    def __init__(
        self, threads: IoThreads, post: Callable[[Callable[[], None]], None], processes: int | None
    ) -> None:
        self._threads = threads
        self._post = post
        self._processes = processes or max(1, min(os.cpu_count() or 1, MOST_PROCESSES))
        self._executor: ProcessPoolExecutor | None = None
        self._lifeline: Connection | None = None
        self._starting = False
        self._closed = False
        self._waiting: list[_Waiting] = []

    def warm_up(self) -> None:
        """Start the processes, without waiting for them."""
        if self._executor is None and not self._starting and not self._closed:
            self._starting = True
            self._threads.submit(self._start)

    def submit(self, task: Task, function: Callable[..., Any], args: tuple[object, ...]) -> None:
        """Have `function(*args)` called in a worker process, now or as soon as there is one."""
        self.warm_up()
        if self._executor is None:
            self._waiting.append((task, function, args))
        else:
            self._send(self._executor, task, function, args)

    def shutdown(self) -> None:
        """End every worker at once, even in the middle of work: nobody waits for its result any more."""
        self._closed = True
        self._waiting.clear()
        self._drop()

    def _start(self) -> None:
        """In an I/O thread: spawn the workers."""
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        context = multiprocessing.get_context("spawn")
        reader, writer = context.Pipe(duplex=False)
        executor = ProcessPoolExecutor(
            self._processes, mp_context=context, initializer=prepare_worker, initargs=(reader,)
        )
        with _interrupts_held_back():
            for _ in range(self._processes):
                executor.submit(nothing)
        self._executor, self._lifeline, self._starting = executor, writer, False
        if self._closed:
            self._drop()
        self._post(self._send_waiting)

    def _send_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for task, function, args in waiting:
            self.submit(task, function, args)

    def _send(
        self,
        executor: ProcessPoolExecutor,
        task: Task,
        function: Callable[..., Any],
        args: tuple[object, ...],
    ) -> None:
        try:
            future = executor.submit(function, *args)
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
        executor, lifeline = self._executor, self._lifeline
        self._executor = self._lifeline = None
        if lifeline is not None:
            lifeline.close()
        if executor is not None:
            _let_feeder_go(executor)
            executor.shutdown(wait=True, cancel_futures=True)


def _let_feeder_go(executor: ProcessPoolExecutor) -> None:
    """Close our reading end of the queue of calls, so that what still writes into it fails once the workers are gone.

    Without this some Pythons 3.11 and 3.12 wait for ever for a half-written call that nobody will read
    (python/cpython#94777; the versions that mended it do the same by themselves).
    """
    reader = getattr(getattr(executor, "_call_queue", None), "_reader", None)
    if reader is not None:
        reader.close()


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """What is started inside never sees Ctrl+C, not even before it can say that it leaves that to the window.

    A terminal sends it to every process of the group; a child inherits what its parent's thread holds back.
    """
    if sys.platform == "win32":
        yield
        return
    earlier = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, earlier)
