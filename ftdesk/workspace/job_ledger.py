"""The book of jobs: intents written and synced before any request, then jobs, events and checkpoints as seen.

Every write is one transaction and safe to repeat. All methods may be called from any thread; each raises
DatabaseError when the database cannot be read or written.
"""

from collections.abc import Iterable

from ftdesk.workspace.database import Database
from ftdesk.workspace.job_records import (
    Intent,
    IntentState,
    JobIntent,
    LedgerCheckpoint,
    LedgerEvent,
    LedgerJob,
)


class JobLedger:
    """Jobs and wishes for jobs, by profile."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin_intent(self, profile_id: str, order: JobIntent) -> Intent:
        """Write a wish down under a fresh tag, before anything is sent."""
        raise NotImplementedError

    def move(
        self,
        intent_id: int,
        state: IntentState,
        *,
        training_file_id: str | None = None,
        validation_file_id: str | None = None,
        job_id: str | None = None,
        reason: str | None = None,
    ) -> Intent:
        """Take the next step, keeping what is not named. Raises IntentMoveRefused and RecordMissing."""
        raise NotImplementedError

    def intent(self, intent_id: int) -> Intent:
        """One intent. Raises RecordMissing."""
        raise NotImplementedError

    def intents(self, profile_id: str, states: Iterable[IntentState] | None = None) -> tuple[Intent, ...]:
        """The intents of a profile, newest first, all or those in the given states."""
        raise NotImplementedError

    def intent_of_job(self, profile_id: str, job_id: str) -> Intent | None:
        """The wish that became this job, if it was made here."""
        raise NotImplementedError

    def similar_intents(self, profile_id: str, order: JobIntent) -> tuple[Intent, ...]:
        """Earlier wishes for the same model, bytes and parameters that became a job or may have."""
        raise NotImplementedError

    def record_job(self, profile_id: str, job: LedgerJob) -> None:
        """Remember how the server describes a job now."""
        raise NotImplementedError

    def mark_missing(self, profile_id: str, job_id: str) -> None:
        """Remember that the server no longer knows the job; what was known stays."""
        raise NotImplementedError

    def record_events(self, profile_id: str, job_id: str, events: Iterable[LedgerEvent]) -> None:
        """Remember events; those already known are overwritten by the same id."""
        raise NotImplementedError

    def record_checkpoints(
        self, profile_id: str, job_id: str, checkpoints: Iterable[LedgerCheckpoint]
    ) -> None:
        """Remember checkpoints; those already known are overwritten by the same id."""
        raise NotImplementedError

    def jobs(self, profile_id: str) -> tuple[LedgerJob, ...]:
        """All jobs of a profile as last seen, newest first; needs no network."""
        raise NotImplementedError

    def events(self, profile_id: str, job_id: str) -> tuple[LedgerEvent, ...]:
        """The known events of a job, oldest first."""
        raise NotImplementedError

    def checkpoints(self, profile_id: str, job_id: str) -> tuple[LedgerCheckpoint, ...]:
        """The known checkpoints of a job by step."""
        raise NotImplementedError
