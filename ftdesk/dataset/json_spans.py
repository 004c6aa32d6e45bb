"""Where JSON values stand in a text that holds several of them, and a value written on one line in its own spelling."""

import re
from dataclasses import dataclass, field

import orjson

SPACE = b" \t\r\n"
_OPENING, _CLOSING = (b"{", b"["), (b"}", b"]")

_STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_TOKEN = re.compile(_STRING + rb'|["{}\[\],]', re.DOTALL)
_INSIDE = re.compile(
    rb'[^"{}\[\]]*+(?:' + _STRING + rb'[^"{}\[\]]*+)*+(["{}\[\]])', re.DOTALL
)  # inside a value only brackets count, and quotes of texts that go on behind this one
_AFTER_COMMA = re.compile(rb",[ \t]*+[\r\n][ \t\r\n]*+")
_BREAK = re.compile(rb"(?<![ \t])[ \t]*+[\r\n][ \t\r\n]*+")  # each run of spaces is looked at once
_TEXT_OR_BREAK = re.compile(
    rb"(" + _STRING + rb"?)|(?:(,)[ \t]*+|(?<![ \t])[ \t]*+)[\r\n][ \t\r\n]*+", re.DOTALL
)


@dataclass(slots=True)
class Spans:
    """Start and stop of the values, each with the space before it; what is no JSON is among them."""

    text: bytes
    in_list: bool
    spans: list[tuple[int, int]] = field(default_factory=list)
    end: int = 0
    """How far the text is used up: what follows goes on behind it."""
    list_end: int | None = None
    """Where the list around the values ends."""
    depth: int = 0
    """How many brackets are open."""

    def open(self, start: int) -> None:
        """A bracket opens; what stood before it, outside of all values, is something else."""
        if not self.depth:
            self._take(start, start)
        self.depth += 1

    def close(self, bracket: bytes, stop: int) -> None:
        """A bracket closes: a value, or the list around all of them."""
        if self.depth:
            self.depth -= 1
            if not self.depth:
                self._take(stop, stop)
        elif bracket == b"]" and self.in_list and self.list_end is None:
            self._take(stop - 1, stop)
            self.list_end = stop

    def separate(self, stop: int) -> None:
        """A comma between two values, or with nothing before it."""
        self._take(stop - 1, stop)

    def take_rest(self) -> None:
        """The text ends here: whatever is open is a value too."""
        self._take(len(self.text), len(self.text))

    def _take(self, stop: int, end: int) -> None:
        if self.text[self.end : stop].strip(SPACE):
            self.spans.append((self.end, stop))
        self.end = end


def scan(text: bytes, *, in_list: bool) -> Spans:
    """Find the values that are complete; `in_list` where a list around them was opened before."""
    found, place = Spans(text, in_list), 0
    while True:
        match = _INSIDE.match(text, place) if found.depth else _TOKEN.search(text, place)
        if match is None:
            return found
        token, place = match[match.lastindex or 0], match.end()
        if token == b'"':
            return found  # a text that goes on behind this one
        if token in _OPENING:
            found.open(place - 1)
        elif token in _CLOSING:
            found.close(token, place)
        elif token == b",":
            found.separate(place)


def first_value_end(text: bytes) -> int | None:
    """Where the first value of a text ends, which begins with it; None where it goes on behind the text."""
    spans = scan(text, in_list=False).spans
    return spans[0][1] if spans else None


def on_one_line(value: bytes) -> tuple[bytes, bool]:
    """A value without line breaks, and whether some had to become escapes because they stood inside a text.

    Only line breaks and the spaces around them go; one space stays after a comma.
    """
    if b"\n" not in value and b"\r" not in value:
        return value, False
    try:
        orjson.loads(value)
    except orjson.JSONDecodeError:
        texts = (match[1] for match in _TEXT_OR_BREAK.finditer(value) if match[1] is not None)
        had_breaks = any(b"\n" in text or b"\r" in text for text in texts)
        return _TEXT_OR_BREAK.sub(_mended, value), had_breaks
    return _BREAK.sub(b"", _AFTER_COMMA.sub(b", ", value)), False  # no text in JSON has a line break


def _mended(match: re.Match[bytes]) -> bytes:
    if match[1] is not None:
        return match[1].replace(b"\n", b"\\n").replace(b"\r", b"\\r")
    return b", " if match[2] else b""
