"""JSON read and written so that what a conversion copies keeps its spelling: numbers, key order, escapes of letters."""

import json
import re
from json.encoder import encode_basestring
from typing import Any, Self

from ftdesk.dataset.conversion.losses import KEY_TWICE, NOT_JSON, Refused, Value
from ftdesk.dataset.json_text import JsonText, Pointer, Style

_FIRST_KEY = re.compile(r'\s*\{\s*"[^"\\]*+(?:\\.[^"\\]*+)*+"(\s*:\s*)', re.DOTALL)
_ESCAPED_LETTER = re.compile(r"(?<!\\)(?:\\\\)*\\u(?!00[0-7])[0-9a-fA-F]{4}")


class SpelledNumber(float):
    """A number that knows how it was written, such as 1.50 or 1e3."""

    spelling: str

    def __new__(cls, spelling: str) -> Self:
        """Of the number's text."""
        number = super().__new__(cls, spelling)
        number.spelling = spelling
        return number


def read(text: str) -> Any:
    """A JSON value with its numbers' spelling. Raises ValueError; `Refused` where an object has a key twice."""
    return _DECODER.decode(text)


def read_object(text: str) -> Value:
    """One row. Raises `Refused` where it is no JSON object."""
    try:
        value = read(text)
    except (ValueError, RecursionError):
        raise Refused(NOT_JSON) from None
    if not isinstance(value, dict):
        raise Refused(NOT_JSON)
    return value


def write(value: object, style: Style) -> str:
    """A value on one line, in the style of another text."""
    if isinstance(value, str):
        return _quoted(value, style)
    if isinstance(value, SpelledNumber):
        return value.spelling
    if isinstance(value, dict):
        members = [
            _quoted(key, style) + style.key_separator + write(child, style) for key, child in value.items()
        ]
        return "{" + style.item_separator.join(members) + "}"
    if isinstance(value, list):
        return "[" + style.item_separator.join([write(child, style) for child in value]) + "]"
    return json.dumps(value)


def _quoted(text: str, style: Style) -> str:
    """A text in quotes; most need nothing but that, which is quick."""
    return encode_basestring(text) if text.isascii() and not style.escapes_slashes else style.spell(text)


def style_of(text: str) -> Style:
    """How a JSON object is spelled, told by the first key alone, which costs little."""
    found = _FIRST_KEY.match(text)
    key_separator = found[1] if found is not None else ": "
    items = "," if key_separator == ":" else ", "
    escapes = "\\u" in text and text.isascii() and _ESCAPED_LETTER.search(text) is not None
    return Style(items, key_separator, escapes)


def own_text(text: str, place: Pointer) -> str:
    """The value at a place of a valid JSON text in its very spelling. Raises KeyError."""
    node = JsonText(text).node(place)
    return text[node.start : node.end]


def _object(members: list[tuple[str, Any]]) -> Value:
    value = dict(members)
    if len(value) != len(members):
        seen: set[str] = set()
        twice = next(key for key, _ in members if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise Refused(KEY_TWICE, key=twice)
    return value


def _integer(text: str) -> int | float:
    number = int(text)
    return number if str(number) == text else SpelledNumber(text)


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_float=SpelledNumber,
    parse_int=_integer,
    parse_constant=_refuse_constant,
)
