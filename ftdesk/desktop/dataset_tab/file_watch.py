"""Notices what other programs do to the open file, and a drive that does not answer.

The name is looked at every two seconds, and at once when the person comes back to the window; always in an I/O thread,
and never a second time before the first has answered. File system events are not used: asking for them would wait for
the very drive that hangs, and network drives do not send them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from ftdesk.errors import Cancelled, FtdeskError

if TYPE_CHECKING:
    from ftdesk.dataset.watched_file import Look, WatchedFile
    from ftdesk.desktop.background import Background, Task
    from ftdesk.desktop.dataset_tab.document_session import DocumentSession

LOOK_MS = 2_000
SETTLE_MS = 300
FIRST_LOOK_MS = 500
"""The first rows are painted before anything else is asked of the drive."""
PATIENCE_MS = 2_000


class FileWatch(QObject):
    """Follows whatever file the session has open.

    Signals:
        changed(object): FileState, what became of the file; SAME once it is again what was opened.
        touched(object): FileStamp under which the same content now stands; the dataset reads it already.
        failed(object): FtdeskError, the file cannot be looked at.
        waiting(): the drive has not answered for two seconds.
        answered(): after `waiting` or `failed`, it answers again.
        protection_changed(): `protected` is another.
    """

    changed = Signal(object)
    touched = Signal(object)
    failed = Signal(object)
    waiting = Signal()
    answered = Signal()
    protection_changed = Signal()

    def __init__(
        self,
        background: Background,
        session: DocumentSession,
        is_busy: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        """`is_busy` says whether a save is under way: what it does to the file is our own doing."""
        super().__init__(parent)
        self._background = background
        self._session = session
        self._is_busy = is_busy
        self._watched: WatchedFile | None = None
        self._task: Task | None = None
        self._in_trouble = False
        self.protected = False
        """Whether the file, or its folder, may not be written."""
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self.look)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._tell_waiting)
        session.replaced.connect(self._begin)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._look_on_return)

    @property
    def is_idle(self) -> bool:
        """Whether no look is under way."""
        return self._task is None

    def look(self) -> None:
        """Look now, unless the last look has not answered yet."""
        if self._task is not None or self._session.dataset is None:
            return
        source = self._session.dataset.source
        if source is None or self._is_busy():
            self._next.start(LOOK_MS)
            return
        if self._watched is None or self._watched.source is not source:  # just opened, or saved
            from ftdesk.dataset.watched_file import WatchedFile

            self._watched = WatchedFile(source)
        watched = self._watched
        self._patience.start()
        self._task = self._background.run(
            self,
            watched.look,
            lambda look: self._take(watched, look),
            lambda error: self._give_up(watched, error),
        )

    def _begin(self) -> None:
        """Another file is open; a look at the one before may hang, and nobody waits for it."""
        if self._task is not None:
            self._task.cancel()
        self._task = self._watched = None
        self._in_trouble = False
        self._patience.stop()
        self._next.start(FIRST_LOOK_MS)
        self._set_protected(protected=False)

    def _take(self, watched: WatchedFile, look: Look | None) -> None:
        if not self._is_current(watched):
            return
        self._tell_answered()
        self._set_protected(protected=watched.protected)
        if look is None:
            return
        dataset = self._session.dataset
        if self._is_busy() or dataset is None or dataset.source is not watched.source:
            self._watched = None  # what was seen may be our own save
        elif look.source is not None:
            dataset.read_from(look.source)
            self._session.read_again()
            self._watched = None
            self.touched.emit(look.source.stamp)
        else:
            if look.state.keeps_lines:
                self._session.read_again()
            self.changed.emit(look.state)

    def _give_up(self, watched: WatchedFile, error: Exception) -> None:
        if not self._is_current(watched) or isinstance(error, Cancelled):
            return
        if not isinstance(error, FtdeskError):
            raise error
        if not self._in_trouble:
            self._in_trouble = True
            self.failed.emit(error)

    def _is_current(self, watched: WatchedFile) -> bool:
        """Whether an answer is about the open file; then the next look is due after a while."""
        if watched is not self._watched:
            return False
        self._task = None
        self._patience.stop()
        self._next.start(SETTLE_MS if watched.in_motion else LOOK_MS)
        return True

    def _set_protected(self, *, protected: bool) -> None:
        if protected != self.protected:
            self.protected = protected
            self.protection_changed.emit()

    def _tell_waiting(self) -> None:
        self._in_trouble = True
        self.waiting.emit()

    def _tell_answered(self) -> None:
        if self._in_trouble:
            self._in_trouble = False
            self.answered.emit()

    def _look_on_return(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()
