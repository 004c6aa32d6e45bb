"""A chat file of any size whose texts hardly repeat, so that no cache makes counting cheaper than it is on real data.

The same bytes every time. As in files people have: system prompts that many lines share, one line in seven Japanese,
one in five with escapes instead of letters, one in ten with a tool call, a few with weights and names.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

_AT_ONCE = 2_000
_ONSETS = ("b", "d", "fl", "g", "k", "l", "m", "pr", "s", "tr", "wh")
_SYLLABLES = [onset + vowel for onset in _ONSETS for vowel in "aeiou"]
_ENDINGS = ("", "", "", "ed", "ing", "ly", "ment", "s", "tion")
_KANA = "あいうえおかきくけこさしすせそたちつてとなにのはひふへほまみむめもやゆよらりるれろわをん"
_KANJI = "日本人大小中国語会社電話時間明今年月火水木金土曜朝昼夜東西南北新古高安多少前後左右上下"
_PUNCTUATION = (". ", ". ", ", ", ", ", "? ", "! ", ":\n", ".\n\n", "; ", " (", ") ")
_WORDS, _PHRASES = 4_000, 20_000


class _Words:
    """Phrases of made-up words, from which every text is put together anew."""

    def __init__(self) -> None:
        self.dice = random.Random(20_241_106)
        self.words = [self._new_word() for _ in range(_WORDS)]
        self.english = [self._phrase() for _ in range(_PHRASES)]
        self.japanese = [self._kana() for _ in range(_PHRASES)]
        self.prompts = [self.text(self.english, 24) for _ in range(60)]

    def text(self, phrases: list[str], most: int) -> str:
        return "".join(self.dice.choices(phrases, k=self.dice.randint(1, most)))

    def _phrase(self) -> str:
        words = [self._word() for _ in range(self.dice.randint(3, 9))]
        return " ".join(words).capitalize() + self.dice.choice(_PUNCTUATION)

    def _word(self) -> str:
        if self.dice.random() < 0.02:
            return str(self.dice.randint(0, 99_999))
        return self.words[
            int(len(self.words) * self.dice.random() ** 3)
        ]  # a few are used much more than the rest

    def _new_word(self) -> str:
        return "".join(self.dice.choices(_SYLLABLES, k=self.dice.randint(1, 3))) + self.dice.choice(_ENDINGS)

    def _kana(self) -> str:
        letters = self.dice.choices(_KANA, k=self.dice.randint(4, 12)) + self.dice.choices(_KANJI, k=3)
        self.dice.shuffle(letters)
        return "".join(letters) + self.dice.choice("。、。、？")


def write_varied_lines(path: Path, lines: int) -> None:
    """Write `lines` valid examples of some 1,100 bytes each."""
    words = _Words()
    with path.open("wb") as file:
        for first in range(0, lines, _AT_ONCE):
            file.write(b"".join(_lines(words, range(first, min(lines, first + _AT_ONCE)))))


def _lines(words: _Words, numbers: range) -> Iterator[bytes]:
    for number in numbers:
        example = {"messages": _messages(words, number)}
        if number % 10 == 3:
            example = _with_call(words, example["messages"], number)
        yield json.dumps(example, ensure_ascii=number % 5 == 0).encode() + b"\n"


def _messages(words: _Words, number: int) -> list[dict[str, object]]:
    phrases = words.japanese if number % 7 == 2 else words.english
    messages: list[dict[str, object]] = []
    if number % 4:
        messages.append({"role": "system", "content": words.dice.choice(words.prompts)})
    for _ in range(words.dice.choice((1, 1, 1, 2, 3))):
        messages.append({"role": "user", "content": words.text(phrases, 6)})
        messages.append({"role": "assistant", "content": words.text(phrases, 14)})
    if number % 40 == 1:
        messages[-1]["weight"] = 1
    return messages


def _with_call(words: _Words, messages: list[dict[str, object]], number: int) -> dict[str, object]:
    arguments = {"title": words.text(words.english, 1), "priority": number % 5}
    function = {"name": "create_ticket", "arguments": json.dumps(arguments)}
    call = {"id": f"call_{number:x}", "type": "function", "function": function}
    properties = {"title": {"type": "string", "description": "The title."}, "priority": {"type": "integer"}}
    parameters = {"type": "object", "properties": properties, "required": ["title"]}
    tool = {"name": "create_ticket", "description": "Open a support ticket.", "parameters": parameters}
    answered = [
        messages[-2],
        {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "tool_call_id": call["id"], "content": '{"ok": true}'},
        messages[-1],
    ]
    return {
        "messages": answered,
        "tools": [{"type": "function", "function": tool}],
        "parallel_tool_calls": False,
    }
