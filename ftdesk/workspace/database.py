"""One SQLite file for everything this machine remembers; see `Database`."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Database:
    """An open workspace database; thread-safe, one connection per thread. Raises DatabaseError."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.quarantined: Path | None = None
        """Where an unreadable database was moved, for a word to the person."""

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection for queries."""
        raise NotImplementedError
        yield

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection inside one transaction, synced to disk when the block ends without an exception."""
        raise NotImplementedError
        yield

    def close(self) -> None:
        """Close every connection; idempotent."""
