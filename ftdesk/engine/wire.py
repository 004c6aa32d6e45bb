"""The engine's records as the JSON objects of OpenAI's schema: what may be null is there, as null."""

from collections.abc import Mapping, Sequence

from ftdesk.engine.models import KnownModel
from ftdesk.engine.store.records import (
    FAILED,
    SUCCEEDED,
    CheckpointRecord,
    EventRecord,
    FileRecord,
    JobRecord,
)
from ftdesk.engine.trainers.interface import StepMetrics

JsonObject = dict[str, object]
ORGANIZATION = "local"


def list_object(items: Sequence[JsonObject], *, has_more: bool) -> JsonObject:
    """A page of a list without the ids of its ends."""
    return {"object": "list", "data": list(items), "has_more": has_more}


def list_with_ends(items: Sequence[JsonObject], empty: str | None, *, has_more: bool) -> JsonObject:
    """A page with `first_id` and `last_id`, which are `empty` for an empty page."""
    first, last = (items[0]["id"], items[-1]["id"]) if items else (empty, empty)
    return {**list_object(items, has_more=has_more), "first_id": first, "last_id": last}


def deleted_object(identity: str, kind: str) -> JsonObject:
    """The answer to a deletion."""
    return {"id": identity, "object": kind, "deleted": True}


def file_object(file: FileRecord) -> JsonObject:
    """A file; the schema lets `expires_at` and `status_details` be absent but not null."""
    return {
        "id": file.id,
        "object": "file",
        "bytes": file.size,
        "created_at": file.created_at,
        "filename": file.filename,
        "purpose": file.purpose,
        "status": "processed",
    }


def job_object(job: JobRecord) -> JsonObject:
    """A fine-tuning job, with `error` null unless it failed."""
    order = job.order
    hyperparameters = _hyperparameters(job)
    return {
        "object": "fine_tuning.job",
        "id": job.id,
        "model": order.model,
        "created_at": job.created_at,
        "finished_at": job.finished_at,
        "fine_tuned_model": job.model_name if job.status == SUCCEEDED else None,
        "organization_id": ORGANIZATION,
        "result_files": [job.result_file] if job.result_file else [],
        "status": job.status,
        "validation_file": order.validation_file,
        "training_file": order.training_file,
        "hyperparameters": hyperparameters,
        "trained_tokens": job.trained_tokens,
        "error": _problem(job),
        "user_provided_suffix": order.suffix,
        "seed": order.seed,
        "estimated_finish": job.estimated_finish,
        "integrations": [],
        "method": {"type": "supervised", "supervised": {"hyperparameters": hyperparameters}},
        "metadata": dict(order.metadata) if order.metadata is not None else None,
    }


def _hyperparameters(job: JobRecord) -> Mapping[str, object]:
    """What the job trains with; before its files are checked, what was asked for."""
    values = job.hyperparameters or job.order.wanted
    return {
        "n_epochs": _or_auto(values.n_epochs),
        "batch_size": _or_auto(values.batch_size),
        "learning_rate_multiplier": _or_auto(values.learning_rate_multiplier),
    }


def _or_auto(value: float | None) -> float | str:
    return "auto" if value is None else value


def _problem(job: JobRecord) -> JsonObject | None:
    if job.status != FAILED or job.problem is None:
        return None
    return {"code": job.problem.code, "message": job.problem.message, "param": job.problem.param}


def event_object(event: EventRecord) -> JsonObject:
    """One line of a job's log."""
    return {
        "object": "fine_tuning.job.event",
        "id": event.id,
        "created_at": event.created_at,
        "level": event.level,
        "message": event.message,
        "type": "metrics" if event.metrics else "message",
        "data": _metrics(event.metrics, with_total=True) if event.metrics else {},
    }


def checkpoint_object(checkpoint: CheckpointRecord) -> JsonObject:
    """A model saved at the end of an epoch."""
    return {
        "object": "fine_tuning.job.checkpoint",
        "id": checkpoint.id,
        "created_at": checkpoint.created_at,
        "fine_tuned_model_checkpoint": checkpoint.model_name,
        "fine_tuning_job_id": checkpoint.job_id,
        "step_number": checkpoint.metrics.step,
        "metrics": _metrics(checkpoint.metrics, with_total=False),
    }


def _metrics(metrics: StepMetrics, *, with_total: bool) -> JsonObject:
    """Only what was measured: the schema has numbers here, not nulls."""
    measured = {
        "step": metrics.step,
        "total_steps": metrics.total_steps if with_total else None,
        "train_loss": metrics.train_loss,
        "train_mean_token_accuracy": metrics.train_accuracy,
        "valid_loss": metrics.valid_loss,
        "valid_mean_token_accuracy": metrics.valid_accuracy,
        "full_valid_loss": metrics.full_valid_loss,
        "full_valid_mean_token_accuracy": metrics.full_valid_accuracy,
    }
    return {name: value for name, value in measured.items() if value is not None}


def model_object(model: KnownModel) -> JsonObject:
    """A model that can be asked."""
    return {
        "id": model.name,
        "object": "model",
        "created": model.created_at,
        "owned_by": ORGANIZATION if model.record else "ftdesk",
        "shutdown_date": None,
    }
