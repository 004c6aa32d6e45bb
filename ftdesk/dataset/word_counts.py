"""Tokens counted word by word, where a word that was met before costs no more than a look into a dictionary.

Many languages write words of several tokens again and again; then this takes a half to a third of tiktoken's time for
the same texts. A text is cut only before spaces and after line ends, at borders that are certain (`text_pieces.py` says
why), so that the sum is the text's; where a cut is not certain, or where looking words up does not pay, tiktoken counts
the whole text.
"""

from collections.abc import Callable
from typing import Any

_LONGEST_WORD = 32
"""Longer ones hardly come again."""
_LONGEST_MEAN = 16
"""Where words are longer than that on the average, the language separates none, as Chinese does."""
_MOST_WORDS = 400_000
"""Some 50 MB."""
_LOOKED_AT_AFTER = 200_000
"""Words."""
_LEAST_TOKENS = 1.5
"""Tokens of a word; looking up a word of fewer takes as long as making its tokens."""
_MOST_NEW = 1 / 8
"""Share of the words that may be new: each costs ten times what it costs to know it."""
_REST = 20_000_000
"""Characters to be counted without a dictionary before it is tried again."""


class WordCounts:
    """Counts the tokens of texts; `encode` makes the tokens of a text."""

    def __init__(self, encode: Callable[[str], Any]) -> None:
        self._encode = encode
        self._words = _Words(encode)
        self._look_up = self._words.__getitem__
        self._seen = self._tokens = self._rest = 0

    def count(self, text: str) -> int:
        """How many tokens `encode` makes of a text."""
        if self._rest > 0:
            self._rest -= len(text)
            return len(self._encode(text))
        if not text.isascii() and text.count(" ") * _LONGEST_MEAN < len(text):
            return len(self._encode(text))
        try:
            words = _cut(text)
            count = sum(map(self._look_up, words))
        except _Uncertain:
            return len(self._encode(text))
        self._seen += len(words)
        self._tokens += count
        if self._seen > _LOOKED_AT_AFTER:
            self._look_whether_it_pays()
        return count

    def _look_whether_it_pays(self) -> None:
        if self._tokens < self._seen * _LEAST_TOKENS or self._words.new > self._seen * _MOST_NEW:
            self._rest = _REST
        if len(self._words) > _MOST_WORDS:
            self._words.clear()
        self._words.new = self._seen = self._tokens = 0


class _Uncertain(Exception):
    """What stands before or after a cut leaves it open whether a token reaches across."""


class _Words(dict[str, int]):
    """Counts by word; `new` is how many were not known when they came."""

    def __init__(self, encode: Callable[[str], Any]) -> None:
        super().__init__()
        self._encode = encode
        self.new = 0

    def __missing__(self, word: str) -> int:
        if not _is_certain(word):
            raise _Uncertain
        count = len(self._encode(word))
        if len(word) <= _LONGEST_WORD:
            self.new += 1
            self[word] = count
        return count


def _cut(text: str) -> list[str]:
    """The words of a text, a space before and line ends after them included.

    Cut before each space that does not follow a space or a line end, and after the last of successive line ends unless
    a space or "/" follows. Such calls go over a text much faster than any pattern.
    """
    if "\0" in text:
        raise _Uncertain
    cut = text.replace(" ", "\0 ")
    if "  " in text:  # twice: what is replaced does not overlap
        cut = cut.replace(" \0 ", "  ").replace(" \0 ", "  ")
    if "\n" in text:
        cut = (
            cut.replace("\n", "\n\0").replace("\0\n", "\n").replace("\n\0\0 ", "\n ").replace("\n\0/", "\n/")
        )
    return cut.strip("\0").split("\0")


def _is_certain(word: str) -> bool:
    """Whether no token can reach into the word from what stands before it, or out of it into what comes after.

    That is for each side to say: a space or anything but white space and "/" begins it; a line end, or anything but
    other white space, ends it. A space ends the last word of a text alone.
    """
    first, last = word[:1] or "/", word[-1:]
    begins = first == " " or not (first == "/" or first.isspace())
    return begins and (last in " \n" or not last.isspace())
