"""Which lines may hold secrets or personal data: a glance at their bytes, many lines at a time.

Nearly all lines hold nothing of the kind, and the check must not become slower for looking: this costs two nanoseconds
a byte, a regular expression ten times that. It says yes too often and never wrongly no.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from ftdesk.dataset.rules.masking import Finder
from ftdesk.dataset.rules.personal import find_cards, find_emails, find_phones, may_hold_card, phones_in
from ftdesk.dataset.rules.secrets import LEAST, find_keys, may_begin_here, may_hold_private_key

Places = NDArray[np.intp]

_WINDOW = 1 << 18
"""Bytes looked at together: what is made of them stays in the processor's cache."""
_OVERLAP = 64
_CLASSES = bytes(
    ord("1") if 48 <= byte < 58 else ord("a") if (chr(byte).isalnum() and byte < 128) or byte in b"_-." else 0
    for byte in range(256)
)
"""Digits, the other letters that keys are made of, and the rest."""
_LANE = 8
_FULL, _FULL_HALF = np.uint64(0x0101010101010101), np.uint32(0x01010101)


def finders_for(lines: Sequence[bytes]) -> list[tuple[Finder, ...]]:
    """For each line what is worth looking for in its texts."""
    joined = b"\n".join(lines)
    starts = np.cumsum([0, *(len(line) + 1 for line in lines)])
    found: list[tuple[Finder, ...]] = [()] * len(lines)

    def lines_of(places: Iterable[int]) -> list[int]:
        found_in: list[int] = (np.searchsorted(starts, np.array(list(places), np.intp), "right") - 1).tolist()
        return found_in

    runs, groups = _long_runs_and_groups(joined)
    in_lines = lines_of(runs)
    likely = {line for at, line in zip(runs, in_lines, strict=True) if may_begin_here(joined, at)}
    for line in dict.fromkeys(in_lines):
        if line in likely or may_hold_private_key(lines[line]):
            found[line] += (find_keys,)
    for line in dict.fromkeys(lines_of(_firsts(joined, b"@", starts))):
        found[line] += (find_emails,)
    for line in dict.fromkeys(lines_of(groups)):
        if may_hold_card(lines[line]):
            found[line] += (find_cards,)
    for line in dict.fromkeys(lines_of(phones_in(joined))):
        found[line] += (find_phones,)
    return found


def _firsts(joined: bytes, letter: bytes, starts: Places) -> Iterator[int]:
    """The first place of a letter in each line that has it."""
    at = joined.find(letter)
    while at >= 0:
        yield at
        at = joined.find(letter, int(starts[np.searchsorted(starts, at, "right")]))


def _long_runs_and_groups(joined: bytes) -> tuple[list[int], list[int]]:
    """Where the runs begin that may be keys, and the groups of digits that may be cards.

    A window reaches a little into the next one, which then may find the rest of a run: it does not begin like a key.
    """
    runs, groups = [], []
    for begin in range(0, len(joined), _WINDOW):
        held = joined[begin : begin + _WINDOW + _OVERLAP].translate(_CLASSES)
        classes = np.frombuffer(held + bytes(-len(held) % _LANE), np.uint8)
        runs += (_long_runs(classes) + begin).tolist()
        groups += (_two_groups_of_digits(classes) + begin).tolist()
    return runs, groups


def _long_runs(classes: NDArray[np.uint8]) -> Places:
    """Where runs begin that are as long as the shortest key: each fills at least one lane of eight bytes."""
    held = (classes != 0).view(np.uint8)
    full = np.flatnonzero(held.view(np.uint64) == _FULL)
    if not len(full):
        return full
    first = np.concatenate([[True], np.diff(full) > 1])
    heads, tails = full[first], full[np.concatenate([first[1:], [True]])]
    several = tails > heads
    halves = held.view(np.uint32) == _FULL_HALF
    beside = np.clip(np.stack([2 * heads - 1, 2 * tails + 2]), 0, len(halves) - 1)
    likely = several | (halves[beside[0]] & halves[beside[1]])
    heads, tails = heads[likely], tails[likely]
    before = _reach(held, heads - 1, backwards=True)
    after = _reach(held, tails + 1, backwards=False)
    long = before + after + (tails - heads + 1) * _LANE >= LEAST
    starts: Places = heads[long] * _LANE - before[long]
    return starts


def _reach(held: NDArray[np.uint8], lanes: Places, *, backwards: bool) -> Places:
    """How many bytes of lanes are held on end, from their beginning or their end; none of a lane that is not there."""
    there = (lanes >= 0) & (lanes < len(held) // _LANE)
    rows = held.reshape(-1, _LANE)[np.where(there, lanes, 0)]
    reach: Places = np.minimum.accumulate(rows[:, ::-1] if backwards else rows, axis=1).sum(
        axis=1, dtype=np.intp
    )
    return np.where(there, reach, 0)


def _two_groups_of_digits(classes: NDArray[np.uint8]) -> Places:
    """Where four digits are followed by four more, at once or after one other byte."""
    digits = classes == ord("1")
    pairs = digits[:-1] & digits[1:]
    fours = pairs[:-2] & pairs[2:]
    at = np.flatnonzero(fours[:-5])
    found: Places = at[fours[at + 4] | fours[at + 5]]
    return found
