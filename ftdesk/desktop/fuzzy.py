"""Finding a command from a few of its letters, as people type them: in order, with gaps, beginnings first."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_START_OF_WORD = 8
_NEXT_TO_LAST = 5
_GAP = -1


@dataclass(frozen=True, slots=True)
class Match:
    """How well a text matches (more is better), and which of its characters were meant."""

    score: int
    positions: tuple[int, ...]


def match(wanted: str, text: str) -> Match | None:
    """Match the letters of `wanted`, in order and whatever their case, within `text`; None if they are not
    there.
    """
    letters = [letter for letter in _folded(wanted) if not letter.isspace()]
    if not letters:
        return Match(0, ())
    folded = _folded(text)
    starts = [index for index, letter in enumerate(folded) if letter == letters[0]]
    found = [one for start in starts if (one := _match_from(letters, folded, start)) is not None]
    return max(found, key=lambda one: one.score, default=None)


def _match_from(letters: list[str], text: str, start: int) -> Match | None:
    positions = [start]
    for letter in letters[1:]:
        after = positions[-1] + 1
        at = _best_next(text, letter, after)
        if at < 0:
            return None
        positions.append(at)
    return Match(_score(text, positions), tuple(positions))


def _best_next(text: str, letter: str, after: int) -> int:
    """The next place of `letter`: right here, else where a word begins, else anywhere."""
    if text[after : after + 1] == letter:
        return after
    at = text.find(" " + letter, after - 1)
    return at + 1 if at >= 0 else text.find(letter, after)


def _score(text: str, positions: list[int]) -> int:
    score = -positions[0] - len(text) // 8
    for index, at in enumerate(positions):
        if at == 0 or text[at - 1] in " /-(“":
            score += _START_OF_WORD
        if index and at == positions[index - 1] + 1:
            score += _NEXT_TO_LAST
        elif index:
            score += max(_GAP * (at - positions[index - 1]), -_START_OF_WORD)
    return score


def _folded(text: str) -> str:
    """Lower case without changing the number of characters; half-width forms count as their full ones."""
    return "".join(unicodedata.normalize("NFKC", letter).lower()[:1] or letter for letter in text)
