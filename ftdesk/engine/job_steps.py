"""The two steps of a job, checking its files and training: run a worker process, store what it reports."""

import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ftdesk.engine.errors import RequestRefused
from ftdesk.engine.models import KnownModel, Models
from ftdesk.engine.store.records import RUNNING, VALIDATING, JobProblem, JobRecord
from ftdesk.engine.store.store import Store
from ftdesk.engine.training_attempt import Attempt
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


@dataclass(frozen=True, slots=True)
class _JobFiles:
    training: Path
    validation: Path | None


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

    def _files(self, job: JobRecord) -> _JobFiles | None:
        """Where the job's files lie; None, and the job failed, when one was deleted in the meantime."""
        training = self._path(job.order.training_file)
        validation = self._path(job.order.validation_file)
        if training is not None and (validation is not None or not job.order.validation_file):
            return _JobFiles(training, validation)
        param = "training_file" if training is None else "validation_file"
        self._fail(job, "file_not_found", "A file of this job was deleted before the job used it.", param)
        return None

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
        known, files = self._known(job), self._files(job)
        if known is None or files is None:
            return
        work = CheckWork(known.trainer, files.training, files.validation)
        process = WorkProcess[CheckReport](work, "check-files")
        status = _follow(
            process,
            lambda: self._wanted(job, VALIDATING, stopping),
            lambda report: self._take(job, known, report),
        )
        if status is not None and self._wanted(job, VALIDATING, stopping):
            self._fail_dead(job, status)

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
        known, files = self._known(job), self._files(job)
        if known is None or files is None or not self._store.jobs.started(job.id):
            return
        self._store.forget_attempt(job.id)
        self._store.log.say(job.id, "Fine-tuning job started")
        folder = self._store.directory.work / job.id
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        try:
            self._train(job, known, self._work(job, known, files, folder), stopping)
        except (RequestRefused, OSError) as failure:
            self._fail(job, "storage_failed", f"The training could not be stored: {failure}", None)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _work(self, job: JobRecord, known: KnownModel, files: _JobFiles, folder: Path) -> TrainingWork:
        return TrainingWork(
            trainer=known.trainer,
            base_model=known.base_model,
            base_folder=self._models.base_folder,
            start_from=self._models.file(known) if known.record else None,
            training=files.training,
            validation=files.validation,
            hyperparameters=job.hyperparameters or known.trainer.hyperparameters(job.order.wanted, 0),
            seed=job.order.seed,
            folder=folder,
        )

    def _train(
        self, job: JobRecord, known: KnownModel, work: TrainingWork, stopping: threading.Event
    ) -> None:
        attempt = Attempt(self._store, job, known)
        process = WorkProcess[TrainingReport](work, "train")
        status = _follow(
            process, lambda: self._wanted(job, RUNNING, stopping), lambda report: self._take(attempt, report)
        )
        if status is not None and self._wanted(job, RUNNING, stopping):
            self._fail_dead(job, status)
        elif stopping.is_set():
            self._store.restart_job(job.id)

    def _take(self, attempt: Attempt, report: TrainingReport) -> None:
        match report:
            case StepsDone():
                attempt.take_steps(report.steps)
            case EpochDone():
                attempt.take_epoch(report)
            case TrainingDone():
                attempt.finish(report.result)
            case Refused():
                self._fail(attempt.job, report.code, report.message, report.param)


def _checked_message(report: FilesChecked) -> str:
    validation = f", {report.validation.examples} for validation" if report.validation else ""
    return (
        f"Files checked: {report.training.examples} examples of the format {report.training.format.value},"
        f" {report.training.trained_tokens} trained tokens per epoch{validation}. The job is queued"
    )
