"""What the engine remembers, as plain values. Times are whole seconds since 1970."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from ftdesk.engine.trainers.interface import Hyperparameters, StepMetrics, WantedHyperparameters

T = TypeVar("T")

VALIDATING = "validating_files"
QUEUED = "queued"
RUNNING = "running"
SUCCEEDED = "succeeded"
FAILED = "failed"
CANCELLED = "cancelled"
UNFINISHED = (VALIDATING, QUEUED, RUNNING)


@dataclass(frozen=True, slots=True)
class FileRecord:
    """An uploaded file or a result file; its bytes lie in the files folder under its id."""

    id: str
    created_at: int
    filename: str
    purpose: str
    size: int


@dataclass(frozen=True, slots=True)
class JobOrder:
    """What a person asked for: the part of a job that never changes."""

    model: str
    training_file: str
    validation_file: str | None
    suffix: str | None
    seed: int
    wanted: WantedHyperparameters
    metadata: Mapping[str, str] | None
    idempotency_key: str | None


@dataclass(frozen=True, slots=True)
class JobProblem:
    """Why a job failed."""

    code: str
    message: str
    param: str | None


@dataclass(frozen=True, slots=True)
class JobRecord:
    """A job. `model_name` is chosen at the start and becomes `fine_tuned_model` with success.

    `epoch_tokens` is the number of trained tokens of one pass over the training file, known after validation.
    """

    id: str
    created_at: int
    order: JobOrder
    model_name: str
    status: str
    hyperparameters: Hyperparameters | None = None
    epoch_tokens: int | None = None
    estimated_finish: int | None = None
    finished_at: int | None = None
    result_file: str | None = None
    problem: JobProblem | None = None

    @property
    def trained_tokens(self) -> int | None:
        """What was trained in all, None until the job succeeded."""
        if self.status != SUCCEEDED or self.epoch_tokens is None or self.hyperparameters is None:
            return None
        return self.epoch_tokens * self.hyperparameters.n_epochs


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One line of a job's log; `metrics` only where it reports a step."""

    id: str
    created_at: int
    level: str
    message: str
    metrics: StepMetrics | None = None


@dataclass(frozen=True, slots=True)
class CheckpointRecord:
    """A model saved at the end of an epoch; usable under `model_name` as soon as it is listed."""

    id: str
    job_id: str
    created_at: int
    model_name: str
    metrics: StepMetrics


@dataclass(frozen=True, slots=True)
class ModelRecord:
    """A model made here. `file` is a name in the models folder; `base_model` is the one it grew from."""

    id: str
    created_at: int
    job_id: str
    base_model: str
    file: str
    is_checkpoint: bool


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """One page of a list."""

    items: tuple[T, ...] = field(default=())
    has_more: bool = False
