"""API keys and private keys in a text, known by the shapes that their makers publish.

Only keys that start in a way of their own are looked for: what merely looks random is as often a hash, an id or a
picture, and a false alarm is worse than none. The shapes are data (`resources/secrets/keys.toml`, most of them from
gitleaks); they are read when the first text holds something that long.
"""

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ftdesk.dataset.rules.sighting import HIDDEN, Sighting
from ftdesk.resource_files import resource_directory

API_KEY = "secret.api_key"
PRIVATE_KEY = "secret.private_key"

LEAST = 20
"""No key is shorter: letters, digits, "_", "-" and "." in one run."""
_JOINERS = b"_-."
_WORD = re.compile(rf"[A-Za-z0-9_.-]{{{LEAST},}}")
_JOINED = re.compile(r"[_.-]*")
_ESCAPES = "nrtbf"
_END = r"(?![A-Za-z0-9_-])"
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_LAST_SHOWN = 4

_BLOCK = re.compile(
    r"-----BEGIN (?P<kind>[A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?)-----(?P<body>.*?)(?:-----END (?P=kind)-----|\Z)",
    re.DOTALL,
)
_BLOCK_START = b"PRIVATE KEY"
_BLOCK_BODY = re.compile(r"[A-Za-z0-9+/]{32}")
"""Words such as "your key here" between the marks are no key."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """How the keys of one service look; one with less `entropy` (bits a character) is a placeholder."""

    service: str
    starts: tuple[str, ...]
    pattern: str
    entropy: float


def may_begin_here(raw: bytes, at: int) -> bool:
    """Whether the word at a place begins like a key: after joiners, or an escape such as \\n or \\u003d."""
    _, starts, heads = _starts()
    begins = [at + LEAST - len(raw[at : at + LEAST].lstrip(_JOINERS))]
    if raw[max(0, at - 1) : at] == b"\\":
        begins += [at + 1, at + 5]
    return any(raw[begin : begin + 2] in heads and raw.startswith(starts, begin) for begin in begins)


def may_hold_private_key(raw: bytes) -> bool:
    """Whether a line names one."""
    return _BLOCK_START in raw


def find_keys(text: str) -> Iterator[Sighting]:
    """The API keys and private keys of a text."""
    for block in _BLOCK.finditer(text):
        if _BLOCK_BODY.search(block["body"]):
            kind = block["kind"]
            yield Sighting(PRIVATE_KEY, block.start(), block.end(), f"-----BEGIN {kind}-----{HIDDEN}", kind)
    for word in _WORD.finditer(text):
        yield from _key_at(text, word.start())


def _key_at(text: str, start: int) -> Iterator[Sighting]:
    """The key with which the word at a place begins."""
    joined = _JOINED.match(text, start)
    at = joined.end() if joined else start
    if at == start and start and text[start - 1] == "\\" and text[start] in _ESCAPES:  # JSON inside a text
        at += 1
    starts = _starts()[0]
    if not text.startswith(starts, at):
        return
    for shape in _shapes():
        if text.startswith(shape.starts, at):
            key = re.compile(f"(?:{shape.pattern}){_END}", re.ASCII).match(text, at)
            if key and not _is_placeholder(key[0], shape):
                yield Sighting(API_KEY, at, key.end(), _shown(key[0], shape), shape.service)
                return


def _is_placeholder(key: str, shape: _Shape) -> bool:
    return key.endswith("EXAMPLE") or _ALPHABET in key.lower() or _entropy(key) < shape.entropy


def _entropy(text: str) -> float:
    """Shannon's, in bits a character."""
    shares = [count / len(text) for count in Counter(text).values()]
    return -sum(share * math.log2(share) for share in shares)


def _shown(key: str, shape: _Shape) -> str:
    """How the key begins for everyone, and its last letters."""
    start = next(start for start in shape.starts if key.startswith(start))
    return f"{start}{HIDDEN}{key[-_LAST_SHOWN:]}"


@lru_cache(maxsize=1)
def _shapes() -> tuple[_Shape, ...]:
    table = tomllib.loads((resource_directory() / "secrets" / "keys.toml").read_text("utf-8"))
    return tuple(
        _Shape(key["service"], tuple(key["starts"]), key["pattern"], float(key.get("entropy", 0)))
        for key in table["key"]
    )


@lru_cache(maxsize=1)
def _starts() -> tuple[tuple[str, ...], tuple[bytes, ...], frozenset[bytes]]:
    """How any key starts, as text and as bytes; and the first two bytes of these."""
    starts = tuple({start for shape in _shapes() for start in shape.starts})
    return (
        starts,
        tuple(start.encode() for start in starts),
        frozenset(start[:2].encode() for start in starts),
    )
