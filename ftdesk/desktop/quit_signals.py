"""Ctrl+C and SIGTERM close the window as if by hand, whenever they come.

Python runs its handlers only between its own instructions, which Qt's loop may not reach for long, and an
exception out of a handler would strike whatever happens to run, in the middle of an import or of the end. So
handlers do nothing, and the signal's number waits in a socket until Qt's loop reads it.
"""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QSocketNotifier, Slot

_CLOSING = (signal.SIGINT, signal.SIGTERM)


class QuitSignals(QObject):
    """Signals that came and will come; there is an application already when this is made."""

    def __init__(self, reader: socket.socket) -> None:
        super().__init__()
        self._reader = reader
        self._close: Callable[[], object] | None = None
        self._notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.setEnabled(False)
        self._notifier.activated.connect(self._arrived)

    def lead_to(self, close: Callable[[], object]) -> None:
        """Call `close` for each signal, and soon for one that came before."""
        self._close = close
        self._notifier.setEnabled(True)

    def lead_nowhere(self) -> None:
        """Ignore what comes from now on: the end is under way, and nothing may interrupt it."""
        self._close = None
        self._notifier.setEnabled(False)

    @Slot()
    def _arrived(self) -> None:
        self._reader.recv(64)
        if self._close is not None:
            self._close()


@contextmanager
def quit_signals() -> Iterator[QuitSignals]:
    """Hold both signals back from their usual effect while inside."""
    reader, writer = socket.socketpair()
    with reader, writer:
        for end in (reader, writer):
            end.settimeout(0)
        made = QuitSignals(reader)
        earlier_wakeup = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
        earlier = {number: signal.signal(number, _do_nothing) for number in _CLOSING}
        try:
            yield made
        finally:
            made.lead_nowhere()
            signal.set_wakeup_fd(earlier_wakeup)
            for number, handler in earlier.items():
                signal.signal(number, handler)


def _do_nothing(_number: int, _frame: object) -> None:
    """The wake-up socket does the work."""
