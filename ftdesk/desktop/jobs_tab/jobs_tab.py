"""The jobs tab: the list on the left, one job on the right, the poller and the submissions behind them."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from ftdesk.desktop.actions import make_action
from ftdesk.desktop.connection import ConnectionState
from ftdesk.desktop.jobs_tab import wording
from ftdesk.desktop.jobs_tab.files_dialog import FilesDialog
from ftdesk.desktop.jobs_tab.job_book import Key
from ftdesk.desktop.jobs_tab.job_detail import JobDetail
from ftdesk.desktop.jobs_tab.job_follower import JobFollower
from ftdesk.desktop.jobs_tab.job_list_pane import EmptyJobs, JobListPane, Stack
from ftdesk.desktop.jobs_tab.job_news import JobNews, LinkState, is_finished
from ftdesk.desktop.jobs_tab.job_rows import make_row
from ftdesk.desktop.jobs_tab.job_starter import JobStarter
from ftdesk.desktop.jobs_tab.job_submission import AlreadyStarted, JobOrder, SubmissionProgress
from ftdesk.desktop.jobs_tab.new_job_dialog import NewJobDialog
from ftdesk.desktop.jobs_tab.question import ask
from ftdesk.desktop.messages import explain, show_failure
from ftdesk.workspace.job_records import Intent, IntentState

if TYPE_CHECKING:
    from ftdesk.desktop.services import Services

_TICK_MS = 15_000
"""How often ages and times left are said anew while nothing else happens."""


class JobsTab(QWidget):
    """Shows the jobs of the active profile, starts new ones and follows the unfinished.

    Signals:
        chat_requested(object): str, the model to chat with.
        dataset_requested(object): Path, a training file whose findings the person wants to see.
        unfinished_changed(object): int, how many jobs are not finished.
    """

    chat_requested = Signal(object)  # str
    dataset_requested = Signal(object)  # Path
    unfinished_changed = Signal(object)  # int

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("jobs_tab")
        self._services = services
        self._unfinished = 0
        self._link: LinkState | None = None
        self._dialog: NewJobDialog | None = None
        self.follower = JobFollower(services, self)
        self.starter = JobStarter(services, self)
        self.list = JobListPane()
        self.detail = JobDetail()
        self._empty = EmptyJobs()
        self._faces = Stack(self._empty, self.detail)
        self.commands: list[QAction] = self._make_commands()
        self._lay_out()
        self._connect()
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._show)
        self._tick.start()
        self._follow_connection(services.connection.state)
        self._show()

    def new_job(self, training_path: Path | None = None) -> None:
        """Open the dialog for a new job, with this training file if one is named."""
        dialog = self._open_dialog()
        if training_path is not None:
            dialog.training.show_path(training_path)

    # -- making --------------------------------------------------------------------------------------------

    def _make_commands(self) -> list[QAction]:
        return [
            make_action(self, "new_job_action", self.tr("New job…"), self.new_job, "Ctrl+Shift+J", "plus"),
            make_action(
                self,
                "refresh_jobs_action",
                self.tr("Read the list again"),
                self.follower.refresh,
                "F5",
                "refresh",
            ),
            make_action(self, "cancel_job_action", self.tr("Cancel job…"), self._cancel_shown, None, "stop"),
            make_action(
                self,
                "chat_with_job_action",
                self.tr("Chat with the tuned model"),
                self._chat,
                None,
                "playground",
            ),
            make_action(
                self, "uploaded_files_action", self.tr("Uploaded files…"), self._open_files, None, "folder"
            ),
        ]

    def _lay_out(self) -> None:
        splitter = QSplitter()
        splitter.setObjectName("jobs_splitter")
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(self._faces)
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([340, 900])
        self.list.setMinimumWidth(240)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def _connect(self) -> None:
        self.list.table.chosen.connect(self._chosen)
        for source in (self.list, self._empty):
            source.new_job_requested.connect(self.new_job)
        self.list.refresh_requested.connect(self.follower.refresh)
        self.list.files_requested.connect(self._open_files)
        self.follower.changed.connect(self._show)
        self.follower.link_changed.connect(self._take_link)
        self._services.connection.changed.connect(self._follow_connection)
        self.detail.chat_requested.connect(self.chat_requested)
        self.detail.cancel_requested.connect(self._ask_cancel)
        self.detail.look_again_requested.connect(self.follower.refresh)
        self.detail.give_up_requested.connect(self._ask_give_up)
        self.detail.retry_requested.connect(self._retry)
        self.starter.progressed.connect(self._progressed)
        self.starter.started.connect(self._started)
        self.starter.doubled.connect(self._ask_double)
        self.starter.not_started.connect(self._not_started)
        self.starter.failed.connect(self._failed)
        self.starter.cancelled.connect(self._cancel_answered)

    # -- showing -------------------------------------------------------------------------------------------

    @Slot()
    def _show(self) -> None:
        book, now = self.follower.book, time.time()
        self.list.table.show_rows([make_row(book, key, now) for key in book.shown_keys()])
        self._show_chosen(now)
        self.list.table.repaint_times()
        unfinished = book.unfinished()
        if unfinished != self._unfinished:
            self._unfinished = unfinished
            self.unfinished_changed.emit(unfinished)

    def _show_chosen(self, now: float) -> None:
        key, book = self.list.table.key, self.follower.book
        shown = key is not None and self.list.table.jobs.place_of(key) is not None
        self._faces.show_content(content=shown)
        if key is not None and shown:
            cancelling = key[1] in self.starter.cancelling
            self.detail.show_job(book, key, now, cancelling=cancelling)

    @Slot(object)
    def _chosen(self, key: Key | None) -> None:
        if key is not None and key[0] == "job" and key[1] in self.follower.book.jobs:
            self.follower.open_details(key[1])
        self._show_chosen(time.time())

    @Slot(object)
    def _follow_connection(self, state: ConnectionState) -> None:
        self._link = None
        self.list.show_link("" if state.ready else self._last_seen(state.sentence))

    @Slot(object)
    def _take_link(self, link: LinkState) -> None:
        self._link = link
        if link.error is None:
            self.list.show_link("")
            return
        sentence = explain(link.error).sentence
        again = self.tr("Next try in {duration}.").format(duration=wording.duration(link.next_try_seconds))
        self.list.show_link(f"{self._last_seen(sentence)} {again}", "warning")

    def _last_seen(self, sentence: str) -> str:
        """`sentence`, and when the list was true."""
        seen = max((job.seen_at for job in self.follower.book.jobs.values()), default=0.0)
        if not seen:
            return sentence
        when = self.tr("The list was last seen {time}.").format(time=wording.exactly(seen))
        return f"{sentence.rstrip('.')}. {when}"

    # -- starting ------------------------------------------------------------------------------------------

    def _open_dialog(self) -> NewJobDialog:
        if self._dialog is not None:
            self._dialog.close()
        jobs = sorted(self.follower.book.jobs.values(), key=lambda job: -job.created_at)
        tuned = tuple(job.fine_tuned_model for job in jobs if job.fine_tuned_model)
        dialog = NewJobDialog(self._services, tuned, self.window())
        dialog.ordered.connect(self.starter.start)
        dialog.look_requested.connect(self.dataset_requested)
        dialog.finished.connect(self._dialog_closed)
        self._dialog = dialog
        dialog.open()
        return dialog

    @Slot()
    def _dialog_closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    @Slot(object)
    def _retry(self, intent: Intent) -> None:
        order = intent.order
        dialog = self._open_dialog()
        dialog.fill_in(
            JobOrder(
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
        )

    @Slot(object)
    def _progressed(self, progress: SubmissionProgress) -> None:
        book, intent = self.follower.book, progress.intent
        if intent.profile_id != book.profile_id:
            return
        is_new = intent.id not in book.intents
        book.set_intent(intent, progress)
        if is_new:
            self.list.table.select(("intent", str(intent.id)))
        self._show()

    @Slot(object)
    def _started(self, intent: Intent) -> None:
        if intent.profile_id != self.follower.book.profile_id:
            return
        self.follower.book.set_intent(intent)
        if intent.state is IntentState.CREATED and intent.job_id:
            self.list.table.select(("job", intent.job_id))
            self.follower.look_at(intent.job_id)
        else:
            self.follower.refresh()
        self.follower.reload_jobs()

    @Slot(object)
    def _not_started(self, intent: Intent | None) -> None:
        if intent is not None and intent.state is IntentState.REFUSED:
            self.follower.book.set_intent(intent)
            self.list.table.select(("intent", str(intent.id)))
        self.follower.reload_jobs()
        self.follower.refresh()

    @Slot(object, object)
    def _ask_double(self, found: AlreadyStarted, order: JobOrder) -> None:
        from dataclasses import replace

        ago = wording.ago(found.earlier[0].created_at)
        estimate = order.estimate
        cost = ""
        if estimate.amount is not None and Decimal(estimate.amount) > 0:
            cost = self.tr("It would cost about {amount} {currency} again.").format(
                amount=estimate.amount, currency=estimate.currency
            )
        ask(
            self,
            "start_again_box",
            self.tr("The same job was started {ago}. Start it a second time?").format(ago=ago),
            cost,
            self.tr("Start again"),
            lambda: self.starter.start(replace(order, again=True)),
        )

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        self.follower.reload_jobs()
        show_failure(self, error)

    # -- cancelling and giving up --------------------------------------------------------------------------

    def _cancel_shown(self) -> None:
        key = self.list.table.key
        job = self.follower.book.jobs.get(key[1]) if key is not None and key[0] == "job" else None
        if job is not None and not is_finished(job):
            self._ask_cancel(job.id)

    def _chat(self) -> None:
        key = self.list.table.key
        job = self.follower.book.jobs.get(key[1]) if key is not None and key[0] == "job" else None
        if job is not None and job.fine_tuned_model:
            self.chat_requested.emit(job.fine_tuned_model)

    @Slot(object)
    def _ask_cancel(self, job_id: str) -> None:
        profile_id = self.follower.book.profile_id

        def agreed() -> None:
            self.starter.cancel_job(profile_id, job_id)
            self._show()

        ask(
            self,
            "cancel_job_box",
            self.tr("Cancel this job?"),
            self.tr("The training stops, and steps already taken may be billed. Checkpoints stay usable."),
            self.tr("Cancel job"),
            agreed,
        )

    @Slot(object)
    def _cancel_answered(self, news: JobNews) -> None:
        if news.profile_id == self.follower.book.profile_id:
            self.follower.book.take(news)
            self.follower.look_at(news.job.id)
            self._show()

    @Slot(object)
    def _ask_give_up(self, intent: Intent) -> None:
        if intent.state is not IntentState.UNCONFIRMED:
            self.starter.give_up(intent)
            return
        ask(
            self,
            "stop_looking_box",
            self.tr("Stop looking for this job?"),
            self.tr("If the server did create it, it goes on there and appears in the list by itself."),
            self.tr("Stop looking"),
            lambda: self.starter.give_up(intent),
        )

    def _open_files(self) -> None:
        dialog = FilesDialog(self._services, self.window())
        dialog.open()
