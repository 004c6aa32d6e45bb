"""Starts and cancels jobs in the background, and says how it went."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ftdesk.desktop.jobs_tab.budget import OverBudget, over_budget
from ftdesk.desktop.jobs_tab.job_follower import client_of
from ftdesk.desktop.jobs_tab.job_news import JobNews, ledger_job
from ftdesk.desktop.jobs_tab.job_submission import (
    AlreadyStarted,
    JobNotCreated,
    JobOrder,
    Submission,
    SubmissionProgress,
)
from ftdesk.errors import Cancelled
from ftdesk.workspace.job_records import Intent, IntentState

if TYPE_CHECKING:
    from ftdesk.desktop.services import Services


class JobStarter(QObject):
    """Lives in the GUI thread.

    Signals:
        progressed(object): SubmissionProgress. started(object): Intent, created or unconfirmed.
        doubled(object, object): AlreadyStarted and the JobOrder it is about.
        not_started(object): Intent | None, refused by the server, or given up.
        failed(object): Exception, before anything was sent or while cancelling.
        cancelled(object): JobNews, what the server answered to a cancellation.
    """

    progressed = Signal(object)  # SubmissionProgress
    started = Signal(object)  # Intent
    doubled = Signal(object, object)  # AlreadyStarted, JobOrder
    not_started = Signal(object)  # Intent | None
    failed = Signal(object)  # Exception
    cancelled = Signal(object)  # JobNews

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.cancelling: set[str] = set()
        """Jobs whose cancellation was asked for and not yet answered."""

    def start(self, order: JobOrder) -> None:
        """Begin a submission; exactly one request for a job comes of it, and none above the person's limit."""
        services = self._services
        if words := over_budget(order.estimate, services.settings.current.budget):
            self.failed.emit(OverBudget(words))
            return
        client = client_of(services.connection, order.profile_id)
        title = self.tr("Starting a job with {file}").format(file=order.training_path.name)
        services.background.run(
            self,
            lambda work: Submission(
                services.ledger, services.versions, client, services.paths.uploads, order, work
            ).run(),
            self.started.emit,
            lambda error: self._ended(error, order),
            self._report,
            title,
        )

    def give_up(self, intent: Intent) -> None:
        """The person decides that an unconfirmed or refused wish is to be forgotten."""
        ledger = self._services.ledger
        self._services.background.run(
            self,
            lambda _: ledger.move(intent.id, IntentState.ABANDONED),
            self.not_started.emit,
            self.failed.emit,
        )

    def cancel_job(self, profile_id: str, job_id: str) -> None:
        """Ask the server to stop a job; only its answer changes what is shown."""
        client, ledger = client_of(self._services.connection, profile_id), self._services.ledger
        self.cancelling.add(job_id)

        def ask_server(_: object) -> JobNews:
            from ftdesk.api.finetuning import TAG, cancel_job

            job = ledger_job(cancel_job(client(), job_id), time.time(), TAG)
            ledger.record_job(profile_id, job)
            return JobNews(profile_id, job)

        self._services.background.run(
            self,
            ask_server,
            self._cancel_answered,
            lambda error: self._cancel_failed(job_id, error),
            title=self.tr("Cancelling a job"),
        )

    def _report(self, progress: object) -> None:
        if isinstance(progress, SubmissionProgress):
            self.progressed.emit(progress)

    def _ended(self, error: Exception, order: JobOrder) -> None:
        if isinstance(error, AlreadyStarted):
            self.doubled.emit(error, order)
        elif isinstance(error, JobNotCreated):
            self.not_started.emit(error.intent)
        elif isinstance(error, Cancelled):
            self.not_started.emit(None)
        else:
            self.failed.emit(error)

    def _cancel_answered(self, news: JobNews) -> None:
        self.cancelling.discard(news.job.id)
        self.cancelled.emit(news)

    def _cancel_failed(self, job_id: str, error: Exception) -> None:
        self.cancelling.discard(job_id)
        self.failed.emit(error)
