"""Secrets and personal data in every text of an example, looked for before anything leaves the machine.

A glance at the bytes of the line tells for most lines that there is nothing; only what may be there is looked for.
"""

from collections.abc import Callable, Iterator

from ftdesk.dataset.rules.finding import Found
from ftdesk.dataset.rules.masking import Finder
from ftdesk.dataset.rules.personal import (
    find_cards,
    find_emails,
    find_phones,
    may_hold_card,
    may_hold_email,
    may_hold_phone,
)
from ftdesk.dataset.rules.pointer import pointer
from ftdesk.dataset.rules.secrets import find_keys, may_hold_keys

CODES = ("secret.api_key", "secret.private_key", "personal.email", "personal.card_number", "personal.phone")

_MOST_OF_A_KIND = 20
"""So many of one line are told of: an address book must not crowd out what is wrong with the example."""
_IMAGE = "data:"

_KINDS: tuple[tuple[Callable[[bytes], bool], Finder], ...] = (
    (may_hold_keys, find_keys),
    (may_hold_email, find_emails),
    (may_hold_card, find_cards),
    (may_hold_phone, find_phones),
)


def finders_for(raw: bytes) -> tuple[Finder, ...]:
    """What is worth looking for in the texts of a line."""
    return tuple([find for may_hold, find in _KINDS if may_hold(raw)])


def check_private_data(example: dict[str, object], found: Found, finders: tuple[Finder, ...]) -> None:
    """Note what the finders see in the texts of an example: the same value once for each text."""
    left = dict.fromkeys(CODES, _MOST_OF_A_KIND)
    for path, text in _texts(example):
        seen = set()
        for find in finders:
            for sighting in find(text):
                value = (sighting.code, text[sighting.start : sighting.end])
                if value in seen or not left[sighting.code]:
                    continue
                seen.add(value)
                left[sighting.code] -= 1
                found.add(sighting.code, path, shown=sighting.shown, kind=sighting.kind)


def _texts(example: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Every text inside, in order, with the JSON Pointer to it; pictures are no texts."""
    waiting: list[tuple[str, object]] = [("", example)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, str):
            if not value.startswith(_IMAGE):
                yield path, value
        elif isinstance(value, dict):
            waiting += [(path + pointer(key), inner) for key, inner in reversed(value.items())]
        elif isinstance(value, list):
            waiting += [(f"{path}/{index}", value[index]) for index in reversed(range(len(value)))]
