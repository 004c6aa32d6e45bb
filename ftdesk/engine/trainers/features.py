"""What the built-in model looks at: marks of the conversation, seen with the latest bytes of the reply.

A *mark* is a word, a pair of neighbouring words, a word's first four letters, or (where words are not
spaced, as in Japanese) up to three neighbouring characters. Marks of the last turn count most, earlier
turns and the system prompt less, and within each the rare ones count more than the common ones (inverse
document frequency).
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import log, sqrt

from ftdesk.engine.trainers.interface import Turn

ANSWER_ROLES = frozenset({"assistant", "completion"})
SYSTEM_ROLES = frozenset({"system", "developer"})

NOW, TOOL, EARLIER, ANSWERED, SYSTEM = "n", "t", "e", "a", "s"
PLACE_WEIGHT = {NOW: 1.0, TOOL: 0.6, EARLIER: 0.35, ANSWERED: 0.35, SYSTEM: 0.5}
WORD, SHORT_WORD, PAIR, STEM, CHARACTERS, HIRAGANA, WHOLE = 1.0, 0.8, 0.7, 0.6, 0.8, 0.2, 1.0
"""Hiragana alone is mostly grammar, as short words are in English."""
REMEMBERED_TURNS = 4
"""How many turns before the last question still count."""
LONGEST_TURN = 20_000
"""Characters of one turn that are looked at, from its end: what is asked usually stands last."""
SILENCE = 0
"""The mark of a conversation in which nothing is known; the base model learns it from an empty question."""

_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1780-\u17ff"
_SEGMENT = re.compile(rf"[{_UNSPACED}]+|[^\W_{_UNSPACED}]+")
_UNSPACED_START = re.compile(f"[{_UNSPACED}]")
_HIRAGANA = re.compile("[\u3040-\u309f]+")


def _mark(kind: str, text: str) -> int:
    digest = hashlib.blake2b(f"{kind}\0{text}".encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "little") | 1


def text_marks(text: str) -> Iterator[tuple[str, float]]:
    """Yield the marks of one text, each with the weight of its kind."""
    folded = unicodedata.normalize("NFKC", text[-LONGEST_TURN:]).casefold()
    before = ""
    for segment in _SEGMENT.findall(folded):
        if _UNSPACED_START.match(segment):
            yield from _character_marks(segment)
            before = ""
            continue
        weight = WORD if len(segment) > 3 else SHORT_WORD
        yield f"w{segment}", weight
        if len(segment) > 4:
            yield f"m{segment[:4]}", STEM
        if before:
            yield f"p{before} {segment}", PAIR * weight
        before = segment


def _character_marks(segment: str) -> Iterator[tuple[str, float]]:
    for size in (1, 2, 3):
        for start in range(len(segment) - size + 1):
            piece = segment[start : start + size]
            grammar = _HIRAGANA.fullmatch(piece) is not None
            if size > 1 or not grammar:
                yield f"c{piece}", HIRAGANA if grammar else CHARACTERS


def _placed_turns(turns: Sequence[Turn]) -> Iterator[tuple[str, str]]:
    """Yield (place, text): turns since the last answer are NOW, those just before EARLIER or ANSWERED."""
    answers = [index for index, turn in enumerate(turns) if turn.role in ANSWER_ROLES]
    now = answers[-1] + 1 if answers else 0
    for index, turn in enumerate(turns):
        if turn.role in SYSTEM_ROLES:
            yield SYSTEM, turn.text
        elif index >= now:
            yield (TOOL if turn.role in {"tool", "function"} else NOW), turn.text
        elif index >= now - REMEMBERED_TURNS:
            yield (ANSWERED if turn.role in ANSWER_ROLES else EARLIER), turn.text


def conversation_marks(turns: Sequence[Turn]) -> dict[int, float]:
    """The marks of everything said before the reply, each with the weight of its kind and place."""
    marks: dict[int, float] = {}
    for place, text in _placed_turns(turns):
        weight = PLACE_WEIGHT[place]
        for content, kind_weight in text_marks(text):
            marks[_mark(place, content)] = kind_weight * weight
        if text.strip():
            marks[_mark(place, "=" + text)] = WHOLE * weight
    return marks


@dataclass(slots=True)
class DocumentCounts:
    """In how many of the trained conversations each mark stands; grows when a model is trained further."""

    documents: int = 0
    counts: dict[int, int] = field(default_factory=dict)

    def add(self, marks: dict[int, float]) -> None:
        """Count one conversation."""
        self.documents += 1
        for mark in marks:
            self.counts[mark] = self.counts.get(mark, 0) + 1

    def strongest(self, marks: dict[int, float], slots: int) -> list[tuple[int, float]]:
        """The up to `slots` known marks that say most, strongest first, their strengths scaled to length 1.

        With no known mark at all the answer is `SILENCE` alone.
        """
        known = [
            (weight * (log((self.documents + 1) / count) + 0.05), mark)
            for mark, weight in marks.items()
            if (count := self.counts.get(mark, 0))
        ]
        known.sort(reverse=True)
        del known[slots:]
        length = sqrt(sum(strength * strength for strength, _ in known))
        return [(mark, strength / length) for strength, mark in known] or [(SILENCE, 1.0)]
