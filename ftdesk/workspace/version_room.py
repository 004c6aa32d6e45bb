"""The room that versions take: what may be dropped to make some, and in which order.

Plain versions go before those of jobs and those with a name, old ones before young ones; the newest version
of a file that is open never goes. What is dropped is a content with all its versions: that frees its chunks.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from ftdesk.wording import QT_TRANSLATE_NOOP
from ftdesk.workspace.errors import VersionsFull

_FULL = QT_TRANSLATE_NOOP(
    "Workspace",
    "The version was not kept: versions may take {limit} MB on the disk, and it needs more."
    " Raise the limit or delete versions in File → Versions.",
)

_NEXT_TO_GO = """
    SELECT content FROM versions GROUP BY content
    HAVING sum(id IN (SELECT max(id) FROM versions WHERE path IN ({open}) GROUP BY path)) = 0
    ORDER BY max(why='job' OR name<>''), max(id) LIMIT 1
"""


def used_bytes(connection: sqlite3.Connection) -> int:
    """Bytes of all stored chunks."""
    return int(connection.execute("SELECT coalesce(sum(stored), 0) FROM chunks").fetchone()[0])


def make_room(connection: sqlite3.Connection, limit: int, needed: int, open_paths: Iterable[Path]) -> None:
    """Drop versions until `needed` more bytes fit under `limit`, inside the caller's transaction.

    Raises VersionsFull when nothing is left that may go.
    """
    paths = [str(path) for path in open_paths]
    query = _NEXT_TO_GO.format(open=",".join("?" * len(paths)))
    while used_bytes(connection) + needed > limit:
        row = connection.execute(query, paths).fetchone()
        if row is None:
            raise VersionsFull(_FULL, limit=f"{limit / 1e6:,.0f}")
        connection.execute("DELETE FROM versions WHERE content=?", row)
        drop_content(connection, int(row[0]))


def drop_content(connection: sqlite3.Connection, content_id: int) -> None:
    """Delete a content that no version has any more, and the chunks that nothing else consists of."""
    connection.execute(
        """
        DELETE FROM chunks WHERE id IN (SELECT chunk FROM pieces WHERE content=:content)
        AND NOT EXISTS (SELECT 1 FROM pieces WHERE chunk=chunks.id AND content<>:content)
        """,
        {"content": content_id},
    )
    connection.execute("DELETE FROM contents WHERE id=?", (content_id,))
