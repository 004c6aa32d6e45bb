"""The two steps of a job, checking its files and training: run a worker process, store what it reports."""

import math
import shutil
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from ftdesk.engine.errors import RequestRefused
from ftdesk.engine.models import KnownModel, Models
from ftdesk.engine.store.records import RUNNING, VALIDATING, JobProblem, JobRecord
from ftdesk.engine.store.store import Store
from ftdesk.engine.trainers.interface import Hyperparameters, StepMetrics
from ftdesk.engine.training_work import (
    CheckReport,
    CheckWork,
    EpochDone,
    FilesChecked,
    Refused,
    StepsDone,
    TrainingDone,
    TrainingReport,
    TrainingWork,
)
from ftdesk.engine.work_process import WorkProcess

LOOK_SECONDS = 0.1
METRIC_EVENTS = 500
RESULT_PURPOSE = "fine-tune-results"

Report = TypeVar("Report")


def _follow(
    process: WorkProcess[Report], wanted: Callable[[], bool], take: Callable[[Report], None]
) -> int | None:
    """Take reports until the process ends; its exit status, or None where it was stopped as not `wanted`."""
    try:
        while wanted():
            report = process.next_report(LOOK_SECONDS)
            if report is not None:
                take(report)
    except EOFError:
        return process.end()
    finally:
        process.stop()
    return None


class _Step:
    """What both steps share: whether a job is still theirs, and how one fails."""

    def __init__(self, store: Store, models: Models) -> None:
        self._store = store
        self._models = models

    def _wanted(self, job: JobRecord, status: str, stopping: threading.Event) -> bool:
        return not stopping.is_set() and self._store.jobs.get(job.id).status == status

    def _path(self, file_id: str | None) -> Path | None:
        return self._store.files.path(file_id) if file_id and self._store.files.find(file_id) else None

    def _fail(self, job: JobRecord, code: str, message: str, param: str | None) -> None:
        if self._store.jobs.failed(job.id, JobProblem(code, message, param)):
            self._store.log.say(job.id, message, "error")

    def _known(self, job: JobRecord) -> KnownModel | None:
        try:
            return self._models.get(job.order.model)
        except RequestRefused as refusal:
            self._fail(job, "model_not_found", refusal.message, "model")
            return None

    def _fail_gone(self, job: JobRecord, param: str) -> None:
        self._fail(
            job, "file_not_found", "A file of this job was deleted before the job could use it.", param
        )

    def _fail_dead(self, job: JobRecord, status: int) -> None:
        message = f"The process that worked on this job ended unexpectedly (exit status {status})."
        self._fail(job, "server_error", message, None)


class CheckStep(_Step):
    """validating_files → queued or failed."""

    def __init__(self, store: Store, models: Models, passed_on: Callable[[], None]) -> None:
        super().__init__(store, models)
        self._passed_on = passed_on

    def run(self, job: JobRecord, stopping: threading.Event) -> None:
        """Check the job's files; returns early, leaving the job as it is, when `stopping` is set."""
        known = self._known(job)
        if known is None:
            return None
        training = self._path(job.order.training_file)
        validation = self._path(job.order.validation_file)
        if training is None:
            return self._fail_gone(job, "training_file")
        if validation is None and job.order.validation_file:
            return self._fail_gone(job, "validation_file")
        process = WorkProcess[CheckReport](CheckWork(known.trainer, training, validation), "check-files")
        status = _follow(
            process,
            lambda: self._wanted(job, VALIDATING, stopping),
            lambda report: self._take(job, known, report),
        )
        if status is not None and self._wanted(job, VALIDATING, stopping):
            self._fail_dead(job, status)
        return None

    def _take(self, job: JobRecord, known: KnownModel, report: CheckReport) -> None:
        match report:
            case Refused():
                self._fail(job, report.code, report.message, report.param)
            case FilesChecked():
                found = known.trainer.hyperparameters(job.order.wanted, report.training.examples)
                if self._store.jobs.validated(job.id, found, report.training.trained_tokens):
                    self._store.log.say(job.id, _checked_message(report))
                    self._passed_on()


class TrainStep(_Step):
    """queued → running → succeeded or failed; back to queued when the engine stops."""

    def run(self, job: JobRecord, stopping: threading.Event) -> None:
        """Train the job; when `stopping` is set it goes back to the queue."""
        training = self._path(job.order.training_file)
        if training is None or job.hyperparameters is None:
            return self._fail_gone(job, "training_file")
        if not self._store.jobs.started(job.id):
            return None
        self._store.forget_attempt(job.id)
        self._store.log.say(job.id, "Fine-tuning job started")
        folder = self._store.directory.work / job.id
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        try:
            self._train(job, training, job.hyperparameters, folder, stopping)
        except (RequestRefused, OSError) as failure:
            self._fail(job, "storage_failed", f"The training could not be stored: {failure}", None)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return None

    def _train(
        self,
        job: JobRecord,
        training: Path,
        hyperparameters: Hyperparameters,
        folder: Path,
        stopping: threading.Event,
    ) -> None:
        known = self._known(job)
        if known is None:
            return
        work = TrainingWork(
            trainer=known.trainer,
            base_model=known.base_model,
            base_folder=self._models.base_folder,
            start_from=self._models.file(known) if known.record else None,
            training=training,
            validation=self._path(job.order.validation_file),
            hyperparameters=hyperparameters,
            seed=job.order.seed,
            folder=folder,
        )
        attempt = _Attempt(self._store, job, known)
        process = WorkProcess[TrainingReport](work, "train")
        status = _follow(
            process, lambda: self._wanted(job, RUNNING, stopping), lambda report: self._take(attempt, report)
        )
        if status is not None and self._wanted(job, RUNNING, stopping):
            self._fail_dead(job, status)
        elif stopping.is_set():
            self._store.restart_job(job.id)

    def _take(self, attempt: "_Attempt", report: TrainingReport) -> None:
        match report:
            case StepsDone():
                attempt.take_steps(report.steps)
            case EpochDone():
                attempt.take_epoch(report)
            case TrainingDone():
                attempt.finish(report.result)
            case Refused():
                self._fail(attempt.job, report.code, report.message, report.param)


class _Attempt:
    """One run of a job from its first step: turns reports into events, checkpoints and the model."""

    def __init__(self, store: Store, job: JobRecord, known: KnownModel) -> None:
        self.job = job
        self._store = store
        self._known = known
        self._started_at = time.time()
        self._last_file: Path | None = None

    def take_steps(self, steps: Sequence[StepMetrics]) -> None:
        """Store the steps worth an event, and when the job will probably end."""
        last = steps[-1]
        self._store.log.add_metrics(self.job.id, [step for step in steps if _is_told(step)])
        left = (time.time() - self._started_at) / last.step * (last.total_steps - last.step)
        self._store.jobs.estimate(self.job.id, math.ceil(time.time() + left))

    def take_epoch(self, report: EpochDone) -> None:
        """Keep the model of an epoch and make it a checkpoint."""
        step = report.metrics.step
        file = self._store.models.new_path(self.job.id, step)
        name = f"{self.job.model_name}:ckpt-step-{step}"
        report.file.replace(file)
        with self._store.database.transaction():
            self._store.models.add(name, self.job.id, self._known.base_model, file, is_checkpoint=True)
            self._store.log.add_checkpoint(self.job.id, name, report.metrics)
            self._store.log.say(self.job.id, f"Checkpoint created at step {step}")
        self._last_file = file

    def finish(self, result: Path) -> None:
        """The last checkpoint becomes the tuned model, the table of steps a file."""
        if self._last_file is None:
            raise RequestRefused("The trainer saved no model.", status=500, kind="server_error")
        table = self._store.files.adopt(result, "step_metrics.csv", RESULT_PURPOSE)
        with self._store.database.transaction():
            if not self._store.jobs.succeeded(self.job.id, table.id):
                return
            self._store.models.add(
                self.job.model_name, self.job.id, self._known.base_model, self._last_file, is_checkpoint=False
            )
            self._store.log.say(self.job.id, f"New fine-tuned model created: {self.job.model_name}")
            self._store.log.say(self.job.id, "The job has successfully completed")


def _is_told(metrics: StepMetrics) -> bool:
    """Whether a step gets an event: at most some 500 of a job do; the table of results has all."""
    stride = math.ceil(metrics.total_steps / METRIC_EVENTS)
    return (
        metrics.step % stride == 0
        or metrics.step in (1, metrics.total_steps)
        or metrics.full_valid_loss is not None
    )


def _checked_message(report: FilesChecked) -> str:
    validation = f", {report.validation.examples} for validation" if report.validation else ""
    return (
        f"Files checked: {report.training.examples} examples of the format {report.training.format.value},"
        f" {report.training.trained_tokens} trained tokens per epoch{validation}. The job is queued"
    )
