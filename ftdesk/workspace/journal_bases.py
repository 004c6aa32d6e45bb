"""The files that a journal's entries build on: the one they started from, and the one that a save prepares."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import astuple, replace

from ftdesk.dataset.lines import FileStamp
from ftdesk.workspace.journal_records import Amended, Base, Done, SaveBegun
from ftdesk.workspace.journal_rows import (
    KINDS,
    EntryRow,
    State,
    drop_unnamed_blobs,
    path_bytes,
    path_of,
    put,
    put_blob,
    take,
)

CURRENT, PREPARED = 0, 1
"""The roles of a base."""


def put_base(connection: sqlite3.Connection, role: int, base: Base, after_entry: int) -> None:
    """Write a base; what was done since are the entries after `after_entry`."""
    rows = put_blob(connection, base.rows)
    stamp, path = _stamp_text(base.stamp), path_bytes(base.path)
    put(connection, "bases", role, path, stamp, base.content, rows, base.lines, after_entry)


def read_bases(connection: sqlite3.Connection, blobs: dict[int, bytes]) -> dict[int, tuple[Base, int]]:
    """By role, a base and the entry before those that build on it. Raises JournalDamaged, KeyError."""
    found = {}
    for role, path, stamp, content, rows, lines, after in take(connection, "bases"):
        found[role] = (Base(path_of(path), _stamp_of(stamp), content, blobs[rows], lines), after)
    return found


def prepare(connection: sqlite3.Connection, state: State, base: Base) -> State:
    """A save that was begun is about to put this file in place. Raises ValueError where none was begun."""
    kind = KINDS.index(SaveBegun)
    begun = connection.execute("SELECT max(id) FROM entries WHERE kind=?", (kind,)).fetchone()[0]
    if begun is None:
        raise ValueError("no save was begun")
    put_base(connection, PREPARED, base, begun)
    drop_unnamed_blobs(connection)
    return state


def confirm(connection: sqlite3.Connection, state: State) -> State:
    """The prepared file is in place: the entries that it holds are done with, the undo stack stays."""
    for _, path, *rest, after in take(connection, "bases", "role=?", PREPARED):
        clean = _clean_after(connection, after)
        put(connection, "bases", CURRENT, path, *rest, after)
        connection.execute("DELETE FROM entries WHERE id<=?", (after,))
        state = replace(state, clean=clean, path=path)
    return withdraw(connection, state)


def withdraw(connection: sqlite3.Connection, state: State) -> State:
    """No file is prepared any more."""
    connection.execute("DELETE FROM bases WHERE role=?", (PREPARED,))
    drop_unnamed_blobs(connection)
    return state


def touch(connection: sqlite3.Connection, state: State, stamp: FileStamp) -> State:
    """The base has the same content and another stamp."""
    for role, path, _, *rest in take(connection, "bases", "role=?", CURRENT):
        put(connection, "bases", role, path, _stamp_text(stamp), *rest)
    return state


def _clean_after(connection: sqlite3.Connection, save: int) -> int | None:
    """The position that equals what a save wrote, unless what was done meanwhile took its place."""
    (position,) = (EntryRow(*row).position for row in take(connection, "entries", "id=?", save))
    replaced = connection.execute(
        "SELECT 1 FROM entries WHERE id > ? AND kind IN (?, ?) AND position <= ?",
        (save, KINDS.index(Done), KINDS.index(Amended), position),
    ).fetchone()
    return position if replaced is None else None


def _stamp_text(stamp: FileStamp | None) -> str | None:
    """A file number may be too large for a column of whole numbers."""
    return None if stamp is None else json.dumps(astuple(stamp))


def _stamp_of(written: str | None) -> FileStamp | None:
    if written is None:
        return None
    size, modified_ns, (device, number) = json.loads(written)
    return FileStamp(size, modified_ns, (device, number))
