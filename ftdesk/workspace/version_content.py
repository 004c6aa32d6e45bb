"""A stored content read like a file: any range of bytes at any time, or all of it in order.

Every chunk is compared with its digest as it is read, and the whole with its sha256: damage is told.
"""

from __future__ import annotations

import hashlib
import threading
import zlib
from collections import OrderedDict
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from ftdesk.dataset.lines import Positions
from ftdesk.wording import QT_TRANSLATE_NOOP
from ftdesk.workspace.errors import DatabaseUnusable, RecordMissing
from ftdesk.workspace.version_archive import digest_of

if TYPE_CHECKING:
    from ftdesk.workspace.database import Database

GONE = QT_TRANSLATE_NOOP("Workspace", "This version is no longer kept.")
_DAMAGED = QT_TRANSLATE_NOOP("Workspace", "This version cannot be read: its bytes in {path} are damaged.")
_CACHED = 8


class VersionContent:
    """The bytes of one content; safe to use from any thread. Raises RecordMissing where it is gone."""

    def __init__(self, database: Database, content_id: int) -> None:
        self._database = database
        self._content_id = content_id
        self._lock = threading.Lock()
        self._recent: OrderedDict[int, bytes] = OrderedDict()
        with database.reading() as connection:
            found = connection.execute("SELECT sha256 FROM contents WHERE id=?", (content_id,)).fetchone()
            rows = connection.execute(
                "SELECT chunk, size FROM pieces JOIN chunks ON chunks.id=chunk"
                " WHERE content=? ORDER BY place",
                (content_id,),
            ).fetchall()
        if found is None or found[0] is None:
            raise RecordMissing(GONE)
        self.sha256 = str(found[0])
        self._chunks = [int(row[0]) for row in rows]
        self._offsets: Positions = np.cumsum([0, *(row[1] for row in rows)], dtype=np.int64)

    @property
    def size(self) -> int:
        """Bytes in all."""
        return int(self._offsets[-1])

    def read(self, start: int, stop: int) -> bytes:
        """The bytes from `start` up to `stop`. Raises DatabaseUnusable for damaged ones."""
        if start >= stop:
            return b""
        first = int(np.searchsorted(self._offsets, start, side="right")) - 1
        last = int(np.searchsorted(self._offsets, stop, side="left"))
        joined = b"".join(self._chunk(place) for place in range(first, last))
        begin = int(self._offsets[first])
        return joined[start - begin : stop - begin]

    def chunks(self) -> Iterator[bytes]:
        """All bytes in order, compared with the sha256 at the end. Raises DatabaseUnusable."""
        digest = hashlib.sha256()
        for place in range(len(self._chunks)):
            chunk = self._load(self._chunks[place])
            digest.update(chunk)
            yield chunk
        if digest.hexdigest() != self.sha256:
            raise DatabaseUnusable(_DAMAGED, path=str(self._database.path))

    def _chunk(self, place: int) -> bytes:
        with self._lock:
            known = self._recent.pop(place, None)
        chunk = self._load(self._chunks[place]) if known is None else known
        with self._lock:
            self._recent[place] = chunk
            while len(self._recent) > _CACHED:
                self._recent.popitem(last=False)
        return chunk

    def _load(self, chunk_id: int) -> bytes:
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT digest, data FROM chunks JOIN chunk_data ON chunk=id WHERE id=?", (chunk_id,)
            ).fetchone()
        if row is None:
            raise RecordMissing(GONE)
        try:
            chunk = zlib.decompress(row["data"])
        except zlib.error:
            chunk = b""
        if digest_of(chunk) != row["digest"]:
            raise DatabaseUnusable(_DAMAGED, path=str(self._database.path))
        return chunk
