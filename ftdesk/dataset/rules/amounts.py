"""Which places of findings' sentences are amounts of ours: for people these are written with separators.

All other places hold a position, such as a line, or what a file says, in which no digit may be touched.
"""

import re

AMOUNTS = frozenset(
    {"count", "counts", "limit", "minimum", "over", "prompts", "size", "tokens", "trained", "without"}
)
"""In every sentence that has a place of such a name it is filled with whole numbers of the check's own."""

_NUMBER = re.compile(r"\d+")


def grouped(name: str, value: str) -> str:
    """What fills a place, as people read it: "12,345" where it is an amount. English and Japanese write both so."""
    return _NUMBER.sub(lambda found: f"{int(found[0]):,}", value) if name in AMOUNTS else value
