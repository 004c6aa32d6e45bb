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
    return Memory(own / 1000, shared_memory(os.getpid()))


def processor_seconds() -> float:
    """What this process and all below it have used of the processor."""
    return sum(map(_ticks, family())) / os.sysconf("SC_CLK_TCK")


def shared_memory(root: int) -> float:
    """Megabytes of a process and of all below it (PSS)."""
    return sum(_kilobytes(process, "Pss") for process in family(root)) / 1000


def family(root: int | None = None) -> Iterator[int]:
    """The ids of a process, by default this one, and of all below it."""
    parents: dict[int, int] = {}
    for folder in _PROC.iterdir():
        if folder.name.isdigit():
            try:
                parents[int(folder.name)] = int(_figures(int(folder.name))[1])
            except OSError:
                continue  # it ended meanwhile
    waiting = [root or os.getpid()]
    while waiting:
        process = waiting.pop()
        yield process
        waiting += [child for child, parent in parents.items() if parent == process]


def _figures(process: int) -> list[str]:
    """What /proc/PID/stat says after the program's name."""
    return (_PROC / str(process) / "stat").read_text().rsplit(")", 1)[1].split()


def _ticks(process: int) -> int:
    """Of the processor, in its own code and in the kernel."""
    try:
        return sum(map(int, _figures(process)[11:13]))
    except OSError:
        return 0


def _kilobytes(process: int, field: str) -> int:
    try:
        for line in (_PROC / str(process) / "smaps_rollup").read_text().splitlines():
            if line.startswith(f"{field}:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0
