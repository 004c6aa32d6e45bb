"""Writes down what is done to the open document, a moment later and beside the window: no crash loses it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ftdesk.desktop.dataset_tab.undo_commands import Doing, Done
from ftdesk.desktop.serial_work import SerialWork
from ftdesk.errors import FtdeskError

if TYPE_CHECKING:
    from ftdesk.desktop.background import Background
    from ftdesk.desktop.dataset_tab.document_session import DocumentSession
    from ftdesk.workspace.journal_records import Entry
    from ftdesk.workspace.written_steps import Save, WrittenSteps

SOON_MS = 200
"""What is done within so many milliseconds is written in one go; far below the second that is promised."""
LATER_MS = 5000
"""When writing failed, it is tried again after so many milliseconds, or with the next step after `SOON_MS`."""


class DocumentJournal(QObject):
    """Follows one document at a time.

    Signals:
        failing(object): FtdeskError, edits cannot be written down now; None: they can again.
    """

    failing = Signal(object)

    def __init__(self, background: Background, session: DocumentSession, parent: QObject) -> None:
        super().__init__(parent)
        self._work = SerialWork(background, self)
        self._steps: WrittenSteps | None = None
        self._is_failing = False
        self.discarding = False
        """Whether the unsaved edits of the document may go when it is left: the person said so."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._write)
        session.done.connect(self._take)
        session.many_coming.connect(self._make_ready)

    @property
    def steps(self) -> WrittenSteps | None:
        """The journal of the open document; None where nothing may be changed, or nothing is open."""
        return self._steps

    @property
    def is_failing(self) -> bool:
        """Whether edits are in memory alone, because they could not be written."""
        return self._is_failing

    def follow(self, steps: WrittenSteps | None) -> None:
        """Another document is open, or none; the one before is let go."""
        old, self._steps = self._steps, steps
        discard, self.discarding = self.discarding, False
        self._timer.stop()
        self._tell(None)
        if steps is not None and steps.has_unwritten:
            self._timer.start(SOON_MS)
        if old is not None:
            self._work.add(lambda: _leave(old, discard=discard))

    def saving(self, target: Path | None, position: int) -> Save | None:
        """A save begins now (`WrittenSteps.saving`); None where there is no journal to tell."""
        return self._steps.saving(target, position) if self._steps is not None else None

    def finish(self, seconds: float) -> bool:
        """The window closes: write what is not written yet; False when `seconds` were not enough.

        Raises `WorkspaceError`.
        """
        self._timer.stop()
        in_time = self._work.finish(seconds)
        steps, self._steps = self._steps, None
        if steps is not None and in_time:
            _leave(steps, discard=self.discarding)
        return in_time

    @Slot(object)
    def _take(self, done: Done) -> None:
        if self._steps is not None:
            self._steps.add(_entry(done))
            if not self._timer.isActive() or self._timer.interval() == LATER_MS:
                self._timer.start(SOON_MS)

    @Slot()
    def _make_ready(self) -> None:
        """Without a journal the lines wait in memory, as they would after any trouble with it."""
        if self._steps is not None:
            self._work.add(_attempt(self._steps.make_ready))

    @Slot()
    def _write(self) -> None:
        if self._steps is not None:
            self._work.add(_attempt(self._steps.write), self._tell)

    def _tell(self, failure: FtdeskError | None) -> None:
        if failure is not None and self._steps is not None:
            self._timer.start(LATER_MS)
        if (failure is not None) != self._is_failing:
            self._is_failing = failure is not None
            self.failing.emit(failure)


def _attempt(write: Callable[[], None]) -> Callable[[], FtdeskError | None]:
    def attempt() -> FtdeskError | None:
        try:
            write()
        except FtdeskError as error:
            return error
        return None

    return attempt


def _leave(steps: WrittenSteps, *, discard: bool) -> None:
    try:
        if not discard:
            steps.write()
    finally:
        steps.leave(discard=discard)


def _entry(done: Done) -> Entry:
    from ftdesk.dataset.changes import encode
    from ftdesk.workspace import journal_records as records

    match done.doing:
        case Doing.PUSH:
            return records.Done(done.number, encode(done.change), done.text, done.position)
        case Doing.MERGE:
            return records.Amended(done.number, encode(done.change), done.text, done.position)
        case Doing.UNDO:
            return records.Undone(done.number, done.position)
    return records.Redone(done.number, done.position)
