"""The jobs tab: the list on the left, one job on the right, shown from the book of the follower."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from ftdesk.desktop.actions import make_action
from ftdesk.desktop.connection import ConnectionState, ConnectionStatus
from ftdesk.desktop.jobs_tab import wording
from ftdesk.desktop.jobs_tab.job_book import Key
from ftdesk.desktop.jobs_tab.job_dealings import JobDealings
from ftdesk.desktop.jobs_tab.job_detail import JobDetail
from ftdesk.desktop.jobs_tab.job_follower import JobFollower
from ftdesk.desktop.jobs_tab.job_list_pane import EmptyJobs, JobListPane, Stack
from ftdesk.desktop.jobs_tab.job_news import LinkState, is_finished
from ftdesk.desktop.jobs_tab.job_rows import RowMaker
from ftdesk.desktop.messages import explain
from ftdesk.workspace.job_records import LedgerJob

if TYPE_CHECKING:
    from ftdesk.desktop.services import Services

_TICK_MS = 15_000
"""How often ages and times left are said anew while nothing else happens."""


class JobsTab(QWidget):
    """Shows the jobs of the active profile, starts new ones and follows the unfinished.

    Signals:
        chat_requested(object): str, the model to chat with.
        dataset_requested(object, object): Path of a file, and the codes of findings to see there (none: all).
        data_requested(object): str, the tag of a job whose training data is to be opened as it was sent.
        unfinished_changed(object): int, how many jobs are not finished.
        settings_requested(): the person wants to mend the connection.
    """

    chat_requested = Signal(object)  # str
    dataset_requested = Signal(object, object)  # Path, frozenset[str]
    data_requested = Signal(object)  # str
    unfinished_changed = Signal(object)  # int
    settings_requested = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("jobs_tab")
        self._connection = services.connection
        self._unfinished = 0
        self._row_maker = RowMaker()
        self.follower = JobFollower(services, self)
        self.dealings = JobDealings(services, self.follower, self)
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
        self.dealings.open_dialog(training_path)

    # -- making --------------------------------------------------------------------------------------------

    def _make_commands(self) -> list[QAction]:
        refresh, files = self.follower.refresh, self.dealings.open_files
        return [
            make_action(self, "new_job_action", self.tr("New job…"), self.new_job, "Ctrl+Shift+J", "plus"),
            make_action(
                self, "refresh_jobs_action", self.tr("Read the list again"), refresh, "F5", "refresh"
            ),
            make_action(self, "cancel_job_action", self.tr("Cancel job…"), self._cancel, None, "stop"),
            make_action(
                self,
                "chat_with_job_action",
                self.tr("Chat with the tuned model"),
                self._chat,
                None,
                "playground",
            ),
            make_action(self, "uploaded_files_action", self.tr("Uploaded files…"), files, None, "folder"),
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
        follower, dealings, detail = self.follower, self.dealings, self.detail
        self.list.table.chosen.connect(self._chosen)
        self.list.new_job_requested.connect(self.new_job)
        self._empty.new_job_requested.connect(self.new_job)
        self.list.refresh_requested.connect(follower.refresh)
        self.list.settings_requested.connect(self.settings_requested)
        self.list.files_requested.connect(dealings.open_files)
        follower.changed.connect(self._show)
        follower.link_changed.connect(self._show_link)
        self._connection.changed.connect(self._follow_connection)
        dealings.changed.connect(self._show)
        dealings.key_wished.connect(self.list.table.select)
        dealings.dataset_requested.connect(self.dataset_requested)
        detail.chat_requested.connect(self.chat_requested)
        detail.data_requested.connect(self.data_requested)
        detail.cancel_requested.connect(dealings.ask_cancel)
        detail.look_again_requested.connect(follower.refresh)
        detail.give_up_requested.connect(dealings.ask_give_up)
        detail.retry_requested.connect(dealings.retry)

    # -- showing -------------------------------------------------------------------------------------------

    @Slot()
    def _show(self) -> None:
        book, now = self.follower.book, time.time()
        self.list.table.show_rows(self._row_maker.rows(book, now))
        self._show_chosen(now)
        self.list.table.repaint_times()
        has_rows = self.list.table.model().rowCount() > 0  # no ring around nothing
        self.setFocusProxy(self.list.table if has_rows else self.list.new_job)
        unfinished = book.unfinished()
        if unfinished != self._unfinished:
            self._unfinished = unfinished
            self.unfinished_changed.emit(unfinished)

    def _show_chosen(self, now: float) -> None:
        key, book = self.list.table.key, self.follower.book
        shown = key is not None and self.list.table.jobs.place_of(key) is not None
        self._faces.show_content(content=shown)
        if key is not None and shown:
            cancelling = key[1] in self.dealings.starter.cancelling
            self.detail.show_job(book, key, now, cancelling=cancelling)

    @Slot(object)
    def _chosen(self, key: Key | None) -> None:
        if key is not None and key[0] == "job" and key[1] in self.follower.book.jobs:
            self.follower.open_details(key[1])
        self._show_chosen(time.time())

    @Slot(object)
    def _follow_connection(self, state: ConnectionState) -> None:
        self.list.show_link(
            "" if state.ready else self._last_seen(state.sentence),
            settings=state.status in {ConnectionStatus.NEEDS_KEY, ConnectionStatus.FAILED},
        )

    @Slot(object)
    def _show_link(self, link: LinkState) -> None:
        if link.error is None:
            self.list.show_link("")
            return
        sentence = self._last_seen(explain(link.error).sentence)
        again = self.tr("Next try in {duration}.").format(duration=wording.duration(link.next_try_seconds))
        self.list.show_link(f"{sentence.rstrip('.')}. {again}", "warning")

    def _last_seen(self, sentence: str) -> str:
        """`sentence`, and when the list was true."""
        seen = max((job.seen_at for job in self.follower.book.jobs.values()), default=0.0)
        if not seen:
            return sentence
        when = self.tr("The list was last seen {time}.").format(time=wording.exactly(seen))
        return f"{sentence.rstrip('.')}. {when}"

    # -- commands ------------------------------------------------------------------------------------------

    def _shown_job(self) -> LedgerJob | None:
        key = self.list.table.key
        return self.follower.book.jobs.get(key[1]) if key is not None and key[0] == "job" else None

    def _cancel(self) -> None:
        job = self._shown_job()
        if job is not None and not is_finished(job):
            self.dealings.ask_cancel(job.id)

    def _chat(self) -> None:
        job = self._shown_job()
        if job is not None and job.fine_tuned_model:
            self.chat_requested.emit(job.fine_tuned_model)
