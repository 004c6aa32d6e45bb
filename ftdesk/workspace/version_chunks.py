"""A file cut into chunks at line ends chosen by content, so that an edit changes the chunks around it alone.

A line ends a chunk if a cheap hash of its bytes falls under a bound that grows with its length: where the
cuts lie depends on the lines, not on their places, and a cut is due about every `MEAN` bytes.
"""

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

LEAST = 256 << 10
MEAN = 256 << 10
"""Bytes, after the least, until a cut is due on average."""
MOST = 1 << 20
"""A line that is longer is cut at every so many bytes from its start."""

_MIX = np.uint64(0x9E37_79B9_7F4A_7C15)
_BITS = 32


def cut(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in chunks; only the last may be shorter than `LEAST`, none is longer than `MOST`."""
    rest = bytearray()
    for piece in pieces:
        rest += piece
        while len(rest) >= 2 * MOST:
            yield _take(rest)
    while rest:
        yield _take(rest)


def _take(rest: bytearray) -> bytes:
    """Take the first chunk out of `rest`, which holds at least `MOST` bytes or all that is left."""
    length = _first_cut(np.frombuffer(bytes(rest[:MOST]), np.uint8))
    chunk = bytes(rest[:length])
    del rest[:length]
    return chunk


def _first_cut(block: npt.NDArray[np.uint8]) -> int:
    """How many bytes the first chunk of `block` has."""
    stops = np.flatnonzero(block == ord("\n")) + 1
    if not len(stops):
        return len(block)
    late = int(np.searchsorted(stops, LEAST))  # lines that end before may not end the chunk
    starts = np.concatenate((np.zeros(1, np.int64), stops[:-1]))[late:]
    fitting = stops[late:]
    chosen = fitting[_ends_chunk(block, starts, fitting)] if len(fitting) else fitting
    if len(chosen):
        return int(chosen[0])
    return int(fitting[-1]) if len(fitting) and len(block) == MOST else len(block)


def _ends_chunk(
    block: npt.NDArray[np.uint8], starts: npt.NDArray[np.int64], stops: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Whether each line's hash falls under its bound; the hash mixes the sum and the number of its bytes."""
    lengths = stops - starts
    sums = np.add.reduceat(block[: stops[-1]], starts, dtype=np.uint32).astype(np.uint64)
    hashes = ((sums << np.uint64(20)) + lengths.astype(np.uint64)) * _MIX >> np.uint64(64 - _BITS)
    return hashes < (lengths * ((1 << _BITS) // MEAN)).astype(np.uint64)
