"""Jobs and what they may become: every change of status names the status it starts from.

A job that was cancelled by a request is therefore never overwritten by a worker that did not notice yet.
"""

import secrets
import time
from collections.abc import Iterator, Mapping

from ftdesk.engine.errors import RequestRefused
from ftdesk.engine.store.database import Database, Value
from ftdesk.engine.store.encoding import job_from, to_text
from ftdesk.engine.store.records import (
    CANCELLED,
    FAILED,
    QUEUED,
    RUNNING,
    SUCCEEDED,
    UNFINISHED,
    VALIDATING,
    JobOrder,
    JobProblem,
    JobRecord,
    Slice,
)
from ftdesk.engine.trainers.interface import Hyperparameters

CHUNK = 200


class JobStore:
    """The jobs of one engine."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, order: JobOrder, name_stem: str) -> tuple[JobRecord, bool]:
        """Record a job, or return the one that was made with the same idempotency key (then False).

        `name_stem` and a random end make the name of the model. Raises RequestRefused with 409 when the key
        was used for something else.
        """
        job = JobRecord(
            f"ftjob-{secrets.token_hex(12)}",
            int(time.time()),
            order,
            name_stem + secrets.token_hex(4),
            VALIDATING,
        )
        with self._database.transaction():
            earlier = self._by_key(order.idempotency_key)
            if earlier is not None:
                if earlier.order != order:
                    raise RequestRefused(
                        "This Idempotency-Key was already used for a different job.",
                        status=409,
                        code="idempotency_key_reused",
                    )
                return earlier, False
            self._database.execute(
                'INSERT INTO jobs (id, created_at, model_name, status, idempotency_key, "order")'
                " VALUES (?, ?, ?, ?, ?, ?)",
                job.id, job.created_at, job.model_name, job.status, order.idempotency_key, to_text(order),
            )  # fmt: skip
        return job, True

    def _by_key(self, key: str | None) -> JobRecord | None:
        row = self._database.row("SELECT * FROM jobs WHERE idempotency_key = ?", key) if key else None
        return job_from(row) if row else None

    def get(self, job_id: str) -> JobRecord:
        """The job with this id. Raises RequestRefused with 404 when there is none."""
        row = self._database.row("SELECT * FROM jobs WHERE id = ?", job_id)
        if row is None:
            raise RequestRefused(
                f"Could not find fine tune: {job_id}",
                status=404,
                param="fine_tune_id",
                code="fine_tune_not_found",
            )
        return job_from(row)

    def oldest(self, status: str) -> JobRecord | None:
        """The job that has waited longest in this status."""
        row = self._database.row("SELECT * FROM jobs WHERE status = ? ORDER BY number LIMIT 1", status)
        return job_from(row) if row else None

    def page(self, after: str | None, limit: int, metadata: Mapping[str, str] | None) -> Slice[JobRecord]:
        """Up to `limit` jobs older than `after` that have all pairs of `metadata` ({}: that have none)."""
        found: list[JobRecord] = []
        for job in self._newest_first(after):
            if metadata is None or _matches(job.order.metadata, metadata):
                found.append(job)
            if len(found) > limit:
                break
        return Slice(tuple(found[:limit]), len(found) > limit)

    def _newest_first(self, after: str | None) -> Iterator[JobRecord]:
        number = self._database.number_of("jobs", after) if after is not None else 2**62
        while rows := self._database.rows(
            "SELECT * FROM jobs WHERE number < ? ORDER BY number DESC LIMIT ?", number, CHUNK
        ):
            yield from map(job_from, rows)
            number = rows[-1]["number"]

    def validated(self, job_id: str, hyperparameters: Hyperparameters, epoch_tokens: int) -> bool:
        """validating_files → queued, with what validation found out."""
        return self._change(
            job_id, (VALIDATING,), QUEUED, hyperparameters=to_text(hyperparameters), epoch_tokens=epoch_tokens
        )

    def started(self, job_id: str) -> bool:
        """queued → running."""
        return self._change(job_id, (QUEUED,), RUNNING)

    def requeued(self, job_id: str) -> bool:
        """running → queued: the engine ended while the job ran."""
        return self._change(job_id, (RUNNING,), QUEUED, estimated_finish=None)

    def succeeded(self, job_id: str, result_file: str) -> bool:
        """running → succeeded."""
        return self._change(
            job_id, (RUNNING,), SUCCEEDED, result_file=result_file, finished_at=_now(), estimated_finish=None
        )

    def failed(self, job_id: str, problem: JobProblem) -> bool:
        """Any unfinished status → failed."""
        return self._change(
            job_id, UNFINISHED, FAILED, problem=to_text(problem), finished_at=_now(), estimated_finish=None
        )

    def cancelled(self, job_id: str) -> bool:
        """Any unfinished status → cancelled."""
        return self._change(job_id, UNFINISHED, CANCELLED, finished_at=_now(), estimated_finish=None)

    def estimate(self, job_id: str, finish: int) -> bool:
        """Note when a running job will probably end."""
        return self._change(job_id, (RUNNING,), RUNNING, estimated_finish=finish)

    def _change(self, job_id: str, before: tuple[str, ...], status: str, **columns: Value) -> bool:
        """Whether the job was in one of the statuses `before` and now is in `status`."""
        assignments = "".join(f", {column} = ?" for column in columns)
        marks = ", ".join("?" * len(before))
        changed = self._database.execute(
            f"UPDATE jobs SET status = ?{assignments} WHERE id = ? AND status IN ({marks})",  # noqa: S608
            status, *columns.values(), job_id, *before,
        )  # fmt: skip
        return changed == 1


def _now() -> int:
    return int(time.time())


def _matches(metadata: Mapping[str, str] | None, wanted: Mapping[str, str]) -> bool:
    if not wanted:
        return not metadata
    return metadata is not None and all(metadata.get(key) == value for key, value in wanted.items())
