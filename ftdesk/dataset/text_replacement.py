"""Replacing a text in the texts of examples: what would change, and the line in which it has changed.

Only the JSON strings that change are spelled anew (in the spelling of their line); every other byte stays.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ftdesk.dataset.example import Example, parse_example
from ftdesk.dataset.example_texts import TextPlace, text_places, texts_of
from ftdesk.dataset.text_query import PatternUnusable, TextQuery
from ftdesk.wording import QT_TRANSLATE_NOOP

INVALID_REPLACEMENT = QT_TRANSLATE_NOOP("TextQuery", "This cannot be put in its place: {cause}.")

CONTEXT_LENGTH = 60
LONGEST_SHOWN = 400
"""Characters of a change that a preview shows, and before and after it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One place where a text would be replaced, with some of what stands around it."""

    role: str | None
    leading: str
    old: str
    new: str
    trailing: str


@dataclass(frozen=True, slots=True)
class Replacement:
    """What to look for, in texts and nowhere else, and what to put in its place.

    Of a regular expression the groups are `\\1` or `\\g<name>` there.
    """

    query: TextQuery
    text: str

    def check(self) -> None:
        """Raise `PatternUnusable` where it cannot be done."""
        pattern = self.query.pattern()
        if not self.query.is_pattern:
            return
        try:
            pattern.sub(self.text, "")
        except re.error as error:
            raise PatternUnusable(INVALID_REPLACEMENT, cause=error.msg) from error
        except IndexError as error:  # a group that the expression does not have
            raise PatternUnusable(INVALID_REPLACEMENT, cause=str(error)) from error

    def count(self, value: object, pattern: re.Pattern[str]) -> int:
        """How many places a parsed line has where something would change."""
        return sum(1 for text in texts_of(value, self.query.roles) for _ in self._changes(text, pattern))

    def changes(self, example: Example) -> Iterator[Change]:
        """What would change in an example, in the order of its line."""
        pattern = self.query.pattern()
        for place, text in self._texts(example):
            for match, new in self._changes(text, pattern):
                start, end = match.span()
                yield Change(
                    place.role,
                    text[max(0, start - CONTEXT_LENGTH) : start],
                    text[start : min(end, start + LONGEST_SHOWN)],
                    new[:LONGEST_SHOWN],
                    text[end : end + CONTEXT_LENGTH],
                )

    def replaced(self, line: bytes, left_out: Collection[int] = ()) -> bytes | None:
        """The line in which it is done; None where the line is no example, or would be the same.

        `left_out` are numbers of places, counted from 0 in the order of `changes`, that stay as they are.
        """
        example = parse_example(line)
        if not isinstance(example, Example):
            return None
        pattern, number, end = self.query.pattern(), 0, 0
        pieces: list[str] = []
        whole = example.json.text
        for place, text in self._texts(example):
            made, number = self._replaced_in(text, pattern, left_out, number)
            if made != text:
                pieces += [whole[end : place.start], example.json.style.spell(made)]
                end = place.end
        return "".join([*pieces, whole[end:]]).encode() if pieces else None

    def _replaced_in(
        self, text: str, pattern: re.Pattern[str], left_out: Collection[int], number: int
    ) -> tuple[str, int]:
        """The text with its places replaced, and the number of the next place."""
        pieces, at = [], 0
        for match, new in self._changes(text, pattern):
            if number not in left_out:
                pieces += [text[at : match.start()], new]
                at = match.end()
            number += 1
        return "".join([*pieces, text[at:]]), number

    def _texts(self, example: Example) -> Iterator[tuple[TextPlace, str]]:
        roles = self.query.roles
        for place in text_places(example.json):
            if roles is None or place.role in roles:
                yield place, _read(example.json.text[place.start : place.end])

    def _changes(self, text: str, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], str]]:
        for match in pattern.finditer(text):
            new = match.expand(self.text) if self.query.is_pattern else self.text
            if new != match[0]:
                yield match, new


def _read(spelled: str) -> str:
    import json

    return str(json.loads(spelled))
