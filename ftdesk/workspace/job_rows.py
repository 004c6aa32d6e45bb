"""How the ledger's records lie in its tables: one pair of functions for each kind."""

import dataclasses
import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from ftdesk.workspace.job_records import (
    Intent,
    IntentState,
    JobIntent,
    LedgerCheckpoint,
    LedgerEvent,
    LedgerJob,
    LedgerMetrics,
    PriceEstimate,
    TrainingData,
)

Value = str | int | float | None
Row = dict[str, Value]

_INTEGER_LIMIT = 1 << 63
_FLOAT_LIMIT = 1 << 1000

_METRIC_NAMES = tuple(field.name for field in dataclasses.fields(LedgerMetrics))
_JOB_NAMES = tuple(field.name for field in dataclasses.fields(LedgerJob))


def insertion(table: str, row: Row) -> str:
    """The statement that inserts `row`; names come from this package only."""
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(f':{name}' for name in row)})"  # noqa: S608


def upsertion(table: str, row: Row, key: Sequence[str]) -> str:
    """Like `insertion`, overwriting the row of the same key."""
    changes = ", ".join(f"{name}=excluded.{name}" for name in row if name not in key)
    return f"{insertion(table, row)} ON CONFLICT ({', '.join(key)}) DO UPDATE SET {changes}"


def storable(row: Row) -> Row:
    """`row` with what SQLite cannot hold replaced: half characters in broken text, huge integers."""
    return {name: _storable(value) for name, value in row.items()}


def _storable(value: Value) -> Value:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, int) and not -_INTEGER_LIMIT <= value < _INTEGER_LIMIT:
        return float(value) if abs(value) < _FLOAT_LIMIT else None
    return value


def intent_row(profile_id: str, tag: str, order: JobIntent, now: float) -> Row:
    """A fresh intent as a row."""
    validation, estimate = order.validation, order.estimate
    row: Row = {
        "profile_id": profile_id,
        "tag": tag,
        "state": IntentState.DRAFTED.value,
        "created_at": now,
        "updated_at": now,
        "fingerprint": order.fingerprint,
        "model": order.model,
        "training_path": str(order.training.path),
        "training_sha256": order.training.sha256,
        "training_bytes": order.training.size_bytes,
        "validation_path": str(validation.path) if validation else None,
        "validation_sha256": validation.sha256 if validation else None,
        "validation_bytes": validation.size_bytes if validation else None,
        "n_epochs": order.n_epochs,
        "batch_size": order.batch_size,
        "learning_rate_multiplier": order.learning_rate_multiplier,
        "suffix": order.suffix,
        "seed": order.seed,
        "tokens": estimate.tokens,
        "price_amount": estimate.amount,
        "price_currency": estimate.currency,
        "price_date": estimate.price_date,
        "price_source": estimate.source,
        "epoch_tokens": estimate.epoch_tokens,
        "epochs": estimate.epochs,
    }
    return storable(row)


def read_intent(row: sqlite3.Row) -> Intent:
    """A row as an intent."""
    validation = None
    if row["validation_path"] is not None:
        validation = TrainingData(
            Path(row["validation_path"]), row["validation_sha256"], row["validation_bytes"]
        )
    order = JobIntent(
        model=row["model"],
        training=TrainingData(Path(row["training_path"]), row["training_sha256"], row["training_bytes"]),
        validation=validation,
        n_epochs=row["n_epochs"],
        batch_size=row["batch_size"],
        learning_rate_multiplier=row["learning_rate_multiplier"],
        suffix=row["suffix"],
        seed=row["seed"],
        estimate=PriceEstimate(
            row["tokens"],
            row["price_amount"],
            row["price_currency"],
            row["price_date"],
            row["price_source"],
            row["epoch_tokens"],
            row["epochs"],
        ),
    )
    return Intent(
        id=row["id"],
        profile_id=row["profile_id"],
        tag=row["tag"],
        state=IntentState(row["state"]),
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        order=order,
        training_file_id=row["training_file_id"],
        validation_file_id=row["validation_file_id"],
        job_id=row["job_id"],
        reason=row["reason"],
    )


def job_row(profile_id: str, job: LedgerJob) -> Row:
    """A job as a row."""
    row: Row = {"profile_id": profile_id}
    row.update({name: getattr(job, name) for name in _JOB_NAMES})
    row["result_files"] = json.dumps(job.result_files)
    row["missing"] = int(job.missing)
    return storable(row)


def read_job(row: sqlite3.Row) -> LedgerJob:
    """A row as a job."""
    values = {name: row[name] for name in _JOB_NAMES}
    values["result_files"] = tuple(json.loads(row["result_files"]))
    values["missing"] = bool(row["missing"])
    return LedgerJob(**values)


def event_row(profile_id: str, job_id: str, event: LedgerEvent) -> Row:
    """An event as a row."""
    row: Row = {
        "profile_id": profile_id,
        "job_id": job_id,
        "id": event.id,
        "created_at": event.created_at,
        "level": event.level,
        "message": event.message,
        "type": event.type,
        **_metric_values(event.metrics),
    }
    return storable(row)


def read_event(row: sqlite3.Row) -> LedgerEvent:
    """A row as an event."""
    return LedgerEvent(
        row["id"], row["created_at"], row["level"], row["message"], row["type"], _read_metrics(row)
    )


def checkpoint_row(profile_id: str, job_id: str, checkpoint: LedgerCheckpoint) -> Row:
    """A checkpoint as a row."""
    row: Row = {
        "profile_id": profile_id,
        "job_id": job_id,
        "id": checkpoint.id,
        "created_at": checkpoint.created_at,
        "model": checkpoint.model,
        "at_step": checkpoint.step,
        **_metric_values(checkpoint.metrics),
    }
    return storable(row)


def read_checkpoint(row: sqlite3.Row) -> LedgerCheckpoint:
    """A row as a checkpoint."""
    return LedgerCheckpoint(row["id"], row["created_at"], row["model"], row["at_step"], _read_metrics(row))


def _metric_values(metrics: LedgerMetrics | None) -> Row:
    return {name: getattr(metrics, name, None) for name in _METRIC_NAMES}


def _read_metrics(row: sqlite3.Row) -> LedgerMetrics | None:
    if row["step"] is None:
        return None
    return LedgerMetrics(**{name: row[name] for name in _METRIC_NAMES})
