"""Texts that are hard on a tokeniser, from a seed: every class of character, long runs, words that look special."""

from __future__ import annotations

import random
from collections.abc import Iterator

_SCRIPTS = """
    the Hello WORLD camelCase snake_case e.g. naïve Straße ǅungla ŉ İstanbul Ελλάδα Привет 東京都 です。 한국어 中文，
    हिन्दी ไทย עברית العربية ᚠᛇ 𝔘𝔫𝔦 Ⅷ ² ½ ٣٤ 12 345 6789 3.14 1e-9 https://a.b/c?d=e x=1; // /* */ --- === !!!
    I'll DON'T we'Ve it'd 'S ' '' can't've <|endoftext|> <|im_start|> <|fim_prefix|> 😀 👩‍👩‍👧‍👦 🇯🇵 👍🏽 が
"""
_MARKS = "'\u017f \u2019s e\u0301 A\u030a\u0327 \u0301 \u200b \ufeff \u00ad \ufffd \ud800 \udc00 \ud83d\ude00"
_WORDS = (*_SCRIPTS.split(), *_MARKS.split())
_BLANKS = ("", " ", "  ", " \n", "\n", "\r\n", "\t", "\r", "\n\n", *"\u00a0\u3000\u2028\u0085\x0b\x1c")
_RUNS = " \n\t\raA1!=-_/あ。\u0301😀\u3000\x00é\u4e00"
_CLASSES = (
    (0x00, 0x7F),
    (0x80, 0x24F),
    (0x250, 0x5FF),
    (0x600, 0x109F),
    (0x1E00, 0x22FF),
    (0x3000, 0x30FF),
    (0x4E00, 0x9FFF),
    (0xA000, 0xD7FF),
    (0xD800, 0xDFFF),
    (0xE000, 0xFFFF),
    (0x10000, 0x1FFFF),
    (0x20000, 0x10FFFF),
)


def fuzzed_texts(count: int, seed: int = 1) -> Iterator[str]:
    """Texts of some 25 characters on average, the same ones for the same seed."""
    chance = random.Random(seed)
    makers = (_words, _words, _words, _runs, _characters)
    for _ in range(count):
        yield chance.choice(makers)(chance)


def _words(chance: random.Random) -> str:
    return "".join(chance.choice(_WORDS) + chance.choice(_BLANKS) for _ in range(chance.randrange(1, 10)))


def _runs(chance: random.Random) -> str:
    runs = (
        chance.choice(_RUNS) * min(60, int(chance.expovariate(0.15)) + 1)
        for _ in range(chance.randrange(1, 6))
    )
    return "".join(runs)


def _characters(chance: random.Random) -> str:
    first, last = chance.choice(_CLASSES)
    return "".join(
        chr(chance.randint(first, last)) if chance.random() < 0.8 else chance.choice(_WORDS + _BLANKS)
        for _ in range(chance.randrange(1, 14))
    )
