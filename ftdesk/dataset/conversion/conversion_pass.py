"""A way applied to the rows of a part, in worker processes: the new rows, and what they lost."""

import json
from dataclasses import dataclass

from ftdesk.dataset.conversion.losses import NOT_JSON, Converted, Loss, LossTally, Refused
from ftdesk.dataset.conversion.spelling import read_object
from ftdesk.dataset.conversion.ways import Way
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
    """Convert every row of a part, for a new file; blank rows are left out. Raises what `Part.read` raises."""
    block = part.read()
    tally, preview, written = LossTally(LOSSES_KEPT), [], []
    changed = 0
    for row, line in enumerate(block.lines, start=block.first_line):
        if not line.strip():
            continue
        after, made = _convert(line, way)
        tally.add(row, made)
        changed += after is not None and after != line
        if row <= PREVIEWED:
            shown = after if after is None else _readable(after)
            preview.append(Preview(row, _readable(way.kept(line) or line), shown))
        stands = way.kept(line) if after is None else after
        if stands is not None:
            written.append(stands + way.line_end)
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
        return line if made.value is value else way.spelled(made.value, text), made
    except (UnicodeDecodeError, RecursionError):
        return None, Converted(None, (Loss(NOT_JSON),))
    except Refused as refusal:
        return None, Converted(None, (refusal.loss,))


def _readable(line: bytes) -> str:
    """A row over several lines; nothing but texts with their keys, such as the cells of a table, as these texts."""
    text = line.decode("utf-8", "replace")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return text[:LONGEST_SHOWN]
    if isinstance(value, dict) and value and all(isinstance(content, str) for content in value.values()):
        return "\n".join(f"{key}: {content}" for key, content in value.items())[:LONGEST_SHOWN]
    return json.dumps(value, indent=2, ensure_ascii=False)[:LONGEST_SHOWN]
