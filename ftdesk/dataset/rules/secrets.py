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

_LEAST = 20
"""No key is shorter: letters, digits, "_", "-" and "." in one run."""
_RUN = b"a" * _LEAST
_JOINERS = b"_-."
_AS_RUNS = bytes(
    ord("a") if (chr(byte).isalnum() and byte < 128) or byte in _JOINERS else 0 for byte in range(256)
)
_WORD = re.compile(rf"[A-Za-z0-9_.-]{{{_LEAST},}}")
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


def may_hold_keys(raw: bytes) -> bool:
    """Whether a line may hold a key, told from its bytes: quick, and never wrongly no."""
    runs = raw.translate(_AS_RUNS)
    at = runs.find(_RUN)
    if at < 0:
        return False
    if _BLOCK_START in raw:
        return True
    starts = _starts()[1]
    while at >= 0:
        for skipped in _beginnings(raw, at):
            if raw.startswith(starts, skipped):
                return True
        end = runs.find(b"\0", at + _LEAST)
        at = runs.find(_RUN, end) if end >= 0 else -1
    return False


def _beginnings(raw: bytes, at: int) -> Iterator[int]:
    """Where the word in a run may begin: after joiners, and after the letters of an escape such as \\n or \\u003d."""
    yield at + len(raw[at : at + _LEAST]) - len(raw[at : at + _LEAST].lstrip(_JOINERS))
    if at and raw[at - 1] == ord("\\"):
        yield at + 1
        yield at + 5


def find_keys(text: str) -> Iterator[Sighting]:
    """The API keys and private keys of a text."""
    for word in _WORD.finditer(text):
        yield from _key_at(text, word.start())
    for block in _BLOCK.finditer(text):
        if _BLOCK_BODY.search(block["body"]):
            kind = block["kind"]
            yield Sighting(PRIVATE_KEY, block.start(), block.end(), f"-----BEGIN {kind}-----{HIDDEN}", kind)


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
def _starts() -> tuple[tuple[str, ...], tuple[bytes, ...]]:
    """How any key starts, as text and as bytes."""
    starts = tuple({start for shape in _shapes() for start in shape.starts})
    return starts, tuple(start.encode() for start in starts)
