"""Worker processes for work that would hold the interpreter lock: spawned, deaf to Ctrl+C, and gone when the process
that started them is.

Workers import this module, so it stays quick to import.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import ParamSpec, TypeVar

from ftdesk.errors import FtdeskError

NICENESS = 15
_LONGEST_END = 2
"""Seconds after which an executor that does not end waits for what never comes."""
_BELOW_NORMAL_PRIORITY_CLASS = 0x4000

P = ParamSpec("P")
T = TypeVar("T")


class WorkerLost(FtdeskError):
    """A worker process ended in the middle of its work (killed, or out of memory)."""


class WorkerProcesses:
    """Some processes that do what is submitted; whoever starts them ends them."""

    def __init__(self, count: int, *, step_back: bool = False) -> None:
        """Spawn them, which takes tens of milliseconds each; `step_back` lowers their priority.

        A program's main module is imported by each of them, so it must do nothing by itself.
        """
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        context = multiprocessing.get_context("spawn")
        reader, self._lifeline = context.Pipe(duplex=False)
        self._executor = ProcessPoolExecutor(
            count, mp_context=context, initializer=_prepare, initargs=(reader, step_back)
        )
        with _interrupts_held_back():
            for _ in range(count):
                self._executor.submit(_nothing)

    def submit(self, function: Callable[P, T], *args: P.args, **named: P.kwargs) -> "Future[T]":
        """Call a function of a module in one of them; it, its arguments and its result are pickled.

        Raises RuntimeError once a process was lost, or all were ended.
        """
        return self._executor.submit(function, *args, **named)

    def end(self) -> None:
        """End every process at once, even in the middle of work."""
        manager = getattr(self._executor, "_executor_manager_thread", None)
        reader = getattr(getattr(self._executor, "_call_queue", None), "_reader", None)
        self._lifeline.close()
        self._executor.shutdown(wait=False, cancel_futures=True)
        if manager is None:
            return
        manager.join(_LONGEST_END)
        if manager.is_alive() and reader is not None:
            # Some Pythons 3.11 and 3.12 wait for ever for a half-written call that nobody will read: with our reading
            # end closed its writer fails (python/cpython#94777). Others close it themselves, and must not be disturbed.
            reader.close()
        manager.join()


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """What is started inside never sees Ctrl+C, not even before it can say that it leaves that to its parent.

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


def _prepare(lifeline: Connection, step_back: bool) -> None:  # noqa: FBT001 - an executor passes no names
    """Initialise a worker process.

    Args:
        lifeline: the reading end of a pipe whose writing end only the parent holds. It is never written to:
            it ends when the parent closes it, or dies in whatever way, and this process ends with it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if step_back:
        _lower_priority()
    threading.Thread(target=_end_with, args=(lifeline,), name="lifeline", daemon=True).start()


def _lower_priority() -> None:
    """Give way to the window: nice 15, or the class below normal on Windows."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL_PRIORITY_CLASS)
    else:
        os.nice(NICENESS)


def _nothing() -> None:
    """The work that has a process started before there is any other."""


def _end_with(lifeline: Connection) -> None:
    try:
        lifeline.poll(None)
    except (OSError, EOFError):
        pass
    os._exit(0)  # the parent is gone, so nobody is left to hand a result or a traceback to
