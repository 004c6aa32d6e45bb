"""What the ledger remembers about jobs: frozen records of its own, so that it knows no server library.

Times are seconds since 1970 (UTC), losses are nats per token, accuracies are shares from 0 to 1.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

HyperValue = int | float | str
"""A number, or "auto": the server decides."""


class IntentState(StrEnum):
    """How far a wished job has come. Each state is written and synced before the step it names begins."""

    DRAFTED = "drafted"
    UPLOADING = "uploading"
    UPLOADED = "uploaded"
    SENDING = "sending"
    CREATED = "created"
    REFUSED = "refused"
    UNCONFIRMED = "unconfirmed"
    ABANDONED = "abandoned"


MOVES: dict[IntentState, frozenset[IntentState]] = {
    IntentState.DRAFTED: frozenset({IntentState.UPLOADING, IntentState.REFUSED, IntentState.ABANDONED}),
    IntentState.UPLOADING: frozenset(
        {IntentState.UPLOADING, IntentState.UPLOADED, IntentState.REFUSED, IntentState.ABANDONED}
    ),
    IntentState.UPLOADED: frozenset({IntentState.SENDING, IntentState.REFUSED, IntentState.ABANDONED}),
    IntentState.SENDING: frozenset({IntentState.CREATED, IntentState.REFUSED, IntentState.UNCONFIRMED}),
    IntentState.UNCONFIRMED: frozenset({IntentState.CREATED, IntentState.ABANDONED}),
    IntentState.REFUSED: frozenset({IntentState.ABANDONED}),
    IntentState.CREATED: frozenset(),
    IntentState.ABANDONED: frozenset(),
}
"""Once `sending` is written a job may exist, so no way leads back to it: a second try is a new intent."""


@dataclass(frozen=True, slots=True)
class TrainingData:
    """One file as it was frozen for a job: where it came from, and what exactly was taken."""

    path: Path
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class PriceEstimate:
    """What the person was told before starting; `amount` is decimal text, None when the price is unknown.

    `tokens` are what is billed in all: `epoch_tokens` of one epoch × `epochs`, a guess where the server decides.
    """

    tokens: int | None = None
    amount: str | None = None
    currency: str = ""
    price_date: str = ""
    source: str = ""
    epoch_tokens: int | None = None
    epochs: int | None = None


@dataclass(frozen=True, slots=True)
class JobIntent:
    """What the person asked for, before any request."""

    model: str
    training: TrainingData
    validation: TrainingData | None = None
    n_epochs: HyperValue = "auto"
    batch_size: HyperValue = "auto"
    learning_rate_multiplier: HyperValue = "auto"
    suffix: str | None = None
    seed: int | None = None
    estimate: PriceEstimate = PriceEstimate()

    @property
    def fingerprint(self) -> str:
        """The same for two wishes that would train the same model from the same bytes in the same way."""
        validation = self.validation.sha256 if self.validation else ""
        parts = (self.model, self.training.sha256, validation, self.n_epochs, self.batch_size)
        more = (self.learning_rate_multiplier, self.suffix, self.seed)
        return hashlib.sha256(repr(parts + more).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Intent:
    """A wished job as the ledger holds it; `tag` travels with the request and finds the job again."""

    id: int
    profile_id: str
    tag: str
    state: IntentState
    created_at: float
    updated_at: float
    order: JobIntent
    training_file_id: str | None = None
    validation_file_id: str | None = None
    job_id: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LedgerJob:
    """A job as the server described it at `seen_at`; `missing` means that it no longer knows it."""

    id: str
    model: str
    status: str
    state: str
    created_at: float
    finished_at: float | None = None
    estimated_finish: float | None = None
    fine_tuned_model: str | None = None
    training_file: str | None = None
    validation_file: str | None = None
    trained_tokens: int | None = None
    n_epochs: HyperValue = "auto"
    batch_size: HyperValue = "auto"
    learning_rate_multiplier: HyperValue = "auto"
    seed: int | None = None
    suffix: str | None = None
    error_code: str | None = None
    error_message: str | None = None
    error_param: str | None = None
    result_files: tuple[str, ...] = ()
    tag: str | None = None
    seen_at: float = 0.0
    missing: bool = False


@dataclass(frozen=True, slots=True)
class LedgerMetrics:
    """What was measured at one step."""

    step: int
    total_steps: int | None = None
    train_loss: float | None = None
    train_accuracy: float | None = None
    valid_loss: float | None = None
    valid_accuracy: float | None = None
    full_valid_loss: float | None = None
    full_valid_accuracy: float | None = None


@dataclass(frozen=True, slots=True)
class LedgerEvent:
    """One line of a job's history."""

    id: str
    created_at: float
    level: str
    message: str
    type: str
    metrics: LedgerMetrics | None = None


@dataclass(frozen=True, slots=True)
class LedgerCheckpoint:
    """A model kept during the training; `model` is the name to chat with."""

    id: str
    created_at: float
    model: str
    step: int
    metrics: LedgerMetrics | None = None
