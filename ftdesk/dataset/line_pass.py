"""One edit done to many examples, for worker processes: each line is changed by itself, or left as it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np

from ftdesk.dataset.example import Example, parse_example
from ftdesk.dataset.lines import Positions
from ftdesk.dataset.parts import Part


class ExampleEdit(Protocol):
    """A picklable value that changes an example."""

    def edited(self, example: Example) -> Example | None:
        """The changed example; the same, or None, where the edit does not apply."""


@runtime_checkable
class LineEdit(Protocol):
    """A picklable value that changes a line, which need not be an example."""

    def edited_line(self, line: bytes) -> bytes | None:
        """The changed line; the same, or None, where the edit does not apply."""


@dataclass(frozen=True, slots=True, eq=False)
class EditedLines:
    """The rows that have another line now; how many could not be changed because they are no examples.

    The lines travel as one piece: thousands of small ones would leave the window's memory in shreds.
    """

    row_ids: Positions
    joined: bytes
    refused: int

    def lines(self) -> list[bytes]:
        """The new lines, in the order of the ids."""
        return self.joined.split(b"\n") if len(self.row_ids) else []


class LineCollector:
    """Gathers what becomes of the rows of a part."""

    def __init__(self) -> None:
        self._row_ids: list[int] = []
        self._lines: list[bytes] = []
        self._refused = 0

    def take(self, row_id: int, line: bytes | None) -> None:
        """Note a row's new line; None for a row that could not be changed."""
        if line is None:
            self._refused += 1
        else:
            self._row_ids.append(row_id)
            self._lines.append(line)

    def edited(self) -> EditedLines:
        """All of it; a line holds no line feed."""
        return EditedLines(np.array(self._row_ids, np.int64), b"\n".join(self._lines), self._refused)


def edit_part(part: Part, edits: Sequence[ExampleEdit | LineEdit]) -> EditedLines:
    """Do edits, one after the other, to every row of a part. Raises what `Part.read` raises."""
    block = part.read()
    collector = LineCollector()
    for row_id, line in zip(block.row_ids, block.lines, strict=True):
        changed: bytes | None = line
        for edit in edits:
            changed = None if changed is None else _edited(changed, edit)
        if changed != line:
            collector.take(row_id, changed)
    return collector.edited()


def _edited(line: bytes, edit: ExampleEdit | LineEdit) -> bytes | None:
    if isinstance(edit, LineEdit):
        return edit.edited_line(line)
    example = parse_example(line)
    changed = edit.edited(example) if isinstance(example, Example) else None
    return None if changed is None else changed.to_line()
