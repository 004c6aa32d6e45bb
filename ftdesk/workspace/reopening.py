"""Opening a document as an earlier session left it: its file, and the unsaved edits and history in its journal."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ftdesk.cancellation import Cancellation
from ftdesk.dataset.additions import Additions
from ftdesk.dataset.changes import Change, InsertRows, ReplaceLines, Several, decode
from ftdesk.dataset.content_identity import sampled_identity
from ftdesk.dataset.document import Dataset
from ftdesk.dataset.document_rows import BaseRows
from ftdesk.dataset.file_errors import AdditionsDamaged
from ftdesk.dataset.lines import LineIndex, LineSource, Progress
from ftdesk.errors import FtdeskError
from ftdesk.workspace.errors import JournalDamaged, WorkspaceError
from ftdesk.workspace.file_locks import FileLock, FileLocks
from ftdesk.workspace.journal import Journal
from ftdesk.workspace.journal_records import Base, History
from ftdesk.workspace.journals import Journals, Leftovers, document_key

if TYPE_CHECKING:
    from ftdesk.workspace.paths import WorkspacePaths

KnownIndex = Callable[[Path], LineIndex | None]
"""Where the lines of a file start, if that is known from earlier."""

_UNUSABLE = (JournalDamaged, AdditionsDamaged, ValueError, LookupError, TypeError, OverflowError)
"""What a replay raises when the journal is damaged, or its entries contradict each other."""


@dataclass(frozen=True, slots=True)
class RestoredStep:
    """A step of the undo stack as it was kept."""

    number: int
    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Reopened:
    """A document as it came back, and what is to be said about it."""

    dataset: Dataset
    key: str
    lock: FileLock | None
    """None where another window has the file: nothing may be changed here."""
    journal: Journal | None = None
    """The journal that has its history; None where there is none yet."""
    steps: tuple[RestoredStep, ...] = ()
    position: int = 0
    clean: int | None = 0
    edited_at: float | None = None
    """When the unsaved edits were made (seconds since 1970); None where there are none."""
    set_aside: Path | None = None
    """The journal that could not be used, under its new name."""
    rescued: tuple[bytes, ...] = field(default=(), repr=False)
    """Unsaved lines whose file was replaced since: they fit nowhere, and are not lost."""
    failure: FtdeskError | None = None
    """Why no journal can be kept."""


class Reopening:
    """Opens files and new documents with the journals and locks of one workspace; for I/O threads."""

    def __init__(self, paths: WorkspacePaths, known_index: KnownIndex = lambda _path: None) -> None:
        self.journals = Journals(paths.journals)
        self.locks = FileLocks(paths.locks)
        self._known_index = known_index
        self._looking = threading.Lock()

    def open(
        self, path: Path, cancellation: Cancellation | None = None, progress: Progress | None = None
    ) -> Reopened:
        """Open a file: its head alone, or the whole of it where a journal tells of edits.

        Raises `DatasetFileError` subclasses and `Cancelled`.
        """
        key = document_key(path)
        lock = self._lock(key)
        try:
            if lock is None or not self.journals.exists(key):
                return Reopened(self._plain(path), key, lock)
            return self._with_journal(path, key, lock, cancellation, progress)
        except BaseException:
            if lock is not None:
                lock.release()
            raise

    def open_new(self, key: str) -> Reopened | None:
        """Bring a document back that was never saved; None where another window has it, or nothing is left."""
        lock = self._lock(key)
        if lock is None:
            return None
        opened = self.journals.open(key)
        try:
            reopened = self._replayed(None, key, lock, opened.journal, None, None)
        except _UNUSABLE:
            reopened = None
        if reopened is None:
            self._put_aside(opened.journal)
            lock.release()
        return reopened

    def begin_new(self, lines: Sequence[bytes] = (), *, worth_keeping: bool = True) -> Reopened:
        """A document without a file; rows that are `worth_keeping` count as unsaved edits."""
        key = document_key(None)
        dataset = Dataset.empty()
        if lines:
            dataset.apply(dataset.changes.inserting(0, lines))
        clean = None if lines and worth_keeping else 0
        return Reopened(dataset, key, self.locks.acquire(key), clean=clean)

    def look_through(self) -> Leftovers:
        """What earlier sessions left. Raises `WorkspaceError`."""
        with self._looking:
            return self.journals.look_through(self.locks)

    # -- inside -------------------------------------------------------------------------------------------------------

    def _lock(self, key: str) -> FileLock | None:
        """The lock of a document; whoever looks through the journals here holds it for a moment, and is waited for."""
        lock = self.locks.acquire(key)
        if lock is None:
            with self._looking:
                lock = self.locks.acquire(key)
        return lock

    def _plain(self, path: Path) -> Dataset:
        return Dataset.open_head(path, index=self._known_index(path))

    def _with_journal(
        self,
        path: Path,
        key: str,
        lock: FileLock,
        cancellation: Cancellation | None,
        progress: Progress | None,
    ) -> Reopened:
        try:
            opened = self.journals.open(key)
        except WorkspaceError as error:
            return Reopened(self._plain(path), key, lock, failure=error)
        if opened.set_aside is not None:
            opened.journal.close()
            return Reopened(self._plain(path), key, lock, set_aside=opened.set_aside)
        try:
            reopened = self._replayed(path, key, lock, opened.journal, cancellation, progress)
        except _UNUSABLE:
            aside = self._put_aside(opened.journal)
            return Reopened(self._plain(path), key, lock, set_aside=aside)
        except BaseException:
            opened.journal.close()
            raise
        return reopened or self._outdated(path, key, lock, opened.journal)

    def _replayed(
        self,
        path: Path | None,
        key: str,
        lock: FileLock,
        journal: Journal,
        cancellation: Cancellation | None,
        progress: Progress | None,
    ) -> Reopened | None:
        """The document after all entries of its journal; None where the file is not the one they build on."""
        history = _settled(journal, path)
        if history is None:
            return None
        additions = Additions()
        additions.back_with(journal.lines, journal.lines.sizes)
        base = BaseRows.decode(history.base.rows)
        if path is None:
            dataset = Dataset.empty(base=base, additions=additions)
        else:
            dataset = Dataset.open(
                path,
                base=base,
                additions=additions,
                index=self._known_index(path),
                cancellation=cancellation,
                progress=progress,
            )
        try:
            for entry in history.replay:
                dataset.apply(decode(entry.change), undo=entry.undo)
            steps = tuple(RestoredStep(step.number, decode(step.change), step.text) for step in history.steps)
        except BaseException:
            dataset.close()
            raise
        clean = history.clean if dataset.is_modified or path is None else history.position
        edited_at = history.edited_at if history.position != clean else None
        return Reopened(dataset, key, lock, journal, steps, history.position, clean, edited_at=edited_at)

    def _outdated(self, path: Path, key: str, lock: FileLock, journal: Journal) -> Reopened:
        """The file is another than the one the journal builds on: unsaved edits are offered, not thrown away."""
        history = journal.read()
        if history is None or history.position == history.clean:
            self.journals.discard(journal)
            return Reopened(self._plain(path), key, lock)
        lines = unsaved_lines(journal, history)
        aside = self._put_aside(journal)
        return Reopened(
            self._plain(path), key, lock, set_aside=aside, rescued=lines, edited_at=history.edited_at
        )

    def _put_aside(self, journal: Journal) -> Path:
        return self.journals.set_aside(journal)


def base_for(path: Path | None, source: LineSource | None, rows: BaseRows, lines: int = 0) -> Base:
    """How a journal names the rows of a file that is, or will be, at `path`, or of a new document.

    `lines` is how many rows a new document began with that are worth keeping. What the file held when it was opened
    counts, if that is known: its drive may be gone. Raises `DatasetFileError` subclasses.
    """
    if source is None:
        return Base(None, None, b"", rows.encode(), lines)
    content = source.samples if source.samples is not None else sampled_identity(source)
    return Base(path, source.stamp, content, rows.encode(), lines)


def unsaved_lines(journal: Journal, history: History) -> tuple[bytes, ...]:
    """The newest line of each row that was edited or inserted since the file was saved, in order of their ids."""
    newest: dict[int, int] = {}
    for entry in history.replay:
        for row_ids, numbers in _written_by(decode(entry.change), undo=entry.undo):
            newest.update(zip(row_ids, numbers, strict=True))
    return tuple(journal.lines.read(newest[row_id]) for row_id in sorted(newest) if newest[row_id] >= 0)


def _written_by(change: Change, *, undo: bool) -> list[tuple[list[int], list[int]]]:
    """Rows and the additions that are their lines after a change; -1 for rows that are gone."""
    if isinstance(change, Several):
        parts = reversed(change.changes) if undo else change.changes
        return [found for part in parts for found in _written_by(part, undo=undo)]
    if isinstance(change, ReplaceLines):
        return [(change.row_ids.tolist(), (change.before if undo else change.after).tolist())]
    if isinstance(change, InsertRows):
        gone = [-1] * len(change.row_ids)
        return [(change.row_ids.tolist(), gone if undo else change.lines.tolist())]
    return []


def _settled(journal: Journal, path: Path | None) -> History | None:
    """The history on the base that the file is; None where it is neither that nor what a save was writing."""
    history = journal.read()
    if history is None:
        return None
    if path is None:
        return history
    if history.prepared is not None and _is_file(history.prepared, path):
        journal.confirm()
        return journal.read()
    if not _is_file(history.base, path):
        return None
    if history.prepared is not None:
        journal.withdraw()
    return history


def _is_file(base: Base, path: Path) -> bool:
    """Whether a file is still, or again, what the journal builds on. Raises `DatasetFileError` subclasses."""
    if base.path is None:
        return False
    source = LineSource(path)
    try:
        if base.stamp == source.stamp:
            return True
        same_size = base.stamp is not None and base.stamp.size == source.stamp.size
        return same_size and sampled_identity(source) == base.content
    finally:
        source.close()
