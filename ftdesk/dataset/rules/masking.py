"""What may be shown, logged or kept of a text: secrets and personal data stand masked in it."""

import re
from collections.abc import Callable, Iterator

from ftdesk.dataset.rules.personal import find_cards, find_emails, find_phones
from ftdesk.dataset.rules.secrets import find_keys
from ftdesk.dataset.rules.sighting import Sighting

Finder = Callable[[str], Iterator[Sighting]]

_LONG_WORD = re.compile(r"[A-Za-z0-9_.-]{20}")
_MANY_DIGITS = re.compile(r"[0-9][0-9 -]{13}")
_FINDERS: tuple[Finder, ...] = (find_keys, find_emails, find_cards, find_phones)


def masked(text: str) -> str:
    """The text with each secret or person's datum shortened to what may be shown."""
    if not _is_worth_a_look(text):
        return text
    seen = [sighting for find in _FINDERS for sighting in find(text)]
    end = 0
    pieces = []
    for sighting in sorted(seen, key=lambda sighting: (sighting.start, -sighting.end)):
        if sighting.start >= end:
            pieces += [text[end : sighting.start], sighting.shown]
            end = sighting.end
    return "".join([*pieces, text[end:]])


def _is_worth_a_look(text: str) -> bool:
    """Most texts have nothing that any of them has, and a broken file has a million findings."""
    if "@" in text or "+" in text or "PRIVATE KEY" in text:
        return True
    return bool(_LONG_WORD.search(text) or _MANY_DIGITS.search(text))
