"""Which lines may hold a literal, told from their bytes: never one too few, seldom one too many.

Of the literal the longest run of letters is taken that JSON need not escape (the anchor). Where a line holds the
literal, each letter of the run stands there as itself or as a `\\uXXXX` escape. So the line holds the whole run as
itself (one pass of `bytes.find`), or at least one of its letters as an escape, and every other one in some form.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

_RUN = re.compile('[^"\\\\/\x00-\x1f\ud800-\udfff\ufffd]+')
"""What JSON may hold as it is; no slash, which some writers escape, and not what broken bytes are read as."""
_ODD_RELATIVES = {"i": ("İ", "ı"), "k": ("\u212a",), "s": ("ſ",)}
"""Letters beyond ASCII that are another case of an ASCII one."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The run that is looked for, in UTF-8, in small letters where case does not matter."""

    raw: bytes
    ignores_case: bool
    beginning: bytes
    """How all escapes of its letters begin."""
    letters: tuple[tuple[bytes, ...], ...]
    """For each different letter its forms in small letters: as itself, then as escapes."""
    relatives: tuple[bytes, ...]
    """Bytes of odd letters that count as one of them."""

    def places(self, raw: bytes, borders: Sequence[int]) -> list[int]:
        """The lines that may hold it, in order; `borders` are their starts and the last one's end."""
        text = raw.lower() if self.ignores_case else raw
        found = set(_lines_with(text, self.raw, borders))
        for odd in self.relatives:
            if odd[:1] in raw:  # one byte is looked for much faster than two, and is seldom there
                found.update(_lines_with(raw, odd, borders))
        for place in _lines_with(raw, self.beginning, borders):
            if place not in found and self._may_hold(raw[borders[place] : borders[place + 1]].lower()):
                found.add(place)
        return sorted(found)

    def _may_hold(self, line: bytes) -> bool:
        """Whether one letter is an escape and no letter is missing; `line` is in small letters."""
        escaped = False
        for own, *escapes in self.letters:
            if any(escape in line for escape in escapes):
                escaped = True
            elif own not in line:
                return False
        return escaped


def anchor_of(text: str, *, match_case: bool) -> Anchor | None:
    """The anchor of a literal; None where it has no letter to go by, so that every line must be looked at."""
    runs: list[str] = _RUN.findall(text)
    if not match_case:
        runs = [run for found in runs for run in _steady_runs(found)]
    run = max(runs, key=lambda run: len(run.encode()), default="")
    if not run:
        return None
    lowered = run if match_case else run.lower()
    letters = tuple(_forms(letter, match_case=match_case) for letter in sorted(set(lowered)))
    relatives = (
        [] if match_case else [odd for letter in set(lowered) for odd in _ODD_RELATIVES.get(letter, ())]
    )
    return Anchor(
        raw=lowered.encode(),
        ignores_case=not match_case,
        beginning=_beginning([escape for _, *escapes in letters for escape in escapes]),
        letters=letters,
        relatives=tuple(odd.encode() for odd in relatives),
    )


def _beginning(escapes: Sequence[bytes]) -> bytes:
    """What all of these escapes begin with, as far as its digits have no other case."""
    columns = zip(*(escape[2:6] for escape in escapes), strict=True)
    shared = takewhile(lambda column: len(set(column)) == 1 and column[0] in b"0123456789", columns)
    return b"\\u" + bytes(column[0] for column in shared)


def _steady_runs(run: str) -> list[str]:
    """The stretches in which letters have no other case, or one that is plain to tell: ASCII's."""
    stretches = [""]
    for letter in run:
        if letter.isascii() or letter.lower() == letter == letter.upper():
            stretches[-1] += letter
        elif stretches[-1]:
            stretches.append("")
    return stretches


def _forms(letter: str, *, match_case: bool) -> tuple[bytes, ...]:
    own = letter.encode().lower()
    spellings = {letter} if match_case else {letter, letter.upper(), *_ODD_RELATIVES.get(letter, ())}
    return (own, *sorted(_escape_of(spelling) for spelling in spellings if len(spelling) == 1))


def _escape_of(letter: str) -> bytes:
    units = letter.encode("utf-16-be")
    return b"".join(b"\\u" + units[at : at + 2].hex().encode() for at in range(0, len(units), 2))


def _lines_with(raw: bytes, wanted: bytes, borders: Sequence[int]) -> list[int]:
    """The lines that hold some bytes; each line is looked at no further than its first hit."""
    places: list[int] = []
    at, place = raw.find(wanted), 0
    while at >= 0:
        place = bisect_right(borders, at, place) - 1
        places.append(place)
        at = raw.find(wanted, borders[place + 1])
        place += 1
    return places
