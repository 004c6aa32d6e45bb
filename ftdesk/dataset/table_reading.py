"""Tables in text (CSV, TSV, what spreadsheets write) read slice by slice, each row as a line of JSON with its cells.

A worker process takes a slice at a time, like `json_pieces`. Fields in quotes may go over several lines. The text is
UTF-8 by then: `unwrapping` saw to that.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import orjson

from ftdesk.dataset.conversion.table import CELLS
from ftdesk.dataset.file_errors import FileChanged
from ftdesk.dataset.json_pieces import TOO_LONG, Cursor, Notice, Slice
from ftdesk.dataset.lines import HEAD, STEP, FileStamp, LineSource
from ftdesk.dataset.table_form import TableForm, table_form
from ftdesk.dataset.unwrapping import NO_LETTER
from ftdesk.wording import QT_TRANSLATE_NOOP

QUOTE_OPEN = QT_TRANSLATE_NOOP("Import", "Line {line}: a quote is opened here and never closed.")
ROW_UNREADABLE = QT_TRANSLATE_NOOP("Import", "Line {line}: this row cannot be read and was left out.")

SLICE = 4 * STEP
LONGEST_FIELD = 64 * STEP
"""A cell that goes on for longer is never closed. The csv module keeps the limit in a C long: 32 bits on Windows."""


def begin(path: Path, *, has_names: bool = True) -> tuple[FileStamp, Cursor, TableForm]:
    """Where the rows of a UTF-8 table begin, whose first row has the names of its columns or not.

    Raises `DatasetFileError` subclasses, and ValueError for what is no table.
    """
    source = LineSource(path)
    try:
        stamp = source.stamp
        head = source.read(0, min(stamp.size, HEAD))
    finally:
        source.close()
    form = table_form(head, is_named_so=True, has_names=has_names)
    if form is None:
        raise ValueError("no table")
    return stamp, Cursor(form.start, form.line), form


def append_rows(path: Path, stamp: FileStamp, cursor: Cursor, target: Path, form: TableForm) -> Slice:
    """In a worker process: add the rows from a place on, about 4 MiB of them, to a file of lines.

    Raises `FileChanged`, `FileMissing`, `FileNotReadable`, and OSError where the target cannot be written.
    """
    source = LineSource(path)
    try:
        if source.stamp != stamp:
            raise FileChanged(path)
        lines = _Lines(source, cursor, form.line_end)
        csv.field_size_limit(LONGEST_FIELD)
        reader = csv.reader(lines, delimiter=form.delimiter)
        with target.open("ab") as file:
            count = 0
            while lines.taken < SLICE:
                row = _next_row(reader, lines)
                if row is None:
                    return Slice(count, tuple(lines.notices), None)
                if row:
                    file.write(orjson.dumps({CELLS: row}) + b"\n")
                    count += 1
        return Slice(count, tuple(lines.notices), Cursor(cursor.offset + lines.taken, lines.line))
    finally:
        source.close()


class _Lines:
    """The lines of a source from a place on, with what was given so far: a row is read when its last line was given."""

    def __init__(self, source: LineSource, cursor: Cursor, line_end: bytes) -> None:
        self._pieces = _pieces(source, cursor.offset, line_end)
        self.taken = 0
        self.line = cursor.line
        self.row_line = cursor.line
        self.quotes = 0
        self.notices: list[Notice] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        piece = next(self._pieces)
        self.taken += len(piece)
        self.quotes += piece.count(b'"')
        self.line += 1
        try:
            return piece.decode()
        except UnicodeDecodeError:
            self.notices.append(Notice(NO_LETTER, self.line - 1))
            return piece.decode("utf-8", "replace")

    def start_row(self) -> None:
        """The next line begins a row."""
        self.row_line, self.quotes = self.line, 0


def _next_row(reader: Iterator[list[str]], lines: _Lines) -> list[str] | None:
    """The cells of the next row, none for a blank or unreadable one; None at the end."""
    lines.start_row()
    try:
        row = next(reader)
    except StopIteration:
        return None
    except csv.Error:
        if lines.taken > LONGEST_FIELD:
            lines.notices.append(Notice(TOO_LONG, lines.row_line))
            return None
        lines.notices.append(Notice(ROW_UNREADABLE, lines.row_line))
        return []
    if lines.quotes % 2 and lines.line - lines.row_line > 1:
        lines.notices.append(Notice(QUOTE_OPEN, lines.row_line))
    return row if any(row) else []


def _pieces(source: LineSource, offset: int, line_end: bytes) -> Iterator[bytes]:
    """Lines, each with a line feed as its end; one that goes on for longer than any cell is cut."""
    size, rest = source.stamp.size, b""
    while offset < size:
        stop = min(size, offset + STEP)
        *whole, rest = (rest + source.read(offset, stop)).split(line_end)
        for line in whole:
            yield line + b"\n"
        if len(rest) > LONGEST_FIELD:
            yield rest
            rest = b""
        offset = stop
    if rest:
        yield rest
