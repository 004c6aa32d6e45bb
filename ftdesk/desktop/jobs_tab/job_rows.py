"""What one row of the job list shows, ready to paint."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from PySide6.QtCore import QCoreApplication, Qt

from ftdesk.desktop.jobs_tab import wording
from ftdesk.desktop.jobs_tab.job_book import JobBook, Key
from ftdesk.desktop.jobs_tab.job_news import is_finished
from ftdesk.desktop.jobs_tab.progress import JobProgress, progress_of
from ftdesk.desktop.jobs_tab.wording import StateLook
from ftdesk.workspace.job_records import Intent, IntentState, LedgerJob

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
"""The `JobRow` of a model index."""


@dataclass(frozen=True, slots=True)
class JobRow:
    """One row; `fraction` (0–1) is None where no bar would tell the truth."""

    key: Key
    title: str
    model: str
    look: StateLook
    fraction: float | None
    progress: str
    created_at: float


def make_row(book: JobBook, key: Key, now: float) -> JobRow:
    """The row of a job or wish; `now` in seconds since 1970."""
    kind, identifier = key
    if kind == "job":
        return _job_row(book, book.jobs[identifier], key, now)
    return _intent_row(book, book.intents[int(identifier)], key)


class RowMaker:
    """Makes all rows of a book; those of finished jobs are made once, as thousands of them do not change."""

    def __init__(self) -> None:
        self._finished: dict[Key, tuple[LedgerJob, Intent | None, JobRow]] = {}

    def rows(self, book: JobBook, now: float) -> list[JobRow]:
        """The rows in the order in which they are shown."""
        return [self._row(book, key, now) for key in book.shown_keys()]

    def _row(self, book: JobBook, key: Key, now: float) -> JobRow:
        job = book.jobs.get(key[1]) if key[0] == "job" else None
        if job is None or not is_finished(job):
            return make_row(book, key, now)
        intent, known = book.intent_of(job.id), self._finished.get(key)
        if known is not None and known[0] is job and known[1] is intent:
            return known[2]
        row = make_row(book, key, now)
        self._finished[key] = (job, intent, row)
        return row


def title_of(job: LedgerJob, intent: Intent | None) -> str:
    """What a person calls the job: its suffix, the file it was made from, or the tuned model's name."""
    if job.suffix:
        return wording.one_line(job.suffix, 80)
    if intent is not None:
        return intent.order.training.path.stem
    return wording.shortened(job.fine_tuned_model or job.id)


def progress_words(job: LedgerJob, progress: JobProgress) -> str:
    """The progress in words, short."""
    if job.missing:
        return QCoreApplication.translate("Jobs", "no longer on the server")
    if job.state in {"succeeded", "failed", "cancelled"}:
        return _end_words(job)
    if progress.step is None:
        return ""
    if not progress.total:
        return QCoreApplication.translate("Jobs", "step {step}").format(step=wording.number(progress.step))
    steps = f"{wording.number(progress.step)} / {wording.number(progress.total)}"
    if progress.seconds_left is None:
        return steps
    left = QCoreApplication.translate("Jobs", "{duration} left").format(
        duration=wording.duration(progress.seconds_left)
    )
    return f"{steps} · {left}"


def _end_words(job: LedgerJob) -> str:
    if job.state == "failed" and job.error_message:
        return wording.one_line(job.error_message, 120)
    if job.finished_at and job.created_at and job.finished_at >= job.created_at:
        return wording.duration(job.finished_at - job.created_at)
    return ""


def _job_row(book: JobBook, job: LedgerJob, key: Key, now: float) -> JobRow:
    progress = progress_of(job, book.details(job.id).events, now)
    shows_bar = job.state in {"running", "paused", "unknown"} and not job.missing
    return JobRow(
        key=key,
        title=title_of(job, book.intent_of(job.id)),
        model=job.model,
        look=wording.job_look(job),
        fraction=progress.fraction if shows_bar else None,
        progress=progress_words(job, progress),
        created_at=job.created_at,
    )


def _intent_row(book: JobBook, intent: Intent, key: Key) -> JobRow:
    order = intent.order
    fraction, words = None, ""
    upload = book.uploads.get(intent.id)
    if intent.state is IntentState.UPLOADING and upload is not None:
        fraction = upload.fraction
        words = f"{wording.size(upload.done)} / {wording.size(upload.total)}"
    elif intent.state is IntentState.REFUSED:
        words = wording.one_line(intent.reason, 120)
    return JobRow(
        key=key,
        title=order.suffix or PurePath(order.training.path).stem,
        model=order.model,
        look=wording.intent_look(intent.state),
        fraction=fraction,
        progress=words,
        created_at=intent.created_at,
    )
