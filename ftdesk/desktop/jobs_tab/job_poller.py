"""Follows the unfinished jobs of one profile from a thread of its own.

A single-shot timer is armed again after each round, so rounds never pile up, whatever a server does and
however long the machine slept. The worker is parentless, knows no widget and takes and emits frozen objects.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ftdesk.cancellation import Cancellation
from ftdesk.desktop.jobs_tab.job_news import JobList, JobNews, LinkState
from ftdesk.desktop.jobs_tab.job_watch import Watch
from ftdesk.desktop.jobs_tab.pace import Pace
from ftdesk.errors import Cancelled, FtdeskError

if TYPE_CHECKING:
    from ftdesk.api.client import ApiClient
    from ftdesk.workspace.job_ledger import JobLedger

LOCAL_SECONDS = 0.5
REMOTE_SECONDS = 7.0
IDLE_FACTOR = 12
"""While nothing is unfinished, the list is read this many times more seldom."""


@dataclass(frozen=True, slots=True)
class Source:
    """Whose jobs to follow, how often (seconds), and how to get a client (any thread; raises FtdeskError)."""

    profile_id: str
    interval: float
    client: Callable[[], ApiClient]


class JobPoller(QObject):
    """`follow`, `refresh` and `look_at` are reached by signals; only `cancel` is called directly.

    Signals:
        list_changed(object): JobList. job_changed(object): JobNews. found(object): Intent that got its job.
        link_changed(object): LinkState after every round that went otherwise than the one before.
    """

    list_changed = Signal(object)  # JobList
    job_changed = Signal(object)  # JobNews
    found = Signal(object)  # Intent
    link_changed = Signal(object)  # LinkState

    def __init__(self, ledger: JobLedger) -> None:
        super().__init__()
        self._ledger = ledger
        self._cancellation = Cancellation()
        self._source: Source | None = None
        self._watch: Watch | None = None
        self._pace = Pace(REMOTE_SECONDS)
        self._told_well: bool | None = None
        # A child, so that it moves to the worker's thread with it.
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._round)

    def cancel(self) -> None:
        """End for good: shuts down a request in flight. From any thread."""
        self._cancellation.cancel()

    @Slot(object)
    def follow(self, source: Source | None) -> None:
        """Follow the jobs of another profile, or none; begins with a whole list."""
        self._timer.stop()
        self._source, self._watch, self._told_well = source, None, None
        if source is not None:
            self._watch = Watch(source.profile_id, self._ledger, self._cancellation, self._tell)
            self._pace = Pace(source.interval)
            self._round()

    @Slot()
    def refresh(self) -> None:
        """Read the whole list now."""
        if self._watch is not None:
            self._watch.wants_list = True
            self._pace.failures = 0
            self._round()

    @Slot(object)
    def look_at(self, job_id: str) -> None:
        """Look at one job now, even if it is finished."""
        if self._watch is not None:
            self._watch.ending.add(job_id)
            self._round()

    @Slot()
    def _round(self) -> None:
        source, watch = self._source, self._watch
        if source is None or watch is None or self._cancellation.is_set:
            return
        wait = self._pace.usual
        try:
            failure = watch.round(source.client())
            wait = self._went_wrong(failure) if failure else self._went_well(watch)
        except Cancelled:
            return
        except FtdeskError as error:
            wait = self._went_wrong(error)
        finally:
            # Even a fault of our own must not end the watching.
            if not self._cancellation.is_set:
                self._timer.start(round(1000 * max(wait, 0.05)))

    def _went_well(self, watch: Watch) -> float:
        if self._told_well is not True:
            self._told_well = True
            self.link_changed.emit(LinkState(watch.profile_id))
        wait = self._pace.after_success()
        busy = watch.unfinished or watch.ending
        if not busy:
            watch.wants_list = True
            wait *= IDLE_FACTOR
        look = watch.next_look_seconds()
        return wait if look is None else min(wait, max(look, self._pace.usual))

    def _went_wrong(self, error: FtdeskError) -> float:
        wish = getattr(error, "retry_after", None)
        wait = self._pace.after_failure(wish if isinstance(wish, float | int) else None)
        self._told_well = False
        if self._source is not None:
            self.link_changed.emit(LinkState(self._source.profile_id, error, wait))
        return wait

    def _tell(self, news: object) -> None:
        if isinstance(news, JobNews):
            self.job_changed.emit(news)
        elif isinstance(news, JobList):
            self.list_changed.emit(news)
        else:
            self.found.emit(news)
