"""Memory and processor time of this process and its children, as Linux counts them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes: `window` is the resident memory of this process, `all` the share of all of them (PSS)."""

    window: float
    all: float

    def larger(self, other: Memory) -> Memory:
        """The larger of each."""
        return Memory(max(self.window, other.window), max(self.all, other.all))


def memory_now() -> Memory:
    """What is used at this moment; what the kernel keeps of files is not counted where nobody mapped them."""
    own = _kilobytes(os.getpid(), "Rss")
    return Memory(own / 1000, sum(_kilobytes(process, "Pss") for process in family()) / 1000)


def family() -> Iterator[int]:
    """The ids of this process and of all below it."""
    parents: dict[int, int] = {}
    for folder in _PROC.iterdir():
        if folder.name.isdigit():
            try:
                parents[int(folder.name)] = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue  # it ended meanwhile
    waiting = [os.getpid()]
    while waiting:
        process = waiting.pop()
        yield process
        waiting += [child for child, parent in parents.items() if parent == process]


def _kilobytes(process: int, field: str) -> int:
    try:
        for line in (_PROC / str(process) / "smaps_rollup").read_text().splitlines():
            if line.startswith(f"{field}:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0
