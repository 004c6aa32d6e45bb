"""The book of jobs: intents written and synced before any request, then jobs, events and checkpoints as seen.

Every write is one transaction and safe to repeat. All methods may be called from any thread; each raises
DatabaseError when the database cannot be read or written.
"""

import secrets
import sqlite3
import time
from collections.abc import Callable, Iterable

from ftdesk.wording import QT_TRANSLATE_NOOP
from ftdesk.workspace import job_rows
from ftdesk.workspace.database import Database
from ftdesk.workspace.errors import IntentMoveRefused, RecordMissing
from ftdesk.workspace.job_records import (
    MOVES,
    Intent,
    IntentState,
    JobIntent,
    LedgerCheckpoint,
    LedgerEvent,
    LedgerJob,
)

_NOT_ALLOWED = QT_TRANSLATE_NOOP("Workspace", "A job request that is {old} cannot become {new}.")
_NO_INTENT = QT_TRANSLATE_NOOP("Workspace", "The job request number {id} is not in the database.")


class JobLedger:
    """Jobs and wishes for jobs, by profile.

    `clock` gives seconds since 1970; `acknowledge` is called with the id of an intent once it would survive a crash.
    """

    def __init__(
        self,
        database: Database,
        *,
        clock: Callable[[], float] = time.time,
        acknowledge: Callable[[int], None] | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._acknowledge = acknowledge

    def begin_intent(self, profile_id: str, order: JobIntent) -> Intent:
        """Write a wish down under a fresh tag, before anything is sent."""
        with self._database.writing() as connection:
            intent = self._insert_intent(connection, profile_id, order)
        self._tell_durable(intent)
        return intent

    def begin_intent_once(self, profile_id: str, order: JobIntent) -> Intent | tuple[Intent, ...]:
        """Like `begin_intent`, unless there are `similar_intents`: then those, and nothing is written.

        Asked and written in one transaction, so of two at the same moment one finds the other.
        """
        with self._database.writing() as connection:
            earlier = _find_similar(connection, profile_id, order)
            if earlier:
                return earlier
            intent = self._insert_intent(connection, profile_id, order)
        self._tell_durable(intent)
        return intent

    def _tell_durable(self, intent: Intent) -> None:
        if self._acknowledge is not None:
            self._acknowledge(intent.id)

    def _insert_intent(self, connection: sqlite3.Connection, profile_id: str, order: JobIntent) -> Intent:
        tag = f"ftdesk-{secrets.token_hex(12)}"
        row = job_rows.intent_row(profile_id, tag, order, self._clock())
        number = connection.execute(job_rows.insertion("intents", row), row).lastrowid
        return _find_intent(connection, number or 0)

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
        """Take the next step, keeping what is not named. Raises IntentMoveRefused and RecordMissing.

        Repeating the present state only adds what is named.
        """
        with self._database.writing() as connection:
            old = _find_intent(connection, intent_id).state
            if state is not old and state not in MOVES[old]:
                raise IntentMoveRefused(_NOT_ALLOWED, old=old.value, new=state.value)
            connection.execute(
                "UPDATE intents SET state=?, updated_at=?, training_file_id=coalesce(?, training_file_id),"
                " validation_file_id=coalesce(?, validation_file_id), job_id=coalesce(?, job_id),"
                " reason=coalesce(?, reason) WHERE id=?",
                (state, self._clock(), training_file_id, validation_file_id, job_id, reason, intent_id),
            )
            return _find_intent(connection, intent_id)

    def intent(self, intent_id: int) -> Intent:
        """One intent. Raises RecordMissing."""
        with self._database.reading() as connection:
            return _find_intent(connection, intent_id)

    def intents(self, profile_id: str, states: Iterable[IntentState] | None = None) -> tuple[Intent, ...]:
        """The intents of a profile, newest first, all or those in the given states."""
        wanted = frozenset(IntentState if states is None else states)
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT * FROM intents WHERE profile_id=? ORDER BY created_at DESC, id DESC", (profile_id,)
            ).fetchall()
        return tuple(intent for intent in map(job_rows.read_intent, rows) if intent.state in wanted)

    def intent_of_job(self, profile_id: str, job_id: str) -> Intent | None:
        """The wish that became this job, if it was made here."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT * FROM intents WHERE profile_id=? AND job_id=?", (profile_id, job_id)
            ).fetchone()
        return None if row is None else job_rows.read_intent(row)

    def similar_intents(self, profile_id: str, order: JobIntent) -> tuple[Intent, ...]:
        """Earlier wishes for the same model, bytes and parameters that became a job or still may."""
        with self._database.reading() as connection:
            return _find_similar(connection, profile_id, order)

    def record_job(self, profile_id: str, job: LedgerJob) -> None:
        """Remember how the server describes a job now."""
        row = job_rows.job_row(profile_id, job)
        with self._database.writing() as connection:
            connection.execute(job_rows.upsertion("jobs", row, ("profile_id", "id")), row)

    def mark_missing(self, profile_id: str, job_id: str) -> None:
        """Remember that the server no longer knows the job; what was known stays."""
        with self._database.writing() as connection:
            connection.execute("UPDATE jobs SET missing=1 WHERE profile_id=? AND id=?", (profile_id, job_id))

    def record_events(self, profile_id: str, job_id: str, events: Iterable[LedgerEvent]) -> None:
        """Remember events; those already known are overwritten by the same id."""
        self._upsert_all("events", [job_rows.event_row(profile_id, job_id, event) for event in events])

    def record_checkpoints(
        self, profile_id: str, job_id: str, checkpoints: Iterable[LedgerCheckpoint]
    ) -> None:
        """Remember checkpoints; those already known are overwritten by the same id."""
        rows = [job_rows.checkpoint_row(profile_id, job_id, checkpoint) for checkpoint in checkpoints]
        self._upsert_all("checkpoints", rows)

    def jobs(self, profile_id: str) -> tuple[LedgerJob, ...]:
        """All jobs of a profile as last seen, newest first; needs no network."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT * FROM jobs WHERE profile_id=? ORDER BY created_at DESC, id DESC", (profile_id,)
            ).fetchall()
        return tuple(map(job_rows.read_job, rows))

    def events(self, profile_id: str, job_id: str) -> tuple[LedgerEvent, ...]:
        """The known events of a job, oldest first."""
        return tuple(map(job_rows.read_event, self._rows_of_job("events", profile_id, job_id)))

    def checkpoints(self, profile_id: str, job_id: str) -> tuple[LedgerCheckpoint, ...]:
        """The known checkpoints of a job by step."""
        rows = self._rows_of_job("checkpoints", profile_id, job_id)
        return tuple(sorted(map(job_rows.read_checkpoint, rows), key=lambda checkpoint: checkpoint.step))

    def _upsert_all(self, table: str, rows: list[job_rows.Row]) -> None:
        if not rows:
            return
        with self._database.writing() as connection:
            connection.executemany(job_rows.upsertion(table, rows[0], ("profile_id", "job_id", "id")), rows)

    def _rows_of_job(self, table: str, profile_id: str, job_id: str) -> list[sqlite3.Row]:
        query = f"SELECT * FROM {table} WHERE profile_id=? AND job_id=? ORDER BY created_at, step, rowid"  # noqa: S608
        with self._database.reading() as connection:
            return connection.execute(query, (profile_id, job_id)).fetchall()


def _find_intent(connection: sqlite3.Connection, intent_id: int) -> Intent:
    row = connection.execute("SELECT * FROM intents WHERE id=?", (intent_id,)).fetchone()
    if row is None:
        raise RecordMissing(_NO_INTENT, id=str(intent_id))
    return job_rows.read_intent(row)


def _find_similar(connection: sqlite3.Connection, profile_id: str, order: JobIntent) -> tuple[Intent, ...]:
    rows = connection.execute(
        "SELECT * FROM intents WHERE profile_id=? AND fingerprint=? AND state NOT IN (?, ?)"
        " ORDER BY created_at DESC, id DESC",
        (profile_id, order.fingerprint, IntentState.REFUSED, IntentState.ABANDONED),
    ).fetchall()
    return tuple(map(job_rows.read_intent, rows))
