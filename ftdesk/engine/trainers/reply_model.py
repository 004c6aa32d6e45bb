"""A loaded built-in model that writes replies, one byte at a time, always valid UTF-8.

A byte is drawn only from those that were seen after the whole reply so far, so every reply is one that was
learned; the model decides, byte by byte, which. Left free it mixes replies halfway and runs in circles on
questions that are far from all it knows, and at a temperature of 1 the many bytes never seen anywhere add
up to letter salad.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from ftdesk.engine.trainers.contexts import END, WHOLE_COLUMN, ReplyCursor
from ftdesk.engine.trainers.features import conversation_marks
from ftdesk.engine.trainers.interface import Sampling, Turn
from ftdesk.engine.trainers.model_state import ModelState
from ftdesk.engine.trainers.preparation import chosen_marks
from ftdesk.engine.trainers.utf8 import Allowed, allowed_after, unfinished
from ftdesk.engine.trainers.weights import BYTES, Contexts, Floats, Weights, probabilities

SHORTEST_LIMIT = 400
COLDEST = 1e-3
"""Temperatures below this are greedy: dividing by less would overflow."""


class BuiltinReplyModel:
    """Reads `state` only, so several replies can be written at once."""

    def __init__(self, state: ModelState) -> None:
        self._state = state
        # Nothing longer than the longest reply was ever learned: what goes on and on runs in circles.
        self._limit = max(SHORTEST_LIMIT, 2 * state.longest_reply)

    def reply(self, turns: Sequence[Turn], sampling: Sampling) -> Iterator[bytes]:
        """Yield single bytes until the model ends the reply or it is twice as long as any it learned."""
        marks, values = chosen_marks(self._state.documents, conversation_marks(turns))
        cursor = ReplyCursor(marks)
        random = np.random.default_rng(sampling.seed)
        weights = self._state.weights
        begun = b""
        written = 0
        while written < self._limit or begun:
            contexts = weights.find(cursor.keys())
            scores = weights.scores(weights.entries(contexts, values[None, :]))[0]
            possible = _possible(weights, contexts[0], allowed_after(begun))
            byte = _choose(np.where(possible, scores, -np.inf), sampling, random)
            if byte == END:
                return
            yield bytes([byte])
            cursor.add(byte)
            begun = unfinished(begun, byte)
            written += 1

    def count_tokens(self, text: str) -> int:
        """UTF-8 bytes."""
        return len(text.encode("utf-8", "replace"))


def _possible(weights: Weights, contexts: Contexts, allowed: Allowed) -> Allowed:
    """The allowed bytes that were seen after the whole reply so far; all allowed ones if none was."""
    seen = np.zeros(BYTES, np.bool_)
    seen[weights.bytes_after(int(contexts[WHOLE_COLUMN]))] = True
    seen &= allowed
    return seen if seen.any() else allowed


def _choose(scores: Floats, sampling: Sampling, random: np.random.Generator) -> int:
    if sampling.temperature < COLDEST:
        return int(scores.argmax())
    chances = probabilities((scores / sampling.temperature).astype(np.float32)).astype(np.float64)
    order = np.argsort(-chances, kind="stable")
    reached = np.cumsum(chances[order])
    # The likeliest bytes up to the first that reaches top_p; at least one.
    kept = order[: int(np.searchsorted(reached, sampling.top_p * reached[-1])) + 1]
    limits = np.cumsum(chances[kept])
    place = int(np.searchsorted(limits, random.random() * limits[-1], side="right"))
    return int(kept[min(place, len(kept) - 1)])
