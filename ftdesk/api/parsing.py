"""Reading what servers really send: lenient about what is missing or odd, strict about the types that leave.

Every reader takes an untyped JSON value and gives the typed one or a harmless default; none raises.
"""

import json
import math
from datetime import datetime
from typing import TypeAlias

JsonObject: TypeAlias = dict[str, object]

_LAST_MOMENT = 253_402_300_799  # the end of the year 9999; anything later is not a time in seconds
_MAX_INTEGER = 2**63 - 1


def decode_json(body: bytes) -> object:
    """The JSON value of a whole answer; ValueError for anything that is not JSON, however deep or long."""
    try:
        value: object = json.loads(body.decode("utf-8-sig", errors="replace"))
    except RecursionError:
        raise ValueError("nested too deep") from None
    return value


def as_object(value: object) -> JsonObject:
    """The object, or an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[object]:
    """The list, or an empty one."""
    return value if isinstance(value, list) else []


def as_text(value: object, default: str = "") -> str:
    """The text with half surrogate pairs replaced, so that it can be shown and written anywhere."""
    if not isinstance(value, str):
        return default
    return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")


def as_optional_text(value: object) -> str | None:
    """The text, or None where it is missing, empty or something else."""
    return as_text(value) or None


def as_number(value: object) -> float | None:
    """A finite number, also from its text; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float, str)):
        try:
            number = float(value)
        except (ValueError, OverflowError):
            return None
        return number if math.isfinite(number) else None
    return None


def as_integer(value: object) -> int | None:
    """A whole number within 64 bits; None for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value if abs(value) <= _MAX_INTEGER else None
    number = as_number(value)
    if number is None or not number.is_integer() or abs(number) > _MAX_INTEGER:
        return None
    return int(number)


def as_moment(value: object) -> int | None:
    """Seconds since 1970 from a number or an ISO 8601 text; None where it is no moment."""
    number = as_number(value)
    if number is None and isinstance(value, str):
        try:
            number = datetime.fromisoformat(value).timestamp()
        except (ValueError, OverflowError, OSError):
            return None
    return int(number) if number is not None and 0 < number <= _LAST_MOMENT else None


def as_text_pairs(value: object) -> tuple[tuple[str, str], ...]:
    """The text members of an object such as `metadata`, in order."""
    return tuple(
        (as_text(name), as_text(text)) for name, text in as_object(value).items() if isinstance(text, str)
    )
