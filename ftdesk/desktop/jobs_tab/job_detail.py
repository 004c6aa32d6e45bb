"""One job: its head, a banner when something is to be said, and its pages."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ftdesk.desktop.jobs_tab import wording
from ftdesk.desktop.jobs_tab.chart import LossChart
from ftdesk.desktop.jobs_tab.detail_pages import CheckpointsPage, ParametersPage, events_table, values_table
from ftdesk.desktop.jobs_tab.job_book import JobBook, JobDetails, Key
from ftdesk.desktop.jobs_tab.job_facts import intent_pairs, job_pairs
from ftdesk.desktop.jobs_tab.job_header import Banner, JobHeader
from ftdesk.desktop.jobs_tab.job_news import is_finished
from ftdesk.desktop.jobs_tab.job_rows import make_row, progress_words, title_of
from ftdesk.desktop.jobs_tab.metric_series import measures_of
from ftdesk.desktop.jobs_tab.progress import progress_of
from ftdesk.desktop.stylesheet import set_look
from ftdesk.workspace.job_records import Intent, IntentState, LedgerJob

_TONES = {"succeeded": "success", "failed": "error", "cancelled": "neutral"}


class JobDetail(QWidget):
    """Shows one job of a book; changes nothing itself.

    Signals:
        chat_requested(object): str, a model. cancel_requested(object): str, a job id.
        data_requested(object): str, the tag of a job or wish.
        look_again_requested(), give_up_requested(object), retry_requested(object): about an Intent.
    """

    chat_requested = Signal(object)  # str
    cancel_requested = Signal(object)  # str
    data_requested = Signal(object)  # str
    look_again_requested = Signal()
    give_up_requested = Signal(object)  # Intent
    retry_requested = Signal(object)  # Intent

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: LedgerJob | None = None
        self._intent: Intent | None = None
        self._shown: tuple[JobDetails, int, bool] | None = None
        self.header = JobHeader()
        self.banner = Banner()
        self.chart = LossChart()
        self.values = values_table()
        self.events = events_table()
        self.checkpoints = CheckpointsPage()
        self.parameters = ParametersPage()
        self._values_button = QPushButton(self.tr("Show values"))
        self._values_button.setObjectName("chart_values_button")
        self._values_button.setCheckable(True)
        self._pages = QTabBar()
        self._pages.setObjectName("job_pages")
        self._pages.setAccessibleName(self.tr("Pages of the job"))
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def show_job(self, book: JobBook, key: Key, now: float, *, cancelling: bool = False) -> None:
        """Show a job or wish as the book knows it; `now` in seconds since 1970."""
        kind, identifier = key
        if kind == "job":
            self._job, self._intent = book.jobs[identifier], book.intent_of(identifier)
            self._show_job(self._job, book.details(identifier), now, cancelling=cancelling)
        else:
            self._job, self._intent = None, book.intents[int(identifier)]
            self._show_intent(book, self._intent, key, now)

    # -- a job ---------------------------------------------------------------------------------------------

    def _show_job(self, job: LedgerJob, details: JobDetails, now: float, *, cancelling: bool) -> None:
        facts = " · ".join(filter(None, [job.model, wording.ago(job.created_at, now)]))
        self.header.show_words(
            title_of(job, self._intent), wording.job_look(job), facts, wording.exactly(job.created_at)
        )
        progress = progress_of(job, details.events, now)
        fraction = 1.0 if job.state == "succeeded" else progress.fraction
        words = self._progress_words(job, progress_words(job, progress), progress.step, progress.total)
        self.header.show_progress(None if job.missing else fraction, words, _TONES.get(job.state, ""))
        finished = is_finished(job)
        self.header.show_buttons(
            chat=bool(job.fine_tuned_model) and job.state == "succeeded",
            cancel=not finished,
            cancelling=cancelling,
            copy=True,
            data=bool(self._tag()),
        )
        self.banner.show_words(self._error_sentence(job))
        self.checkpoints.show_checkpoints(details.checkpoints)
        self.parameters.show_pairs(job_pairs(job, self._intent))
        self._show_events(details, finished=finished)

    def _show_events(self, details: JobDetails, *, finished: bool) -> None:
        """Show chart, values and events, unless just these are shown already."""
        shown = (details, len(details.events), finished)
        if shown == self._shown:
            return
        self._shown = shown
        measures = measures_of(details.events)
        self.chart.show_measures(measures, finished=finished)
        self._values_button.setVisible(bool(measures.steps))
        self.values.records.show_records(measures.steps)
        self.events.records.show_records(details.events[::-1])

    def _progress_words(self, job: LedgerJob, words: str, step: int | None, total: int | None) -> str:
        if job.missing or job.state == "failed":
            return self.tr("No longer on the server") if job.missing else ""
        if job.state in _TONES and step is not None and total:
            steps = self.tr("{step} of {total} steps").format(
                step=wording.number(step), total=wording.number(total)
            )
            return f"{steps} · {words}" if words else steps
        return words or self._waiting_words(job)

    def _waiting_words(self, job: LedgerJob) -> str:
        return {
            "preparing": self.tr("The server is checking the files"),
            "queued": self.tr("Waiting for its turn"),
            "running": self.tr("Running; no step was reported yet"),
        }.get(job.state, "")

    def _error_sentence(self, job: LedgerJob) -> str:
        if not (job.error_message or job.error_code):
            return ""
        words = job.error_message or job.error_code or ""
        where = f" ({job.error_param})" if job.error_param else ""
        return f"{words}{where}"

    # -- a wish --------------------------------------------------------------------------------------------

    def _show_intent(self, book: JobBook, intent: Intent, key: Key, now: float) -> None:
        row = make_row(book, key, now)
        facts = " · ".join([row.model, wording.ago(intent.created_at, now)])
        self.header.show_words(row.title, row.look, facts, wording.exactly(intent.created_at))
        words = row.progress if intent.state is IntentState.UPLOADING else ""
        self.header.show_progress(row.fraction, words)
        self.header.show_buttons(chat=False, cancel=False, cancelling=False, copy=False, data=True)
        if intent.state is IntentState.UNCONFIRMED:
            self.banner.show_words(
                self.tr(
                    "The answer to this request was lost, so the job may exist. Its tag is looked for in the"
                    " server's list; nothing is sent a second time by itself."
                ),
                "warning",
                self.tr("Look again"),
                self.tr("Stop looking"),
            )
        elif intent.state is IntentState.REFUSED:
            self.banner.show_words(
                intent.reason or self.tr("The server refused."),
                "error",
                self.tr("Change and try again"),
                self.tr("Remove from list"),
            )
        else:
            self.banner.show_words("")
        self._show_nothing()
        self.parameters.show_pairs(intent_pairs(intent))

    def _show_nothing(self) -> None:
        self._shown = None
        self.chart.show_measures(measures_of(()), finished=True)
        self._values_button.hide()
        self._values_button.setChecked(False)
        self.values.records.show_records(())
        self.events.records.show_records(())
        self.checkpoints.show_checkpoints(())

    # -- inside --------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.header.chat_requested.connect(self._chat)
        self.header.cancel_requested.connect(self._cancel)
        self.header.copy_requested.connect(self._copy_id)
        self.header.data_requested.connect(lambda: self.data_requested.emit(self._tag()))
        self.banner.first_chosen.connect(self._first)
        self.banner.second_chosen.connect(self._second)
        self.checkpoints.chat_requested.connect(self.chat_requested)
        self._pages.currentChanged.connect(self._stack.setCurrentIndex)
        self._values_button.toggled.connect(self._show_values)

    def _tag(self) -> str:
        """What the data of the job that is shown is kept under."""
        intent, job = self._intent, self._job
        return intent.tag if intent is not None else (job.tag or "") if job is not None else ""

    def _chat(self) -> None:
        if self._job is not None and self._job.fine_tuned_model:
            self.chat_requested.emit(self._job.fine_tuned_model)

    def _cancel(self) -> None:
        if self._job is not None:
            self.cancel_requested.emit(self._job.id)

    def _copy_id(self) -> None:
        if self._job is not None:
            QGuiApplication.clipboard().setText(self._job.id)

    def _first(self) -> None:
        if self._intent is None or self._job is not None:
            return
        if self._intent.state is IntentState.UNCONFIRMED:
            self.look_again_requested.emit()
        else:
            self.retry_requested.emit(self._intent)

    def _second(self) -> None:
        if self._intent is not None and self._job is None:
            self.give_up_requested.emit(self._intent)

    def _show_values(self, shown: bool) -> None:  # noqa: FBT001 - what `toggled` sends
        self._chart_stack.setCurrentIndex(1 if shown else 0)
        self._values_button.setText(self.tr("Show chart") if shown else self.tr("Show values"))

    def _lay_out(self) -> None:
        self._chart_stack = QStackedWidget()
        self._chart_stack.addWidget(self.chart)
        self._chart_stack.addWidget(self.values)
        chart_page = QWidget()
        chart = QVBoxLayout(chart_page)
        chart.setContentsMargins(0, 8, 0, 0)
        chart.setSpacing(4)
        chart.addWidget(self._chart_stack, 1)
        chart.addWidget(self._values_button)
        chart.setAlignment(self._values_button, Qt.AlignmentFlag.AlignRight)
        pages = (
            (self.tr("Chart"), chart_page),
            (self.tr("Events"), self.events),
            (self.tr("Checkpoints"), self.checkpoints),
            (self.tr("Parameters"), self.parameters),
        )
        for title, page in pages:
            self._pages.addTab(title)
            self._stack.addWidget(page)
        self._pages.setExpanding(False)
        set_look(self, "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 12)
        layout.setSpacing(12)
        layout.addWidget(self.header)
        layout.addWidget(self.banner)
        layout.addWidget(self._pages)
        layout.addWidget(self._stack, 1)
