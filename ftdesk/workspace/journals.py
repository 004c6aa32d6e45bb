"""The journals of one workspace: a folder for each document, found by its key.

What cannot be used is given another name and kept. Journals without unsaved edits are kept for their undo
history, the newest ones.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from ftdesk.workspace.errors import (
    DatabaseTooNew,
    DatabaseUnusable,
    FolderUnusable,
    JournalDamaged,
    WorkspaceError,
)
from ftdesk.workspace.file_locks import FileLocks
from ftdesk.workspace.journal import Journal, glance
from ftdesk.workspace.journal_rows import path_of
from ftdesk.workspace.private_files import set_aside

_KEPT_JOURNALS = 20
_KEPT_BYTES = 500 << 20
_DISCARDED = ".discarded-"


@dataclass(frozen=True, slots=True)
class OpenedJournal:
    """A journal, and where the one went that could not be used."""

    journal: Journal
    set_aside: Path | None


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A document with unsaved edits that no window has open; without a path it was never saved."""

    key: str
    path: Path | None
    edited_at: float
    """When its journal was written last (seconds since 1970)."""


@dataclass(frozen=True, slots=True)
class Leftovers:
    """What earlier sessions left: documents to bring back, the newest first, and journals that were set aside."""

    unfinished: tuple[Unfinished, ...]
    set_aside: tuple[Path, ...]


def document_key(path: Path | None) -> str:
    """The name of a document among journals and locks: the same for all names of a file; new each time for None."""
    if path is None:
        return f"new-{secrets.token_hex(16)}"
    real = os.path.normcase(os.path.realpath(path))
    return hashlib.sha256(os.fsencode(real)).hexdigest()[:32]


class Journals:
    """For threads that may wait. Who opens, moves or discards a journal holds the lock of its key.

    Raises DatabaseUnusable, FolderUnusable and what `Journal` raises that is not a matter of its content.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def exists(self, key: str) -> bool:
        """Whether there is a journal of that key, usable or not."""
        return (self._folder / key).exists()

    def open(self, key: str) -> OpenedJournal:
        """Open a journal, or make it; a damaged one, or one of a newer ftdesk, is set aside for a new one."""
        folder = self._folder / key
        try:
            return OpenedJournal(_checked(folder), None)
        except (JournalDamaged, DatabaseTooNew):
            aside = _set_aside(folder)
            return OpenedJournal(Journal(folder), aside)

    def move(self, journal: Journal, key: str) -> Journal:
        """Give a journal another key; one that was there is removed, or set aside if it has unsaved edits."""
        folder = self._folder / key
        if folder.exists():
            _clear_away(folder)
        journal.move_to(folder)
        return journal

    def discard(self, journal: Journal) -> None:
        """Remove a journal: its edits are saved, or given up by the person."""
        journal.close()
        _remove(journal.folder)

    def set_aside(self, journal: Journal) -> Path:
        """Give a journal a name under which nothing opens it; returns the folder."""
        journal.close()
        return _set_aside(journal.folder)

    def look_through(self, locks: FileLocks) -> Leftovers:
        """Find what earlier sessions left; damaged journals are set aside, old ones without unsaved edits removed."""
        unfinished, clean, aside = [], [], []
        for folder in self._folders():
            lock = locks.acquire(folder.name)
            if lock is None:
                continue
            try:
                state = glance(folder)
            except (JournalDamaged, DatabaseTooNew):
                aside.append(_set_aside(folder))
            except DatabaseUnusable:  # perhaps for now only: whoever opens the document will hear of it
                continue
            else:
                if state is not None and state.is_unsaved:
                    edited_at = state.edited_at or state.used_at
                    unfinished.append(Unfinished(folder.name, path_of(state.path), edited_at))
                else:
                    clean.append((state.used_at if state is not None else 0.0, folder))
            finally:
                lock.release()
        _remove_old(clean, locks)
        unfinished.sort(key=lambda found: found.edited_at, reverse=True)
        return Leftovers(tuple(unfinished), tuple(aside))

    def _folders(self) -> list[Path]:
        """Those with a journal that may be opened; what a kill left half removed is removed."""
        try:
            found = sorted(self._folder.iterdir())
        except FileNotFoundError:
            return []
        except OSError as error:
            raise FolderUnusable.from_os_error(self._folder, error) from error
        for folder in found:
            if folder.name.startswith(_DISCARDED):
                shutil.rmtree(folder, ignore_errors=True)
        return [folder for folder in found if "." not in folder.name]


def _checked(folder: Path) -> Journal:
    """A journal that was read to its end once."""
    journal = Journal(folder)
    try:
        journal.read()
    except BaseException:
        journal.close()
        raise
    return journal


def _clear_away(folder: Path) -> None:
    """Make room for another journal: what has unsaved edits, or cannot tell, is kept under another name."""
    try:
        state = glance(folder)
        is_needed = state is not None and state.is_unsaved
    except WorkspaceError:
        is_needed = True
    if is_needed:
        _set_aside(folder)
    else:
        _remove(folder)


def _remove_old(clean: list[tuple[float, Path]], locks: FileLocks) -> None:
    total = 0
    for kept, (_, folder) in enumerate(sorted(clean, reverse=True), 1):
        total += sum(file.stat().st_size for file in folder.iterdir())
        if kept > _KEPT_JOURNALS or total > _KEPT_BYTES:
            lock = locks.acquire(folder.name)
            if lock is not None:
                _remove(folder)
                lock.release()


def _set_aside(folder: Path) -> Path:
    try:
        return set_aside(folder)
    except OSError as error:
        raise FolderUnusable.from_os_error(folder, error) from error


def _remove(folder: Path) -> None:
    """Under another name first: a journal is there wholly or not at all."""
    discarded = folder.with_name(f"{_DISCARDED}{secrets.token_hex(8)}")
    try:
        folder.rename(discarded)
    except OSError as error:
        raise FolderUnusable.from_os_error(folder, error) from error
    shutil.rmtree(discarded, ignore_errors=True)
