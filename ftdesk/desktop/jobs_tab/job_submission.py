"""Starting a job so that it is neither lost nor doubled.

Copy and hash, write the intent, keep the data as a version, upload, write `sending`, post once. A clear yes or no
ends it; anything else leaves the intent unconfirmed, and the poller looks for the job by its tag until found or the
person decides.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ftdesk.desktop.explanations import explain
from ftdesk.desktop.jobs_tab.frozen_copy import FrozenCopy, freeze
from ftdesk.desktop.jobs_tab.job_data import keep_data
from ftdesk.desktop.jobs_tab.job_news import ledger_job
from ftdesk.desktop.tasks import Progress, Work
from ftdesk.errors import Cancelled, FtdeskError
from ftdesk.workspace.job_records import (
    HyperValue,
    Intent,
    IntentState,
    JobIntent,
    PriceEstimate,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ftdesk.api.client import ApiClient
    from ftdesk.api.types import JobRequest
    from ftdesk.dataset.lines import FileStamp
    from ftdesk.workspace.job_ledger import JobLedger
    from ftdesk.workspace.versions_on_demand import VersionsOnDemand


@dataclass(frozen=True, slots=True)
class JobOrder:
    """What the dialog hands over: files by their paths, parameters as numbers or "auto"."""

    profile_id: str
    model: str
    training_path: Path
    validation_path: Path | None = None
    n_epochs: HyperValue = "auto"
    batch_size: HyperValue = "auto"
    learning_rate_multiplier: HyperValue = "auto"
    suffix: str | None = None
    seed: int | None = None
    method: Literal["supervised", "dpo"] = "supervised"
    estimate: PriceEstimate = field(default_factory=PriceEstimate)
    checked: Mapping[Path, FileStamp] = field(default_factory=dict)
    """The files as they were when the person was told what is in them: others are not sent."""
    again: bool = False
    """The person knows that the same job was started before, and wants another."""


class AlreadyStarted(FtdeskError):
    """The same model, bytes and parameters were sent before; `earlier` holds those intents, newest first."""

    def __init__(self, earlier: tuple[Intent, ...]) -> None:
        super().__init__("The same job was started before.")
        self.earlier = earlier


class JobNotCreated(FtdeskError):
    """A clear no; `intent` is refused or abandoned, `__cause__` says why."""

    def __init__(self, intent: Intent) -> None:
        super().__init__("The job was not created.")
        self.intent = intent


@dataclass(frozen=True, slots=True)
class SubmissionProgress(Progress):
    """Bytes sent of all, and the intent as it stands."""

    intent: Intent


class Submission:
    """One run through the protocol, in an I/O thread; `client` is asked once at the start."""

    def __init__(
        self,
        ledger: JobLedger,
        versions: VersionsOnDemand,
        client: Callable[[], ApiClient],
        uploads: Path,
        order: JobOrder,
        work: Work,
    ) -> None:
        self._ledger = ledger
        self._versions = versions
        self._client_of_profile = client
        self._uploads = uploads
        self._order = order
        self._work = work
        self._copies: list[FrozenCopy] = []

    def run(self) -> Intent:
        """The intent at the end: created (with its job in the ledger) or unconfirmed.

        Raises AlreadyStarted before anything is written, JobNotCreated for a clear no, DatasetFileError,
        DatabaseError, and Cancelled as long as nothing can have been created.
        """
        client = self._client_of_profile()
        try:
            intent = self._begin()
            request = self._upload_or_settle(client, intent)
            return self._send(client, intent, request)
        finally:
            for copy in self._copies:
                copy.remove()

    def _begin(self) -> Intent:
        for path in filter(None, [self._order.training_path, self._order.validation_path]):
            self._copies.append(freeze(path, self._uploads, self._work, self._order.checked.get(path)))
        wish, profile_id = self._wish(), self._order.profile_id
        if self._order.again:
            return self._ledger.begin_intent(profile_id, wish)
        begun = self._ledger.begin_intent_once(profile_id, wish)
        if isinstance(begun, tuple):
            raise AlreadyStarted(begun)
        return begun

    def _wish(self) -> JobIntent:
        order = self._order
        training, *more = self._copies
        return JobIntent(
            model=order.model,
            training=training.data,
            validation=more[0].data if more else None,
            n_epochs=order.n_epochs,
            batch_size=order.batch_size,
            learning_rate_multiplier=order.learning_rate_multiplier,
            suffix=order.suffix,
            seed=order.seed,
            estimate=order.estimate,
        )

    def _upload_or_settle(self, client: ApiClient, intent: Intent) -> JobRequest:
        """Upload; whatever goes wrong here, no job exists."""
        try:
            return self._upload(client, intent)
        except Cancelled:
            self._ledger.move(intent.id, IntentState.ABANDONED)
            raise
        except FtdeskError as error:
            refused = self._ledger.move(intent.id, IntentState.REFUSED, reason=reason_of(error))
            raise JobNotCreated(refused) from error
        except BaseException:  # a fault of ours; the wish must not stand in the way of the next
            self._ledger.move(intent.id, IntentState.ABANDONED)
            raise

    def _upload(self, client: ApiClient, intent: Intent) -> JobRequest:
        keep_data(self._versions, intent.tag, self._copies, self._work)
        intent = self._ledger.move(intent.id, IntentState.UPLOADING)
        total, before = sum(copy.data.size_bytes for copy in self._copies), 0
        ids: list[str] = []
        for copy in self._copies:
            ids.append(self._upload_one(client, copy, partial(self._report_bytes, intent, before, total)))
            before += copy.data.size_bytes
        training_id, validation_id = ids[0], ids[1] if len(ids) > 1 else None
        uploaded = self._ledger.move(
            intent.id,
            IntentState.UPLOADED,
            training_file_id=training_id,
            validation_file_id=validation_id,
        )
        self._work.raise_if_set()
        self._report(total, total, uploaded)
        return self._request(training_id, validation_id)

    def _upload_one(self, client: ApiClient, copy: FrozenCopy, progress: Callable[[int, int], None]) -> str:
        from ftdesk.api import files

        kept = files.upload(client, copy.copy, filename=copy.name, progress=progress, cancellation=self._work)
        return kept.id

    def _report_bytes(self, intent: Intent, before: int, total: int, sent: int, _of: int) -> None:
        self._report(before + sent, total, intent)

    def _request(self, training_id: str, validation_id: str | None) -> JobRequest:
        from ftdesk.api.types import Hyperparameters, JobRequest

        order = self._order
        return JobRequest(
            model=order.model,
            training_file=training_id,
            validation_file=validation_id,
            suffix=order.suffix,
            seed=order.seed,
            method=order.method,
            hyperparameters=Hyperparameters(
                n_epochs="auto" if isinstance(order.n_epochs, str) else int(order.n_epochs),
                batch_size="auto" if isinstance(order.batch_size, str) else int(order.batch_size),
                learning_rate_multiplier="auto"
                if isinstance(order.learning_rate_multiplier, str)
                else float(order.learning_rate_multiplier),
            ),
        )

    def _send(self, client: ApiClient, intent: Intent, request: JobRequest) -> Intent:
        """Post once. From here on a job may exist until the server clearly says no."""
        from ftdesk.api.errors import ApiError
        from ftdesk.api.finetuning import TAG, create_job

        sending = self._ledger.move(intent.id, IntentState.SENDING)
        self._report(1, 1, sending)
        try:
            job = create_job(client, request, tag=intent.tag, cancellation=self._work)
            self._ledger.record_job(intent.profile_id, ledger_job(job, time.time(), TAG))
            return self._ledger.move(intent.id, IntentState.CREATED, job_id=job.id)
        except (ApiError, Cancelled) as error:
            if isinstance(error, ApiError) and error.is_definite_no:
                refused = self._ledger.move(intent.id, IntentState.REFUSED, reason=reason_of(error))
                raise JobNotCreated(refused) from error
            return self._ledger.move(intent.id, IntentState.UNCONFIRMED, reason=reason_of(error))
        except BaseException:  # a fault of ours, or a full disk after a clear yes: the poller looks for it
            self._ledger.move(intent.id, IntentState.UNCONFIRMED)
            raise

    def _report(self, done: int, total: int, intent: Intent) -> None:
        self._work.report(SubmissionProgress(done, total, intent))


def reason_of(error: BaseException) -> str:
    """What the ledger keeps about a failure: the sentence, its cause, and the server's own words."""
    words = explain(error)
    own = str(getattr(error, "message", ""))
    parts = [words.sentence, words.cause, own if own not in words.cause else ""]
    return " ".join(part for part in parts if part)


def settle_earlier_runs(
    ledger: JobLedger, profile_id: str, before: float | None = None
) -> tuple[Intent, ...]:
    """After a restart: what may have been sent becomes unconfirmed, what was not is given up.

    Only wishes from `before` that time (seconds since 1970) are settled, where other windows may still be
    at work on later ones. Returns the unconfirmed ones. To be called once a run, before anything of the
    profile is sent.
    """
    unsent = (IntentState.DRAFTED, IntentState.UPLOADING, IntentState.UPLOADED)
    for intent in ledger.intents(profile_id, [*unsent, IntentState.SENDING]):
        if before is None or intent.created_at < before:
            sent = intent.state is IntentState.SENDING
            ledger.move(intent.id, IntentState.UNCONFIRMED if sent else IntentState.ABANDONED)
    return ledger.intents(profile_id, [IntentState.UNCONFIRMED])


def order_of(intent: Intent) -> JobOrder:
    """What was asked for, to be changed and asked for again."""
    order = intent.order
    return JobOrder(
        profile_id=intent.profile_id,
        model=order.model,
        training_path=order.training.path,
        validation_path=order.validation.path if order.validation else None,
        n_epochs=order.n_epochs,
        batch_size=order.batch_size,
        learning_rate_multiplier=order.learning_rate_multiplier,
        suffix=order.suffix,
        seed=order.seed,
    )
