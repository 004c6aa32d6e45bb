"""Many lines as one piece of bytes, to be looked at together: a call for each line would take longer than the look."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.intp]
Letters = NDArray[np.uint8]

WINDOW = 1 << 17
"""Bytes looked at together: what is made of them stays in the processor's cache."""
_OVERLAP = 64


class JoinedLines:
    """Lines, each with a line end behind it; `starts` is where each begins, and where the last one ends."""

    def __init__(self, lines: Sequence[bytes]) -> None:
        self.lines = lines
        self.joined = b"\n".join([*lines, b""])
        self.letters: Letters = np.frombuffer(self.joined, np.uint8)
        lengths = np.fromiter(map(len, lines), np.intp, len(lines))
        self.starts = np.concatenate([[0], np.cumsum(lengths + 1)])

    def lines_of(self, places: Places | Sequence[int]) -> list[int]:
        """Which line each place of the whole is in."""
        found: list[int] = (np.searchsorted(self.starts, np.asarray(places, np.intp), "right") - 1).tolist()
        return found

    def firsts(self, letter: bytes) -> Iterator[int]:
        """The first place of a letter in each line that has it."""
        at = self.joined.find(letter)
        while at >= 0:
            yield at
            at = self.joined.find(letter, int(self.starts[np.searchsorted(self.starts, at, "right")]))

    def windows(self) -> Iterator[tuple[int, Letters]]:
        """The whole in windows, each with the place where it begins.

        A window reaches a little into the next one, which then may find the rest of what begins in this.
        """
        for begin in range(0, len(self.letters), WINDOW):
            yield begin, self.letters[begin : begin + WINDOW + _OVERLAP]
