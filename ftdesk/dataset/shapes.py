"""Training data in another shape than JSON Lines in UTF-8, told by a file's first bytes, so that it can be imported.

Known are one JSON array of examples, alone or in an object, examples written over several lines each, tables as
spreadsheets write them, UTF-16 and UTF-32 with or without a byte order mark, and gzip around any of these. Whatever is
not surely one of them is lines: then nobody is asked.
"""

import codecs
import re
import zlib
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import orjson

from ftdesk.dataset.formats import Format, foreign_name
from ftdesk.dataset.formats import recognise as recognise_format
from ftdesk.dataset.json_spans import SPACE, first_value_end, scan
from ftdesk.dataset.lines import BYTE_ORDER_MARK, HEAD, LineSource
from ftdesk.dataset.table_form import table_form

GZIP = b"\x1f\x8b"
GZIP_WINDOW = 31
"""zlib's number for the largest window in the frame of gzip."""

_LINES_SEEN = 3
_TABLE_ENDINGS = frozenset({".csv", ".tsv", ".tab"})
_TEXT = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_WRAPPER = re.compile(
    rb"\{\s*+((?:"
    + _TEXT
    + rb"\s*+:\s*+(?:"
    + _TEXT
    + rb'|[^\[\]{}",]++)\s*+,\s*+)*+)'
    + _TEXT
    + rb"\s*+:\s*+\[(?=\s*+\{)",
    re.DOTALL,
)  # an object whose first value that is no text, number or word is a list of objects

_MARKS = (  # longer ones first: that of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (BYTE_ORDER_MARK, "utf-8"),
)
_ZEROS = {  # which of the first four bytes are 0 when the first two characters are ASCII, as JSON's are
    (False, True, True, True): "utf-32-le",
    (True, True, True, False): "utf-32-be",
    (False, True, False, True): "utf-16-le",
    (True, False, True, False): "utf-16-be",
}


class Layout(StrEnum):
    """How examples follow each other."""

    LINES = "lines"
    ARRAY = "array"
    """One JSON array of them."""
    WRAPPED = "wrapped"
    """An array of them under a key of one object."""
    VALUES = "values"
    """One after the other, each over several lines."""
    TABLE = "table"
    """Rows of cells, with the names of the columns first."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a file is."""

    layout: Layout = Layout.LINES
    encoding: str = "utf-8"
    """A name that Python's codecs know; a byte order mark is no part of the text."""
    compressed: bool = False
    examples: int | None = field(default=None, compare=False)
    """How many examples there are, known for short files only."""
    foreign: bool = field(default=False, compare=False)
    """Whether the first example, if the head has all of it, is in the format of another tool."""
    has_names: bool = field(default=True, compare=False)
    """Whether the first row of a table has the names of its columns; only a person can tell otherwise."""

    @property
    def is_wrapped(self) -> bool:
        """Whether it has to be made plain UTF-8 before anything in it can be read."""
        return self.compressed or self.encoding != "utf-8"

    @property
    def is_plain(self) -> bool:
        """Whether it can be opened as it is: lines in UTF-8, with or without a mark."""
        return self.layout is Layout.LINES and not self.is_wrapped


def recognise(source: LineSource) -> Shape:
    """The shape of a file. Raises `FileChanged`, `FileNotReadable`."""
    size = source.stamp.size
    head = source.read(0, min(size, HEAD))
    compressed = head.startswith(GZIP)
    whole = len(head) == size
    if compressed:
        head, whole = _unpacked(head)
    encoding, begin = encoding_of(head)
    text = head[begin:]
    if encoding != "utf-8":
        text = text.decode(encoding, "ignore").encode("utf-8", "ignore")
    layout = layout_of(text, is_whole=whole)
    if layout is Layout.LINES and is_table(text, source.path):
        return Shape(Layout.TABLE, encoding if encoding != "utf-8" else _letters(text), compressed)
    return Shape(
        layout, encoding, compressed, _count(text, layout) if whole else None, _is_foreign(text, layout)
    )


def encoding_of(head: bytes) -> tuple[str, int]:
    """The encoding of a text that begins with ASCII, and how many bytes its mark has."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, len(mark)
    zeros = tuple(byte == 0 for byte in head[:4])
    return _ZEROS.get(zeros, "utf-8") if len(zeros) == 4 else "utf-8", 0


def layout_of(head: bytes, *, is_whole: bool) -> Layout:
    """How the examples of a text in UTF-8 follow each other; `is_whole` where `head` is all of it."""
    text = head.lstrip(SPACE)
    line, line_end, rest = text.partition(b"\n")
    has_first_line = bool(line_end) or is_whole
    if text.startswith(b"["):
        return _layout_of_list(line if has_first_line else b"", rest, text)
    if not text.startswith(b"{") or (line_end and rest.strip() and _is_json(line)):
        return Layout.LINES
    end = first_value_end(text)
    is_last = end is None or not text[end:].strip()
    if is_last and _wraps_examples(text):
        return Layout.WRAPPED
    if not has_first_line or _is_json(line):
        return Layout.LINES
    if end is not None:
        return Layout.VALUES if _is_json(text[:end]) else Layout.LINES
    return Layout.LINES if is_whole else _layout_of_long(text)


def is_table(text: bytes, path: Path) -> bool:
    """Whether this is a table: its name says so, or the names of its columns do."""
    if text[:1] in b"[{":
        return False
    is_named_so = bool(_TABLE_ENDINGS & {suffix.lower() for suffix in path.suffixes})
    return table_form(text, is_named_so=is_named_so) is not None


def _letters(text: bytes) -> str:
    """How a spreadsheet spelled letters that are no UTF-8: Excel writes the code page of its system.

    The Japanese one decodes much that was written in the Western one: only where kana come out it is Japanese.
    """
    for encoding, expected in (("utf-8", ""), ("cp932", "[\u3041-\u30ff]")):
        try:
            letters = codecs.getincrementaldecoder(encoding)().decode(text)  # the last letter may be cut off
        except UnicodeDecodeError:
            continue
        if re.search(expected, letters):
            return encoding
    return "cp1252"


def list_start(head: bytes, layout: Layout) -> tuple[int, bool]:
    """Where the list of an `ARRAY` or `WRAPPED` text begins, behind its bracket, and whether something stands beside.

    Raises ValueError where there is none.
    """
    if layout is Layout.ARRAY:
        return head.index(b"[") + 1, False
    found = _WRAPPER.search(head)
    if found is None:
        raise ValueError("no list")
    return found.end(), bool(found[1])


def _count(text: bytes, layout: Layout) -> int | None:
    """How many examples a whole text holds, unless they are lines."""
    if layout is Layout.LINES:
        return None
    start = 0 if layout is Layout.VALUES else list_start(text, layout)[0]
    found = scan(text[start:], in_list=layout is not Layout.VALUES)
    return len([stop for _, stop in found.spans if found.list_end is None or stop <= found.list_end])


def _wraps_examples(text: bytes) -> bool:
    """Whether the first list in an object begins with an example of a known format."""
    found = _WRAPPER.match(text)
    return found is not None and recognise_format(_first_value(text[found.end() :])) is not Format.UNKNOWN


def _is_foreign(text: bytes, layout: Layout) -> bool:
    start = list_start(text, layout)[0] if layout in (Layout.ARRAY, Layout.WRAPPED) else 0
    return foreign_name(_first_value(text[start:])) is not None


def _first_value(text: bytes) -> object:
    """The value that a text begins with; None where it is none, or goes on behind the text."""
    end = first_value_end(text)
    try:
        return orjson.loads(text[:end]) if end is not None else None
    except orjson.JSONDecodeError:
        return None


def _layout_of_list(line: bytes, rest: bytes, text: bytes) -> Layout:
    if not text[1:].lstrip(SPACE).startswith(b"{"):
        return Layout.LINES  # a list of something else, or of nothing, holds no examples
    if line and _is_json(line) and rest.strip():
        return Layout.LINES  # a list on each line
    return Layout.ARRAY


def _layout_of_long(text: bytes) -> Layout:
    """A first example longer than the head: it stands over several lines if none of them is an example itself."""
    lines = text.split(b"\n", _LINES_SEEN)
    indented = all(line.strip() and not _is_json(line) for line in lines[1:_LINES_SEEN])
    return Layout.VALUES if len(lines) > _LINES_SEEN and indented else Layout.LINES


def _is_json(text: bytes) -> bool:
    try:
        orjson.loads(text)
    except orjson.JSONDecodeError:
        return False
    return True


def _unpacked(head: bytes) -> tuple[bytes, bool]:
    """The beginning of what is compressed, and whether it is all; nothing where it is damaged."""
    unpacking = zlib.decompressobj(GZIP_WINDOW)
    try:
        plain = unpacking.decompress(head, HEAD)
    except zlib.error:
        return b"", False
    return plain, unpacking.eof and not unpacking.unused_data
