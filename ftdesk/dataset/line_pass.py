"""One edit done to many examples, for worker processes: each line is changed by itself, or left as it is."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ftdesk.dataset.example import Example, parse_example
from ftdesk.dataset.parts import Part


class ExampleEdit(Protocol):
    """A picklable value that changes an example."""

    def edited(self, example: Example) -> Example | None:
        """The changed example; the same, or None, where the edit does not apply."""


@dataclass(slots=True)
class EditedLines:
    """The rows that have another line now; how many could not be changed because they are no examples."""

    row_ids: list[int] = field(default_factory=list)
    lines: list[bytes] = field(default_factory=list)
    refused: int = 0

    def take(self, row_id: int, line: bytes | None) -> None:
        """Note a row's new line; None for a row that could not be changed."""
        if line is None:
            self.refused += 1
        else:
            self.row_ids.append(row_id)
            self.lines.append(line)


def edit_part(part: Part, edits: Sequence[ExampleEdit]) -> EditedLines:
    """Do edits, one after the other, to every row of a part. Raises what `Part.read` raises."""
    block = part.read()
    edited = EditedLines()
    for row_id, line in zip(block.row_ids, block.lines, strict=True):
        example = parse_example(line)
        changed = _edited(example, edits) if isinstance(example, Example) else None
        if changed is None:
            edited.refused += 1
        elif changed != line:
            edited.take(row_id, changed)
    return edited


def _edited(example: Example, edits: Sequence[ExampleEdit]) -> bytes | None:
    for edit in edits:
        changed = edit.edited(example)
        if changed is None:
            return None
        example = changed
    return example.to_line()
