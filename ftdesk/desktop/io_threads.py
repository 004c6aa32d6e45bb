"""A few daemon threads for work that waits. Daemons, because a keyring that never answers must not keep
ftdesk alive.
"""

import queue
import threading
import time
from collections.abc import Callable

MOST_THREADS = 8


class IoThreads:
    """Runs calls in up to eight threads, which are made when needed and then reused."""

    def __init__(self) -> None:
        self._calls: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._idle = threading.Semaphore(0)
        self._closed = False

    def submit(self, call: Callable[[], None]) -> None:
        """Have `call` made in some thread; it must not raise."""
        if self._closed:
            return
        if not self._idle.acquire(blocking=False) and len(self._threads) < MOST_THREADS:
            thread = threading.Thread(target=self._serve, name=f"io-{len(self._threads)}", daemon=True)
            self._threads.append(thread)
            thread.start()
        self._calls.put(call)

    def shutdown(self, seconds: float) -> bool:
        """Let the threads run out, waiting at most `seconds`; True when all have ended."""
        self._closed = True
        for _ in self._threads:
            self._calls.put(None)
        deadline = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _serve(self) -> None:
        while (call := self._calls.get()) is not None:
            call()
            del (
                call
            )  # what it holds goes now, and not with the next call: perhaps the last descriptor of a file
            self._idle.release()
