"""One call in progress: its deadlines, and how it is stopped from another thread.

Closing a response does not wake a thread that is blocked in a read, shutting the socket down does. So every
socket operation of a call passes through `Call.operate`, which knows the socket of the moment.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import TypeVar

from ftdesk.api.errors import DeadlinePassed
from ftdesk.api.limits import Limits
from ftdesk.errors import Cancelled

T = TypeVar("T")

_SLICE_SECONDS = 0.25  # where a shut-down socket does not wake its reader, and while no socket exists yet

_current: ContextVar["Call | None"] = ContextVar("ftdesk_api_call", default=None)


class Call:
    """The limits of one call from its first look-up to its last byte; `abort` may come from any thread."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.idle = limits.idle
        self.sent = False
        """Whether a byte of the request may have left this machine."""
        self._ends_at = None if limits.total is None else monotonic() + limits.total
        self._aborted = threading.Event()
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None

    @contextmanager
    def active(self) -> Iterator[None]:
        """Make this the call that socket operations of the current thread belong to."""
        token = _current.set(self)
        try:
            yield
        finally:
            _current.reset(token)

    def abort(self) -> None:
        """End the call: whoever is blocked in it gets Cancelled at once."""
        with self._lock:
            self._aborted.set()
            if self._socket is not None:
                try:
                    # Not SSLSocket.shutdown: it drops the session, and the reader would go on in clear.
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
                except OSError:
                    pass  # not connected yet, or already gone

    def check(self) -> None:
        """Raise Cancelled or DeadlinePassed when the call is over."""
        if self._aborted.is_set():
            raise Cancelled
        if self._ends_at is not None and monotonic() >= self._ends_at:
            raise DeadlinePassed(self.limits.total or 0.0, idle=False, sent=self.sent)

    def has_time_for(self, seconds: float) -> bool:
        """Whether the total deadline leaves that long."""
        return self._ends_at is None or monotonic() + seconds < self._ends_at

    def pause(self, seconds: float) -> None:
        """Wait between two attempts; Cancelled as soon as the call is aborted."""
        self._aborted.wait(seconds)
        self.check()

    def slices(self, limit: float) -> Iterator[float]:
        """Short waiting times until `limit` seconds are over; raises as soon as the call itself is over."""
        quiet_until = monotonic() + limit
        self.check()
        while (left := quiet_until - monotonic()) > 0:
            if self._ends_at is not None:
                left = min(left, self._ends_at - monotonic())
            yield max(0.001, min(_SLICE_SECONDS, left))
            self.check()

    def operate(self, sock: socket.socket, operation: Callable[[], T], limit: float) -> T:
        """Run a socket operation that may block, for at most `limit` seconds without progress.

        Raises Cancelled, DeadlinePassed, or the OSError of the operation.
        """
        with self._lock:
            self._socket = sock
        try:
            for seconds in self.slices(limit):
                sock.settimeout(seconds)
                try:
                    result = operation()
                except TimeoutError as error:
                    if error.errno is not None:
                        raise  # the system's own ETIMEDOUT: the connection is dead
                    continue
                self._raise_if_aborted()  # a socket that was shut down reads as its end
                return result
            raise DeadlinePassed(limit, idle=True, sent=self.sent)
        except OSError:
            self._raise_if_aborted()
            raise
        finally:
            with self._lock:
                self._socket = None

    def _raise_if_aborted(self) -> None:
        if self._aborted.is_set():
            raise Cancelled from None


def current_call() -> Call:
    """The call that the current thread works for."""
    call = _current.get()
    return Call(Limits()) if call is None else call
