"""Work that must keep its order: one piece after the other, each in an I/O thread."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from ftdesk.desktop.background import Background


class SerialWork(QObject):
    """Runs each piece in an I/O thread once the one before has ended; the window shows failures."""

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._waiting: deque[tuple[Callable[[], Any], Callable[[Any], None] | None]] = deque()
        self._turn = threading.Lock()
        """Held while a piece runs, by whoever takes it from the queue."""
        self._busy = False

    def add(self, work: Callable[[], Any], done: Callable[[Any], None] | None = None) -> None:
        """Do `work` after what waits already, then call `done` with its result in the GUI thread."""
        self._waiting.append((work, done))
        self._next()

    def finish(self, seconds: float) -> bool:
        """At the end, do here and now what still waits; False when `seconds` were not enough.

        Raises what the work raises. No `done` is called any more.
        """
        deadline = time.monotonic() + seconds
        if not self._turn.acquire(timeout=seconds):
            return False
        try:
            while self._waiting and time.monotonic() < deadline:
                work, _ = self._waiting.popleft()
                work()
            return not self._waiting
        finally:
            self._turn.release()

    def _next(self) -> None:
        if not self._busy and self._waiting:
            self._busy = True
            self._background.run(self, lambda _: self._do_first(), self._ended, self._failed)

    def _do_first(self) -> Callable[[], None] | None:
        """In an I/O thread: do one piece; what is to be called with its result, if anything."""
        with self._turn:
            if not self._waiting:
                return None
            work, done = self._waiting.popleft()
            result = work()
        return partial(done, result) if done is not None else None

    def _ended(self, tell: Callable[[], None] | None) -> None:
        self._busy = False
        if tell is not None:
            tell()
        self._next()

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self._background.unexpected.emit(error)
        self._next()
