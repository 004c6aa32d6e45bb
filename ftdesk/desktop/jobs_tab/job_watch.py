"""One round of asking a server about jobs: blocking calls, no Qt, everything seen goes to the ledger.

A server that lacks events or checkpoints, or answers one job wrongly, does not hide the others.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ftdesk.desktop.jobs_tab.job_news import (
    JobList,
    JobNews,
    is_finished,
    ledger_checkpoint,
    ledger_event,
    ledger_job,
)
from ftdesk.workspace.errors import DatabaseError
from ftdesk.workspace.job_records import Intent, IntentState, LedgerCheckpoint, LedgerEvent, LedgerJob

if TYPE_CHECKING:
    from ftdesk.api.client import ApiClient
    from ftdesk.api.errors import ApiError
    from ftdesk.cancellation import Cancellation
    from ftdesk.workspace.job_ledger import JobLedger

MOST_PAGES = 20
"""Of 100 jobs each; older ones stay as the ledger knows them."""
FIRST_LOOK_SECONDS = 1.0
LAST_LOOK_SECONDS = 60.0


@dataclass(slots=True)
class Watch:
    """What is watched for one profile, and what was told already."""

    profile_id: str
    ledger: JobLedger
    cancellation: Cancellation
    tell: Callable[[object], None]
    """Takes a JobList, a JobNews, or an Intent whose job was found."""
    wants_list: bool = True
    unfinished: set[str] = field(default_factory=set)
    ending: set[str] = field(default_factory=set)
    """Jobs to be looked at once more: the last events may come after the last status."""
    told: dict[str, set[str]] = field(default_factory=dict)
    next_looks: dict[int, tuple[float, float]] = field(default_factory=dict)
    """For each unconfirmed intent, when to look for its job (monotonic) and how long to wait after that."""

    def round(self, client: ApiClient) -> ApiError | None:
        """Ask about everything due; the failure of a single job, if any.

        Raises ApiError when the server cannot be asked at all, Cancelled and DatabaseError.
        """
        from ftdesk.api.errors import AnswerUnusable, Refused

        failure: ApiError | None = None
        steps: list[Callable[[], None]] = []
        if self.wants_list:
            steps.append(lambda: self._read_list(client))
        steps.append(lambda: self._look_for_lost(client))
        for step in steps:
            try:
                step()
            except (AnswerUnusable, Refused) as error:
                failure = _unless_general(error)
        for job_id in sorted(self.unfinished | self.ending):
            try:
                self._look_at(client, job_id)
            except (AnswerUnusable, Refused) as error:
                failure = _unless_general(error)
        return failure

    def next_look_seconds(self) -> float | None:
        """How soon an unconfirmed intent is due, if any."""
        due = [moment for moment, _ in self.next_looks.values()]
        return max(0.0, min(due) - time.monotonic()) if due else None

    def _read_list(self, client: ApiClient) -> None:
        from ftdesk.api.finetuning import TAG, list_jobs

        after: str | None = None
        seen: dict[str, LedgerJob] = {}
        for _ in range(MOST_PAGES):
            page = list_jobs(client, after, cancellation=self.cancellation)
            fresh = [job for job in page.items if job.id not in seen]
            seen.update((job.id, ledger_job(job, time.time(), TAG)) for job in fresh)
            if not (page.has_more and fresh):
                break
            after = fresh[-1].id
        for job in seen.values():
            self.ledger.record_job(self.profile_id, job)
        known = self.ledger.jobs(self.profile_id)
        self.unfinished = {job.id for job in known if not is_finished(job)}
        self.wants_list = False
        self.tell(JobList(self.profile_id, known))

    def _look_at(self, client: ApiClient, job_id: str) -> None:
        from ftdesk.api.errors import NotFound
        from ftdesk.api.finetuning import TAG, retrieve_job

        try:
            answer = retrieve_job(client, job_id, cancellation=self.cancellation)
        except NotFound:
            self._forget(job_id)
            return
        job = ledger_job(answer, time.time(), TAG)
        events = self._new_events(client, job_id)
        finished = is_finished(job)
        checkpoints = self._checkpoints(client, job_id) if finished or _tells_checkpoint(events) else None
        try:
            self.ledger.record_job(self.profile_id, job)
            self.ledger.record_events(self.profile_id, job_id, events)
            self.ledger.record_checkpoints(self.profile_id, job_id, checkpoints or ())
        except DatabaseError:
            self.told.pop(job_id, None)  # what is not in the ledger is to be read again
            raise
        finally:
            # A full disk is no reason to show less.
            self.tell(JobNews(self.profile_id, job, events, checkpoints))
        self._count_down(job_id, finished=finished)

    def _count_down(self, job_id: str, *, finished: bool) -> None:
        if not finished:
            self.unfinished.add(job_id)
        elif job_id in self.unfinished:
            self.unfinished.discard(job_id)
            self.ending.add(job_id)
        else:
            self.ending.discard(job_id)

    def _forget(self, job_id: str) -> None:
        """The server no longer knows the job: keep what was known, ask no more."""
        self.unfinished.discard(job_id)
        self.ending.discard(job_id)
        self.ledger.mark_missing(self.profile_id, job_id)
        for job in self.ledger.jobs(self.profile_id):
            if job.id == job_id:
                self.tell(JobNews(self.profile_id, job))

    def _new_events(self, client: ApiClient, job_id: str) -> tuple[LedgerEvent, ...]:
        from ftdesk.api.errors import NotFound
        from ftdesk.api.finetuning import new_events

        if job_id not in self.told:
            self.told[job_id] = {event.id for event in self.ledger.events(self.profile_id, job_id)}
        told = self.told[job_id]
        try:
            events = new_events(client, job_id, told, cancellation=self.cancellation)
        except NotFound:
            return ()
        told.update(event.id for event in events)
        return tuple(map(ledger_event, events))

    def _checkpoints(self, client: ApiClient, job_id: str) -> tuple[LedgerCheckpoint, ...]:
        from ftdesk.api.errors import NotFound
        from ftdesk.api.finetuning import list_checkpoints

        try:
            found = list_checkpoints(client, job_id, cancellation=self.cancellation)
        except NotFound:
            return ()
        return tuple(map(ledger_checkpoint, found))

    def _look_for_lost(self, client: ApiClient) -> None:
        """Look for the jobs of unconfirmed intents, ever more seldom, until found or the person decides."""
        unconfirmed = self.ledger.intents(self.profile_id, [IntentState.UNCONFIRMED])
        self.next_looks = {
            intent.id: self.next_looks.get(intent.id, (0.0, FIRST_LOOK_SECONDS)) for intent in unconfirmed
        }
        for intent in unconfirmed:
            moment, wait = self.next_looks[intent.id]
            if time.monotonic() >= moment:
                self.next_looks[intent.id] = (time.monotonic() + wait, min(2 * wait, LAST_LOOK_SECONDS))
                self._look_for(client, intent)

    def _look_for(self, client: ApiClient, intent: Intent) -> None:
        from ftdesk.api.finetuning import TAG, find_job_by_tag

        made_by_others = {other.job_id for other in self.ledger.intents(self.profile_id) if other.job_id}
        found = find_job_by_tag(
            client,
            intent.tag,
            intent.training_file_id or "",
            int(intent.created_at),
            known=made_by_others,
            cancellation=self.cancellation,
        )
        if found is None:
            return
        job = replace(ledger_job(found, time.time(), TAG), tag=intent.tag)
        self.ledger.record_job(self.profile_id, job)
        adopted = self.ledger.move(intent.id, IntentState.CREATED, job_id=found.id)
        self.next_looks.pop(intent.id, None)
        self.unfinished.add(found.id)
        self.tell(adopted)


def _tells_checkpoint(events: tuple[LedgerEvent, ...]) -> bool:
    return any(
        "checkpoint" in event.message.lower()
        or (event.metrics is not None and event.metrics.full_valid_loss is not None)
        for event in events
    )


def _unless_general(error: ApiError) -> ApiError:
    """Raise what would meet every job the same way; hand back what concerns one job."""
    from ftdesk.api.errors import AnswerUnusable, Refused, UnusableReason

    if isinstance(error, AnswerUnusable) and error.reason is not UnusableReason.WEB_PAGE:
        return error
    if isinstance(error, Refused) and error.status in {400, 404, 405, 409, 410, 422}:
        return error
    raise error
