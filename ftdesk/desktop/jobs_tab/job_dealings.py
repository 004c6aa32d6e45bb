"""What the person does with jobs: start, start again, cancel, give up; questions first, then the starter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from ftdesk.desktop.jobs_tab import wording
from ftdesk.desktop.jobs_tab.files_dialog import FilesDialog
from ftdesk.desktop.jobs_tab.job_book import Key
from ftdesk.desktop.jobs_tab.job_follower import JobFollower
from ftdesk.desktop.jobs_tab.job_news import JobNews
from ftdesk.desktop.jobs_tab.job_starter import JobStarter
from ftdesk.desktop.jobs_tab.job_submission import AlreadyStarted, JobOrder, SubmissionProgress, order_of
from ftdesk.desktop.jobs_tab.new_job_dialog import NewJobDialog
from ftdesk.desktop.messages import show_failure
from ftdesk.desktop.money import money
from ftdesk.desktop.question_box import ask
from ftdesk.workspace.job_records import Intent, IntentState

if TYPE_CHECKING:
    from ftdesk.desktop.services import Services


class JobDealings(QObject):
    """Works on the book of `follower`; dialogs and questions belong to `window`.

    Signals:
        changed(): something in the book or about a cancellation is new.
        key_wished(object): Key, the job that the list should show.
        dataset_requested(object, object): Path of a file, and the codes of findings to see there (none: all).
    """

    changed = Signal()
    key_wished = Signal(object)  # Key
    dataset_requested = Signal(object, object)  # Path, frozenset[str]

    def __init__(self, services: Services, follower: JobFollower, widget: QWidget) -> None:
        super().__init__(widget)
        self._services = services
        self._follower = follower
        self._widget = widget
        self._dialog: NewJobDialog | None = None
        self.starter = JobStarter(services, self)
        self.starter.progressed.connect(self._progressed)
        self.starter.started.connect(self._started)
        self.starter.doubled.connect(self._ask_double)
        self.starter.not_started.connect(self._not_started)
        self.starter.failed.connect(self._failed)
        self.starter.cancelled.connect(self._cancel_answered)

    # -- starting ------------------------------------------------------------------------------------------

    def open_dialog(self, training_path: Path | None = None) -> NewJobDialog:
        """Open the dialog for a new job."""
        if self._dialog is not None:
            self._dialog.close()
        jobs = sorted(self._follower.book.jobs.values(), key=lambda job: -job.created_at)
        tuned = tuple(job.fine_tuned_model for job in jobs if job.fine_tuned_model)
        dialog = self._dialog = NewJobDialog(self._services, tuned, self._widget.window())
        dialog.ordered.connect(self.starter.start)
        dialog.look_requested.connect(self.dataset_requested)
        dialog.finished.connect(self._dialog_closed)
        if training_path is not None:
            dialog.training.show_path(training_path)
        dialog.open()
        return dialog

    @Slot(object)
    def retry(self, intent: Intent) -> None:
        """Open the dialog with what was asked for before."""
        self.open_dialog().fill_in(order_of(intent))

    def open_files(self) -> None:
        """Show the uploaded files."""
        FilesDialog(self._services, self._widget.window()).open()

    @Slot()
    def _dialog_closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    @Slot(object)
    def _progressed(self, progress: SubmissionProgress) -> None:
        book, intent = self._follower.book, progress.intent
        if intent.profile_id != book.profile_id:
            return
        is_new = intent.id not in book.intents
        book.set_intent(intent, progress)
        self._tell(("intent", str(intent.id)) if is_new else None)

    @Slot(object)
    def _started(self, intent: Intent) -> None:
        if intent.profile_id != self._follower.book.profile_id:
            return
        self._follower.book.set_intent(intent)
        if intent.state is IntentState.CREATED and intent.job_id:
            self._tell(("job", intent.job_id))
            self._follower.look_at(intent.job_id)
        else:
            self._tell(("intent", str(intent.id)))
            self._follower.refresh()
        self._follower.reload_jobs()

    @Slot(object)
    def _not_started(self, intent: Intent | None) -> None:
        if intent is not None and intent.profile_id == self._follower.book.profile_id:
            self._follower.book.set_intent(intent)
            refused = intent.state is IntentState.REFUSED
            self._tell(("intent", str(intent.id)) if refused else None)
        self._follower.reload_jobs()
        self._follower.refresh()

    @Slot(object, object)
    def _ask_double(self, found: AlreadyStarted, order: JobOrder) -> None:
        estimate, cost = order.estimate, ""
        if estimate.amount is not None and Decimal(estimate.amount) > 0:
            amount = money(Decimal(estimate.amount), estimate.currency)
            cost = self.tr("It would cost about {amount} again.").format(amount=amount)
        sentence = self.tr("The same job was started {ago}. Start it a second time?")
        self._ask(
            "start_again_box",
            sentence.format(ago=wording.ago(found.earlier[0].created_at)),
            cost,
            self.tr("Start again"),
            lambda: self.starter.start(replace(order, again=True)),
        )

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        self._follower.reload_jobs()
        show_failure(self._widget, error)

    # -- ending --------------------------------------------------------------------------------------------

    @Slot(object)
    def ask_cancel(self, job_id: str) -> None:
        """Cancel a job after a question."""
        profile_id = self._follower.book.profile_id

        def agreed() -> None:
            self.starter.cancel_job(profile_id, job_id)
            self.changed.emit()

        self._ask(
            "cancel_job_box",
            self.tr("Cancel this job?"),
            self.tr("The training stops, and steps already taken may be billed. Checkpoints stay usable."),
            self.tr("Cancel job"),
            agreed,
            otherwise=self.tr("Keep it running"),
        )

    @Slot(object)
    def ask_give_up(self, intent: Intent) -> None:
        """Forget a refused wish, or an unconfirmed one after a question."""
        if intent.state is not IntentState.UNCONFIRMED:
            self.starter.give_up(intent)
            return
        self._ask(
            "stop_looking_box",
            self.tr("Stop looking for this job?"),
            self.tr("If the server did create it, it goes on there and appears in the list by itself."),
            self.tr("Stop looking"),
            lambda: self.starter.give_up(intent),
        )

    @Slot(object)
    def _cancel_answered(self, news: JobNews) -> None:
        if news.profile_id == self._follower.book.profile_id:
            self._follower.book.take(news)
            self._follower.look_at(news.job.id)
        self.changed.emit()

    # -- inside --------------------------------------------------------------------------------------------

    def _ask(
        self,
        name: str,
        sentence: str,
        consequence: str,
        verb: str,
        agreed: Callable[[], None],
        otherwise: str = "",
    ) -> None:
        ask(self._widget, name, sentence, consequence, verb, agreed, otherwise=otherwise)

    def _tell(self, key: Key | None) -> None:
        if key is not None:
            self.key_wished.emit(key)
        self.changed.emit()
