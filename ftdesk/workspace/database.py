"""One SQLite file for everything this machine remembers: migrated, backed up, never silently cleared.

Write-ahead logging lets the window read while a worker writes. Every commit is synced (`synchronous=FULL`):
the file holds what cost money, and writes are rare enough that a sync of some milliseconds each is nothing.
"""

import contextlib
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ftdesk.wording import QT_TRANSLATE_NOOP
from ftdesk.workspace.errors import DatabaseTooNew, DatabaseUnusable
from ftdesk.workspace.private_files import make_private_folder, set_aside, touch_private_file
from ftdesk.workspace.schema import STEPS, Step

TOO_NEW = QT_TRANSLATE_NOOP(
    "Workspace",
    "The database {path} was written by a newer ftdesk. Update ftdesk, or choose another workspace.",
)
UNUSABLE = QT_TRANSLATE_NOOP("Workspace", "The database {path} cannot be used: {cause}")

_UNREADABLE = frozenset({sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT})
_CHECKED_BYTES = 64 << 20
"""Up to this size a whole check takes well under a second; beyond it only the header is read."""
_BUSY_SECONDS = 10.0


class Database:
    """An open workspace database; thread-safe, one connection per thread.

    Raises DatabaseTooNew for a file of a newer ftdesk (left untouched) and DatabaseUnusable for all that is
    not the file's fault. A file that is no database, or a damaged one, is moved aside (`quarantined`).
    """

    def __init__(self, path: Path, *, steps: Sequence[Step] = STEPS, first: Step = ()) -> None:
        """`first` are settings that only a file without tables takes, such as its page size."""
        self.path = path
        self.quarantined: Path | None = None
        """Where an unreadable database was moved, for a word to the person."""
        self._steps = steps
        self._first = first
        self._lock = threading.Lock()
        self._connections: dict[threading.Thread, sqlite3.Connection] = {}
        self._open()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection for queries; rows answer to column names."""
        with self._failures_named():
            yield self._connection()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection inside one transaction, synced to disk when the block ends without an exception."""
        with self._failures_named():
            connection = self._connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def close(self) -> None:
        """Close every connection; idempotent. Later calls open new ones."""
        with self._lock:
            connections = list(self._connections.values())
            self._connections.clear()
        for connection in connections:
            connection.close()

    def _open(self) -> None:
        with self._failures_named():
            make_private_folder(self.path.parent)
            if self.path.exists() and not self._is_readable():
                self._quarantine()
            touch_private_file(self.path)
            try:
                self._migrate()
            except BaseException:
                self.close()
                raise

    def _is_readable(self) -> bool:
        """Whether the file is a whole SQLite database; trouble of other kinds is raised."""
        with contextlib.closing(self._connect()) as connection:
            try:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
                if self.path.stat().st_size > _CHECKED_BYTES:
                    return True
                row = connection.execute("PRAGMA quick_check(1)").fetchone()
            except UnicodeDecodeError:  # in what SQLite says about damaged names
                return False
            except sqlite3.DatabaseError as error:
                if primary_code(error) in _UNREADABLE:
                    return False
                raise
        return row is not None and row[0] == "ok"

    def _quarantine(self) -> None:
        """Move the file and its log aside together: the log may hold the newest rows."""
        self.quarantined = set_aside(self.path)
        for suffix in ("-wal", "-shm"):
            companion = self.path.with_name(self.path.name + suffix)
            if companion.exists():
                companion.rename(self.quarantined.with_name(self.quarantined.name + suffix))

    def _migrate(self) -> None:
        connection = self._connection()
        version = _version(connection)
        if version > len(self._steps):
            raise DatabaseTooNew(TOO_NEW, path=str(self.path))
        if 0 < version < len(self._steps):
            self._back_up(connection, version)
        if version < len(self._steps):
            for statement in self._first if version == 0 else ():
                connection.execute(statement)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("BEGIN IMMEDIATE")
            # Read again under the lock: another window may have done it meanwhile.
            for number, step in enumerate(self._steps[_version(connection) :], _version(connection) + 1):
                for statement in step:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version={number}")
            connection.execute("COMMIT")

    def _back_up(self, connection: sqlite3.Connection, version: int) -> None:
        backup = self.path.with_name(f"{self.path.stem}.version-{version}{self.path.suffix}")
        if backup.exists():
            backup.unlink()
        touch_private_file(backup)
        with contextlib.closing(sqlite3.connect(backup)) as target:
            connection.backup(target)

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        return connection

    def _connection(self) -> sqlite3.Connection:
        """This thread's connection; those of ended threads are closed on the way."""
        thread = threading.current_thread()
        with self._lock:
            for ended in [known for known in self._connections if not known.is_alive()]:
                self._connections.pop(ended).close()
            known = self._connections.get(thread)
            if known is None:
                known = self._connections[thread] = self._connect()
                known.execute("PRAGMA synchronous=FULL")
                known.execute("PRAGMA foreign_keys=ON")
            return known

    @contextmanager
    def _failures_named(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise DatabaseUnusable(UNUSABLE, path=str(self.path), cause=str(error)) from error


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def primary_code(error: sqlite3.Error) -> int:
    """The primary result code; 0 when Python itself raised."""
    return int(getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
