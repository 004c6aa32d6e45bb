"""Long texts, cut where no token can reach across, so that the pieces' tokens are the text's.

Both vocabularies first cut a text into words by a pattern (`encodings.toml`), from left to right and without looking
back; tokens never reach across words. A place is a border for certain if no alternative of either pattern can match
across it, and if what stands before is cut alike whether the text ends there or goes on:

* after a line end, before a character that is neither white space nor "/": line ends are matched only as the end of
  white space, or after punctuation, where o200k_base lets "/" follow;
* before white space that is no line end, after anything but white space: there every alternative ends;
* before "。", "、", "，", "！", "？", after a letter or digit, for languages that use no spaces.

Python knows the classes of no newer Unicode than its own, so nothing is asked of a character but to be white space,
which is settled (U+001C to U+001F, which Python alone counts as such, aside), or to be a letter or digit already.
"""

import re
from collections.abc import Iterator

LONG = 100_000
"""Characters: shorter texts are never cut. Pieces bound the memory for the numbers of the tokens."""
LONGEST_BLANK = 200_000
"""White space in a row that a pattern can be trusted with: tiktoken 0.14 panics somewhere above 400,000."""

_BORDER = re.compile(r"(?<=[\r\n])(?=[^\s/])|(?<=\S)(?=[^\S\r\n\x1c-\x1f])|(?<=[^\W_])(?=[。、，！？])")
_BLANK = re.compile(r"\s+")


def cut_at_borders(text: str, long: int = LONG) -> Iterator[str]:
    """Pieces of at least `long` characters, the last one aside, that together are the text.

    A piece ends at the first certain border, so one without any is as long as the text.
    """
    start = 0
    while len(text) - start > long:
        border = _BORDER.search(text, start + long)
        if border is None:
            break
        yield text[start : border.start()]
        start = border.start()
    yield text[start:]


def has_endless_blank(piece: str) -> bool:
    """Whether white space goes on for longer than a pattern can be trusted with."""
    return len(piece) > LONGEST_BLANK and any(
        len(blank.group()) > LONGEST_BLANK for blank in _BLANK.finditer(piece)
    )


def cut_anywhere(piece: str) -> Iterator[str]:
    """Pieces of a text that has to be cut wherever it may be; each cut moves the count by a token or two."""
    for start in range(0, len(piece), LONGEST_BLANK):
        yield piece[start : start + LONGEST_BLANK]
