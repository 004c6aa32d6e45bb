"""Small frozen values as JSON text in a column, and back."""

import json
import sqlite3
from dataclasses import asdict
from typing import Any

from ftdesk.engine.store.records import (
    CheckpointRecord,
    EventRecord,
    JobOrder,
    JobProblem,
    JobRecord,
    ModelRecord,
)
from ftdesk.engine.trainers.interface import Hyperparameters, StepMetrics, WantedHyperparameters

Stored = JobOrder | Hyperparameters | JobProblem | StepMetrics


def to_text(value: Stored | None) -> str | None:
    """The column's text; None stays NULL."""
    return None if value is None else json.dumps(asdict(value), ensure_ascii=False)


def job_from(row: sqlite3.Row) -> JobRecord:
    """A row of `jobs`."""
    return JobRecord(
        id=row["id"],
        created_at=row["created_at"],
        order=_order(row["order"]),
        model_name=row["model_name"],
        status=row["status"],
        hyperparameters=Hyperparameters(**_object(row["hyperparameters"]))
        if row["hyperparameters"]
        else None,
        epoch_tokens=row["epoch_tokens"],
        estimated_finish=row["estimated_finish"],
        finished_at=row["finished_at"],
        result_file=row["result_file"],
        problem=JobProblem(**_object(row["problem"])) if row["problem"] else None,
    )


def event_from(row: sqlite3.Row) -> EventRecord:
    """A row of `events`."""
    metrics = StepMetrics(**_object(row["metrics"])) if row["metrics"] else None
    return EventRecord(row["id"], row["created_at"], row["level"], row["message"], metrics)


def checkpoint_from(row: sqlite3.Row) -> CheckpointRecord:
    """A row of `checkpoints`."""
    metrics = StepMetrics(**_object(row["metrics"]))
    return CheckpointRecord(row["id"], row["job_id"], row["created_at"], row["model_name"], metrics)


def model_from(row: sqlite3.Row) -> ModelRecord:
    """A row of `models`."""
    return ModelRecord(
        row["id"],
        row["created_at"],
        row["job_id"],
        row["base_model"],
        row["file"],
        bool(row["is_checkpoint"]),
    )


def _order(text: str) -> JobOrder:
    fields = _object(text)
    fields["wanted"] = WantedHyperparameters(**fields["wanted"])
    return JobOrder(**fields)


def _object(text: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(text)
    return value
