"""The engine's SQLite file: opened once, used under one lock, every change a transaction.

Write-ahead logging: a killed engine loses nothing that was answered. Rows are numbered as they came;
lists and their `after` go by that number, never by clock or id.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ftdesk.engine.errors import EngineUnusable, RequestRefused

Value = str | int | float | None
SCHEMA_VERSION = 1
SCHEMA = """
CREATE TABLE files (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, created_at INTEGER NOT NULL,
    filename TEXT NOT NULL, purpose TEXT NOT NULL, size INTEGER NOT NULL
);
CREATE TABLE jobs (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, created_at INTEGER NOT NULL,
    model_name TEXT UNIQUE NOT NULL, status TEXT NOT NULL, idempotency_key TEXT UNIQUE, "order" TEXT NOT NULL,
    hyperparameters TEXT, epoch_tokens INTEGER, estimated_finish INTEGER, finished_at INTEGER,
    result_file TEXT, problem TEXT
);
CREATE INDEX jobs_by_status ON jobs (status, number);
CREATE TABLE events (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, job_id TEXT NOT NULL,
    created_at INTEGER NOT NULL, level TEXT NOT NULL, message TEXT NOT NULL, metrics TEXT
);
CREATE INDEX events_by_job ON events (job_id, number);
CREATE TABLE checkpoints (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, job_id TEXT NOT NULL,
    created_at INTEGER NOT NULL, model_name TEXT NOT NULL, metrics TEXT NOT NULL
);
CREATE INDEX checkpoints_by_job ON checkpoints (job_id, number);
CREATE TABLE models (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, created_at INTEGER NOT NULL,
    job_id TEXT NOT NULL, base_model TEXT NOT NULL, file TEXT NOT NULL, is_checkpoint INTEGER NOT NULL
);
"""


class Database:
    """One connection shared by all threads, one at a time."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.RLock()
        try:
            self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            self._connection.row_factory = sqlite3.Row
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA synchronous=FULL")
            self._prepare(path)
        except sqlite3.Error as error:
            raise EngineUnusable(
                f"The engine's database {path} cannot be used ({error}). Move it away to start afresh."
            ) from error

    def _prepare(self, path: Path) -> None:
        version = self._connection.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA_VERSION:
            raise EngineUnusable(f"The engine's database {path} was written by a newer version of ftdesk.")
        if version == 0:
            self._connection.executescript(f"BEGIN; {SCHEMA} PRAGMA user_version={SCHEMA_VERSION}; COMMIT;")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; raises RequestRefused with 507 when the disk does not take it."""
        with self._lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                yield
                self._connection.execute("COMMIT")
            except sqlite3.OperationalError as error:
                raise RequestRefused(
                    f"The engine's data folder cannot be written: {error}.", status=507, kind="server_error"
                ) from error
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def execute(self, statement: str, *values: Value) -> int:
        """Run a statement and return the number of rows it changed."""
        with self._lock:
            return self._connection.execute(statement, values).rowcount

    def rows(self, statement: str, *values: Value) -> list[sqlite3.Row]:
        """All rows of a query."""
        with self._lock:
            return self._connection.execute(statement, values).fetchall()

    def row(self, statement: str, *values: Value) -> sqlite3.Row | None:
        """The first row of a query."""
        rows = self.rows(statement, *values)
        return rows[0] if rows else None

    def number_of(self, table: str, identity: str) -> int:
        """The row number behind an `after`. Raises RequestRefused for an id that is not there."""
        row = self.row(f"SELECT number FROM {table} WHERE id = ?", identity)  # noqa: S608 - our own table names
        if row is None:
            raise RequestRefused(f"No such object: {identity}", param="after", code="invalid_after")
        number: int = row["number"]
        return number

    def close(self) -> None:
        """Close the file; nothing may be called afterwards."""
        with self._lock:
            self._connection.close()
