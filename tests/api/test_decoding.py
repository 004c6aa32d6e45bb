"""Packed bodies are unpacked in steps."""

import gzip
import zlib

import pytest

from ftdesk.api.decoding import unpacker_for
from ftdesk.api.errors import AnswerUnusable

TEXT = b"step,loss\n" * 5_000


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [("", TEXT), ("identity", TEXT), ("GZIP", gzip.compress(TEXT)), ("deflate", zlib.compress(TEXT))],
)
@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_a_body_is_unpacked_from_pieces_of_any_size(encoding, packed, size):
    unpacker = unpacker_for(encoding, 200)
    pieces = (packed[at : at + size] for at in range(0, len(packed), size))
    assert b"".join(plain for piece in pieces for plain in unpacker.feed(piece)) == TEXT


def test_a_bomb_comes_in_small_steps():
    bomb = gzip.compress(b"\0" * 50_000_000)
    pieces = unpacker_for("gzip", 200).feed(bomb)
    assert max(len(next(pieces)) for _ in range(20)) <= 65_536


@pytest.mark.parametrize(("encoding", "body"), [("gzip", b"not packed"), ("br", b""), ("gzip, gzip", b"")])
def test_broken_or_unasked_packing_is_refused(encoding, body):
    with pytest.raises(AnswerUnusable):
        list(unpacker_for(encoding, 200).feed(body))
