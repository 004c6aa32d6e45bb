"""A way applied to the rows of a part, in worker processes: the new rows, and what they lost."""

import json
from dataclasses import dataclass
from itertools import zip_longest

from ftdesk.dataset.conversion.goals import OutOfTraining, table_row
from ftdesk.dataset.conversion.losses import NOT_JSON, Converted, Loss, LossTally, Refused, Value
from ftdesk.dataset.conversion.spelling import read_object, style_of, write
from ftdesk.dataset.conversion.table import CELLS
from ftdesk.dataset.conversion.ways import IntoTraining, Way
from ftdesk.dataset.line_pass import EditedLines, LineCollector
from ftdesk.dataset.parts import Part

LOSSES_KEPT = 1000
"""So many losses are told row by row; all are counted."""

PREVIEWED = 20
LONGEST_SHOWN = 20_000


@dataclass(frozen=True, slots=True)
class Preview:
    """A row before and after as texts to be read; `after` is None where it cannot be converted."""

    row: int
    before: str
    after: str | None


@dataclass(frozen=True, slots=True, eq=False)
class ConvertedPart:
    """New rows, each with its line end; how many there are; the first ones of the file beside their originals."""

    written: bytes
    rows: int
    changed: int
    """How many rows are another line now."""
    tally: LossTally
    preview: tuple[Preview, ...]


def convert_part(part: Part, way: Way) -> ConvertedPart:
    """Convert every row of a part, for a new file. Blank rows are left out; of rows that cannot be converted those on
    their way into training stay as they are, so that what is wrong with them is seen, and others are left out.

    Raises what `Part.read` raises.
    """
    block = part.read()
    is_import = isinstance(way, IntoTraining)
    tally, preview, written = LossTally(LOSSES_KEPT), [], []
    changed = 0
    for row, line in enumerate(block.lines, start=block.first_line):
        if not line.strip():
            continue
        after, made = _convert(line, way)
        tally.add(row, made)
        changed += after is not None and after != line
        if row <= PREVIEWED:
            shown = after if after is None else _readable(after, way)
            preview.append(Preview(row, _readable(line, way), shown))
        if after is not None:
            written.append(_ended(after, way))
        elif is_import:
            written.append(_kept(line, way) + b"\n")
    return ConvertedPart(b"".join(written), len(written), changed, tally, tuple(preview))


def convert_lines(part: Part, way: Way) -> EditedLines:
    """Convert every row of a part in its place. Raises what `Part.read` raises."""
    block = part.read()
    collector = LineCollector()
    for row_id, line in zip(block.row_ids, block.lines, strict=True):
        after, _ = _convert(line, way)
        if after != line:
            collector.take(row_id, after)
    return collector.edited()


def _convert(line: bytes, way: Way) -> tuple[bytes | None, Converted]:
    """The new line; the old one where nothing has to be changed, None where nothing can be."""
    try:
        text = line.decode()
        value = read_object(text)
        made = way.convert(value)
        if made.value is None:
            return None, made
        return line if made.value is value else _spelled(made.value, text, way), made
    except (UnicodeDecodeError, RecursionError):
        return None, Converted(None, (Loss(NOT_JSON),))
    except Refused as refusal:
        return None, Converted(None, (refusal.loss,))


def _spelled(value: Value, like: str, way: Way) -> bytes:
    if isinstance(way, OutOfTraining) and CELLS in value:
        return table_row(value[CELLS])
    return write(value, style_of(like)).encode()


def _readable(line: bytes, way: Way) -> str:
    """A row over several lines; the cells of a table each with the name of its column."""
    text = line.decode("utf-8", "replace")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return text[:LONGEST_SHOWN]
    columns = way.table if isinstance(way, IntoTraining) else None
    if columns is not None and isinstance(value, dict) and CELLS in value:
        cells = zip_longest(columns.names, value[CELLS], fillvalue="")
        return "\n".join(f"{name}: {cell}" for name, cell in cells)[:LONGEST_SHOWN]
    return json.dumps(value, indent=2, ensure_ascii=False)[:LONGEST_SHOWN]


def _kept(line: bytes, way: Way) -> bytes:
    """A row that stays as it is; that of a table as an object of its cells by the names of their columns."""
    columns = way.table if isinstance(way, IntoTraining) else None
    if columns is None:
        return line
    cells = zip(columns.names, json.loads(line)[CELLS], strict=False)
    return json.dumps(dict(cells), ensure_ascii=False).encode()


def _ended(line: bytes, way: Way) -> bytes:
    return line if isinstance(way, OutOfTraining) and line.endswith(b"\r\n") else line + b"\n"
