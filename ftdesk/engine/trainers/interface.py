"""What every trainer offers and what the engine hands it: plain values in, metrics and model files out.

A trainer knows nothing of HTTP, jobs or databases. `train` runs in a process of its own at low priority, so a
trainer object must be picklable and cheap to make; `load` and `reply` run in the engine process, in threads.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ftdesk.cancellation import Cancellation


@dataclass(frozen=True, slots=True)
class Turn:
    """One message as text; tool calls are already rendered as text.

    `role` is system, developer, user, assistant, tool or function; a prompt/completion pair is the two roles
    "prompt" and "completion". `trained` marks the text that is learned: an assistant turn of weight 1, a
    completion.
    """

    role: str
    text: str
    trained: bool = False


@dataclass(frozen=True, slots=True)
class TrainingExample:
    """One line of a training file; `line` is its 1-based number there. At least one turn is trained."""

    line: int
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class WantedHyperparameters:
    """What the request asked for; None stands for "auto"."""

    n_epochs: int | None = None
    batch_size: int | None = None
    learning_rate_multiplier: float | None = None


@dataclass(frozen=True, slots=True)
class Hyperparameters:
    """What is trained with: 1–50 epochs, 1–256 examples a step, a factor above 0 on the trainer's rate."""

    n_epochs: int
    batch_size: int
    learning_rate_multiplier: float


@dataclass(frozen=True, slots=True)
class TrainingRun:
    """Everything a training depends on: the same run gives the same metrics and the same model.

    `start_from` is a model file written by the same trainer: its base model, a tuned model or a checkpoint.
    """

    examples: Sequence[TrainingExample]
    validation: Sequence[TrainingExample]
    hyperparameters: Hyperparameters
    seed: int
    start_from: Path


@dataclass(frozen=True, slots=True)
class StepMetrics:
    """One gradient step (1-based). Loss in nats per token, accuracy 0–1 over the trained tokens of the batch.

    `valid_*` is measured on a few validation examples and may be absent; `full_valid_*` is measured on all of
    them and present at the last step of each epoch only (absent without a validation file).
    """

    step: int
    total_steps: int
    train_loss: float
    train_accuracy: float
    valid_loss: float | None = None
    valid_accuracy: float | None = None
    full_valid_loss: float | None = None
    full_valid_accuracy: float | None = None


Save = Callable[[Path], None]
"""Writes the model as it is now to a new file and returns when the file is complete."""


class TrainingListener(Protocol):
    """Told by `train` in its own thread. `epoch_finished` follows the epoch's last `step_finished`."""

    def step_finished(self, metrics: StepMetrics) -> None:
        """One step is done."""

    def epoch_finished(self, epoch: int, metrics: StepMetrics, save: Save) -> None:
        """Epoch `epoch` (1-based) is done; `save` may be called during this call only."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """How replies are drawn. `temperature` 0 is greedy; `seed` None draws differently each time."""

    temperature: float = 1.0
    top_p: float = 1.0
    seed: int | None = None


class ReplyModel(Protocol):
    """A loaded model; its methods may be called from several threads at once."""

    def reply(self, turns: Sequence[Turn], sampling: Sampling) -> Iterator[bytes]:
        """Yield the reply to `turns`, one token's bytes at a time, until the model ends it.

        The caller stops early by no longer asking (length limit, stop text, lost client), decodes UTF-8 and
        counts the pieces. A model that would never end must bound itself.
        """

    def count_tokens(self, text: str) -> int:
        """How many tokens of this model `text` is."""


@dataclass(frozen=True, slots=True)
class BaseModel:
    """A model that comes with a trainer and can be trained further. `created` is in seconds since 1970."""

    name: str
    created: int


class Trainer(Protocol):
    """A way to train; found by the name of the base model."""

    @property
    def name(self) -> str:
        """Short and stable; stored with each model, so that the trainer that wrote it loads it."""

    def base_models(self) -> tuple[BaseModel, ...]:
        """The base models of this trainer."""

    def base_model_file(self, name: str, directory: Path) -> Path:
        """The file of a base model, shipped or made in `directory` at first need (a few seconds; kept there).

        Two processes may ask at once: a file in `directory` appears whole or not at all.
        """

    def refusal(self, training_format: str) -> str | None:
        """Why files of this format (`ftdesk.dataset.formats.Format`) cannot be trained, or None."""

    def hyperparameters(self, wanted: WantedHyperparameters, example_count: int) -> Hyperparameters:
        """Fill in what was left to "auto"."""

    def train(self, run: TrainingRun, listener: TrainingListener, cancellation: Cancellation) -> None:
        """Train and tell `listener`; looks at `cancellation` at least four times a second.

        Raises Cancelled when cancelled, ModelFileUnusable when `start_from` cannot be read.
        """

    def load(self, path: Path) -> ReplyModel:
        """Read a model file. Runs no code from it, checks sizes first. Raises ModelFileUnusable."""
