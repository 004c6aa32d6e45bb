"""How the parts of a journal lie in its tables, each row sealed with a checksum.

`state` is one small row that tells whether there are unsaved edits; `bases` the file that the entries build on
and the one that a save prepares; `entries` what was done since; `steps` the undo stack. Changes and rows are
`blobs`, each kept as long as one of these names it.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from ftdesk.wording import QT_TRANSLATE_NOOP
from ftdesk.workspace.errors import JournalDamaged
from ftdesk.workspace.journal_records import Amended, Done, Entry, Redone, SaveBegun, Undone

DAMAGED = QT_TRANSLATE_NOOP("Workspace", "The unsaved changes kept in {path} are damaged.")

KINDS: tuple[type[Entry], ...] = (Done, Amended, Undone, Redone, SaveBegun)
"""An entry's kind is its class's place here; a published place is never given to another class."""

Value = int | float | str | bytes | None


@dataclass(frozen=True, slots=True)
class State:
    """What is known of a journal without reading its entries; as in `History`, and:"""

    position: int
    steps: int
    """How many steps the undo stack has."""
    last_entry: int
    lines: int
    """How many lines of additions the entries may name."""
    clean: int | None
    edited_at: float | None
    used_at: float
    path: bytes | None
    """That of the base."""

    @property
    def is_unsaved(self) -> bool:
        """Whether the rows are others than those in the file."""
        return self.position != self.clean


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry; `kind` is a place in `KINDS`."""

    id: int
    kind: int
    number: int | None
    position: int
    text: bytes | None
    change_blob: int | None


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of the undo stack at its 0-based place."""

    place: int
    number: int
    text: bytes
    change_blob: int


def put(connection: sqlite3.Connection, table: str, *values: Value) -> None:
    """Write a row over the one of the same key."""
    marks = ", ".join("?" * (len(values) + 1))
    connection.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", (*values, _seal(values)))  # noqa: S608


def take(
    connection: sqlite3.Connection, table: str, condition: str = "1", *values: Value
) -> Iterator[tuple[Any, ...]]:
    """The rows of a table by their key, without the seal. Raises JournalDamaged for a broken one."""
    for row in connection.execute(f"SELECT * FROM {table} WHERE {condition} ORDER BY 1", values):  # noqa: S608
        *content, seal = tuple(row)
        if _seal(content) != seal:
            raise JournalDamaged(DAMAGED, path=table)
        yield tuple(content)


def put_state(connection: sqlite3.Connection, state: State) -> None:
    """Write the one row of state."""
    put(connection, "state", 1, *astuple(state))


def read_state(connection: sqlite3.Connection) -> State | None:
    """The state; None where the journal was never begun. Raises JournalDamaged."""
    for row in take(connection, "state"):
        return State(*row[1:])
    return None


def put_blob(connection: sqlite3.Connection, data: bytes) -> int:
    """Keep bytes; returns their id."""
    number = int(connection.execute("SELECT coalesce(max(id), 0) + 1 FROM blobs").fetchone()[0])
    put(connection, "blobs", number, data)
    return number


def drop_unnamed_blobs(connection: sqlite3.Connection) -> None:
    """Forget the blobs that nothing names any more."""
    connection.execute(
        "DELETE FROM blobs WHERE id NOT IN ("
        "SELECT rows_blob FROM bases UNION SELECT change_blob FROM steps"
        " UNION SELECT change_blob FROM entries WHERE change_blob IS NOT NULL)"
    )


def path_bytes(path: Path | None) -> bytes | None:
    """A path as it is kept: it need not be text."""
    return None if path is None else os.fsencode(path)


def path_of(kept: bytes | None) -> Path | None:
    """The path that was kept."""
    return None if kept is None else Path(os.fsdecode(kept))


def _seal(values: Iterable[Value]) -> int:
    checksum = 0
    for value in values:
        raw = value if isinstance(value, bytes) else repr(value).encode("utf-8", "surrogatepass")
        checksum = zlib.crc32(raw, zlib.crc32(f"{type(value).__name__} {len(raw)} ".encode(), checksum))
    return checksum
