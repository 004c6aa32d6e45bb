"""What runs inside a worker process: it steps back in priority, leaves Ctrl+C to the window, and dies with
it.

Nothing of Qt is imported here, so that a worker starts quickly and stays small.
"""

import os
import signal
import sys
import threading
from multiprocessing.connection import Connection

NICENESS = 15
_BELOW_NORMAL_PRIORITY_CLASS = 0x4000


def prepare_worker(lifeline: Connection) -> None:
    """Initialise a worker process.

    Args:
        lifeline: the reading end of a pipe whose writing end only the window holds. It is never written to:
            it ends when the window closes it, or dies in whatever way, and this process ends with it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    lower_priority()
    threading.Thread(target=_end_with, args=(lifeline,), name="lifeline", daemon=True).start()


def lower_priority() -> None:
    """Give way to the window: nice 15, or the class below normal on Windows."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL_PRIORITY_CLASS)
    else:
        os.nice(NICENESS)


def nothing() -> int:
    """The work that warms a worker up."""
    return os.getpid()


def _end_with(lifeline: Connection) -> None:
    try:
        lifeline.poll(None)
    except (OSError, EOFError):
        pass
    os._exit(0)  # the window is gone, so nobody is left to hand a result or a traceback to
