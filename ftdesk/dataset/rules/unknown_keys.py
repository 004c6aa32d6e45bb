"""Keys that a format does not have, and which of them can go without losing anything that was meant.

A key that is nearly a known one is a slip, and its value is meant; so is that of a `weight` beside messages. What else
stands there (ids, dates, sources) no provider reads, and it refuses the example for it.
"""

from difflib import get_close_matches
from functools import lru_cache
from typing import Any

_MEANT = frozenset({"weight"})
_SAYING = ("content", "tool_calls", "function_call", "refusal", "audio")
_ALIKE = 0.8
"""From this ratio of equal letters on, a key counts as another one misspelled."""


@lru_cache(maxsize=1000)
def is_idle(key: str, known: frozenset[str]) -> bool:
    """Whether an unknown key is none of the known ones by another spelling."""
    return key not in _MEANT and not get_close_matches(key.lower(), known, 1, _ALIKE)


def says_something(message: dict[str, Any]) -> bool:
    """Whether a message has what it says where it belongs; else an unknown key may hold it."""
    return any(message.get(key) for key in _SAYING)


def drop_idle_keys(holder: dict[str, Any], known: frozenset[str]) -> None:
    """Take out of an example or a message what it does not need."""
    for key in [key for key in holder if key not in known and is_idle(key, known)]:
        del holder[key]
