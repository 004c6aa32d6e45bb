"""A provider that a person adds to those that ship: its id, and the text of its data file."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from itertools import chain, count

from ftdesk.dataset.own_data import FIGURES, Row, Value

_LONGEST = 40
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
"""What Windows takes for a device, whatever ending a file's name has."""


def provider_id(title: str, taken: Collection[str]) -> str:
    """The id of a new provider, which names its file too: ASCII letters, digits and hyphens of its title.

    It is none of `taken`, in whatever case those are written.
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST].strip("-") or "provider"
    refused = {one.lower() for one in taken} | _DEVICES
    return next(name for name in chain([stem], (f"{stem}-{n}" for n in count(2))) if name not in refused)


def provider_document(old: Row, title: str, figures: Mapping[str, Value]) -> dict[str, object]:
    """A provider's data file with this title and these figures in place of those of `old`.

    What `old` says about the source of a figure, or that it is not confirmed, does not hold for one that changed. With
    another source for the whole nothing is in doubt any more.
    """
    changed = {name for name in FIGURES if _in_order(old.get(name)) != figures.get(name)}
    new = {name: value for name, value in old.items() if name not in FIGURES}
    new |= {"title": title, **{name: value for name, value in figures.items() if value != []}}
    sources, unconfirmed = old.get("sources"), old.get("unconfirmed")
    if isinstance(sources, dict):
        new["sources"] = {name: source for name, source in sources.items() if name not in changed}
    if isinstance(unconfirmed, list):
        new["unconfirmed"] = [name for name in unconfirmed if not changed & {name, "source"}]
    return new


def _in_order(value: object) -> object:
    """A list as a form gives it back, whatever order a person wrote it in."""
    return sorted(value) if isinstance(value, list) else value
