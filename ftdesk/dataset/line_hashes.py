"""What a line is recognised by when files are compared: 8 bytes, the same in every process and on every system."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ftdesk.dataset.lines import BYTE_ORDER_MARK, Positions

Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True, eq=False)
class HashedLines:
    """Successive lines: the hash of each, and where each starts and stops (without line end) in the file."""

    hashes: Hashes
    starts: Positions
    stops: Positions

    def __len__(self) -> int:
        return len(self.hashes)


NO_LINES = HashedLines(np.zeros(0, np.uint64), np.zeros(0, np.int64), np.zeros(0, np.int64))


def hash_lines(lines: Sequence[bytes]) -> Hashes:
    """The hash of each line, taken without its line end."""
    digests = b"".join(hashlib.blake2b(line, digest_size=8).digest() for line in lines)
    return np.frombuffer(digests, "<u8").astype(np.uint64)


def hash_range(raw: bytes, start: int) -> HashedLines:
    """The lines of a stretch of a file that begins at byte `start`, itself the start of a line."""
    lines = raw.split(b"\n")
    if not lines[-1]:
        lines.pop()  # the stretch ends with a line end, or is empty
    if not lines:
        return NO_LINES
    sizes = np.fromiter(map(len, lines), np.int64, len(lines))
    starts = start + np.cumsum(sizes + 1) - sizes - 1
    if start == 0 and lines[0].startswith(BYTE_ORDER_MARK):
        lines[0] = lines[0].removeprefix(BYTE_ORDER_MARK)
        starts[0] += len(BYTE_ORDER_MARK)
        sizes[0] -= len(BYTE_ORDER_MARK)
    returns = np.fromiter((line.endswith(b"\r") for line in lines), np.bool_, len(lines))
    for place in np.flatnonzero(returns).tolist():
        lines[place] = lines[place][:-1]
    if returns[-1] and not raw.endswith(b"\n"):  # a CR at the very end belongs to the line
        returns[-1], lines[-1] = False, lines[-1] + b"\r"
    return HashedLines(hash_lines(lines), starts, starts + sizes - returns)


def joined(parts: Sequence[HashedLines]) -> HashedLines:
    """Stretches one after the other."""
    if not parts:
        return NO_LINES
    return HashedLines(
        np.concatenate([part.hashes for part in parts]),
        np.concatenate([part.starts for part in parts]),
        np.concatenate([part.stops for part in parts]),
    )
