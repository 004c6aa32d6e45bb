"""When a read is asked again, and how long to wait before: what the server says counts, within bounds."""

import math
import random
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from ftdesk.api.errors import (
    ApiError,
    ConnectionLost,
    NotReached,
    QuotaExhausted,
    Refused,
    UnreachedReason,
)

SHORTEST_WAIT = 1.0
LONGEST_WAIT = 900.0
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 8.0
_PASSING_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504, 529})
_PASSING_REASONS = frozenset({UnreachedReason.NAME, UnreachedReason.REFUSED, UnreachedReason.UNREACHABLE})


def retry_after(headers: Mapping[str, str], now: float | None = None) -> float | None:
    """Seconds to wait as told by `retry-after-ms` or `Retry-After` (seconds or an HTTP date).

    Bounded to 1 s … 15 min; None where nothing usable is said. `now` is the wall clock in seconds since 1970.
    """
    milliseconds = _finite(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return _bounded(milliseconds / 1000)
    told = headers.get("retry-after")
    seconds = _finite(told)
    if seconds is None and told:
        seconds = _until(told, time.time() if now is None else now)
    return None if seconds is None else _bounded(seconds)


def _finite(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _until(date: str, now: float) -> float | None:
    try:
        moment: float = parsedate_to_datetime(date).timestamp()
    except (ValueError, OverflowError, OSError, TypeError, IndexError):
        return None
    return moment - now


def _bounded(seconds: float) -> float:
    return min(max(seconds, SHORTEST_WAIT), LONGEST_WAIT)


def pause_before_retry(error: ApiError, attempt: int) -> float | None:
    """Seconds to wait after failed attempt number `attempt` (from 1), None where asking again is no use."""
    if isinstance(error, Refused):
        if isinstance(error, QuotaExhausted) or error.status not in _PASSING_STATUSES:
            return None
        if error.retry_after is not None:
            return error.retry_after
    elif isinstance(error, NotReached):
        if error.reason not in _PASSING_REASONS:
            return None
    elif not isinstance(error, ConnectionLost):
        return None
    pause = min(_FIRST_PAUSE * 2.0 ** (attempt - 1), _LONGEST_PAUSE)
    return pause * random.uniform(0.75, 1.0)  # noqa: S311 - spreads clients, guards nothing
