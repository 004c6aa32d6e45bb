"""JSON values out of one long text, slice by slice, each as a line of its own in its own spelling.

A worker process takes a slice at a time, adds its lines to a file and says where the next slice begins, so that a
file of any size needs the memory of one example, and the window none. Line breaks between the parts of a value go
(one space stays after a comma); numbers, escapes, the order of keys and all other spaces stay. Text that is no JSON
becomes a line too: what is wrong with it is then found like in any other line.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from ftdesk.dataset.file_errors import FileChanged
from ftdesk.dataset.json_spans import SPACE, Spans, on_one_line, scan
from ftdesk.dataset.lines import BYTE_ORDER_MARK, HEAD, STEP, FileStamp, LineSource
from ftdesk.dataset.shapes import Layout, list_start
from ftdesk.wording import QT_TRANSLATE_NOOP

SLICE = 4 * STEP
LONGEST_PIECE = 256 * STEP
"""A value that goes on for longer is never closed: a quote or bracket is missing."""

CONTEXT = "Import"
"""The translation context of every template here."""

BREAK_IN_TEXT = QT_TRANSLATE_NOOP("Import", "Line {line}: a line break inside a text became an escape.")
NOT_CLOSED = QT_TRANSLATE_NOOP("Import", "Line {line}: the list is not closed; the file may be cut off.")
AFTER_END = QT_TRANSLATE_NOOP("Import", "Line {line}: there is more text after the end of the list.")
BESIDE = QT_TRANSLATE_NOOP("Import", "Line {line}: what stands beside the list was left out.")
TOO_LONG = QT_TRANSLATE_NOOP(
    "Import", "Line {line}: a quote or bracket is never closed. The rest of the file was left out."
)

_LETTER = re.compile(rb"[^ \t\r\n]")


@dataclass(frozen=True, slots=True)
class Notice:
    """One place that could not be taken as it stands: a template of this module and the line of the original."""

    template: str
    line: int

    def __str__(self) -> str:
        """The sentence in English."""
        return self.template.format(line=self.line)


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the next slice begins: between two values."""

    offset: int
    line: int = 1
    in_list: bool = False
    """Whether a list is open around the values."""
    after_list: bool = False
    """Whether that list has ended, so that nothing should follow."""
    wrapped: bool = False
    """Whether the list stands in an object, of which nothing else is taken."""
    beside: bool = False
    """Whether something stood before the list in that object, and was not told yet."""


@dataclass(frozen=True, slots=True)
class Slice:
    """What a slice gave; `next` is where the next one begins, None at the end."""

    lines: int
    notices: tuple[Notice, ...]
    next: Cursor | None


def begin(path: Path, layout: Layout) -> tuple[FileStamp, Cursor]:
    """Where the first slice of a UTF-8 file begins: after its byte order mark, and inside its list.

    Raises `DatasetFileError` subclasses.
    """
    source = LineSource(path)
    try:
        stamp = source.stamp
        head = source.read(0, min(stamp.size, HEAD))
    finally:
        source.close()
    if layout is Layout.VALUES:
        return stamp, Cursor(len(BYTE_ORDER_MARK) if head.startswith(BYTE_ORDER_MARK) else 0)
    start, beside = list_start(head, layout)
    line = 1 + head.count(b"\n", 0, start)
    return stamp, Cursor(start, line, in_list=True, wrapped=layout is Layout.WRAPPED, beside=beside)


def append_slice(path: Path, stamp: FileStamp, cursor: Cursor, target: Path) -> Slice:
    """In a worker process: add the values from a place on, about 4 MiB of them, to a file of lines.

    Raises `FileChanged`, `FileMissing`, `FileNotReadable`, and OSError where the target cannot be written.
    """
    source = LineSource(path)
    try:
        if source.stamp != stamp:
            raise FileChanged(path)
        length = SLICE
        while True:
            stop = min(stamp.size, cursor.offset + length)
            with target.open("ab") as file:
                found = _append(source.read(cursor.offset, stop), cursor, file, at_end=stop == stamp.size)
            if found is not None:
                return found
            if length >= LONGEST_PIECE:
                return Slice(0, (Notice(TOO_LONG, cursor.line),), None)
            length *= 2
    finally:
        source.close()


def _append(text: bytes, cursor: Cursor, file: BinaryIO, *, at_end: bool) -> Slice | None:
    """Add the values of a stretch of the source; None where not even one ends in it."""
    found = scan(text, in_list=cursor.in_list)
    if not found.end and not at_end:
        return None
    notices = [Notice(BESIDE, 1)] if cursor.beside else []
    if cursor.wrapped and found.list_end is not None:
        spans = [span for span in found.spans if span[0] < found.list_end]
        notices += _write(text, spans, cursor, file)
        if text[found.list_end :].strip(SPACE) != b"}" or not at_end:
            notices.append(Notice(BESIDE, _LineNumbers(text, cursor).at(found.list_end)))
        return Slice(len(spans), tuple(notices), None)
    if at_end:
        found.take_rest()
    notices += _write(text, found.spans, cursor, file)
    told, after_list = _look_after_list(text, found, cursor)
    notices += told
    in_list = cursor.in_list and found.list_end is None
    if at_end:
        if in_list:
            notices.append(Notice(NOT_CLOSED, _LineNumbers(text, cursor).at(len(text))))
        return Slice(len(found.spans), tuple(notices), None)
    line = cursor.line + text.count(b"\n", 0, found.end)
    following = replace(
        cursor,
        offset=cursor.offset + found.end,
        line=line,
        in_list=in_list,
        after_list=after_list,
        beside=False,
    )
    return Slice(len(found.spans), tuple(notices), following)


def _write(text: bytes, spans: list[tuple[int, int]], cursor: Cursor, file: BinaryIO) -> list[Notice]:
    notices, numbers = [], _LineNumbers(text, cursor)
    for start, stop in spans:
        line, had_breaks = on_one_line(text[start:stop].strip(SPACE))
        file.write(line + b"\n")
        if had_breaks:
            notices.append(Notice(BREAK_IN_TEXT, numbers.at(start)))
    return notices


def _look_after_list(text: bytes, found: Spans, cursor: Cursor) -> tuple[list[Notice], bool]:
    """What to say of text after the list, once, and whether such text would still have to be told of."""
    if not cursor.after_list and found.list_end is None:
        return [], False
    for start, _ in found.spans:
        if start >= (found.list_end or 0):
            return [Notice(AFTER_END, _LineNumbers(text, cursor).at(start))], False
    return [], True


class _LineNumbers:
    """Line numbers of the original for ascending places of a text."""

    def __init__(self, text: bytes, cursor: Cursor) -> None:
        self._text = text
        self._place = 0
        self._line = cursor.line

    def at(self, place: int) -> int:
        """The line on which the first letter from a place on stands."""
        letter = _LETTER.search(self._text, place)
        place = letter.start() if letter is not None else len(self._text)
        self._line += self._text.count(b"\n", self._place, place)
        self._place = place
        return self._line
