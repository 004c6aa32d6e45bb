"""A line as it reads: every JSON escape in it undone, the rest of the notation left as it is."""

import re
from json import JSONDecodeError, JSONDecoder

_READER = JSONDecoder(strict=False)
_ESCAPE = re.compile(r'\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt]))')
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_HELD = "\x01"
"""Stands for an escaped backslash for a moment; no line that is JSON holds it."""


def line_text(line: bytes) -> str:
    """The line's characters with escapes undone; bytes that are no UTF-8 become U+FFFD."""
    text = line.decode("utf-8", "replace")
    if "\\" not in text:
        return text
    if _HELD not in text:
        quoted = text.replace("\\\\", _HELD).replace('\\"', '"').replace('"', '\\"').replace(_HELD, "\\\\")
        try:
            return str(_READER.decode(f'"{quoted}"'))
        except JSONDecodeError:  # an escape that JSON does not have
            pass
    return _PAIR.sub(_joined, _ESCAPE.sub(_unescaped, text))


def _unescaped(match: re.Match[str]) -> str:
    code, short = match.groups()
    return chr(int(code, 16)) if code else _SHORT.get(short, short)


def _joined(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16", "surrogatepass").decode("utf-16")
