"""All that the tab knows about the jobs of one profile: what the ledger kept, and what the poller adds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ftdesk.desktop.jobs_tab.job_news import JobNews, is_finished
from ftdesk.desktop.tasks import Progress
from ftdesk.workspace.job_records import Intent, IntentState, LedgerCheckpoint, LedgerEvent, LedgerJob

SHOWN_INTENTS = frozenset(
    {
        IntentState.DRAFTED,
        IntentState.UPLOADING,
        IntentState.UPLOADED,
        IntentState.SENDING,
        IntentState.UNCONFIRMED,
        IntentState.REFUSED,
    }
)
"""Wishes that the list shows beside the jobs."""

Key = tuple[str, str]
"""("job", id) or ("intent", number)."""


@dataclass(slots=True, eq=False)
class JobDetails:
    """Events (oldest first) and checkpoints (by step) of one job; `loaded` from the ledger."""

    events: list[LedgerEvent] = field(default_factory=list)
    checkpoints: tuple[LedgerCheckpoint, ...] = ()
    loaded: bool = False
    known: set[str] = field(default_factory=set)

    def add(self, events: Iterable[LedgerEvent]) -> bool:
        """Take in events in any order, each once; whether there was a new one."""
        fresh = [event for event in events if event.id not in self.known]
        if not fresh:
            return False
        self.known.update(event.id for event in fresh)
        self.events.extend(fresh)
        self.events.sort(key=_moment)
        return True


def _moment(event: LedgerEvent) -> tuple[float, int]:
    return event.created_at, event.metrics.step if event.metrics is not None else 1 << 62


class JobBook:
    """The jobs and wishes of `profile_id`; used in the GUI thread only."""

    def __init__(self, profile_id: str) -> None:
        self.profile_id = profile_id
        self.jobs: dict[str, LedgerJob] = {}
        self.intents: dict[int, Intent] = {}
        self.uploads: dict[int, Progress] = {}
        self._details: dict[str, JobDetails] = {}
        self._intents_by_job: dict[str, Intent] = {}

    def set_jobs(self, jobs: Iterable[LedgerJob]) -> None:
        """Take in a whole list; what is seen later than the list stays."""
        for job in jobs:
            known = self.jobs.get(job.id)
            if known is None or known.seen_at <= job.seen_at:
                self.jobs[job.id] = job

    def set_intents(self, intents: Iterable[Intent]) -> None:
        """Take in all wishes of the profile."""
        self.intents = {intent.id: intent for intent in intents}
        self._intents_by_job = {intent.job_id: intent for intent in self.intents.values() if intent.job_id}

    def set_intent(self, intent: Intent, upload: Progress | None = None) -> None:
        """Take in one wish as it stands now, and how far its upload is."""
        self.intents[intent.id] = intent
        if intent.job_id:
            self._intents_by_job[intent.job_id] = intent
        if upload is not None:
            self.uploads[intent.id] = upload

    def take(self, news: JobNews) -> None:
        """Take in one job as just seen."""
        self.jobs[news.job.id] = news.job
        details = self.details(news.job.id)
        details.add(news.events)
        if news.checkpoints is not None:
            details.checkpoints = news.checkpoints

    def details(self, job_id: str) -> JobDetails:
        """What is known beyond the job itself; begins empty."""
        return self._details.setdefault(job_id, JobDetails())

    def intent_of(self, job_id: str) -> Intent | None:
        """The wish that became this job, if it was made here."""
        return self._intents_by_job.get(job_id)

    def shown_keys(self) -> list[Key]:
        """Jobs and shown wishes, the newest first."""
        moments: list[tuple[float, Key]] = [(job.created_at, ("job", job.id)) for job in self.jobs.values()]
        moments += [
            (intent.created_at, ("intent", str(intent.id)))
            for intent in self.intents.values()
            if intent.state in SHOWN_INTENTS
        ]
        return [key for _, key in sorted(moments, key=lambda pair: -pair[0])]

    def unfinished(self) -> int:
        """How many jobs and wishes still wait for something."""
        jobs = sum(not is_finished(job) for job in self.jobs.values())
        waiting = SHOWN_INTENTS - {IntentState.REFUSED}
        return jobs + sum(intent.state in waiting for intent in self.intents.values())
