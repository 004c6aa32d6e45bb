"""The built-in trainer: a small word-and-letter model that learns a file's replies and knows nothing else.

A sparse log-linear model over bytes. It needs numpy alone and one core: nothing in it multiplies matrices,
so numpy's threads have no work, whatever OMP_NUM_THREADS says.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ftdesk.cancellation import Cancellation
from ftdesk.dataset.epochs import local_epochs
from ftdesk.engine.trainers import base_model, model_state
from ftdesk.engine.trainers.interface import (
    BaseModel,
    Hyperparameters,
    StepMetrics,
    TrainingListener,
    TrainingRun,
    WantedHyperparameters,
)
from ftdesk.engine.trainers.learning import Learner, Measured, measure
from ftdesk.engine.trainers.preparation import Prepared, Reply, prepare, prepare_to_measure
from ftdesk.engine.trainers.reply_model import BuiltinReplyModel

MODEL = BaseModel("ftdesk-replies-1", created=1_767_225_600)

MOST_STEPS_AN_EPOCH = 1000
VALIDATION_BATCH = 4

REFUSALS = {
    "preference": "the built-in model learns replies; it cannot learn which of two is preferred",
    "reinforcement": "the built-in model learns replies; it cannot learn from grades",
    "foreign": "this is the format of another tool; convert it to chat examples first",
    "unknown": "its lines are in no known training format",
}


class BuiltinTrainer:
    """The trainer that is always there."""

    name = "builtin"

    def base_models(self) -> tuple[BaseModel, ...]:
        """The one base model."""
        return (MODEL,)

    def base_model_file(self, name: str, directory: Path) -> Path:
        """The base model, trained from the corpus in resources/ if `directory` lacks it (a second)."""
        if name != MODEL.name:
            raise ValueError(f"{name} is no base model of this trainer")
        return base_model.base_model_file(name, directory, self)

    def refusal(self, training_format: str) -> str | None:
        """Chat and prompt/completion files can be trained, others cannot."""
        return REFUSALS.get(training_format)

    def hyperparameters(self, wanted: WantedHyperparameters, example_count: int) -> Hyperparameters:
        """Left to "auto": the epochs the window foretells too, and at most 1,000 steps an epoch."""
        epochs = local_epochs(example_count)
        batch = min(256, -(-max(1, example_count) // MOST_STEPS_AN_EPOCH))
        return Hyperparameters(
            wanted.n_epochs or epochs, wanted.batch_size or batch, wanted.learning_rate_multiplier or 1.0
        )

    def train(self, run: TrainingRun, listener: TrainingListener, cancellation: Cancellation) -> None:
        """Train from `run.start_from`.

        Raises:
            Cancelled: when cancelled.
            ModelFileUnusable: `start_from` cannot be read.
            TrainingRefused: more text than this model learns at once.
        """
        self.train_state(model_state.load(run.start_from), run, listener, cancellation)

    def train_state(
        self,
        start: model_state.ModelState,
        run: TrainingRun,
        listener: TrainingListener,
        cancellation: Cancellation,
    ) -> None:
        """Train from a model in memory; `start` itself is not changed."""
        state, examples = prepare(start, run.examples, cancellation)
        validation = _Validation(state, prepare_to_measure(state, run.validation, cancellation))
        learner = Learner(state.weights, run.hyperparameters.learning_rate_multiplier)
        random = np.random.default_rng(run.seed)
        batch = run.hyperparameters.batch_size
        steps_an_epoch = -(-len(examples) // batch)
        total = steps_an_epoch * run.hyperparameters.n_epochs
        step = 0
        for epoch in range(1, run.hyperparameters.n_epochs + 1):
            order = random.permutation(len(examples)).tolist()
            metrics = None
            for first in range(0, len(order), batch):
                cancellation.raise_if_set()
                step += 1
                learned = learner.step(_replies(examples, order[first : first + batch]))
                metrics = validation.added_to(_metrics(step, total, learned))
                if step % steps_an_epoch == 0:
                    metrics = validation.full_added_to(metrics, cancellation)
                listener.step_finished(metrics)
            if metrics is not None:
                listener.epoch_finished(epoch, metrics, lambda path: model_state.save(state, path))

    def load(self, path: Path) -> BuiltinReplyModel:
        """Read a model file. Raises ModelFileUnusable."""
        return BuiltinReplyModel(model_state.load(path))


def _replies(examples: Prepared, chosen: Sequence[int]) -> list[Reply]:
    return [reply for place in chosen for reply in examples[place]]


def _metrics(step: int, total: int, learned: Measured) -> StepMetrics:
    return StepMetrics(step, total, train_loss=learned.mean_loss, train_accuracy=learned.accuracy)


@dataclass(slots=True)
class _Validation:
    """The validation examples; each step measures the next few."""

    state: model_state.ModelState
    examples: Prepared
    _next: int = 0

    def added_to(self, metrics: StepMetrics) -> StepMetrics:
        """With the figures of the next few examples."""
        if not self.examples:
            return metrics
        chosen = [(self._next + place) % len(self.examples) for place in range(VALIDATION_BATCH)]
        self._next = (chosen[-1] + 1) % len(self.examples)
        found = measure(self.state.weights, _replies(self.examples, chosen))
        return replace(metrics, valid_loss=found.mean_loss, valid_accuracy=found.accuracy)

    def full_added_to(self, metrics: StepMetrics, cancellation: Cancellation) -> StepMetrics:
        """With the figures of all examples."""
        if not self.examples:
            return metrics
        found = measure(self.state.weights, self._all(cancellation))
        return replace(metrics, full_valid_loss=found.mean_loss, full_valid_accuracy=found.accuracy)

    def _all(self, cancellation: Cancellation) -> Iterator[Reply]:
        for replies in self.examples:
            cancellation.raise_if_set()
            yield from replies
