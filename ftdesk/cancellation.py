"""How long work is asked to stop: a flag to look at, and callbacks for whoever sits in a blocking call."""

import threading
from collections.abc import Callable

from ftdesk.errors import Cancelled


class Cancellation:
    """Set once from any thread; seen by the work at its next look.

    A blocked read cannot look: it registers a callback (such as shutting its socket down) with `on_cancel`.
    """

    def __init__(self) -> None:
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._callbacks: list[Callable[[], None]] = []

    @property
    def is_set(self) -> bool:
        """Whether somebody asked the work to stop."""
        return self._event.is_set()

    def cancel(self) -> None:
        """Ask the work to stop; further calls do nothing. Callbacks run in the calling thread."""
        with self._lock:
            if self._event.is_set():
                return
            self._event.set()
            callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            callback()

    def on_cancel(self, callback: Callable[[], None]) -> None:
        """Call `callback` when cancelled, at once if that already happened."""
        with self._lock:
            if not self._event.is_set():
                self._callbacks.append(callback)
                return
        callback()

    def forget(self, callback: Callable[[], None]) -> None:
        """Take a callback back, so that a finished call is not shut down later."""
        with self._lock:
            if callback in self._callbacks:
                self._callbacks.remove(callback)

    def raise_if_set(self) -> None:
        """Raise `Cancelled` if the work was asked to stop."""
        if self._event.is_set():
            raise Cancelled

    def wait(self, seconds: float) -> bool:
        """Sleep for up to `seconds`; true as soon as cancelled."""
        return self._event.wait(seconds)
