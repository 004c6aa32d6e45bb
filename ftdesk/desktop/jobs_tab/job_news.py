"""What the poller tells the window: frozen records of the ledger, made from the server's answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ftdesk.workspace.job_records import LedgerCheckpoint, LedgerEvent, LedgerJob, LedgerMetrics

if TYPE_CHECKING:
    from ftdesk.api.types import Checkpoint, Job, JobEvent, Metrics

FINISHED = frozenset({"succeeded", "failed", "cancelled"})
"""The states (not the servers' words) after which nothing changes any more."""


@dataclass(frozen=True, slots=True)
class JobNews:
    """One job as just seen; `events` are only those not told before, `checkpoints` all (None: not asked)."""

    profile_id: str
    job: LedgerJob
    events: tuple[LedgerEvent, ...] = ()
    checkpoints: tuple[LedgerCheckpoint, ...] | None = None


@dataclass(frozen=True, slots=True)
class JobList:
    """All jobs of a profile, newest first."""

    profile_id: str
    jobs: tuple[LedgerJob, ...]


@dataclass(frozen=True, slots=True)
class LinkState:
    """Whether the last round of asking went well; else the failure and the seconds until the next try."""

    profile_id: str
    error: Exception | None = None
    next_try_seconds: float = 0.0


def is_finished(job: LedgerJob) -> bool:
    """Whether a job needs no more watching; a word nobody has seen never counts as finished."""
    return job.missing or job.state in FINISHED


def ledger_job(job: Job, seen_at: float, tag_name: str) -> LedgerJob:
    """The server's job as the ledger keeps it; `seen_at` is our clock, seconds since 1970."""
    parameters, error = job.hyperparameters, job.error
    return LedgerJob(
        id=job.id,
        model=job.model,
        status=job.status,
        state=job.state.value,
        created_at=float(job.created_at or 0),
        finished_at=_moment(job.finished_at),
        estimated_finish=_moment(job.estimated_finish),
        fine_tuned_model=job.fine_tuned_model,
        training_file=job.training_file,
        validation_file=job.validation_file,
        trained_tokens=job.trained_tokens,
        n_epochs=_value(parameters.n_epochs),
        batch_size=_value(parameters.batch_size),
        learning_rate_multiplier=_value(parameters.learning_rate_multiplier),
        seed=job.seed,
        suffix=job.suffix,
        error_code=error.code if error else None,
        error_message=error.message if error else None,
        error_param=error.param if error else None,
        result_files=job.result_files,
        tag=dict(job.metadata).get(tag_name),
        seen_at=seen_at,
    )


def ledger_event(event: JobEvent) -> LedgerEvent:
    """The server's event as the ledger keeps it."""
    created_at = float(event.created_at or 0)
    metrics = _metrics(event.metrics) if event.metrics else None
    return LedgerEvent(event.id, created_at, event.level, event.message, event.type, metrics)


def ledger_checkpoint(checkpoint: Checkpoint) -> LedgerCheckpoint:
    """The server's checkpoint as the ledger keeps it."""
    return LedgerCheckpoint(
        id=checkpoint.id,
        created_at=float(checkpoint.created_at or 0),
        model=checkpoint.fine_tuned_model_checkpoint,
        step=checkpoint.step_number or 0,
        metrics=_metrics(checkpoint.metrics, checkpoint.step_number),
    )


def _metrics(metrics: Metrics, step: int | None = None) -> LedgerMetrics | None:
    at = metrics.step if metrics.step is not None else step
    if at is None:
        return None
    return LedgerMetrics(
        step=at,
        total_steps=metrics.total_steps,
        train_loss=metrics.train_loss,
        train_accuracy=metrics.train_accuracy,
        valid_loss=metrics.valid_loss,
        valid_accuracy=metrics.valid_accuracy,
        full_valid_loss=metrics.full_valid_loss,
        full_valid_accuracy=metrics.full_valid_accuracy,
    )


def _moment(seconds: int | None) -> float | None:
    return None if seconds is None else float(seconds)


def _value(value: float | str | None) -> float | str:
    """A parameter as kept; empty text where the server did not say."""
    return "" if value is None else value
