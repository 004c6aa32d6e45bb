"""What edits of many rows would change, counted and shown before they are done; for worker processes.

An edit changes a row as a whole or not at all, so that each row has one change.
"""

from collections.abc import Sequence

import numpy as np

from ftdesk.dataset.line_pass import ExampleEdit, LineEdit, edit_part
from ftdesk.dataset.parts import Part
from ftdesk.dataset.replacement_pass import Counted
from ftdesk.dataset.rules.common_start import common_letters
from ftdesk.dataset.text_replacement import CONTEXT_LENGTH, LONGEST_SHOWN, Change


def count_edits(part: Part, edits: Sequence[ExampleEdit | LineEdit]) -> Counted:
    """The rows that the edits would change. Raises what `Part.read` raises."""
    edited = edit_part(part, edits)
    return Counted(edited.row_ids, np.ones(len(edited.row_ids), np.int64), edited.refused)


def describe_edits(part: Part, edits: Sequence[ExampleEdit | LineEdit]) -> dict[int, tuple[Change, ...]]:
    """By row id, the piece of its line that would change. Raises what `Part.read` raises."""
    edited, block = edit_part(part, edits), part.read()
    before = dict(zip(block.row_ids, block.lines, strict=True))
    after = zip(edited.row_ids.tolist(), edited.lines(), strict=True)
    return {row_id: (changed_piece(_text(before[row_id]), _text(line)),) for row_id, line in after}


def count_rows(part: Part) -> Counted:
    """All rows: each is to be deleted."""
    return Counted(part.row_ids, np.ones(len(part.row_ids), np.int64), 0)


def describe_rows(part: Part) -> dict[int, tuple[Change, ...]]:
    """By row id, what would be deleted. Raises what `Part.read` raises."""
    block = part.read()
    shown = (line[: 4 * LONGEST_SHOWN].decode(errors="replace")[:LONGEST_SHOWN] for line in block.lines)
    return {
        row_id: (Change(None, "", text, "", ""),) for row_id, text in zip(block.row_ids, shown, strict=True)
    }


def changed_piece(before: str, after: str) -> Change:
    """What differs between two texts, from the first to the last difference, with some of what stands around it."""
    start = len(common_letters(before, after))
    room = min(len(before), len(after)) - start
    common_end = common_letters(before[::-1], after[::-1])[:room]
    end = len(before) - len(common_end)
    return Change(
        None,
        before[max(0, start - CONTEXT_LENGTH) : start],
        before[start:end][:LONGEST_SHOWN],
        after[start : len(after) - len(common_end)][:LONGEST_SHOWN],
        before[end : end + CONTEXT_LENGTH],
    )


def _text(line: bytes) -> str:
    return line.decode("utf-8", "replace")
