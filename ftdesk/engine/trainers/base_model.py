"""The base model: a small corpus of ours, trained by the same code as everything else, once per data folder.

It is made on the machine that uses it, in about a second, instead of being shipped: so it can never be
older than the code that reads it.
"""

import hashlib
import json
import tempfile
from pathlib import Path
from typing import Protocol

from ftdesk.cancellation import Cancellation
from ftdesk.engine.trainers import model_state
from ftdesk.engine.trainers.interface import (
    Hyperparameters,
    Save,
    StepMetrics,
    TrainingExample,
    TrainingListener,
    TrainingRun,
    Turn,
)
from ftdesk.resource_files import resource_directory

SETTINGS = Hyperparameters(n_epochs=4, batch_size=1, learning_rate_multiplier=1.0)
SEED = 1


class StateTrainer(Protocol):
    """What is needed of the trainer here."""

    def train_state(
        self,
        start: model_state.ModelState,
        run: TrainingRun,
        listener: TrainingListener,
        cancellation: Cancellation,
    ) -> None:
        """Train from a model in memory."""


class _SaveLast(TrainingListener):
    """Writes the model once, after the last epoch."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def step_finished(self, metrics: StepMetrics) -> None:
        """Nobody watches."""

    def epoch_finished(self, epoch: int, metrics: StepMetrics, save: Save) -> None:  # noqa: ARG002
        """Save after the last."""
        if epoch == SETTINGS.n_epochs:
            save(self._path)


def corpus_file() -> Path:
    """The corpus: chat examples, English and Japanese."""
    return resource_directory() / "engine" / "base_corpus.jsonl"


def read_corpus(path: Path) -> tuple[TrainingExample, ...]:
    """The examples of the corpus; the last turn of each is trained."""
    return tuple(
        TrainingExample(number, _turns(json.loads(line)["messages"]))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    )


def _turns(messages: list[dict[str, str]]) -> tuple[Turn, ...]:
    last = len(messages) - 1
    return tuple(
        Turn(message["role"], message["content"], trained=place == last)
        for place, message in enumerate(messages)
    )


def base_model_file(name: str, directory: Path, trainer: StateTrainer) -> Path:
    """The base model for this corpus and this version of the code, made in `directory` if it is not there."""
    corpus = corpus_file()
    version = hashlib.sha256(corpus.read_bytes() + bytes([model_state.FORMAT])).hexdigest()[:12]
    wanted = directory / f"{name}-{version}.npz"
    if wanted.exists():
        return wanted
    directory.mkdir(parents=True, exist_ok=True)
    run = TrainingRun(read_corpus(corpus), (), SETTINGS, SEED, start_from=wanted)
    with tempfile.TemporaryDirectory(prefix=".base-", dir=directory) as folder:
        made = Path(folder) / wanted.name
        trainer.train_state(model_state.ModelState(), run, _SaveLast(made), Cancellation())
        made.replace(wanted)
    return wanted
