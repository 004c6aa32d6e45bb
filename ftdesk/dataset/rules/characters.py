"""Characters that a person cannot see but the model learns: control, direction and invisible ones, and
U+FFFD.

Joiners are invisible and right inside emoji and in scripts such as Persian or Hindi, so they count only
after a Latin letter or at the start of a text; tags only outside the emoji flags that are made of them.
"""

import re

from ftdesk.dataset.rules.finding import Found

_NAMED = 3
"""How many different characters a finding names."""

_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = "\xad\u034f\u115f\u1160\u180e\u200b\u2060-\u2064\u3164\ufeff\uffa0"
_TAGS = "\U000e0000-\U000e007f"

_IN_ASCII = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_HIDING_ESCAPE = re.compile(rb"\\[ubf]")
_ANY = re.compile(f"[{_CONTROL}{_BIDI}{_INVISIBLE}{_TAGS}\u200c\u200d\ufffd]")

_KINDS = {
    "content.control_character": re.compile(f"[{_CONTROL}]"),
    "content.bidi_control": re.compile(f"[{_BIDI}]"),
    "content.invisible": re.compile(
        f"[{_INVISIBLE}]|(?:(?<![^\x00-\x7f])[\u200c\u200d])|(?<![\U0001f3f4{_TAGS}])[{_TAGS}]+"
    ),
    "content.replacement_character": re.compile("\ufffd"),
}
_REMOVABLE = [pattern for code, pattern in _KINDS.items() if code != "content.replacement_character"]


def has_plain_text(raw: bytes) -> bool:
    """Whether a line's bytes already show that none of its texts holds such a character.

    Strict JSON has control characters as escapes only, and everything else here is beyond ASCII.
    """
    if not raw.isascii() or b"\x7f" in raw:
        return False
    return b"\\" not in raw or _HIDING_ESCAPE.search(raw) is None


def has_hidden_characters(text: str) -> bool:
    """Whether a text may hold any: joiners, which are right in some places, are not told apart here."""
    return (_IN_ASCII if text.isascii() else _ANY).search(text) is not None


def check_characters(text: str, path: str, found: Found) -> None:
    """Name the hidden characters of one text, each kind once."""
    if found.plain_text or not has_hidden_characters(text):
        return
    for code, pattern in _KINDS.items():
        runs = pattern.findall(text)
        if runs:
            letters = "".join(runs)
            named = [f"U+{ord(letter):04X}" for letter in dict.fromkeys(letters)]
            names = ", ".join(named[:_NAMED]) + (" …" if len(named) > _NAMED else "")
            fixable = without_hidden_characters(text) != text
            found.add(code, path, fixable=fixable, characters=names, count=len(letters))


def without_hidden_characters(text: str) -> str:
    """The text less its hidden characters, or as it is where nothing would be left.

    U+FFFD stays, for it marks the place of a lost one.
    """
    mended = text
    for pattern in _REMOVABLE:
        mended = pattern.sub("", mended)
    return text if not mended or mended.isspace() else mended
