"""What a job tells: events and checkpoints, newest first."""

import secrets
import time
from collections.abc import Iterable

from ftdesk.engine.store.database import Database
from ftdesk.engine.store.encoding import checkpoint_from, event_from, to_text
from ftdesk.engine.store.records import CheckpointRecord, EventRecord, Slice
from ftdesk.engine.trainers.interface import StepMetrics


class JobLog:
    """Events and checkpoints of all jobs."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def say(self, job_id: str, message: str, level: str = "info") -> None:
        """Add a message; `level` is info, warn or error."""
        self._add_event(job_id, level, message, None)

    def add_metrics(self, job_id: str, steps: Iterable[StepMetrics]) -> None:
        """Add an event for each step."""
        with self._database.transaction():
            for metrics in steps:
                self._add_event(job_id, "info", _step_message(metrics), metrics)

    def _add_event(self, job_id: str, level: str, message: str, metrics: StepMetrics | None) -> None:
        self._database.execute(
            "INSERT INTO events (id, job_id, created_at, level, message, metrics) VALUES (?, ?, ?, ?, ?, ?)",
            f"ftevent-{secrets.token_hex(12)}", job_id, int(time.time()), level, message, to_text(metrics),
        )  # fmt: skip

    def events(self, job_id: str, after: str | None, limit: int) -> Slice[EventRecord]:
        """Up to `limit` events older than `after`, newest first."""
        number = self._database.number_of("events", after) if after is not None else 2**62
        rows = self._database.rows(
            "SELECT * FROM events WHERE job_id = ? AND number < ? ORDER BY number DESC LIMIT ?",
            job_id, number, limit + 1,
        )  # fmt: skip
        return Slice(tuple(map(event_from, rows[:limit])), len(rows) > limit)

    def add_checkpoint(self, job_id: str, model_name: str, metrics: StepMetrics) -> None:
        """Add a checkpoint saved after the step that `metrics` tells of."""
        self._database.execute(
            "INSERT INTO checkpoints (id, job_id, created_at, model_name, metrics) VALUES (?, ?, ?, ?, ?)",
            f"ftckpt_{secrets.token_hex(12)}", job_id, int(time.time()), model_name, to_text(metrics),
        )  # fmt: skip

    def checkpoints(self, job_id: str, after: str | None, limit: int) -> Slice[CheckpointRecord]:
        """Up to `limit` checkpoints older than `after`, newest first."""
        number = self._database.number_of("checkpoints", after) if after is not None else 2**62
        rows = self._database.rows(
            "SELECT * FROM checkpoints WHERE job_id = ? AND number < ? ORDER BY number DESC LIMIT ?",
            job_id, number, limit + 1,
        )  # fmt: skip
        return Slice(tuple(map(checkpoint_from, rows[:limit])), len(rows) > limit)

    def forget_attempt(self, job_id: str) -> None:
        """Drop the steps and checkpoints of an attempt that starts again from the beginning."""
        with self._database.transaction():
            self._database.execute("DELETE FROM events WHERE job_id = ? AND metrics IS NOT NULL", job_id)
            self._database.execute("DELETE FROM checkpoints WHERE job_id = ?", job_id)


def _step_message(metrics: StepMetrics) -> str:
    parts = [f"Step {metrics.step}/{metrics.total_steps}: training loss={metrics.train_loss:.2f}"]
    if metrics.valid_loss is not None:
        parts.append(f"validation loss={metrics.valid_loss:.2f}")
    if metrics.full_valid_loss is not None:
        parts.append(f"full validation loss={metrics.full_valid_loss:.2f}")
    return ", ".join(parts)
