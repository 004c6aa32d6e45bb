"""Takes jobs from creation to their end: one is checked and one trained at a time, each in a worker process.

Two threads only wait: for a job in their stage, then for the reports of its process. What they learn goes
into the store with the status it starts from, so a cancelled job stays cancelled whatever arrives later.
"""

import threading
from collections.abc import Callable

from ftdesk.engine.errors import RequestRefused
from ftdesk.engine.job_steps import CheckStep, TrainStep
from ftdesk.engine.models import Models
from ftdesk.engine.store.records import QUEUED, VALIDATING, JobRecord
from ftdesk.engine.store.store import Store

RETRY_SECONDS = 5.0


class JobQueue:
    """Starts with `start`, ends with `stop`; `look` tells it that there is something new."""

    def __init__(self, store: Store, models: Models) -> None:
        training = _Stage(store, QUEUED, TrainStep(store, models).run)
        checking = _Stage(store, VALIDATING, CheckStep(store, models, training.look).run)
        self._stages = (checking, training)

    def start(self) -> None:
        """Begin with whatever waits already."""
        for stage in self._stages:
            stage.start()

    def look(self) -> None:
        """A job was created, moved on or cancelled."""
        for stage in self._stages:
            stage.look()

    def stop(self) -> None:
        """End the worker processes; a running job goes back to the queue. Takes up to a second."""
        for stage in self._stages:
            stage.stop()
        for stage in self._stages:
            stage.join()


class _Stage(threading.Thread):
    """Works on the jobs of one status, the oldest first."""

    def __init__(self, store: Store, status: str, step: Callable[[JobRecord, threading.Event], None]) -> None:
        super().__init__(name=f"jobs-{status}", daemon=True)
        self._store = store
        self._status = status
        self._step = step
        self._news = threading.Event()
        self._stopping = threading.Event()

    def look(self) -> None:
        self._news.set()

    def stop(self) -> None:
        self._stopping.set()
        self._news.set()

    def run(self) -> None:
        while not self._stopping.is_set():
            self._news.clear()
            job = self._store.jobs.oldest(self._status)
            if job is None:
                self._news.wait()
                continue
            try:
                self._step(job, self._stopping)
            except (RequestRefused, OSError):  # the disk is full, say; the job keeps its status
                self._stopping.wait(RETRY_SECONDS)
