"""What was done to a document, written to its journal as it happens, and kept in step with its saves."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ftdesk.dataset.file_errors import SavedWithReserve
from ftdesk.dataset.lines import LineSource
from ftdesk.errors import FtdeskError
from ftdesk.wording import QT_TRANSLATE_NOOP
from ftdesk.workspace.errors import FileInUse
from ftdesk.workspace.journal_records import Base, Entry, SaveBegun
from ftdesk.workspace.journals import document_key
from ftdesk.workspace.reopening import Reopened, Reopening, base_for

if TYPE_CHECKING:
    from ftdesk.dataset.document_rows import BaseRows
    from ftdesk.dataset.document_save import Prepare
    from ftdesk.workspace.acknowledgements import Acknowledgements
    from ftdesk.workspace.file_locks import FileLock
    from ftdesk.workspace.journal import Journal

Save = Callable[["Write"], None]
"""Does a save in a thread that may wait, and keeps the journal in step with it."""
Write = Callable[["Prepare"], object]
"""A save that calls what it is given before its file is put in place (`Dataset.save`)."""

_IN_USE = QT_TRANSLATE_NOOP("Workspace", "{name} is open in another window of ftdesk.")


class WrittenSteps:
    """The journal of one open document, begun with its first step.

    `add` and `saving` are for the thread that edits and never wait; all else is for threads that may.
    """

    def __init__(
        self, reopening: Reopening, opened: Reopened, acknowledgements: Acknowledgements | None = None
    ) -> None:
        self._journals, self._locks = reopening.journals, reopening.locks
        self._dataset = opened.dataset
        self._key, self._lock = opened.key, opened.lock
        self._acknowledgements = acknowledgements
        self._journal = opened.journal
        self._begun = opened.journal is not None
        self._unsaved_rows = len(opened.dataset) if opened.clean is None and not opened.steps else 0
        """Rows that a new document began with and that no file has: its journal does not wait for a step."""
        self._source, self._rows = opened.dataset.source, opened.dataset.base()
        self._waiting: list[Entry] = []
        self._waiting_lock = threading.Lock()
        self._turn = threading.RLock()
        """Held by whoever uses the journal."""

    @property
    def key(self) -> str:
        """The document's name among the journals; another one after a save under another name."""
        return self._key

    def add(self, entry: Entry) -> None:
        """Remember something that was done until the next `write`."""
        with self._waiting_lock:
            self._waiting.append(entry)

    @property
    def has_unwritten(self) -> bool:
        """Whether something waits for `write`."""
        return bool(self._waiting) or (self._unsaved_rows > 0 and not self._begun)

    def make_ready(self) -> None:
        """Begin the journal before its first step: the many lines of a step to come then need not wait in memory.

        Raises `WorkspaceError`.
        """
        with self._turn:
            if not self._begun and self._lock is not None:
                self._begin()

    def write(self) -> None:
        """Bring all that was done to the disk. Raises `WorkspaceError`; what is not written then waits on."""
        with self._turn:
            with self._waiting_lock:
                entries = tuple(self._waiting)
            if not self.has_unwritten:
                return
            journal = self._begin() if not self._begun else self._known_journal()
            self._dataset.additions.write_out()
            journal.write(entries)
            with self._waiting_lock:
                del self._waiting[: len(entries)]
            if self._acknowledgements is not None:
                self._acknowledgements.edits(self._name(), entries)

    def saving(self, target: Path | None, position: int) -> Save:
        """A save of the rows as they stand begins, after so many steps of the stack.

        What is returned does it, in a thread that may wait: it calls the `Write` and tells the journal. Raises
        `FileInUse`, and whatever the `Write` raises (`SavedWithReserve` after a save that counts, but that nobody may
        take for durable); trouble with the journal does not stop a save.
        """
        self.add(SaveBegun(position))

        def save(write: Write) -> None:
            lock = self._lock_for(target)
            try:
                self._save(write, target)
            except SavedWithReserve:
                self._follow(target, lock)
                raise
            except BaseException:
                if lock is not None and self._lock is not lock:
                    lock.release()
                raise
            self._follow(target, lock)
            if self._acknowledgements is not None:
                self._acknowledgements.saved(self._name(), position)

        return save

    def leave(self, *, discard: bool = False) -> None:
        """The document is closed; `discard` throws its journal away. Raises `WorkspaceError`; idempotent."""
        with self._turn:
            journal, self._journal = self._journal, None
            lock, self._lock = self._lock, None
            try:
                if journal is not None and discard:
                    self._journals.discard(journal)
                elif journal is not None:
                    journal.close()
            finally:
                if lock is not None:
                    lock.release()

    # -- inside -------------------------------------------------------------------------------------------------------

    def _begin(self) -> Journal:
        journal = self._journal or self._journals.open(self._key).journal
        self._journal = journal
        journal.begin(base_for(self._dataset.path, self._source, self._rows, self._unsaved_rows))
        self._dataset.additions.back_with(journal.lines)
        self._begun = True
        return journal

    def _known_journal(self) -> Journal:
        if self._journal is None:
            raise ValueError("the document was left")
        return self._journal

    def _save(self, write: Write, target: Path | None) -> None:
        with contextlib.suppress(FtdeskError):  # the next `write` will say so
            self.write()
        told: list[BaseRows] = []

        def prepare(rows: BaseRows, draft: Path) -> None:
            told.append(rows)
            with contextlib.suppress(FtdeskError), self._turn:
                if self._begun and self._journal is not None:
                    self._dataset.additions.write_out()  # among them the lines of rows the new file will lack
                    self._journal.prepare(_base_of_draft(target or self._dataset.path, draft, rows))

        try:
            write(prepare)
        except SavedWithReserve:
            self._take_saved(told[-1])
            raise
        except BaseException:
            self._settle(saved=False)
            raise
        self._take_saved(told[-1])

    def _take_saved(self, rows: BaseRows) -> None:
        self._source, self._rows = self._dataset.source, rows
        self._settle(saved=True)

    def _settle(self, *, saved: bool) -> None:
        with contextlib.suppress(FtdeskError), self._turn:
            if self._begun and self._journal is not None:
                (self._journal.confirm if saved else self._journal.withdraw)()

    def _lock_for(self, target: Path | None) -> FileLock | None:
        """The lock of another name; raises `FileInUse` where another window has that file."""
        if target is None or (key := document_key(target)) == self._key:
            return self._lock
        lock = self._locks.acquire(key)
        if lock is None:
            raise FileInUse(_IN_USE, name=target.name)
        return lock

    def _follow(self, target: Path | None, lock: FileLock | None) -> None:
        """After a save under another name: the journal goes with the document."""
        if lock is self._lock or target is None:
            return
        with self._turn:
            self._key = document_key(target)
            old, self._lock = self._lock, lock
            try:
                if self._journal is not None:
                    self._journals.move(self._journal, self._key)
            except FtdeskError:
                self._begun, self._journal = False, None
            finally:
                if old is not None:
                    old.release()

    def _name(self) -> str:
        return str(self._dataset.path or self._key)


def _base_of_draft(path: Path | None, draft: Path, rows: BaseRows) -> Base:
    source = LineSource(draft)
    try:
        return base_for(path, source, rows)
    finally:
        source.close()
