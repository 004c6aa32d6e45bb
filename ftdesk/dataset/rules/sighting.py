"""A secret or a person's datum seen in a text, with what may be shown in its place."""

from dataclasses import dataclass

HIDDEN = "…"
"""Stands for what is not shown."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """`text[start:end]` is what has the finding `code`; `shown` may be shown for it.

    `kind` is whose key it is, where that is known.
    """

    code: str
    start: int
    end: int
    shown: str
    kind: str = ""
