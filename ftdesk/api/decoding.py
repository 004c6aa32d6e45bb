"""Answer bodies, unpacked in small steps so that 400 kB can never become 400 MB in memory."""

import zlib
from collections.abc import Iterator
from typing import Protocol

from ftdesk.api.errors import AnswerUnusable, UnusableReason

_STEP = 64 * 1024


class Unpacker(Protocol):
    """Turns packed pieces into plain ones of at most 64 KiB."""

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """The plain pieces that one packed piece gives."""
        ...


class Plain:
    """A body that is not packed."""

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """The piece itself."""
        yield piece


class Zipped:
    """A body packed by gzip or deflate (with the usual zlib head)."""

    def __init__(self, status: int) -> None:
        self._status = status
        self._zlib = zlib.decompressobj(zlib.MAX_WBITS | 32)  # 32: gzip or zlib, told by the first bytes

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """The plain pieces; AnswerUnusable where the packing is broken."""
        while piece:
            try:
                plain = self._zlib.decompress(piece, _STEP)
            except zlib.error:
                raise AnswerUnusable(UnusableReason.ENCODING, self._status) from None
            if plain:
                yield plain
            piece = self._zlib.unconsumed_tail


def unpacker_for(content_encoding: str, status: int) -> Unpacker:
    """The unpacker for a Content-Encoding; AnswerUnusable for one that we did not ask for."""
    encoding = content_encoding.strip().lower()
    if encoding in {"", "identity"}:
        return Plain()
    if encoding in {"gzip", "x-gzip", "deflate"}:
        return Zipped(status)
    raise AnswerUnusable(UnusableReason.ENCODING, status)
