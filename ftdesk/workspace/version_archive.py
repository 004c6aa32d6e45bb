"""Writing a content into the store of versions: read once, cut, and each chunk kept that is not there yet.

Chunks arrive in batches of a transaction each, so that neither memory nor the database's log grows with the
file. Until its sha256 is known a content counts for nothing; one that stays so was cut short by a kill.
"""

from __future__ import annotations

import contextlib
import hashlib
import time
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ftdesk.dataset.file_errors import FileChanged
from ftdesk.dataset.lines import STEP, LineSource, Progress
from ftdesk.workspace.errors import DatabaseError
from ftdesk.workspace.version_chunks import cut
from ftdesk.workspace.version_room import drop_content

if TYPE_CHECKING:
    import sqlite3

    from ftdesk.cancellation import Cancellation
    from ftdesk.workspace.database import Database
    from ftdesk.workspace.version_records import Version

    MakeRoom = Callable[[sqlite3.Connection, int], None]
    Record = Callable[[sqlite3.Connection, int], "Version"]

_BATCH = 2 << 20
_LEVEL = 1
_ABANDONED_SECONDS = 24 * 3600
"""A content that has been begun for so long and is not whole has no writer any more."""


class Archive:
    """One content on its way into the store; `store` may run in any thread, once.

    `make_room` is called before chunks are added, `record` in the transaction that completes the content.
    """

    def __init__(self, database: Database, source: LineSource, make_room: MakeRoom, record: Record) -> None:
        self._database = database
        self._source = source
        self._make_room = make_room
        self._record = record
        self._digest = hashlib.sha256()
        self._lines = 0
        self._last = b"\n"
        self._place = 0

    def store(
        self,
        *,
        sha256: str | None = None,
        cancellation: Cancellation | None = None,
        progress: Progress | None = None,
    ) -> Version:
        """Read the file to its end and record its content, which may have been known before.

        Raises FileChanged when the file changed on the way or has not the sha256 that was told,
        DatasetFileError, DatabaseError, VersionsFull and Cancelled; the store then is as it was.
        """
        with self._database.writing() as connection:
            begun = connection.execute("INSERT INTO contents (begun_at) VALUES (?)", (time.time(),))
            content_id = int(begun.lastrowid or 0)
        try:
            for batch in _batches(cut(self._pieces(cancellation, progress))):
                self._keep(content_id, batch)
            self._refuse_other_content(sha256)
            return self._complete(content_id)
        except BaseException:
            with contextlib.suppress(DatabaseError), self._database.writing() as connection:
                drop_content(connection, content_id)
            raise

    def _pieces(self, cancellation: Cancellation | None, progress: Progress | None) -> Iterator[bytes]:
        size = self._source.stamp.size
        for start in range(0, size, STEP):
            if cancellation is not None:
                cancellation.raise_if_set()
            piece = self._source.read(start, min(size, start + STEP))
            self._digest.update(piece)
            self._lines += piece.count(b"\n")
            self._last = piece[-1:]
            if progress is not None:
                progress(start + len(piece), size)
            yield piece
        if cancellation is not None:
            cancellation.raise_if_set()

    def _keep(self, content_id: int, batch: list[bytes]) -> None:
        digests = [digest_of(chunk) for chunk in batch]
        with self._database.reading() as connection:
            new = {digest for digest in digests if _chunk_id(connection, digest) is None}
        packed = {
            digest: zlib.compress(chunk, _LEVEL)
            for digest, chunk in dict(zip(digests, batch, strict=True)).items()
            if digest in new
        }
        with self._database.writing() as connection:
            if packed:
                self._make_room(connection, sum(map(len, packed.values())))
            for digest, chunk in zip(digests, batch, strict=True):
                chunk_id = _chunk_id(connection, digest)
                if chunk_id is None:
                    # Not packed: dropped from the store since we looked.
                    data = packed.get(digest) or zlib.compress(chunk, _LEVEL)
                    chunk_id = _insert_chunk(connection, digest, chunk, data)
                connection.execute("INSERT INTO pieces VALUES (?, ?, ?)", (content_id, self._place, chunk_id))
                self._place += 1

    def _refuse_other_content(self, sha256: str | None) -> None:
        if self._source.has_changed() or sha256 not in (None, self._digest.hexdigest()):
            raise FileChanged(self._source.path)

    def _complete(self, content_id: int) -> Version:
        sha256, size = self._digest.hexdigest(), self._source.stamp.size
        lines = self._lines + (self._last != b"\n")
        with self._database.writing() as connection:
            known = connection.execute("SELECT id FROM contents WHERE sha256=?", (sha256,)).fetchone()
            if known is not None:
                drop_content(connection, content_id)
                return self._record(connection, int(known[0]))
            connection.execute(
                "UPDATE contents SET sha256=?, size=?, lines=? WHERE id=?", (sha256, size, lines, content_id)
            )
            return self._record(connection, content_id)


def digest_of(chunk: bytes) -> bytes:
    """What a chunk is known by."""
    return hashlib.blake2b(chunk, digest_size=20).digest()


def drop_abandoned(database: Database) -> None:
    """Delete what a killed process left half written. Raises DatabaseError."""
    with database.writing() as connection:
        before = time.time() - _ABANDONED_SECONDS
        unfinished = "SELECT id FROM contents WHERE sha256 IS NULL AND begun_at<?"
        for row in connection.execute(unfinished, (before,)).fetchall():
            drop_content(connection, int(row[0]))


def _batches(chunks: Iterator[bytes]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    size = 0
    for chunk in chunks:
        batch.append(chunk)
        size += len(chunk)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _chunk_id(connection: sqlite3.Connection, digest: bytes) -> int | None:
    row = connection.execute("SELECT id FROM chunks WHERE digest=?", (digest,)).fetchone()
    return int(row[0]) if row is not None else None


def _insert_chunk(connection: sqlite3.Connection, digest: bytes, chunk: bytes, data: bytes) -> int:
    inserted = connection.execute(
        "INSERT INTO chunks (digest, size, stored) VALUES (?, ?, ?)",
        (digest, len(chunk), len(data)),
    )
    chunk_id = int(inserted.lastrowid or 0)
    connection.execute("INSERT INTO chunk_data VALUES (?, ?)", (chunk_id, data))
    return chunk_id
