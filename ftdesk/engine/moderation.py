"""The local answer to /v1/moderations: a word list, said to be one by its model name and in its file.

It has OpenAI's categories so that clients can read the answer, but knows phrases for a handful of them only.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

CATEGORIES = (
    "hate",
    "hate/threatening",
    "harassment",
    "harassment/threatening",
    "illicit",
    "illicit/violent",
    "self-harm",
    "self-harm/intent",
    "self-harm/instructions",
    "sexual",
    "sexual/minors",
    "violence",
    "violence/graphic",
)


@dataclass(frozen=True, slots=True)
class WordList:
    """Phrases by category; `model` is the name it answers to."""

    model: str
    patterns: Mapping[str, re.Pattern[str]]

    def found(self, text: str) -> frozenset[str]:
        """The categories of which a phrase stands in the text."""
        return frozenset(name for name, pattern in self.patterns.items() if pattern.search(text))


def load_word_list(path: Path) -> WordList:
    """Read the list that ships with ftdesk."""
    data = tomllib.loads(path.read_text("utf-8"))
    patterns = {
        name: _pattern(phrases.get("en", ()), phrases.get("ja", ()))
        for name, phrases in data["categories"].items()
    }
    return WordList(data["model"], patterns)


def _pattern(words: Sequence[str], pieces: Sequence[str]) -> re.Pattern[str]:
    whole = [rf"\b{re.escape(word)}\b" for word in words]
    return re.compile("|".join([*whole, *map(re.escape, pieces)]), re.IGNORECASE)
