"""Keys and other header values: cleaned or refused before a header is built.

The header libraries put a refused value into their exception text; a key must never get that far.
"""

from ftdesk.api.errors import EndpointReason, EndpointUnusable, KeyReason, KeyUnusable
from ftdesk.api.types import Secret

_INVISIBLE_EDGES = " \t\r\n\v\f\u00a0\u200b\u200c\u200d\u2060\u3000\ufeff\u2028\u2029\u0085"
_MAX_LENGTH = 4096
_LINE_BREAKS = "\r\n\v\f\u0085\u2028\u2029"
_QUOTES = "\"'`\u2018\u2019\u201c\u201d\u00ab\u00bb"


def clean_key(text: str) -> Secret:
    """The key without the blank edges that pasting adds; KeyUnusable where it still cannot be a key."""
    key = text.strip(_INVISIBLE_EDGES)
    reason = _objection(key)
    if reason is not None:
        raise KeyUnusable(reason)
    return Secret(key)


def _objection(key: str) -> KeyReason | None:
    objections = {
        KeyReason.EMPTY: not key,
        KeyReason.TOO_LONG: len(key) > _MAX_LENGTH,
        KeyReason.LINE_BREAK: any(letter in _LINE_BREAKS for letter in key),
        KeyReason.SPACE: any(letter.isspace() for letter in key),
        KeyReason.QUOTES: any(letter in _QUOTES for letter in key),
        KeyReason.NOT_ASCII: not key.isascii(),
        KeyReason.CONTROL: not key.isprintable(),
    }
    return next((reason for reason, applies in objections.items() if applies), None)


def clean_header(field: str, text: str | None) -> str | None:
    """An organization or project id fit for a header, None where there is none; else EndpointUnusable."""
    value = (text or "").strip(_INVISIBLE_EDGES)
    if not value:
        return None
    if _objection(value) is not None:
        raise EndpointUnusable(field, EndpointReason.HEADER)
    return value
