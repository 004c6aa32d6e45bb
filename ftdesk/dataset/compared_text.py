"""What of an example is compared to tell whether two say nearly the same, and how alike two texts are.

System prompts and tool definitions are left out: whole files share them, and would be alike for that alone. For the
same reason shingles that stand in many rows, as those of a template, do not count (`Shared`).
"""

import unicodedata
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import orjson
from numpy.typing import NDArray

from ftdesk.dataset.said_text import said_of

Shingles = NDArray[np.uint64]
"""Hashes of all runs of a text's UTF-8 bytes of one length."""

Shared = NDArray[np.bool_]
"""By the first bits of a shingle's hash: whether it stands in many rows. The few others with these bits go with it."""

_WIDTH = 8
_BITS = np.uint64(20)
_LEAST_ROWS = 50
_MANY = 0.1
"""The share of the rows in which a shingle stands that tells nothing about one of them."""
_SHARED_KEYS = frozenset(("tools", "functions", "parallel_tool_calls"))
_SHARED_ROLES = frozenset(("system", "developer"))
_MIX = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)


def compared_text(line: bytes) -> bytes:
    """What a line says, in UTF-8, without regard to case, width (NFKC) and white space; b"" where it says nothing."""
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError:
        text = line.decode("utf-8", "replace")
    else:
        text = said_of(_own(value)) if isinstance(value, dict) else line.decode()
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.casefold().split()).encode("utf-8", "surrogatepass")


def _own(example: dict[str, object]) -> dict[str, object]:
    """An example without what it shares with others; all of it where nothing else is in it."""
    own = {
        key: _own_messages(value) if isinstance(value, list) else value
        for key, value in example.items()
        if key not in _SHARED_KEYS
    }
    given = own.get("input")
    if isinstance(given, dict):
        own["input"] = _own(given)
    return own if any(own.values()) else example


def _own_messages(messages: list[object]) -> list[object]:
    return [
        message
        for message in messages
        if not (isinstance(message, dict) and message.get("role") in _SHARED_ROLES)
    ]


def shingles_of(texts: Sequence[bytes]) -> tuple[Shingles, NDArray[np.uint64]]:
    """The shingles of texts, one after the other, and where each text's begin and the last one's end."""
    padded = [text if len(text) >= _WIDTH else text.ljust(_WIDTH) for text in texts]
    joined = b"".join(padded)
    windows = np.ndarray((max(0, len(joined) - _WIDTH + 1),), "<u8", joined, strides=(1,))
    ends = np.cumsum([len(text) for text in padded], dtype=np.int64)
    within = np.ones(len(windows), np.bool_)
    for back in range(1, _WIDTH):  # windows that reach into the next text
        within[ends[:-1] - back] = False
    hashes = windows[within] * _MIX
    hashes ^= hashes >> _HALF
    hashes *= _MIX
    offsets = np.zeros(len(texts) + 1, np.uint64)
    offsets[1:] = ends - (_WIDTH - 1) * np.arange(1, len(texts) + 1)
    return hashes, offsets


def shared_shingles(texts: Sequence[bytes]) -> Shared:
    """Which shingles many of some texts have; none where the texts are few."""
    counts = np.zeros(1 << int(_BITS), np.int32)
    hashes, offsets = shingles_of(texts)
    for start, stop in pairwise(offsets.astype(np.int64).tolist()):
        counts[np.unique(_places(hashes[start:stop]))] += 1
    return counts > (_MANY * len(texts) if len(texts) >= _LEAST_ROWS else len(texts))


def without_shared(
    hashes: Shingles, offsets: NDArray[np.uint64], shared: Shared
) -> tuple[Shingles, NDArray[np.uint64]]:
    """The shingles of texts that tell one from another, and where each text's begin."""
    own = ~shared[_places(hashes)]
    kept = np.concatenate([[0], np.cumsum(own)])
    return hashes[own], kept[offsets.astype(np.int64)].astype(np.uint64)


def _places(hashes: Shingles) -> NDArray[np.int64]:
    return (hashes >> (np.uint64(64) - _BITS)).astype(np.int64)


def likeness(one: Shingles, two: Shingles) -> float:
    """The Jaccard similarity of two sets of shingles, each sorted and without repetition: 1 is the same."""
    if not len(one) or not len(two):
        return 0.0
    at = np.searchsorted(two, one)
    shared = int(np.count_nonzero(two[np.minimum(at, len(two) - 1)] == one))
    return shared / (len(one) + len(two) - shared)
