"""From the bytes of a line to the value it holds: strict JSON, fast for good lines, exact for bad ones.

A doubled key escapes the fast decoder, which keeps the last. It is found by counting colons: written out
again, the decoded value has exactly as many as the line, unless a pair was dropped, or a colon was written
as an escape.
"""

import re
from typing import NamedTuple

import orjson

from ftdesk.dataset.rules.catalogue import CATALOGUE
from ftdesk.dataset.rules.finding import Found, shown
from ftdesk.dataset.rules.json_scan import scan
from ftdesk.dataset.rules.line_ends import bare_object

_ESCAPED_COLON = re.compile(rb"\\u003[aA]")


class Reading(NamedTuple):
    """The example of a line; `normal` is it written again with sorted keys, empty where that cannot be."""

    value: dict[str, object]
    normal: bytes


def read_line(raw: bytes, found: Found) -> Reading | None:
    """Decode one line, noting what is wrong with its bytes or its JSON; None where it has no value at all."""
    try:
        value = orjson.loads(raw)
        normal = orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except (orjson.JSONDecodeError, TypeError):  # no JSON, or nested too deep to be written out again
        return _diagnose(raw, found)
    if raw.count(b":") != normal.count(b":"):
        return _diagnose(raw, found)
    if not found.plain_text and _ESCAPED_COLON.search(raw) is not None:
        return _diagnose(raw, found)
    return _as_object(value, normal, found)


def _as_object(value: object, normal: bytes, found: Found) -> Reading | None:
    if isinstance(value, dict):
        return Reading(value, normal)
    found.add("json.not_object", found=shown(value))
    return None


def _diagnose(raw: bytes, found: Found) -> Reading | None:
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        byte = raw[error.start : error.start + 1].hex().upper()
        found.add("line.not_utf8", bytes=f"0x{byte}", offset=error.start)
        return None
    result = scan(text)
    for trouble in result.troubles:
        fixable = trouble.code == "json.invalid" and bare_object(raw) is not None
        fix = CATALOGUE[trouble.code].fix if fixable else None
        found.note(trouble.code, trouble.path, trouble.arguments, fix)
    if not result.complete:
        return None
    try:
        normal = orjson.dumps(result.value, option=orjson.OPT_SORT_KEYS)
    except TypeError:  # half a surrogate pair or a number beyond 64 bits
        normal = b""
    return _as_object(result.value, normal, found)
