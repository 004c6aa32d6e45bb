"""Offline token counts of examples, as a provider bills them.

Loading a vocabulary takes half a second and holds the interpreter lock: only worker processes and the
command line make a counter, never the window's process.
"""

from dataclasses import dataclass
from pathlib import Path

from ftdesk.dataset.formats import Format


@dataclass(frozen=True, slots=True)
class TokenCount:
    """Tokens of one example: all of them, and those it teaches."""

    total: int
    trained: int


class TokenCounter:
    """Counts with one vocabulary: `o200k_base`, `cl100k_base`, or `utf8_bytes` where a token is a byte.

    `vocabulary_directory` is the resource folder `tokenizers`. Raises `VocabularyUnusable`.
    """

    def __init__(self, encoding: str, vocabulary_directory: Path) -> None:
        self.encoding = encoding
        raise NotImplementedError

    def count_text(self, text: str) -> int:
        """Tokens of one text; words such as `<|endoftext|>` count as plain text."""
        raise NotImplementedError

    def count_example(self, value: object, kind: Format) -> TokenCount:
        """Tokens of one parsed line of a format; malformed parts count as far as they are text."""
        raise NotImplementedError
