"""Keeps versions of the open file while a person works: as it was before their first edit, and each save.

One version is kept at a time, in an I/O thread that rests as much as it works and stands back while the file is
opened or saved. What is kept are the bytes of the file that was open then, whatever stands in its place meanwhile.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ftdesk.dataset.file_errors import DatasetFileError
from ftdesk.desktop.tasks import Progress
from ftdesk.errors import Cancelled
from ftdesk.workspace.version_records import Why

if TYPE_CHECKING:
    from ftdesk.dataset.lines import LineSource
    from ftdesk.dataset.lines import Progress as Told
    from ftdesk.desktop.background import Work
    from ftdesk.desktop.dataset_tab.document_session import DocumentSession
    from ftdesk.desktop.services import Services
    from ftdesk.workspace.dataset_versions import DatasetVersions

_LOOK_AGAIN_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class _Wish:
    """A file that is to become a version."""

    path: Path
    why: Why
    source: LineSource


class VersionKeeper(QObject):
    """Watches a session; lives in the GUI thread.

    Signals:
        kept(): there is a new version.
        not_kept(object): FtdeskError, why a version could not be kept.
        set_aside(object): Path, where a store of versions was moved that could not be read.
    """

    kept = Signal()
    not_kept = Signal(object)  # FtdeskError
    set_aside = Signal(object)  # Path

    def __init__(
        self,
        services: Services,
        session: DocumentSession,
        is_busy: Callable[[], bool],
        is_own_file: Callable[[Path], bool],
    ) -> None:
        """`is_busy` tells, from any thread, whether the file is being opened or saved; `is_own_file` whether
        nobody but ftdesk writes a file, so that it needs no versions."""
        super().__init__(session)
        self._services = services
        self._session = session
        self._is_busy = is_busy
        self._is_own_file = is_own_file
        self._waiting: deque[_Wish] = deque()
        self._running = False
        self._hurry = threading.Event()
        self._ended = threading.Event()
        self._has_original = False
        session.replaced.connect(self._await_edit)
        session.done.connect(self._keep_original)

    @property
    def is_idle(self) -> bool:
        """Whether everything that was to be kept is, or cannot be."""
        return not self._running

    def finish(self, seconds: float) -> None:
        """The window closes: wait a while for the version that is under way, which rests no more."""
        self._hurry.set()
        if self._running:
            self._ended.wait(seconds)

    def keep_if_edited(self) -> None:
        """Another file is open: if it came back with edits of an earlier session, it may be saved at once."""
        if self._session.is_edited:
            self._keep_original()

    def keep_saved(self, path: Path) -> None:
        """The open file was just saved as `path`: keep it."""
        self._has_original = True
        self._keep(path, Why.SAVED)

    def keep_outside(self, path: Path, then: Callable[[], None]) -> None:
        """Keep what another program wrote, then call `then`, which may write over it.

        It is called too where that could not be kept, but not if the person stopped the keeping.
        """
        versions = self._services.versions

        def keep(work: Work) -> None:
            versions.store().keep(
                path,
                Why.OUTSIDE,
                cancellation=work,
                progress=lambda done, total: work.report(Progress(done, total)),
            )

        def go_on(error: Exception | None = None) -> None:
            if error is None:
                self.kept.emit()
            elif isinstance(error, Cancelled):
                return
            elif not isinstance(error, DatasetFileError):
                self.not_kept.emit(error)
            then()

        title = self.tr("Keeping what the other program wrote")
        self._services.background.run(self, keep, go_on, go_on, title=title)

    def _await_edit(self) -> None:
        self._has_original = False

    def _keep_original(self, _done: object = None) -> None:
        """The first edit since the file was opened: a save may replace it any time now."""
        if self._has_original or self._session.path is None:
            return
        self._has_original = True
        self._keep(self._session.path, Why.OPENED)

    def _keep(self, path: Path, why: Why) -> None:
        source = self._session.dataset.source if self._session.dataset is not None else None
        if source is not None and not self._is_own_file(path):
            self._waiting.append(_Wish(path, why, source))
            self._keep_next()

    def _keep_next(self) -> None:
        if self._running or not self._waiting:
            return
        wish, self._running = self._waiting.popleft(), True
        versions, rest = self._services.versions, partial(_gently, self._is_busy, self._hurry)
        self._ended = ended = threading.Event()

        def keep(work: Work) -> Path | None:
            try:
                _store_wish(versions.store(), wish, work, rest(work))
            finally:
                ended.set()
            return versions.take_set_aside()

        self._services.background.run(self, keep, self._take, self._take_failure)

    def _take(self, aside: Path | None) -> None:
        self._running = False
        if aside is not None:
            self.set_aside.emit(aside)
        self.kept.emit()
        self._keep_next()

    def _take_failure(self, error: Exception) -> None:
        self._running = False
        if not isinstance(error, Cancelled | DatasetFileError):  # else the file went away meanwhile
            self.not_kept.emit(error)
        self._keep_next()


def _store_wish(store: DatasetVersions, wish: _Wish, work: Work, progress: Told) -> None:
    """Read the file by a descriptor of our own where it still has its name: another file may be opened meanwhile."""
    from ftdesk.dataset.lines import LineSource

    with ExitStack() as ending:
        source = wish.source
        with suppress(DatasetFileError):
            again = ending.enter_context(closing(LineSource(wish.path)))
            source = again if again.stamp == source.stamp else source
        store.keep(wish.path, wish.why, source=source, cancellation=work, progress=progress)


def _gently(is_busy: Callable[[], bool], hurry: threading.Event, work: Work) -> Told:
    """Progress that rests as long as the step before it took, and while the file is opened or saved; not in a hurry."""
    last = time.monotonic()

    def rest(_done: int, _total: int) -> None:
        nonlocal last
        hurry.wait(time.monotonic() - last)
        while is_busy() and not (work.is_set or hurry.wait(_LOOK_AGAIN_SECONDS)):
            pass
        last = time.monotonic()

    return rest
