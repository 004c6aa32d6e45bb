"""What can be done to a dataset and undone: values that say which rows and which lines, never the bytes.

Lines are named by their numbers in `Additions`, rows by their ids, so that a change of a million rows is a few
arrays, and can be written down (`encode`) and done again after a restart (`decode`).
"""

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Protocol

import numpy as np

from ftdesk.dataset.lines import Positions


class Rows(Protocol):
    """What changes act on."""

    def put(self, row_ids: Positions, numbers: Positions, instead: Positions | None = None) -> None:
        """Give rows other lines, `instead` of those they have, where they had any."""

    def bring_in(self, row_ids: Positions, places: Positions) -> None:
        """Put rows at their (final, ascending) places."""

    def take_out(self, row_ids: Positions) -> None:
        """Remove rows; their lines stay known."""

    def arrange(self, order: Positions) -> None:
        """Put all rows in this order."""


@dataclass(frozen=True, slots=True, eq=False)
class ReplaceLines:
    """Rows have other lines; `before` and `after` are numbers of additions."""

    row_ids: Positions
    before: Positions
    after: Positions

    def redo(self, rows: Rows) -> None:
        """Put the new lines."""
        rows.put(self.row_ids, self.after, self.before)

    def undo(self, rows: Rows) -> None:
        """Put the old lines back."""
        rows.put(self.row_ids, self.before, self.after)

    def then(self, later: "ReplaceLines") -> "ReplaceLines":
        """This change and a later one of the same rows as one."""
        return ReplaceLines(self.row_ids, self.before, later.after)


@dataclass(frozen=True, slots=True, eq=False)
class InsertRows:
    """New rows at their final, ascending places."""

    row_ids: Positions
    places: Positions
    lines: Positions

    def redo(self, rows: Rows) -> None:
        """Bring them in."""
        rows.put(self.row_ids, self.lines)
        rows.bring_in(self.row_ids, self.places)

    def undo(self, rows: Rows) -> None:
        """Take them out."""
        rows.take_out(self.row_ids)


@dataclass(frozen=True, slots=True, eq=False)
class DeleteRows:
    """Rows are gone from their ascending places."""

    row_ids: Positions
    places: Positions

    def redo(self, rows: Rows) -> None:
        """Take them out."""
        rows.take_out(self.row_ids)

    def undo(self, rows: Rows) -> None:
        """Bring them back."""
        rows.bring_in(self.row_ids, self.places)


@dataclass(frozen=True, slots=True, eq=False)
class MoveRows:
    """Rows stand elsewhere; `before` and `after` are their ascending places."""

    row_ids: Positions
    before: Positions
    after: Positions

    def redo(self, rows: Rows) -> None:
        """Move them."""
        rows.take_out(self.row_ids)
        rows.bring_in(self.row_ids, self.after)

    def undo(self, rows: Rows) -> None:
        """Move them back."""
        rows.take_out(self.row_ids)
        rows.bring_in(self.row_ids, self.before)


@dataclass(frozen=True, slots=True, eq=False)
class Reorder:
    """All rows stand in another order."""

    before: Positions
    after: Positions

    def redo(self, rows: Rows) -> None:
        """Put them in the new order."""
        rows.arrange(self.after)

    def undo(self, rows: Rows) -> None:
        """Put them in the old order."""
        rows.arrange(self.before)


@dataclass(frozen=True, slots=True, eq=False)
class Several:
    """Changes one after the other, as one."""

    changes: "tuple[Change, ...]"

    def redo(self, rows: Rows) -> None:
        """Do them."""
        for change in self.changes:
            change.redo(rows)

    def undo(self, rows: Rows) -> None:
        """Undo them, last first."""
        for change in reversed(self.changes):
            change.undo(rows)


Change = ReplaceLines | InsertRows | DeleteRows | MoveRows | Reorder | Several


def touched_rows(change: Change) -> Positions:
    """The rows that come, go or have other lines by a change, once each."""
    if isinstance(change, Several):
        found = [touched_rows(part) for part in change.changes]
        return np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)
    if isinstance(change, MoveRows | Reorder):
        return np.zeros(0, np.int64)
    return change.row_ids


_KINDS: tuple[type[ReplaceLines | InsertRows | DeleteRows | MoveRows | Reorder], ...] = (
    ReplaceLines,
    InsertRows,
    DeleteRows,
    MoveRows,
    Reorder,
)
_SEVERAL = 255
_SIZE = struct.Struct("<Q")


def encode(change: Change) -> bytes:
    """A change as bytes, for `decode` of this version and later ones."""
    if isinstance(change, Several):
        parts = [encode(part) for part in change.changes]
        return bytes([_SEVERAL]) + b"".join(_SIZE.pack(len(part)) + part for part in parts)
    arrays = [getattr(change, field.name) for field in fields(change)]
    return bytes([_KINDS.index(type(change))]) + encode_arrays(arrays)


def decode(data: bytes) -> Change:
    """The change that `encode` wrote. Raises ValueError for anything else."""
    kind, rest = data[:1], data[1:]
    if not kind:
        raise ValueError("no change")
    if kind[0] == _SEVERAL:
        return Several(tuple(map(decode, _cut(rest))))
    if kind[0] >= len(_KINDS):
        raise ValueError(f"change of kind {kind[0]}")
    made = _KINDS[kind[0]]
    arrays = decode_arrays(rest)
    if len(arrays) != len(fields(made)):
        raise ValueError("change with other parts")
    return made(*arrays)


def encode_arrays(arrays: Sequence[Positions]) -> bytes:
    """Arrays as bytes: differences between neighbours, compressed, since most are stretches of numbers."""
    parts = []
    for array in arrays:
        steps = np.diff(array, prepend=np.int64(0)).astype("<i8")
        parts.append(zlib.compress(steps.tobytes(), 1))
    return b"".join(_SIZE.pack(len(part)) + part for part in parts)


def decode_arrays(data: bytes) -> list[Positions]:
    """The arrays that `encode_arrays` wrote. Raises ValueError for anything else."""
    try:
        return [np.cumsum(np.frombuffer(zlib.decompress(part), "<i8"), dtype=np.int64) for part in _cut(data)]
    except zlib.error as error:
        raise ValueError(str(error)) from error


def _cut(data: bytes) -> list[bytes]:
    parts, at = [], 0
    while at < len(data):
        if at + _SIZE.size > len(data):
            raise ValueError("cut short")
        (size,) = _SIZE.unpack_from(data, at)
        at += _SIZE.size
        if at + size > len(data):
            raise ValueError("cut short")
        parts.append(data[at : at + size])
        at += size
    return parts
