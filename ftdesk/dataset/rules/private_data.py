"""Secrets and personal data in every text of an example, looked for before anything leaves the machine."""

from collections.abc import Iterator

from ftdesk.dataset.rules.finding import Found
from ftdesk.dataset.rules.masking import Finder
from ftdesk.dataset.rules.pointer import pointer

CODES = ("secret.api_key", "secret.private_key", "personal.email", "personal.card_number", "personal.phone")

_MOST_OF_A_KIND = 20
"""So many of one line are told of: an address book must not crowd out what is wrong with the example."""
_IMAGE = "data:"


def check_private_data(example: dict[str, object], found: Found, finders: tuple[Finder, ...]) -> None:
    """Note what the finders see in the texts of an example: the same value once for each text."""
    left = dict.fromkeys(CODES, _MOST_OF_A_KIND)
    for path, text in _texts(example):
        seen = set()
        for find in finders:
            for sighting in find(text):
                value = (sighting.code, text[sighting.start : sighting.end])
                if not left[sighting.code]:
                    break
                if value in seen:
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
