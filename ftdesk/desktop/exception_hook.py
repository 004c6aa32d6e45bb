"""Exceptions that nobody caught: PySide prints those of slots and forgets them; here they reach the person
as well.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot


class _Relay(QObject):
    """Carries an exception from whatever thread it happened in to the GUI thread."""

    raised = Signal(object)  # BaseException

    def __init__(self, show: Callable[[BaseException], None]) -> None:
        super().__init__()
        self._show = show
        self._showing = False
        self.raised.connect(self._receive, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _receive(self, error: BaseException) -> None:
        if self._showing:
            return  # showing it failed in turn: standard error has both
        self._showing = True
        try:
            self._show(error)
        finally:
            self._showing = False


@contextmanager
def report_exceptions(show: Callable[[BaseException], None]) -> Iterator[None]:
    """While inside, hand every uncaught exception of any thread to `show` in the GUI thread, and print it."""
    relay = _Relay(show)
    earlier, earlier_in_threads = sys.excepthook, threading.excepthook

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        earlier(kind, error, trace)
        if isinstance(error, Exception):
            relay.raised.emit(error)

    def report_thread(happened: threading.ExceptHookArgs) -> None:
        earlier_in_threads(happened)
        if isinstance(happened.exc_value, Exception):
            relay.raised.emit(happened.exc_value)

    sys.excepthook, threading.excepthook = report, report_thread
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = earlier, earlier_in_threads
