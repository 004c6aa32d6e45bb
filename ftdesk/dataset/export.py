"""Rows written for another program: as JSON Lines or as one JSON array, with its line ends, mark and escapes.

Each row keeps its own spelling: nothing is decoded and written anew. Only letters beyond ASCII become escapes where
that is asked for. What is no JSON cannot be part of an array: such rows are found first (`rows_without_json`, in
worker processes) and left out. Rows in another format were converted before, into a file of their own.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import orjson

from ftdesk.dataset.conversion.goals import ROW_END, TABLES, Goal, table_row
from ftdesk.dataset.document import Dataset
from ftdesk.dataset.lines import BYTE_ORDER_MARK, STEP, Positions
from ftdesk.dataset.parts import Part
from ftdesk.dataset.snapshot import Snapshot

_BEYOND_ASCII = re.compile("([^\x00-\x7f]+)")
_LINES_PER_BLOCK = 2000


@dataclass(frozen=True, slots=True)
class ExportStyle:
    """What the other program wants."""

    array: bool = False
    """One JSON array instead of a row a line."""
    line_end: bytes = b"\n"
    byte_order_mark: bool = False
    ascii_only: bool = False
    """Letters beyond ASCII as `\\u` escapes."""

    @property
    def needs_json(self) -> bool:
        """Whether rows that are no JSON have to be left out."""
        return self.array or self.ascii_only


def rows_without_json(part: Part) -> Positions:
    """In a worker process: the ids of the rows that are no JSON, blank ones among them."""
    block = part.read()
    bad = [row_id for row_id, line in zip(block.row_ids, block.lines, strict=True) if not _is_json(line)]
    return np.array(bad, np.int64)


def export_chunks(snapshot: Snapshot, style: ExportStyle) -> Iterator[bytes]:
    """The bytes of the new file; all rows must be JSON where the style needs that.

    Raises `FileChanged`, `FileNotReadable`.
    """
    end = style.line_end
    between = b"," + end if style.array else end
    yield (BYTE_ORDER_MARK if style.byte_order_mark else b"") + (b"[" + end if style.array else b"")
    first = True
    for block in snapshot.blocks(_LINES_PER_BLOCK, STEP):
        lines = [_escaped(line) for line in block.lines] if style.ascii_only else block.lines
        yield (b"" if first else between) + between.join(lines)
        first = False
    if not first:
        yield end
    if style.array:
        yield b"]" + end


def converted_chunks(file: Path, goal: Goal, style: ExportStyle) -> Iterator[bytes]:
    """The bytes of the new file, of rows that were converted into a file. Raises as `export_chunks`, and OSError."""
    if goal in TABLES:
        yield (BYTE_ORDER_MARK if style.byte_order_mark else b"") + table_row(TABLES[goal]) + ROW_END
        with file.open("rb") as rows:
            while chunk := rows.read(STEP):
                yield chunk
        return
    dataset = Dataset.open(file)
    try:
        yield from export_chunks(dataset.snapshot(), style)
    finally:
        dataset.close()


def _is_json(line: bytes) -> bool:
    try:
        orjson.loads(line)
    except orjson.JSONDecodeError:
        return False
    return True


def _escaped(line: bytes) -> bytes:
    """In JSON, letters beyond ASCII stand in texts only, so that each may be written as an escape."""
    if line.isascii():
        return line
    pieces = _BEYOND_ASCII.split(line.decode())
    pieces[1::2] = [json.dumps(letters)[1:-1] for letters in pieces[1::2]]
    return "".join(pieces).encode()
