"""What the worker processes of a job do: check its files, and train. Both report plain values.

Everything is computed from files that no longer change, so a second attempt gives the same result.
"""

import csv
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from ftdesk.cancellation import Cancellation
from ftdesk.engine.errors import ModelFileUnusable, TrainingRefused
from ftdesk.engine.trainers.interface import Hyperparameters, Save, StepMetrics, Trainer, TrainingRun
from ftdesk.engine.training_file import TrainingFile, check_training_file, read_examples
from ftdesk.engine.work_process import Send

REPORT_SECONDS = 0.1
RESULT_COLUMNS = (
    "step",
    "train_loss",
    "train_accuracy",
    "valid_loss",
    "valid_mean_token_accuracy",
    "full_valid_loss",
    "full_valid_mean_token_accuracy",
)


@dataclass(frozen=True, slots=True)
class FilesChecked:
    """Both files can be trained on."""

    training: TrainingFile
    validation: TrainingFile | None


@dataclass(frozen=True, slots=True)
class Refused:
    """The job cannot be done; the three parts of its error."""

    code: str
    message: str
    param: str | None


@dataclass(frozen=True, slots=True)
class StepsDone:
    """Steps since the last report."""

    steps: tuple[StepMetrics, ...]


@dataclass(frozen=True, slots=True)
class EpochDone:
    """A model was saved in the work folder under `file`."""

    epoch: int
    metrics: StepMetrics
    file: Path


@dataclass(frozen=True, slots=True)
class TrainingDone:
    """All epochs are trained; `result` is the table of all steps."""

    result: Path


CheckReport = FilesChecked | Refused
TrainingReport = StepsDone | EpochDone | TrainingDone | Refused


@dataclass(frozen=True, slots=True)
class CheckWork:
    """Check the files of a job."""

    trainer: Trainer
    training: Path
    validation: Path | None

    def __call__(self, send: Send, cancellation: Cancellation) -> None:
        """Send FilesChecked or Refused."""
        try:
            training = check_training_file(self.training, self.trainer, "training_file", cancellation)
            validation = None
            if self.validation is not None:
                validation = check_training_file(
                    self.validation, self.trainer, "validation_file", cancellation
                )
        except TrainingRefused as refusal:
            send(Refused(refusal.code, refusal.message, refusal.param))
        else:
            send(FilesChecked(training, validation))


@dataclass(frozen=True, slots=True)
class TrainingWork:
    """Train from a model file, or from a base model when `start_from` is None."""

    trainer: Trainer
    base_model: str
    base_folder: Path
    start_from: Path | None
    training: Path
    validation: Path | None
    hyperparameters: Hyperparameters
    seed: int
    folder: Path

    def __call__(self, send: Send, cancellation: Cancellation) -> None:
        """Send StepsDone and EpochDone as they come, then TrainingDone; or Refused."""
        try:
            result = self._train(send, cancellation)
        except TrainingRefused as refusal:
            send(Refused(refusal.code, refusal.message, refusal.param))
        except ModelFileUnusable as failure:
            send(Refused("model_unusable", str(failure), "model"))
        except OSError as failure:
            send(Refused("storage_failed", f"The training could not be stored: {failure.strerror}.", None))
        else:
            send(TrainingDone(result))

    def _train(self, send: Send, cancellation: Cancellation) -> Path:
        start = self.start_from or self.trainer.base_model_file(self.base_model, self.base_folder)
        run = TrainingRun(
            examples=read_examples(self.training, cancellation),
            validation=read_examples(self.validation, cancellation) if self.validation else (),
            hyperparameters=self.hyperparameters,
            seed=self.seed,
            start_from=start,
        )
        result = self.folder / "step_metrics.csv"
        with result.open("w", encoding="utf-8", newline="") as table:
            listener = _Reporter(send, table, self.folder)
            self.trainer.train(run, listener, cancellation)
            listener.flush()
        return result


@dataclass(slots=True)
class _Reporter:
    """Writes every step to the table and sends them on a few times a second."""

    send: Send
    table: TextIO
    folder: Path
    waiting: list[StepMetrics] = field(default_factory=list)
    sent_at: float = 0.0

    def __post_init__(self) -> None:
        csv.writer(self.table).writerow(RESULT_COLUMNS)

    def step_finished(self, metrics: StepMetrics) -> None:
        csv.writer(self.table).writerow(_cells(metrics))
        self.waiting.append(metrics)
        if time.monotonic() - self.sent_at >= REPORT_SECONDS:
            self.flush()

    def epoch_finished(self, epoch: int, metrics: StepMetrics, save: Save) -> None:
        self.flush()
        file = self.folder / f"step-{metrics.step}.model"
        save(file)
        self.send(EpochDone(epoch, metrics, file))

    def flush(self) -> None:
        if self.waiting:
            self.send(StepsDone(tuple(self.waiting)))
        self.waiting.clear()
        self.sent_at = time.monotonic()


def _cells(metrics: StepMetrics) -> Sequence[object]:
    measured = (
        metrics.train_loss,
        metrics.train_accuracy,
        metrics.valid_loss,
        metrics.valid_accuracy,
        metrics.full_valid_loss,
        metrics.full_valid_accuracy,
    )
    return (metrics.step, *("" if value is None else f"{value:.6g}" for value in measured))
