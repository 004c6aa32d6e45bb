"""Processes that end at any moment: forked from this one, where everything is imported, and killed."""

import os
import pickle
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_TROUBLE = "trouble"
_ANSWER = "answer"
_START_SECONDS = 60.0

Answer = Callable[[object], None]
"""Takes what the asked process has to say."""


@dataclass
class Outcome:
    """One kill: what was wrong after it, and what had been acknowledged before."""

    wrong: str | None
    edits: int = 0
    saves: int = 0


def kill_during(
    act: Callable[[], None], folder: Path, seconds: float, after: Path | None = None
) -> str | None:
    """Do something that never ends, and kill it after so many seconds; what it died of if not of that.

    The seconds count from the moment when the file `after` is there.
    """
    child = _fork(act, folder)
    until = time.monotonic() + _START_SECONDS
    while not (is_ready := after is None or after.exists()) and time.monotonic() < until:
        time.sleep(0.005)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not is_ready:
        return f"was not ready after {_START_SECONDS:.0f} s"
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return None
    return _trouble(folder)


def answer_of(ask: Callable[[Answer], None], folder: Path) -> tuple[Any, str | None]:
    """What a process of its own answers, or why it failed to."""
    answer = folder / _ANSWER
    child = _fork(lambda: ask(lambda value: _write(answer, value)), folder)
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            if status:
                return None, _trouble(folder)
            return pickle.loads(answer.read_bytes()), None
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None, f"took longer than {_START_SECONDS:.0f} s"


def _write(path: Path, value: object) -> None:
    path.write_bytes(pickle.dumps(value))


def _fork(act: Callable[[], object], folder: Path) -> int:
    (folder / _TROUBLE).unlink(missing_ok=True)
    child = os.fork()
    if child:
        return child
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what the killed leave behind is complained about by others
    threading.excepthook = lambda failed: _end(folder, failed.exc_value)
    try:
        act()
    except BaseException as error:  # noqa: BLE001 - it is told to the process that waits
        _end(folder, error)
    os._exit(0)


def _end(folder: Path, error: BaseException | None) -> None:
    (folder / _TROUBLE).write_text("".join(traceback.format_exception(error)), "utf-8")
    os._exit(1)


def _trouble(folder: Path) -> str:
    try:
        told = (folder / _TROUBLE).read_text("utf-8")
    except FileNotFoundError:
        return "ended by itself"
    if os.environ.get("FTDESK_FAULTS_TRACE"):
        sys.stderr.write(told)
    return told.strip().splitlines()[-1]
