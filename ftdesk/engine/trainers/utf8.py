"""Which byte may follow in UTF-8, so that a reply written byte by byte is valid text wherever it may end."""

from functools import cache

import numpy as np
import numpy.typing as npt

from ftdesk.engine.trainers.contexts import END

Allowed = npt.NDArray[np.bool_]

_SECOND = {0xE0: (0xA0, 0xBF), 0xED: (0x80, 0x9F), 0xF0: (0x90, 0xBF), 0xF4: (0x80, 0x8F)}
"""Lead bytes after which not every continuation byte is valid (RFC 3629)."""


def unfinished(begun: bytes, byte: int) -> bytes:
    """What of a character has been written once `byte` follows `begun`; empty when it is whole."""
    character = begun + bytes([byte])
    lead = character[0]
    length = 1 if lead < 0x80 else 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
    return character if len(character) < length else b""


@cache
def _allowed(first: int, last: int) -> Allowed:
    allowed = np.zeros(256, np.bool_)
    allowed[first : last + 1] = True
    return allowed


@cache
def _allowed_first() -> Allowed:
    return _allowed(0x00, 0x7F) | _allowed(0xC2, 0xF4) | _allowed(END, END)


def allowed_after(begun: bytes) -> Allowed:
    """The bytes that may follow the begun character; after a whole one also the end of the reply."""
    if not begun:
        return _allowed_first()
    return _allowed(*(_SECOND.get(begun[0], (0x80, 0xBF)) if len(begun) == 1 else (0x80, 0xBF)))
