"""The window's side of the poller: keeps the book of the active profile, offline from the ledger, then live."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ftdesk.desktop.connection import Connection, ConnectionState, NotReady
from ftdesk.desktop.jobs_tab.job_book import JobBook
from ftdesk.desktop.jobs_tab.job_news import JobList, JobNews, LinkState, is_finished
from ftdesk.desktop.jobs_tab.job_poller import LOCAL_SECONDS, REMOTE_SECONDS, JobPoller, Source
from ftdesk.desktop.jobs_tab.leftovers import Leftovers
from ftdesk.workspace.job_records import Intent, LedgerCheckpoint, LedgerEvent, LedgerJob

if TYPE_CHECKING:
    from ftdesk.api.client import ApiClient
    from ftdesk.desktop.services import Services

REDRAW_MS = 60
"""News that come together are shown together."""
MOST_PRELOADED = 20


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the ledger holds of a profile."""

    profile_id: str
    jobs: tuple[LedgerJob, ...]
    intents: tuple[Intent, ...]
    details: tuple[tuple[str, tuple[LedgerEvent, ...], tuple[LedgerCheckpoint, ...]], ...]


class JobFollower(QObject):
    """Owns the poller; lives in the GUI thread.

    Signals:
        changed(): the book holds something new. link_changed(object): LinkState. loaded(): a whole ledger was read.
    """

    changed = Signal()
    link_changed = Signal(object)  # LinkState
    loaded = Signal()
    _follow = Signal(object)  # Source | None
    _refresh = Signal()
    _look_at = Signal(object)  # str

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._leftovers = Leftovers(services.ledger, services.paths)
        self.destroyed.connect(self._leftovers.close)
        self._looked_at: set[str] = set()
        self.book = JobBook(services.connection.profile.id)
        self._redraw = QTimer(self, singleShot=True, interval=REDRAW_MS)
        self._redraw.timeout.connect(self.changed)
        self._poller = JobPoller(services.ledger)
        self._connect_poller()
        services.background.start(self._poller, "jobs")
        services.connection.changed.connect(self._connection_changed)
        self._connection_changed(services.connection.state)

    def client(self) -> Callable[[], ApiClient]:
        """A way to the client of the present profile that never hands out another's."""
        return client_of(self._services.connection, self.book.profile_id)

    def refresh(self) -> None:
        """Ask the server for everything now."""
        self._refresh.emit()

    def reload(self) -> None:
        """Read the profile's ledger again; `loaded` follows."""
        profile_id = self.book.profile_id
        self._services.background.run(self, lambda _: self._read(profile_id), self._take_loaded)

    def open_details(self, job_id: str) -> None:
        """See that the events and checkpoints of a job are there: from the ledger, then from the server."""
        details = self.book.details(job_id)
        if not details.loaded:
            details.loaded = True
            profile_id, ledger = self.book.profile_id, self._services.ledger
            self._services.background.run(
                self,
                lambda _: (
                    profile_id,
                    job_id,
                    ledger.events(profile_id, job_id),
                    ledger.checkpoints(profile_id, job_id),
                ),
                self._take_details,
            )
        job = self.book.jobs.get(job_id)
        if job is not None and is_finished(job) and not job.missing:
            self._look_once(job_id)

    def look_at(self, job_id: str) -> None:
        """Ask the server about one job now."""
        self._look_at.emit(job_id)

    # -- inside --------------------------------------------------------------------------------------------

    def _connect_poller(self) -> None:
        self._follow.connect(self._poller.follow)
        self._refresh.connect(self._poller.refresh)
        self._look_at.connect(self._poller.look_at)
        self._poller.list_changed.connect(self._take_list)
        self._poller.job_changed.connect(self._take_news)
        self._poller.found.connect(self._take_found)
        self._poller.link_changed.connect(self._take_link)

    @Slot(object)
    def _connection_changed(self, state: ConnectionState) -> None:
        if state.profile.id != self.book.profile_id:
            self.book = JobBook(state.profile.id)
            self._looked_at.clear()
            self.changed.emit()
        self._follow.emit(None)
        self.reload()

    def _read(self, profile_id: str) -> Loaded:
        """In an I/O thread: what the ledger holds; the first time, what an earlier run left open is settled."""
        ledger = self._services.ledger
        self._leftovers.settle(profile_id)
        jobs = ledger.jobs(profile_id)
        open_jobs = [job.id for job in jobs if not is_finished(job)][:MOST_PRELOADED]
        details = tuple(
            (job_id, ledger.events(profile_id, job_id), ledger.checkpoints(profile_id, job_id))
            for job_id in open_jobs
        )
        return Loaded(profile_id, jobs, ledger.intents(profile_id), details)

    def _take_loaded(self, found: Loaded) -> None:
        if found.profile_id != self.book.profile_id:
            return
        self.book.set_jobs(found.jobs)
        self.book.set_intents(found.intents)
        for job_id, events, checkpoints in found.details:
            self._add_details(job_id, events, checkpoints)
        self.loaded.emit()
        self.changed.emit()
        self._start_following()

    def _start_following(self) -> None:
        connection = self._services.connection
        if connection.state.ready and connection.profile.id == self.book.profile_id:
            interval = LOCAL_SECONDS if connection.local else REMOTE_SECONDS
            self._follow.emit(Source(self.book.profile_id, interval, self.client()))

    def _take_details(
        self, found: tuple[str, str, tuple[LedgerEvent, ...], tuple[LedgerCheckpoint, ...]]
    ) -> None:
        profile_id, job_id, events, checkpoints = found
        if profile_id == self.book.profile_id:
            self._add_details(job_id, events, checkpoints)
            self.changed.emit()

    def _add_details(
        self, job_id: str, events: tuple[LedgerEvent, ...], checkpoints: tuple[LedgerCheckpoint, ...]
    ) -> None:
        details = self.book.details(job_id)
        details.loaded = True
        details.add(events)
        if not details.checkpoints:
            details.checkpoints = checkpoints

    def _look_once(self, job_id: str) -> None:
        if job_id not in self._looked_at and self._services.connection.state.ready:
            self._looked_at.add(job_id)
            self._look_at.emit(job_id)

    @Slot(object)
    def _take_list(self, news: JobList) -> None:
        if news.profile_id == self.book.profile_id:
            self.book.set_jobs(news.jobs)
            self._redraw.start()

    @Slot(object)
    def _take_news(self, news: JobNews) -> None:
        if news.profile_id == self.book.profile_id:
            self.book.take(news)
            if not self._redraw.isActive():
                self._redraw.start()

    @Slot(object)
    def _take_found(self, intent: Intent) -> None:
        if intent.profile_id == self.book.profile_id:
            self.book.set_intent(intent)
            self.reload_jobs()

    def reload_jobs(self) -> None:
        """Read jobs and wishes again, without starting to follow anew."""
        profile_id = self.book.profile_id
        self._services.background.run(self, lambda _: self._read(profile_id), self._take_jobs)

    def _take_jobs(self, found: Loaded) -> None:
        if found.profile_id == self.book.profile_id:
            self.book.set_jobs(found.jobs)
            self.book.set_intents(found.intents)
            self.loaded.emit()
            self.changed.emit()

    @Slot(object)
    def _take_link(self, link: LinkState) -> None:
        if link.profile_id == self.book.profile_id:
            self.link_changed.emit(link)


def client_of(connection: Connection, profile_id: str) -> Callable[[], ApiClient]:
    """The client of one profile, from any thread; raises NotReady once another profile is active."""

    def client() -> ApiClient:
        found = connection.client()
        # Asked after the client was taken: a client of another profile is never made before this changes.
        if connection.profile.id != profile_id:
            raise NotReady(connection.state.sentence)
        return found

    return client
