"""Lines that did not come from the file: whatever a person wrote, numbered from 0 and only ever appended to.

They are kept in memory, or in a file once one backs them (the journal's): then only the newest stay in
memory. A line never changes under its number, so that any thread may read while another appends.
"""

import threading
from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np

from ftdesk.dataset.lines import Positions

KEPT_IN_MEMORY = 16 << 20
"""Bytes of written lines that stay in memory when a file backs them."""
WRITTEN_AT_ONCE = 8 << 20
"""From so many unwritten bytes on, whoever appends writes them out at once."""


class LineFile(Protocol):
    """Where lines are kept outside memory: append-only, each line found by its number."""

    def append(self, lines: Sequence[bytes]) -> None:
        """Write lines after those already there and bring them to the disk."""

    def read(self, number: int) -> bytes:
        """A line that was written."""


class Additions:
    """An append-only list of lines; safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._writing = threading.Lock()
        self._memory: dict[int, bytes] = {}
        self._memory_bytes = 0
        self._sizes: Positions = np.zeros(64, np.int64)
        self._count = 0
        self._file: LineFile | None = None
        self._written = 0

    def __len__(self) -> int:
        return self._count

    @property
    def written(self) -> int:
        """How many lines are in the file."""
        return self._written

    def append(self, lines: Iterable[bytes]) -> Positions:
        """Add lines; returns their numbers. Raises what the file raises when many are written out at once."""
        with self._lock:
            first = self._count
            for line in lines:
                self._add(bytes(line))
            numbers: Positions = np.arange(first, self._count)
        if self._file is not None and self._memory_bytes > KEPT_IN_MEMORY + WRITTEN_AT_ONCE:
            self.write_out()
        return numbers

    def line(self, number: int) -> bytes:
        """A line by its number. Raises IndexError."""
        with self._lock:
            if not 0 <= number < self._count:
                raise IndexError(number)
            known = self._memory.get(number)
            file = self._file
        if known is not None:
            return known
        if file is None:
            raise IndexError(number)
        return file.read(number)

    def size(self, number: int) -> int:
        """How many bytes a line has, without reading it."""
        return int(self._sizes[number])

    def sizes(self, numbers: Positions) -> Positions:
        """How many bytes each line has."""
        return self._sizes[numbers]

    def back_with(self, file: LineFile, sizes: Positions | Sequence[int] = ()) -> None:
        """Keep the lines in a file from now on; `sizes` are those of the lines it already holds.

        Raises ValueError where lines were appended and the file is not empty.
        """
        with self._lock:
            if len(sizes) and self._count:
                raise ValueError("lines before those of the file")
            self._file = file
            if len(sizes):
                self._sizes = np.array(sizes, np.int64)
                self._count = self._written = len(sizes)

    def write_out(self) -> int:
        """Write to the file what is not in it yet; returns how many lines are. For a thread that may wait.

        Raises what the file raises; the lines then stay in memory.
        """
        with self._writing:
            with self._lock:
                file, first, stop = self._file, self._written, self._count
                lines = [self._memory[number] for number in range(first, stop)]
            if file is None or not lines:
                return first
            file.append(lines)
            with self._lock:
                self._written = stop
                self._let_go()
            return stop

    def _add(self, line: bytes) -> None:
        if self._count == len(self._sizes):
            self._sizes = np.concatenate([self._sizes, np.zeros_like(self._sizes)])
        self._sizes[self._count] = len(line)
        self._memory[self._count] = line
        self._memory_bytes += len(line)
        self._count += 1

    def _let_go(self) -> None:
        """Drop the oldest written lines from memory until it holds no more than it may."""
        for number in list(self._memory):
            if self._memory_bytes <= KEPT_IN_MEMORY or number >= self._written:
                break
            self._memory_bytes -= len(self._memory.pop(number))
