"""A worker process of the engine: spawned, niced, talking over a pipe, never outliving its parent.

Long work that holds the interpreter lock would stop replies from streaming if it ran in a thread of the
engine. The child watches the pipe: a word from the parent cancels its work, and the pipe's end (the engine
died, however it died) ends it at once.
"""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Generic, Protocol, TypeVar

from ftdesk.cancellation import Cancellation
from ftdesk.errors import Cancelled

STOP_SECONDS = 0.5

Report = TypeVar("Report")
Send = Callable[[object], None]


class Work(Protocol):
    """What a process is to do: a picklable value with one method."""

    def __call__(self, send: Send, cancellation: Cancellation) -> None:
        """Do it, sending reports; raise Cancelled when cancelled."""


class WorkProcess(Generic[Report]):
    """A process that does `work` and reports."""

    def __init__(self, work: Work, name: str) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, childs_end = context.Pipe()
        self._ended = False
        self._process = context.Process(target=_run, args=(work, childs_end), name=name, daemon=True)
        self._process.start()
        childs_end.close()

    def next_report(self, seconds: float) -> Report | None:
        """Wait up to `seconds` for a report. Raises EOFError when the process is done or dead."""
        try:
            if not self._pipe.poll(seconds):
                return None
            report: Report = self._pipe.recv()
        except ConnectionError as error:  # Windows says it this way
            raise EOFError from error
        return report

    def stop(self) -> None:
        """Ask the process to end, and end it if it does not within half a second; nothing if it has ended."""
        if self._ended:
            return
        try:
            self._pipe.send("stop")
        except OSError:
            pass
        self._process.join(STOP_SECONDS)
        if self._process.is_alive():
            self._process.kill()
        self.end()

    def end(self) -> int:
        """Wait for the end, free everything and return the exit status."""
        self._process.join()
        status = self._process.exitcode or 0
        self._ended = True
        self._pipe.close()
        self._process.close()
        return status


def _run(work: Work, pipe: "Connection[object, object]") -> None:
    # Ctrl+C in a terminal reaches the whole group; the engine decides what happens to its work.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _lower_priority()
    cancellation = Cancellation()
    threading.Thread(target=_watch, args=(pipe, cancellation), name="watch-parent", daemon=True).start()
    try:
        work(pipe.send, cancellation)
    except (Cancelled, BrokenPipeError):
        return


def _watch(pipe: "Connection[object, object]", cancellation: Cancellation) -> None:
    try:
        pipe.recv()
    except (EOFError, OSError):
        os._exit(1)  # the parent is gone: nobody is left to work for
    cancellation.cancel()


def _lower_priority() -> None:
    if sys.platform == "win32":
        import ctypes

        below_normal = 0x4000
        ctypes.windll.kernel32.SetPriorityClass(ctypes.windll.kernel32.GetCurrentProcess(), below_normal)
    else:
        os.nice(10)
