"""Outside text as a person can trust it on one line: what is invisible gets a mark, what reorders loses its power.

Nothing here is ever interpreted as rich text; the marks are plain characters.
"""

import unicodedata

PREVIEW_LENGTH = 200
_LOOKED_AT = 500
_CONTROL_PICTURES = 0x2400
_JOINERS = "\u200c\u200d"
_SPACES = " \t\r\n\u00a0\u2028\u2029\u3000"


def one_line(text: str, limit: int = PREVIEW_LENGTH) -> str:
    """`text` cut at `limit` characters, runs of space as one space, invisible characters as visible marks."""
    head = text[: limit * 2]
    words = " ".join(head.split())
    if words.isprintable():
        return words if len(text) <= len(head) and len(words) <= limit else words[:limit].rstrip() + "…"
    shown: list[str] = []
    previous_space = True
    for index, character in enumerate(head):
        if character in _SPACES:
            if not previous_space:
                shown.append(" ")
            previous_space = True
            continue
        previous_space = False
        shown.append(character if _harmless(head, index) else marked(character))
        if len(shown) >= limit:
            break
    line = "".join(shown).rstrip()
    return line + "…" if len(shown) >= limit or len(text) > len(head) else line


def starts_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    if text.isascii():
        return False
    for character in text[:_LOOKED_AT]:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def marked(character: str) -> str:
    """A visible stand-in: a control picture for C0, otherwise the code point in angle brackets."""
    code = ord(character)
    if code < 0x20:
        return chr(_CONTROL_PICTURES + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"


def _harmless(text: str, index: int) -> bool:
    character = text[index]
    if character.isprintable():
        return True
    if character in _JOINERS:  # inside emoji sequences and several scripts a joiner is ordinary spelling
        return 0 < index < len(text) - 1 and text[index - 1] > "\u02ff" and text[index + 1] > "\u02ff"
    return unicodedata.category(character) == "Zs"
