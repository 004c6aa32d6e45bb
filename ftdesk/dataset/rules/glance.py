"""Which lines may hold secrets, personal data or hidden characters: a glance at the bytes of many lines together.

Nearly all lines hold nothing of the kind, and the check must not become slower for looking: this costs less than a
nanosecond a byte, a regular expression ten times that. It says yes too often and never wrongly no.
"""

import re
from collections.abc import Sequence

import numpy as np

from ftdesk.dataset.rules.joined_lines import JoinedLines, Letters, Places
from ftdesk.dataset.rules.masking import Finder
from ftdesk.dataset.rules.personal import find_cards, find_emails, find_phones, may_be_card, phones_in
from ftdesk.dataset.rules.secrets import LEAST, find_keys, may_begin_here, may_hold_private_key

_LANE = 4
_FULL = np.uint32(0x01010101)
_FIRST, _COUNT = np.uint8(ord("-")), np.uint8(0x80 - ord("-"))
"""From "-" to the end of ASCII: all that keys are made of, and little of what stands between words but escapes."""
_RUN = re.compile(rb"[A-Za-z0-9_.-]{%d,}" % LEAST)
_ZERO, _TEN = np.uint8(ord("0")), np.uint8(10)
_LAST_PLAIN = 0x7E
_BACKSLASH = np.uint8(ord("\\"))
_U, _B, _F = np.frombuffer(b"ubf", np.uint8)
"""They follow a backslash in the escapes that may stand for a hidden character."""


def finders_for(lines: Sequence[bytes]) -> list[tuple[Finder, ...]]:
    """For each line what is worth looking for in its texts."""
    return finders_in(JoinedLines(lines))


def finders_in(lines: JoinedLines) -> list[tuple[Finder, ...]]:
    """The same of lines that are joined already."""
    found: list[tuple[Finder, ...]] = [()] * len(lines.lines)
    runs, groups = _runs_and_groups(lines)
    in_lines = lines.lines_of(runs)
    likely = {line for at, line in zip(runs, in_lines, strict=True) if may_begin_here(lines.joined, at)}
    for line in dict.fromkeys(in_lines):
        if line in likely or may_hold_private_key(lines.lines[line]):
            found[line] += (find_keys,)
    for line in dict.fromkeys(lines.lines_of(list(lines.firsts(b"@")))):
        found[line] += (find_emails,)
    for line in dict.fromkeys(lines.lines_of([at for at in groups if may_be_card(lines.joined, at)])):
        found[line] += (find_cards,)
    for line in dict.fromkeys(lines.lines_of(list(phones_in(lines.joined)))):
        found[line] += (find_phones,)
    return found


def plain_texts_in(lines: JoinedLines) -> list[bool]:
    """For each line what `characters.has_plain_text` says of it."""
    if not lines.lines:
        return []
    begins = lines.starts[:-1]
    is_plain = np.maximum.reduceat(lines.letters, begins) <= _LAST_PLAIN
    hides = np.zeros(len(lines.letters), np.bool_)
    for begin, window in lines.windows():
        at, after = window[:-1], window[1:]
        hides[begin : begin + len(at)] = (at == _BACKSLASH) & ((after == _U) | (after == _B) | (after == _F))
    is_plain &= ~np.logical_or.reduceat(hides, begins)
    told: list[bool] = is_plain.tolist()
    return told


def _runs_and_groups(lines: JoinedLines) -> tuple[list[int], list[int]]:
    """Where the runs begin that may be keys, and the groups of digits that may be cards.

    The rest of a run that the window before has begun is found, too: it does not begin like a key.
    """
    runs: list[int] = []
    groups: list[int] = []
    for begin, window in lines.windows():
        for start, stop in (_long_stretches(window) + begin).tolist():
            runs += [run.start() for run in _RUN.finditer(lines.joined, start, stop)]
        groups += (_groups_of_digits(window) + begin).tolist()
    return runs, groups


def _long_stretches(window: Letters) -> Places:
    """Start and stop of what is long enough to hold a key and made of no other bytes, a few at either end aside.

    The shortest key fills four lanes on end, wherever it begins.
    """
    held = ((window - _FIRST) < _COUNT) & (window != _BACKSLASH)
    full = held[: len(held) // _LANE * _LANE].view(np.uint32) == _FULL
    pairs = full[:-1] & full[1:]
    fours = np.flatnonzero(pairs[:-2] & pairs[2:])
    if not len(fours):
        return np.zeros((0, 2), np.intp)
    is_head = np.diff(fours, prepend=-2) > 1
    heads, tails = fours[is_head], fours[np.append(is_head[1:], True)]
    return np.stack([np.maximum(heads * _LANE - _LANE + 1, 0), (tails + 5) * _LANE - 1], axis=1)


def _groups_of_digits(window: Letters) -> Places:
    """Where four digits fill a lane that may be of a card number: 14 to 16 on end, or groups of four to six.

    However such a number lies, it fills a lane beside which there are two more digits, at once or after one byte; or
    which is in the middle of six between two other groups.
    """
    digits = (window ^ _ZERO) < _TEN
    at = np.flatnonzero(digits[: len(digits) // _LANE * _LANE].view(np.uint32) == _FULL) * _LANE
    at = at[(at >= 3) & (at + 7 <= len(window))]
    before, after = digits[at - 1], digits[at + 4]
    further_before, further_after = digits[at - 3], digits[at + 6]
    beside = (digits[at - 2] & (before | further_before)) | (digits[at + 5] & (after | further_after))
    found: Places = at[beside | (before & after & further_before & further_after)]
    return found
