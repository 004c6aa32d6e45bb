"""An exact reader of one JSON text, slow and patient: says at which column it breaks, and what was expected
there.

The fast decoder says only that a line is bad, and does not notice a key that stands twice. This one goes on
after what still has a value (a doubled key, NaN, half a surrogate pair) and needs no recursion, however
deep the text.
"""

import math
import re
from dataclasses import dataclass, field
from enum import Enum, auto

from ftdesk.dataset.rules.masking import masked
from ftdesk.dataset.rules.pointer import pointer
from ftdesk.wording import QT_TRANSLATE_NOOP

DEEPEST = 250
"""Levels of nesting; the fast decoder's writer stops a little later."""

_SHOWN = 12
_LOOKED_AT = 4096
"""Characters of a broken place that are shown, and those that tell whether it is a secret."""

_A_VALUE = QT_TRANSLATE_NOOP("Finding", "a value")
_VALUE_OR_END = QT_TRANSLATE_NOOP("Finding", "a value or “]”")
_A_KEY = QT_TRANSLATE_NOOP("Finding", "a key in double quotes")
_KEY_OR_END = QT_TRANSLATE_NOOP("Finding", "a key in double quotes or “}”")
_COLON = "“:”"
_COMMA_OR_BRACE = QT_TRANSLATE_NOOP("Finding", "“,” or “}”")
_COMMA_OR_BRACKET = QT_TRANSLATE_NOOP("Finding", "“,” or “]”")
_LINE_END = QT_TRANSLATE_NOOP("Finding", "the end of the line")
_CLOSING_QUOTE = QT_TRANSLATE_NOOP("Finding", "the closing quote of a text")
_ESCAPE = QT_TRANSLATE_NOOP("Finding", "an escape that JSON has")
_NO_CONTROL = QT_TRANSLATE_NOOP("Finding", "a control character written as an escape")
_LEVELS = QT_TRANSLATE_NOOP("Finding", "at most 250 levels of nesting")

_SPACE = re.compile(r"[ \t\n\r]*")
_PLAIN = re.compile(r'[^"\\\x00-\x1f]*')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_NOT_FINITE = re.compile(r"-?(?:NaN|Infinity)")
_FOUR_HEX = re.compile(r"[0-9A-Fa-f]{4}")
_WORD = re.compile(r"[A-Za-z]+")
_ESCAPED = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_LITERALS: dict[str, bool | None] = {"true": True, "false": False, "null": None}


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing wrong with the text: a code of the catalogue and what its sentence needs."""

    code: str
    path: str
    arguments: dict[str, object]


@dataclass(slots=True)
class Scan:
    """`value` is what a lenient reader makes of the text; it counts only if `complete`."""

    value: object = None
    complete: bool = False
    troubles: list[Trouble] = field(default_factory=list)


class _Next(Enum):
    VALUE = auto()
    VALUE_OR_END = auto()
    KEY = auto()
    KEY_OR_END = auto()
    COLON = auto()
    COMMA = auto()
    END = auto()


class _BrokenError(Exception):
    """Ends the scan: `expected` was not at `position`."""

    def __init__(self, position: int, expected: str) -> None:
        self.position = position
        self.expected = expected


def scan(text: str) -> Scan:
    """Read one JSON text; columns are 1-based and count characters."""
    scanner = _Scanner(text)
    try:
        scanner.run()
        scanner.result.complete = True
    except _BrokenError as broken:
        rest = masked(text[broken.position : broken.position + _LOOKED_AT])[:_SHOWN]
        found = f"“{rest}”" if rest else _LINE_END
        arguments = {"column": broken.position + 1, "expected": broken.expected, "found": found}
        scanner.result.troubles.append(Trouble("json.invalid", "", arguments))
    return scanner.result


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.result = Scan()
        self.containers: list[dict[str, object] | list[object]] = []
        self.keys: list[str] = []  # the key being filled, for each open container ("" for a list)
        self.next = _Next.VALUE

    def run(self) -> None:
        steps = {
            _Next.VALUE: self.read_value,
            _Next.VALUE_OR_END: self.read_value_or_end,
            _Next.KEY: self.read_key,
            _Next.KEY_OR_END: self.read_key_or_end,
            _Next.COLON: self.read_colon,
            _Next.COMMA: self.read_comma,
        }
        while True:
            self.position = _end(_SPACE, self.text, self.position)
            if self.next is _Next.END:
                break
            steps[self.next]()
        if self.position < len(self.text):
            raise _BrokenError(self.position, _LINE_END)

    def note(self, code: str, position: int, **arguments: object) -> None:
        self.result.troubles.append(Trouble(code, self.path(), {**arguments, "column": position + 1}))

    def path(self) -> str:
        steps: list[str | int] = []
        for container, key in zip(self.containers, self.keys, strict=True):
            steps.append(key if isinstance(container, dict) else len(container))
        return pointer(*steps)

    def here(self) -> str:
        return self.text[self.position : self.position + 1]

    def read_value(self, expected: str = _A_VALUE) -> None:
        letter = self.here()
        if letter == "{":
            self.open({}, _Next.KEY_OR_END)
        elif letter == "[":
            self.open([], _Next.VALUE_OR_END)
        elif letter == '"':
            self.complete(self.read_text())
        else:
            self.complete(self.read_scalar(expected))

    def read_value_or_end(self) -> None:
        if self.here() == "]":
            self.close()
        else:
            self.read_value(_VALUE_OR_END)

    def read_key_or_end(self) -> None:
        if self.here() == "}":
            self.close()
        else:
            self.read_key(_KEY_OR_END)

    def read_key(self, expected: str = _A_KEY) -> None:
        if self.here() != '"':
            raise _BrokenError(self.position, expected)
        start = self.position
        key = self.read_text()
        self.keys[-1] = key
        if key in self.containers[-1]:
            self.note("json.duplicate_key", start, key=key)
        self.next = _Next.COLON

    def read_colon(self) -> None:
        if self.here() != ":":
            raise _BrokenError(self.position, _COLON)
        self.position += 1
        self.next = _Next.VALUE

    def read_comma(self) -> None:
        in_object = isinstance(self.containers[-1], dict)
        letter = self.here()
        if letter == ("}" if in_object else "]"):
            self.close()
        elif letter == ",":
            self.position += 1
            self.next = _Next.KEY if in_object else _Next.VALUE
        else:
            raise _BrokenError(self.position, _COMMA_OR_BRACE if in_object else _COMMA_OR_BRACKET)

    def open(self, container: dict[str, object] | list[object], following: _Next) -> None:
        if len(self.containers) == DEEPEST:
            raise _BrokenError(self.position, _LEVELS)
        self.position += 1
        self.containers.append(container)
        self.keys.append("")
        self.next = following

    def close(self) -> None:
        self.position += 1
        self.keys.pop()
        self.complete(self.containers.pop())

    def complete(self, value: object) -> None:
        if not self.containers:
            self.result.value = value
            self.next = _Next.END
            return
        container = self.containers[-1]
        if isinstance(container, dict):
            container[self.keys[-1]] = value
        else:
            container.append(value)
        self.next = _Next.COMMA

    def read_scalar(self, expected: str) -> object:
        text, start = self.text, self.position
        if match := _NOT_FINITE.match(text, start):
            self.position = match.end()
            self.note("json.non_finite_number", start, number=match[0])
            return float(match[0])
        if match := _NUMBER.match(text, start):
            self.position = match.end()
            return self.number(match[0], start, is_whole=match[1] is None and match[2] is None)
        word = _WORD.match(text, start)
        if word is None or word[0] not in _LITERALS:
            raise _BrokenError(start, expected)
        self.position = word.end()
        return _LITERALS[word[0]]

    def number(self, spelling: str, start: int, *, is_whole: bool) -> int | float:
        value = float(spelling)
        if math.isinf(value):  # such as 1e400: every reader that uses doubles makes Infinity of it
            self.note("json.non_finite_number", start, number=spelling)
        elif is_whole:
            return int(spelling)
        return value

    def read_text(self) -> str:
        """A text from its opening quote on; leaves the position after the closing one."""
        text, pieces = self.text, [""]
        opening = self.position
        self.position += 1
        while True:
            end = _end(_PLAIN, text, self.position)
            pieces.append(text[self.position : end])
            self.position = end
            letter = self.here()
            if letter == '"':
                self.position += 1
                return "".join(pieces)
            if letter == "":
                raise _BrokenError(opening, _CLOSING_QUOTE)
            if letter != "\\":
                raise _BrokenError(end, _NO_CONTROL)
            pieces.append(self.read_escape())

    def read_escape(self) -> str:
        start = self.position
        letter = self.text[start + 1 : start + 2]
        if letter in _ESCAPED:
            self.position += 2
            return _ESCAPED[letter]
        if letter != "u":
            raise _BrokenError(start, _ESCAPE)
        first = self.read_unit()
        if 0xD800 <= first < 0xDC00 and self.text.startswith("\\u", self.position):
            second = self.read_unit()
            if 0xDC00 <= second < 0xE000:
                return chr(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
            self.position -= 6  # not its other half: read again as a character of its own
        if 0xD800 <= first < 0xE000:
            self.note("json.lone_surrogate", start, escape=self.text[start : start + 6])
        return chr(first)

    def read_unit(self) -> int:
        match = _FOUR_HEX.match(self.text, self.position + 2)
        if match is None:
            raise _BrokenError(self.position, _ESCAPE)
        self.position = match.end()
        return int(match[0], 16)


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position
