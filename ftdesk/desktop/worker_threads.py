"""Long-lived workers, each in a thread of its own: a poller, a stream of text."""

import time
from dataclasses import dataclass
from typing import Protocol, cast

from PySide6.QtCore import QObject, QThread


class _Cancellable(Protocol):
    def cancel(self) -> None: ...


@dataclass(frozen=True, slots=True)
class _Housed:
    worker: QObject
    thread: QThread


class WorkerThreads(QObject):
    """Houses workers; keeps every thread referenced until it has ended (a collected running QThread
    aborts).
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._housed: list[_Housed] = []

    def start(self, worker: QObject, name: str) -> None:
        """Move `worker` into a new, running thread."""
        thread = QThread()
        thread.setObjectName(name)
        worker.moveToThread(thread)
        thread.finished.connect(worker.deleteLater)  # deferred deletes still run while the thread winds down
        thread.finished.connect(self._forget_ended)
        self._housed.append(_Housed(worker, thread))
        thread.start()

    def stop(self, worker: QObject) -> None:
        """Cancel `worker` and let its thread run out, without waiting."""
        for housed in self._housed:
            if housed.worker is worker:
                cast("_Cancellable", worker).cancel()
                housed.thread.quit()

    def shutdown(self, seconds: float) -> bool:
        """Stop all and wait; True when every thread has ended."""
        for housed in self._housed:
            cast("_Cancellable", housed.worker).cancel()
            housed.thread.quit()
        deadline = time.monotonic() + seconds
        for housed in self._housed:
            housed.thread.wait(max(1, int(1000 * (deadline - time.monotonic()))))
        self._forget_ended()
        return not self._housed

    def _forget_ended(self) -> None:
        self._housed = [housed for housed in self._housed if not housed.thread.isFinished()]
