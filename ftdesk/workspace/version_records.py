"""What is remembered of a dataset's version, and the tables of the store of versions.

A content is stored once, as a list of chunks; a version is one moment at which a file had that content.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ftdesk.workspace.schema import Step

DEFAULT_LIMIT = 2_000_000_000
"""Bytes that the versions may take on the disk unless the person chose otherwise."""


class Why(StrEnum):
    """What made a version."""

    OPENED = "opened"
    SAVED = "saved"
    OUTSIDE = "outside"
    """Another program's content, kept before it was overwritten."""
    JOB = "job"
    """A job was started with it."""


@dataclass(frozen=True, slots=True)
class Version:
    """One moment at which a file had a content."""

    id: int
    path: Path
    why: Why
    kept_at: float
    """Seconds since 1970."""
    name: str
    """What the person calls it; empty for none."""
    tag: str
    """The tag of the job that was started with it; empty for none."""
    sha256: str
    size: int
    """Bytes of the whole file."""
    lines: int
    content_id: int


@dataclass(frozen=True, slots=True)
class Space:
    """Bytes on the disk: those of the stored chunks, the limit, and how many versions there are."""

    used: int
    limit: int
    versions: int


FIRST = ("PRAGMA page_size=16384", "PRAGMA auto_vacuum=INCREMENTAL")
"""Settings of a new file: pages fit for chunks, and room that can be handed back to the disk."""

STEPS: tuple[Step, ...] = (
    (
        """
        CREATE TABLE chunks (
            id INTEGER PRIMARY KEY AUTOINCREMENT, digest BLOB NOT NULL UNIQUE,
            size INTEGER NOT NULL, stored INTEGER NOT NULL
        )
        """,
        """
        CREATE TABLE chunk_data (
            chunk INTEGER PRIMARY KEY REFERENCES chunks (id) ON DELETE CASCADE, data BLOB NOT NULL
        )
        """,
        """
        CREATE TABLE contents (
            id INTEGER PRIMARY KEY AUTOINCREMENT, sha256 TEXT UNIQUE, size INTEGER, lines INTEGER,
            begun_at REAL NOT NULL
        )
        """,
        """
        CREATE TABLE pieces (
            content INTEGER NOT NULL REFERENCES contents (id) ON DELETE CASCADE, place INTEGER NOT NULL,
            chunk INTEGER NOT NULL REFERENCES chunks (id) DEFERRABLE INITIALLY DEFERRED,
            PRIMARY KEY (content, place)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX pieces_of_chunk ON pieces (chunk)",
        """
        CREATE TABLE versions (
            id INTEGER PRIMARY KEY AUTOINCREMENT, content INTEGER NOT NULL REFERENCES contents (id),
            path TEXT NOT NULL, why TEXT NOT NULL, kept_at REAL NOT NULL, name TEXT NOT NULL DEFAULT '',
            tag TEXT NOT NULL DEFAULT '', stamp TEXT
        )
        """,
        "CREATE INDEX versions_of_path ON versions (path, id)",
        "CREATE INDEX versions_of_content ON versions (content)",
    ),
)
"""A content without sha256 is still being written; `stamp` tells a file that needs not be read again."""
