"""Unsaved edits and undo history of one document: durable when `write` returns, there again after a kill.

A folder holds a SQLite database for what was done and an `AdditionFile` for the lines that were written. The
database remembers how many lines its entries may name; lines beyond them were never counted.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ftdesk.dataset.addition_file import AdditionFile
from ftdesk.dataset.file_errors import AdditionsDamaged
from ftdesk.workspace.database import TOO_NEW, UNUSABLE, Database, primary_code
from ftdesk.workspace.errors import DatabaseTooNew, DatabaseUnusable, FolderUnusable, JournalDamaged
from ftdesk.workspace.journal_bases import CURRENT, confirm, prepare, put_base, touch, withdraw
from ftdesk.workspace.journal_entries import enter, read_history
from ftdesk.workspace.journal_records import Base, Entry, History, SaveBegun
from ftdesk.workspace.journal_rows import DAMAGED, State, path_bytes, put_state, read_state
from ftdesk.workspace.journal_schema import STEPS
from ftdesk.workspace.private_files import sync_folder

if TYPE_CHECKING:
    from ftdesk.dataset.lines import FileStamp

_DATABASE, _LINES = "journal.db", "lines"
_WAYS_OF_WRITING = (b"\x01", b"\x02")
"""In the header of a SQLite file: with a rollback journal, or ahead into a log."""
_NOT_THE_FILE = {
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_AUTH,
}
"""Failures that do not say that the content is wrong."""


class Journal:
    """The journal in a folder, made if it is not there; used by one thread at a time, `lines` read by any.

    Raises JournalDamaged and DatabaseTooNew for what should be set aside, DatabaseUnusable and FolderUnusable for
    all that is not the journal's fault, `AdditionsNotWritten` where its file of lines cannot be made.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with _damage_named(folder):
            self._database = _Unmended(folder / _DATABASE, steps=STEPS)
            try:
                with self._database.reading() as connection:
                    state = _begun(folder, read_state(connection))
                self.lines = AdditionFile(folder / _LINES, known=state.lines if state else 0)
            except BaseException:
                self._database.close()
                raise

    def begin(self, base: Base, *, keep_lines: int = 0) -> None:
        """Start over on this base, with no history, and no lines or all there are (else ValueError)."""
        clean = None if base.path is None and base.lines else 0  # no file has these rows
        with self._database.writing() as connection:
            for table in ("bases", "entries", "steps", "blobs"):
                connection.execute(f"DELETE FROM {table}")  # noqa: S608 - the names stand above
            put_base(connection, CURRENT, base, 0)
            now = time.time()
            put_state(connection, State(0, 0, 0, keep_lines, clean, None, now, path_bytes(base.path)))
        self.lines.begin(keep_lines)
        try:
            sync_folder(self.folder)
            sync_folder(self.folder.parent)
        except OSError as error:
            raise FolderUnusable.from_os_error(self.folder, error) from error

    def write(self, entries: Sequence[Entry]) -> None:
        """Add entries, all or none; they are on the disk on return. Raises ValueError where they do not fit."""
        self._change(lambda connection, state: _enter_all(connection, state, entries))

    def prepare(self, base: Base) -> None:
        """A save that was begun is about to put this file in place. Raises ValueError where none was begun."""
        self._change(lambda connection, state: prepare(connection, state, base))

    def confirm(self) -> None:
        """The prepared file, if any, is in place: what it holds is done with, the undo stack stays."""
        self._change(confirm)

    def withdraw(self) -> None:
        """The prepared file, if any, was not put in place."""
        self._change(withdraw)

    def touch_base(self, stamp: FileStamp) -> None:
        """The base has the same content and another stamp."""
        self._change(lambda connection, state: touch(connection, state, stamp))

    def read(self) -> History | None:
        """All that it tells; None where nothing was begun."""
        with _damage_named(self.folder), self._database.reading() as connection:
            return read_history(connection)

    def move_to(self, folder: Path) -> None:
        """Give its folder another name. Raises FolderUnusable."""
        with self.lines.moving(folder / _LINES):
            self._database.close()
            try:
                self.folder.rename(folder)
            except OSError as error:
                raise FolderUnusable.from_os_error(folder, error) from error
            self._database.path = folder / _DATABASE
            self.folder = folder

    def close(self) -> None:
        """Let the files go; idempotent."""
        self._database.close()
        self.lines.close()

    def _change(self, act: Callable[[sqlite3.Connection, State], State]) -> None:
        with _damage_named(self.folder), self._database.writing() as connection:
            state = read_state(connection)
            if state is None:
                raise ValueError("the journal was not begun")
            state = act(connection, state)
            put_state(connection, replace(state, lines=len(self.lines), used_at=time.time()))


class _Unmended(Database):
    """A damaged database stays where it is: a journal is set aside with all its files."""

    def _quarantine(self) -> None:
        raise JournalDamaged(DAMAGED, path=str(self.path.parent))

    def _is_readable(self) -> bool:
        return super()._is_readable() and self._can_be_written()

    def _can_be_written(self) -> bool:
        """SQLite would open a file of an unknown way of writing for reading only, and say so at the first edit."""
        with self.path.open("rb") as file:
            header = file.read(20)
        return not header or header[18:19] in _WAYS_OF_WRITING


def glance(folder: Path) -> State | None:
    """What a journal that nobody has open tells at once; None where it was never begun.

    Raises JournalDamaged, DatabaseTooNew, DatabaseUnusable.
    """
    path = folder / _DATABASE
    if not path.exists():
        return _begun(folder, None)
    with _damage_named(folder), contextlib.closing(sqlite3.connect(path)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > len(STEPS):
            raise DatabaseTooNew(TOO_NEW, path=str(path))
        return _begun(folder, read_state(connection) if version else None)


def _begun(folder: Path, state: State | None) -> State | None:
    """Without a state there cannot be a file of lines, which is made after it."""
    if state is None and (folder / _LINES).exists():
        raise JournalDamaged(DAMAGED, path=str(folder))
    return state


def _enter_all(connection: sqlite3.Connection, state: State, entries: Sequence[Entry]) -> State:
    for entry in entries:
        state = enter(connection, state, entry)
        if not isinstance(entry, SaveBegun):
            state = replace(state, edited_at=time.time())
    return state


@contextmanager
def _damage_named(folder: Path) -> Iterator[None]:
    """Tell what is wrong with the content from what is wrong around it."""
    try:
        yield
    except (AdditionsDamaged, JournalDamaged, UnicodeDecodeError) as error:
        raise JournalDamaged(DAMAGED, path=str(folder)) from error
    except sqlite3.Error as error:
        if primary_code(error) in _NOT_THE_FILE:
            raise DatabaseUnusable(UNUSABLE, path=str(folder), cause=str(error)) from error
        raise JournalDamaged(DAMAGED, path=str(folder)) from error
    except DatabaseUnusable as error:
        cause = error.__cause__
        if isinstance(cause, sqlite3.Error) and primary_code(cause) not in _NOT_THE_FILE:
            raise JournalDamaged(DAMAGED, path=str(folder)) from error
        raise
