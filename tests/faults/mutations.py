"""Real training files, spoiled: each mutation is one that disks, editors, converters and attackers do make."""

import gzip
import random
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.faults.random_lines import MARK, random_file

_ROOT = Path(__file__).resolve().parents[2]
_PUBLISHED = _ROOT.parent / "shared" / "datasets"
_SAMPLES = _ROOT / "resources" / "samples"
_MOST_BYTES = 48_000
_INSERTED = (
    b"\0",
    b"\0" * 64,
    MARK,
    b"\xff\xfe",
    b"\xed\xa0\x80",
    "\u2028\u202e\u200b".encode(),
    b"\\ud800",
    b"NaN",
    b"-Infinity",
    b"1e999999",
    b"7" * 5000,
    b"[" * 100_000,
    b'{"a":' * 5_000,
    b'{"a":1,' * 2_000,
    b'"role":"user","role":"assistant",',
    b'{"messages": [' + b"{}," * 5_000 + b"]}",
    "e\u0301".encode() * 50_000,
    "🏳️‍🌈".encode() * 2_000,
    b"a" * 1_000_000,
    b"\r" * 3,
    b"\n" * 500,
    b"%PDF-",
    b"<|endoftext|><img src=x>",
)

Mutation = Callable[[random.Random, bytes], bytes]


def sources() -> list[bytes]:
    """Whole published files where they lie at hand, and the samples that ship with ftdesk."""
    files = [path for folder in (_PUBLISHED, _SAMPLES) for path in sorted(folder.glob("*.jsonl"))]
    return [path.read_bytes() for path in files]


def mutated(dice: random.Random, contents: Sequence[bytes]) -> bytes:
    """Some lines of a file, spoiled one to six times."""
    content = _some_lines(dice, dice.choice(contents)) if dice.random() < 0.8 else random_file(dice)
    for _ in range(dice.randrange(1, 7)):
        content = dice.choice(_MUTATIONS)(dice, content)
    return content


def _some_lines(dice: random.Random, content: bytes) -> bytes:
    start = content.rfind(b"\n", 0, dice.randrange(len(content))) + 1
    return content[start : start + dice.randrange(200, _MOST_BYTES)]


def _span(dice: random.Random, content: bytes) -> tuple[int, int]:
    start = dice.randrange(len(content) + 1)
    return start, min(len(content), start + int(dice.expovariate(1 / 40)))


def _flip(dice: random.Random, content: bytes) -> bytes:
    spoiled = bytearray(content)
    for _ in range(dice.randrange(1, 20)):
        if spoiled:
            spoiled[dice.randrange(len(spoiled))] = dice.randrange(256)
    return bytes(spoiled)


def _cut_out(dice: random.Random, content: bytes) -> bytes:
    start, stop = _span(dice, content)
    return content[:start] + content[stop:]


def _double(dice: random.Random, content: bytes) -> bytes:
    start, stop = _span(dice, content)
    return content[:stop] + content[start:stop] * dice.randrange(1, 30) + content[stop:]


def _insert(dice: random.Random, content: bytes) -> bytes:
    start, _ = _span(dice, content)
    return content[:start] + dice.choice(_INSERTED) + content[start:]


def _truncate(dice: random.Random, content: bytes) -> bytes:
    return content[: _span(dice, content)[0]]


def _other_ends(dice: random.Random, content: bytes) -> bytes:
    return content.replace(b"\n", dice.choice([b"\r\n", b"\r", b"", b" ", b"\n\n", b"\n\r", b"\x85"]))


def _encode(dice: random.Random, content: bytes) -> bytes:
    kind = dice.choice(["utf-16", "utf-16-le", "utf-32", "utf-8-sig", "latin-1"])
    return content.decode("utf-8", "replace").encode(kind, "replace")


def _wrap(dice: random.Random, content: bytes) -> bytes:
    lines = content.split(b"\n")
    return dice.choice(
        [
            b"[" + b",\n".join(lines) + b"]",
            b'{"about": {"n": 1}, "data": [' + b", ".join(lines) + b"]}",
            gzip.compress(content),
            b"[" + content,
            content.replace(b",", b",\n  "),
        ]
    )


_MUTATIONS: tuple[Mutation, ...] = (
    *((_flip, _insert) * 3),
    _cut_out,
    _double,
    _truncate,
    _other_ends,
    _encode,
    _wrap,
)
