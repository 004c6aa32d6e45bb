"""What texts begin with alike: letter by letter, or without the beginning of a word that goes on.

Scripts that set no blanks between words can be cut between any two letters.
"""

import re

_LETTER = re.compile(r"[^\W_]")
_WITHOUT_BLANKS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)


def common_letters(one: str, other: str) -> str:
    """What both texts begin with, found by halving: the comparisons are the interpreter's own."""
    known, most = 0, min(len(one), len(other))
    while known < most:
        middle = (known + most + 1) // 2
        if one[known:middle] == other[known:middle]:
            known = middle
        else:
            most = middle - 1
    return one[:known]


def common_words(one: str, other: str) -> str:
    """What both texts begin with, less the beginning of a word that goes on in one of them."""
    start = common_letters(one, other)
    end = len(start)
    if _is_inside_word(one, end) or _is_inside_word(other, end):
        while end and _is_of_word(start[end - 1]):
            end -= 1
    return start[:end]


def _is_inside_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and _is_of_word(text[place - 1]) and _is_of_word(text[place])


def _is_of_word(letter: str) -> bool:
    return bool(_LETTER.match(letter)) and not _WITHOUT_BLANKS.match(letter)
