"""Versions of dataset files: every content that was opened, saved or sent can be brought back.

Contents lie in chunks in a database of their own; successive versions of a large file share nearly all of
them. The room they take is bounded, and the oldest that nobody needs go first (`version_room`).
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ftdesk.dataset.drafts import FILES, Draft, FileOperations
from ftdesk.dataset.file_errors import FileChanged
from ftdesk.dataset.lines import FileStamp, LineSource, Progress
from ftdesk.workspace.database import Database
from ftdesk.workspace.errors import RecordMissing
from ftdesk.workspace.version_archive import Archive, drop_abandoned
from ftdesk.workspace.version_content import GONE, VersionContent
from ftdesk.workspace.version_records import DEFAULT_LIMIT, FIRST, STEPS, Space, Version, Why
from ftdesk.workspace.version_room import drop_content, make_room, used_bytes

if TYPE_CHECKING:
    import sqlite3

    from ftdesk.cancellation import Cancellation

__all__ = ["DatasetVersions", "Space", "Version", "VersionContent", "Why"]

_VERSIONS = """
    SELECT versions.id, path, why, kept_at, name, tag, sha256, size, lines, content, stamp
    FROM versions JOIN contents ON contents.id=content
"""
_SETTLED_SECONDS = 2.0
"""A file written to within this time may be written to again without its time of change telling."""


class DatasetVersions:
    """The store of versions; safe to use from any thread. Calls raise DatabaseError where it cannot be used.

    `limit` is how many bytes the contents may take; it may be changed at any time (`make_fit` obeys it).
    """

    def __init__(self, path: Path, *, limit: int = DEFAULT_LIMIT) -> None:
        self.path = path
        self.limit = limit
        self._database = Database(path, steps=STEPS, first=FIRST)
        self.quarantined = self._database.quarantined
        """Where a store was moved that could not be read."""

    def close(self) -> None:
        """Let the file go; idempotent."""
        self._database.close()

    # -- keeping -------------------------------------------------------------------------------------------

    def keep(
        self,
        path: Path,
        why: Why,
        *,
        source: LineSource | None = None,
        stamp: FileStamp | None = None,
        sha256: str | None = None,
        tag: str = "",
        open_paths: Iterable[Path] = (),
        cancellation: Cancellation | None = None,
        progress: Progress | None = None,
    ) -> Version:
        """Make what `source` holds (by default the file itself) a version of `path`.

        What the newest version holds already is no new one, unless a job began with it. The file may be
        replaced meanwhile where the system lets an open file be read on.

        Args:
            stamp: of the file that is meant; another one in its place raises FileChanged.
            sha256: of the bytes that are meant, likewise.
            tag: of the job that begins.
            open_paths: files whose newest versions must not go to make room.

        Raises FileChanged, DatasetFileError, DatabaseError, VersionsFull and Cancelled; nothing is kept then.
        """
        reading = source or LineSource(path)
        try:
            if stamp is not None and reading.stamp != stamp:
                raise FileChanged(path)
            known = self._known(path, why, reading.stamp, tag)
            if known is not None:
                return known
            settled = reading.stamp.modified_ns < (time.time() - _SETTLED_SECONDS) * 1e9
            seen = _text(reading.stamp) if settled else None
            archive = Archive(
                self._database,
                reading,
                make_room=partial(self._make_room, open_paths=(*open_paths, path)),
                record=partial(_record, path=path, why=why, tag=tag, stamp=seen),
            )
            return archive.store(sha256=sha256, cancellation=cancellation, progress=progress)
        finally:
            if source is None:
                reading.close()

    def _known(self, path: Path, why: Why, stamp: FileStamp, tag: str) -> Version | None:
        """The version that already is what is to be kept, as far as it can be told without reading."""
        with self._database.reading() as connection:
            newest = _newest(connection, path)
            if why is Why.JOB:
                row = connection.execute(_VERSIONS + "WHERE path=? AND tag=?", (_key(path), tag)).fetchone()
            else:
                row = newest if newest is not None and newest["stamp"] == _text(stamp) else None
        return _version(row) if row is not None else None

    def _make_room(self, connection: sqlite3.Connection, needed: int, open_paths: Iterable[Path]) -> None:
        make_room(connection, self.limit, needed, [Path(_key(path)) for path in open_paths])

    # -- looking -------------------------------------------------------------------------------------------

    def of(self, path: Path) -> tuple[Version, ...]:
        """The versions of a file, newest first."""
        return self._select("WHERE path=? ORDER BY versions.id DESC", _key(path))

    def all(self) -> tuple[Version, ...]:
        """Every version of every file, newest first."""
        return self._select("ORDER BY versions.id DESC")

    def of_job(self, tag: str) -> tuple[Version, ...]:
        """What a job was started with: its training file, then its validation file if it had one."""
        return self._select("WHERE tag=? ORDER BY versions.id", tag) if tag else ()

    def space(self) -> Space:
        """How much room the versions take."""
        with self._database.reading() as connection:
            count = int(connection.execute("SELECT count(*) FROM versions").fetchone()[0])
            return Space(used_bytes(connection), self.limit, count)

    def content(self, version: Version) -> VersionContent:
        """A version's bytes, to be read at any place. Raises RecordMissing."""
        return VersionContent(self._database, version.content_id)

    def write_to(
        self,
        version: Version,
        target: Path,
        *,
        cancellation: Cancellation | None = None,
        files: FileOperations = FILES,
    ) -> None:
        """Write a version to a file, wholly or not at all, byte for byte what it was.

        Raises RecordMissing, DatabaseError, SaveFailed and Cancelled.
        """
        draft = Draft(target, files)
        draft.write(_watched(self.content(version).chunks(), cancellation))
        try:
            draft.publish()
        finally:
            draft.discard()
        draft.confirm()

    def _select(self, condition: str, *values: str) -> tuple[Version, ...]:
        with self._database.reading() as connection:
            return tuple(_version(row) for row in connection.execute(_VERSIONS + condition, values))

    # -- tidying -------------------------------------------------------------------------------------------

    def rename(self, version_id: int, name: str) -> None:
        """Give a version a name, or none (""); a named one is among the last to go. Raises RecordMissing."""
        with self._database.writing() as connection:
            changed = connection.execute("UPDATE versions SET name=? WHERE id=?", (name.strip(), version_id))
            if not changed.rowcount:
                raise RecordMissing(GONE)

    def delete(self, version_ids: Iterable[int]) -> None:
        """Delete versions, and the contents that no version has any more."""
        with self._database.writing() as connection:
            for version_id in version_ids:
                row = connection.execute("SELECT content FROM versions WHERE id=?", (version_id,)).fetchone()
                connection.execute("DELETE FROM versions WHERE id=?", (version_id,))
                others = "SELECT 1 FROM versions WHERE content=?"
                if row is not None and connection.execute(others, row).fetchone() is None:
                    drop_content(connection, int(row[0]))
        self._hand_back()

    def make_fit(self, open_paths: Iterable[Path] = ()) -> None:
        """Drop what exceeds the limit and what killed processes left. Raises VersionsFull if that is not enough."""
        drop_abandoned(self._database)
        with self._database.writing() as connection:
            self._make_room(connection, 0, open_paths)
        self._hand_back()

    def _hand_back(self) -> None:
        """Give free pages back to the disk."""
        with self._database.reading() as connection:
            # As a script: `execute` would take the first step alone, and this pragma frees a page a step.
            connection.executescript("PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE)")


def _record(
    connection: sqlite3.Connection, content_id: int, *, path: Path, why: Why, tag: str, stamp: str | None
) -> Version:
    """Add a version of `path`, unless its newest one has that content already."""
    newest = _newest(connection, path)
    if newest is not None and newest["content"] == content_id and why is not Why.JOB:
        connection.execute("UPDATE versions SET stamp=? WHERE id=?", (stamp, newest["id"]))
        return _version(newest)
    connection.execute(
        "INSERT INTO versions (content, path, why, kept_at, tag, stamp) VALUES (?, ?, ?, ?, ?, ?)",
        (content_id, _key(path), why, time.time(), tag, stamp),
    )
    return _version(_newest(connection, path))


def _newest(connection: sqlite3.Connection, path: Path) -> sqlite3.Row | None:
    found = connection.execute(_VERSIONS + "WHERE path=? ORDER BY versions.id DESC LIMIT 1", (_key(path),))
    row: sqlite3.Row | None = found.fetchone()
    return row


def _key(path: Path) -> str:
    return str(path.absolute())


def _text(stamp: FileStamp) -> str:
    return f"{stamp.size}:{stamp.modified_ns}:{stamp.identity[0]}:{stamp.identity[1]}"


def _version(row: sqlite3.Row | None) -> Version:
    if row is None:
        raise RecordMissing(GONE)
    return Version(
        id=row["id"],
        path=Path(row["path"]),
        why=Why(row["why"]),
        kept_at=row["kept_at"],
        name=row["name"],
        tag=row["tag"],
        sha256=row["sha256"],
        size=row["size"],
        lines=row["lines"],
        content_id=row["content"],
    )


def _watched(chunks: Iterator[bytes], cancellation: Cancellation | None) -> Iterator[bytes]:
    for chunk in chunks:
        if cancellation is not None:
            cancellation.raise_if_set()
        yield chunk
