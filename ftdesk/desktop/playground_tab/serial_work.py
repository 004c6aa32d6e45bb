"""Database work of the playground, one piece after the other: turns are kept in the order they came."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from ftdesk.desktop.background import Background


class SerialWork(QObject):
    """Runs each piece in an I/O thread once the one before has ended; the window shows failures."""

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._waiting: deque[tuple[Callable[[], Any], Callable[[Any], None] | None]] = deque()
        self._busy = False

    def add(self, work: Callable[[], Any], done: Callable[[Any], None] | None = None) -> None:
        """Do `work` after what waits already, then call `done` with its result in the GUI thread."""
        self._waiting.append((work, done))
        self._next()

    def _next(self) -> None:
        if self._busy or not self._waiting:
            return
        self._busy = True
        work, done = self._waiting.popleft()

        def finished(result: object) -> None:
            self._busy = False
            if done is not None:
                done(result)
            self._next()

        def failed(error: Exception) -> None:
            self._busy = False
            self._background.unexpected.emit(error)
            self._next()

        self._background.run(self, lambda _: work(), finished, failed)
