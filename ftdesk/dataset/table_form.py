"""Telling a table by its first bytes: what stands between its cells, and what its columns are called.

A first line such as `sep=;`, which Excel writes and reads, says it; otherwise the delimiter counts that gives columns
whose names say what they are, or else the most columns.
"""

import csv
from dataclasses import dataclass

from ftdesk.dataset.conversion.table import guess_columns
from ftdesk.dataset.lines import BYTE_ORDER_MARK

_DELIMITERS = ",;\t|"
_SEPARATOR_LINE = "sep="
_FEWEST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class TableForm:
    """What stands between the cells, the names in the first row, and where the rows after it begin."""

    delimiter: str
    names: tuple[str, ...]
    start: int
    """In bytes."""
    line: int
    """The line number there."""
    line_end: bytes = b"\n"
    """The last byte of a line: a CR alone in what old programs on a Mac write."""


def table_form(head: bytes, *, is_named_so: bool, has_names: bool = True) -> TableForm | None:
    """The form of a table that begins like this, or None where it is surely none.

    `is_named_so`: the file's name says that it is a table; without that, the names of its columns must. Without
    `has_names` the first row is one like the others, and the columns are called by their numbers.
    """
    body = head.removeprefix(BYTE_ORDER_MARK)
    line_end = b"\r" if b"\r" in body and b"\n" not in body else b"\n"
    pieces = body.split(line_end)
    lines = [piece.decode("utf-8", "replace") + "\n" for piece in pieces]
    if not lines[0].strip():
        return None
    first = lines[0].strip().strip('"')
    is_told = first.lower().startswith(_SEPARATOR_LINE) and len(first) == len(_SEPARATOR_LINE) + 1
    skipped = 1 if is_told else 0
    delimiters = first[-1] if is_told else _DELIMITERS
    forms = [_form(lines[skipped:], delimiter) for delimiter in delimiters]
    names, count, delimiter = max(forms, key=lambda form: (_known(form[0]), len(form[0])))
    if not (is_told or is_named_so or (_known(names) and len(names) >= _FEWEST_COLUMNS)) or not names:
        return None
    if not has_names:
        names, count = tuple(str(number) for number in range(1, len(names) + 1)), 0
    taken = sum(len(piece) + 1 for piece in pieces[: skipped + count])
    start = min(len(head), len(head) - len(body) + taken)  # the last line may have no end
    return TableForm(delimiter, names, start, 1 + skipped + count, line_end)


def _form(lines: list[str], delimiter: str) -> tuple[tuple[str, ...], int, str]:
    """The first row by a delimiter, on how many lines it stands, and the delimiter."""
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        names = next(reader, [])
    except csv.Error:
        names = []
    return tuple(names), reader.line_num, delimiter


def _known(names: tuple[str, ...]) -> bool:
    return guess_columns(names).makes_examples
