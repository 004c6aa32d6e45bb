"""Progress that cannot flood the window: of many reports only the newest waits for the GUI thread."""

import threading
from collections.abc import Callable

_NOTHING = object()


class Latest:
    """Hands values from any thread to a receiver in the GUI thread; a newer value replaces one that still
    waits.
    """

    def __init__(self, post: Callable[[Callable[[], None]], None], receive: Callable[[object], None]) -> None:
        """`post` has a call made in the GUI thread; `receive` is then called there."""
        self._post = post
        self._receive = receive
        self._lock = threading.Lock()
        self._value: object = _NOTHING

    def put(self, value: object) -> None:
        """Offer a value; from any thread."""
        with self._lock:
            waiting = self._value is not _NOTHING
            self._value = value
        if not waiting:
            self._post(self._take)

    def _take(self) -> None:
        with self._lock:
            value, self._value = self._value, _NOTHING
        if value is not _NOTHING:
            self._receive(value)
