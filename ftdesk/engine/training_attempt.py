"""One run of a job from its first step: its reports become events, checkpoints and the model."""

import math
import time
from collections.abc import Sequence
from pathlib import Path

from ftdesk.engine.errors import RequestRefused
from ftdesk.engine.models import KnownModel
from ftdesk.engine.store.records import JobRecord
from ftdesk.engine.store.store import Store
from ftdesk.engine.trainers.interface import StepMetrics
from ftdesk.engine.training_work import EpochDone

METRIC_EVENTS = 500
RESULT_PURPOSE = "fine-tune-results"


class Attempt:
    """Takes the reports of one run of `job`, which trains `known` further."""

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
