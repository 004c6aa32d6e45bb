"""A limit on how long something may take that cannot be asked to stop, such as a regular expression."""

import faulthandler
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TimeIsUp(Exception):
    """The work took longer than it may."""


@contextmanager
def time_limit(seconds: float | None) -> Iterator[None]:
    """Stop what is done inside after `seconds` of work (None: never); only in the main thread of a process.

    A timer signal interrupts even a running regular expression. Windows has none: there the whole process ends, after
    seconds on the clock, so use it in a worker process.

    Raises:
        TimeIsUp: it took longer.
    """
    if seconds is None or threading.current_thread() is not threading.main_thread():
        yield
    elif hasattr(signal, "setitimer"):
        earlier = signal.signal(signal.SIGVTALRM, _raise)
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, earlier)
    else:
        with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - not a path of ours
            faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
            try:
                yield
            finally:
                faulthandler.cancel_dump_traceback_later()


def _raise(_number: int, _frame: FrameType | None) -> None:
    raise TimeIsUp
