"""What goes to a server and comes back, as frozen records: no dicts, no library objects.

Times are whole seconds since 1970 (UTC); None means that the server did not say.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, Literal, TypeVar

T = TypeVar("T")
AUTO: Literal["auto"] = "auto"
Auto = Literal["auto"]


class Secret:
    """A key that never shows in a repr, a log line or a traceback; `reveal` is the only way to its text."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself, for the one place that builds the header."""
        return self._text

    def __repr__(self) -> str:
        return "Secret(•••)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a server is and who we are to it; `base_url` ends in the version, such as `https://host/v1`."""

    base_url: str
    key: Secret | None = None
    organization: str | None = None
    project: str | None = None
    dialect: str = "openai"


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list; `has_more` tells whether asking after the last item is worth it."""

    items: tuple[T, ...]
    has_more: bool = False


@dataclass(frozen=True, slots=True)
class FileObject:
    """A file as the server keeps it; `status` is its own word (uploaded, processed, error, …)."""

    id: str
    filename: str = ""
    bytes: int | None = None
    created_at: int | None = None
    purpose: str = ""
    status: str = ""
    status_details: str = ""


@dataclass(frozen=True, slots=True)
class Hyperparameters:
    """What a person may set; `"auto"` leaves the choice to the provider. None: an answer did not say."""

    n_epochs: int | Auto | None = AUTO
    batch_size: int | Auto | None = AUTO
    learning_rate_multiplier: float | Auto | None = AUTO


@dataclass(frozen=True, slots=True)
class JobRequest:
    """Everything that one job creation sends, without the tag by which it is found again."""

    model: str
    training_file: str
    validation_file: str | None = None
    suffix: str | None = None
    seed: int | None = None
    hyperparameters: Hyperparameters = Hyperparameters()
    method: Literal["supervised", "dpo"] = "supervised"
    metadata: tuple[tuple[str, str], ...] = ()


class JobState(StrEnum):
    """What a status word means; `UNKNOWN` is a word nobody told us, and never counts as finished."""

    PREPARING = "preparing"
    QUEUED = "queued"
    RUNNING = "running"
    PAUSED = "paused"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"

    @property
    def is_finished(self) -> bool:
        """Whether nothing will change any more."""
        return self in {JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED}


@dataclass(frozen=True, slots=True)
class JobError:
    """Why a job failed, in the server's words."""

    message: str
    code: str = ""
    param: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """A fine-tuning job as last seen; `status` is the word as sent, `state` what it means to us."""

    id: str
    model: str = ""
    status: str = ""
    state: JobState = JobState.UNKNOWN
    created_at: int | None = None
    finished_at: int | None = None
    estimated_finish: int | None = None
    fine_tuned_model: str | None = None
    training_file: str = ""
    validation_file: str | None = None
    trained_tokens: int | None = None
    hyperparameters: Hyperparameters = Hyperparameters(None, None, None)
    seed: int | None = None
    suffix: str | None = None
    error: JobError | None = None
    result_files: tuple[str, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Metrics:
    """Measurements at one step: losses in nats per token, accuracies 0–1. None: not measured, not finite."""

    step: int | None = None
    total_steps: int | None = None
    train_loss: float | None = None
    train_accuracy: float | None = None
    valid_loss: float | None = None
    valid_accuracy: float | None = None
    full_valid_loss: float | None = None
    full_valid_accuracy: float | None = None


@dataclass(frozen=True, slots=True)
class JobEvent:
    """One line of a job's log; `metrics` is set where the server sent measurements."""

    id: str
    created_at: int | None = None
    level: str = "info"
    message: str = ""
    type: str = "message"
    metrics: Metrics | None = None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A state of the model kept during training, usable under its own model name."""

    id: str
    created_at: int | None = None
    fine_tuned_model_checkpoint: str = ""
    step_number: int | None = None
    metrics: Metrics = Metrics()


@dataclass(frozen=True, slots=True)
class Model:
    """A model that can be asked; `shutdown_date` (ISO date) warns of its end where the provider tells it."""

    id: str
    owned_by: str = ""
    created: int | None = None
    shutdown_date: str | None = None


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A call the model wants made; `arguments` is JSON text as the model wrote it, perhaps broken."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class ChatTurn:
    """One message of a conversation."""

    role: str
    content: str | None
    name: str | None = None
    tool_calls: tuple[ToolCall, ...] = ()
    tool_call_id: str | None = None


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """One question to a chat model; None leaves a parameter to the server. `tools_json` is a JSON array."""

    model: str
    turns: tuple[ChatTurn, ...] = field(repr=False)
    temperature: float | None = None
    top_p: float | None = None
    max_tokens: int | None = None
    seed: int | None = None
    stop: tuple[str, ...] = ()
    tools_json: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class CompletionRequest:
    """One prompt to a completion model; None leaves a parameter to the server."""

    model: str
    prompt: str = field(repr=False)
    temperature: float | None = None
    top_p: float | None = None
    max_tokens: int | None = None
    seed: int | None = None
    stop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the server counted them for one answer."""

    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    total_tokens: int | None = None


@dataclass(frozen=True, slots=True)
class ToolCallPart:
    """A piece of a streamed tool call; those of one `index` belong together (`chat.join_tool_calls`)."""

    index: int
    id: str = ""
    name: str = ""
    arguments: str = ""


@dataclass(frozen=True, slots=True)
class ChatDelta:
    """What one event of a streamed answer adds; `refusal` is text in which the model declines."""

    text: str = ""
    tool_calls: tuple[ToolCallPart, ...] = ()
    finish_reason: str | None = None
    usage: Usage | None = None
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class ModerationResult:
    """What the moderation of one text found: the categories that were flagged, and every score (0–1)."""

    flagged: bool
    categories: tuple[str, ...] = ()
    scores: tuple[tuple[str, float], ...] = ()
