"""A reply being drawn: bytes from the model become text, cut at a stop text or at the length asked for.

Text comes in small helpings: each call of `more` works for a few milliseconds, so that whoever streams it can
stop between two calls and several replies take turns.
"""

import codecs
import time
from collections.abc import Iterator
from dataclasses import dataclass

HELPING_TOKENS = 8
HELPING_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Limits:
    """Where a reply ends at the latest: after so many tokens, and before any of these texts."""

    tokens: int | None = None
    stop: tuple[str, ...] = ()


class Generation:
    """One reply; used by one caller at a time. `finish_reason` is None until the end, then stop or length."""

    def __init__(self, pieces: Iterator[bytes], limits: Limits) -> None:
        self._pieces = pieces
        self._limits = limits
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._held = ""
        self.tokens = 0
        self.finish_reason: str | None = None

    def more(self) -> str:
        """The next helping of text, which may be empty while more is to come."""
        deadline = time.monotonic() + HELPING_SECONDS
        taken = bytearray()
        for _ in range(HELPING_TOKENS):
            if self._limits.tokens is not None and self.tokens >= self._limits.tokens:
                self.finish_reason = "length"
                break
            piece = next(self._pieces, None)
            if piece is None:
                self.finish_reason = "stop"
                break
            self.tokens += 1
            taken += piece
            if time.monotonic() > deadline:
                break
        return self._release(self._decoder.decode(bytes(taken), final=self.finish_reason is not None))

    def _release(self, text: str) -> str:
        """What is certainly before any stop text."""
        self._held += text
        places = [place for stop in self._limits.stop if (place := self._held.find(stop)) >= 0]
        if places:
            self.finish_reason = "stop"
            released, self._held = self._held[: min(places)], ""
            return released
        keep = 0 if self.finish_reason else self._possible_start()
        released = self._held[: len(self._held) - keep]
        self._held = self._held[len(released) :]
        return released

    def _possible_start(self) -> int:
        """How much of the end may be the beginning of a stop text."""
        longest = max((len(stop) for stop in self._limits.stop), default=1) - 1
        for length in range(min(longest, len(self._held)), 0, -1):
            if any(stop.startswith(self._held[-length:]) for stop in self._limits.stop):
                return length
        return 0
