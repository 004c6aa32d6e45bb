"""Text from a file as a Qt text field can hold it, one shown character for each real one, and changes carried back.

Qt turns some characters into others (carriage returns into paragraphs, half of a surrogate pair into nothing), so a
field never gives back its whole text. What a person changed is cut out by comparing what was shown with what is shown
now, and only that is put into the real text: all else stays as it is in the file.
"""

_CONTROL_PICTURES = 0x2400
_STAND_IN = "▯"
_BIDI_AND_TAGS = (
    *range(0x200E, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    *range(0xE0000, 0xE0080),
)
_INVISIBLE = (0xAD, 0x034F, 0x180E, 0x200B, *range(0x2060, 0x2065), 0xFEFF)
_SHOWN_AS = {
    **{code: chr(_CONTROL_PICTURES + code) for code in range(0x20) if code not in (0x09, 0x0A)},
    0x7F: "␡",
    **dict.fromkeys(range(128, 160), _STAND_IN),
    **dict.fromkeys(_BIDI_AND_TAGS, _STAND_IN),
    0x061C: _STAND_IN,
    **dict.fromkeys(_INVISIBLE, _STAND_IN),
    0x2028: "↵",
    0x2029: "¶",
    0xFDD0: _STAND_IN,
    0xFDD1: _STAND_IN,
}
_HALF_PAIRS = dict.fromkeys(range(55296, 57344), "�")


def shown(text: str) -> str:
    """`text` with each character that Qt would change, or that reorders its neighbours, replaced by a visible one."""
    if text.isascii() and text.isprintable():
        return text
    if text.isprintable():  # no control, format or surrogate character in it
        return text
    return text.translate(_SHOWN_AS | _HALF_PAIRS)


def change(before: str, after: str) -> tuple[int, int, str]:
    """What turns `before` into `after`: start and end of what was replaced, and what stands there now."""
    start = _common_prefix(before, after)
    most = min(len(before), len(after)) - start
    tail = _common_prefix(before[len(before) - most :][::-1], after[len(after) - most :][::-1]) if most else 0
    return start, len(before) - tail, after[start : len(after) - tail]


def utf16_length(text: str) -> int:
    """Qt counts positions in UTF-16 units."""
    return len(text) if text.isascii() else len(text) + sum(character > "\uffff" for character in text)


def utf16_index(text: str, position: int) -> int:
    """The character of `text` (as `shown` gives it) that stands at one of Qt's positions."""
    if text.isascii():
        return min(position, len(text))
    return len(text.encode("utf-16-le")[: 2 * position].decode("utf-16-le", "ignore"))


def _common_prefix(first: str, second: str) -> int:
    limit = min(len(first), len(second))
    if first[:limit] == second[:limit]:
        return limit
    low, high = 0, limit
    while low + 1 < high:
        middle = (low + high) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle
    return low
