"""Gradient steps: cross-entropy of the next byte, its exact gradient, and Adagrad on the weights it touches.

Every step is measured before the weights move: the loss shown is that of examples it had not yet learned
from.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from ftdesk.engine.trainers.preparation import Reply
from ftdesk.engine.trainers.weights import BYTES, Entries, Floats, Indices, Weights, probabilities

RATE = 0.3
BIAS_RATE = 0.03
"""The bias is touched by every byte of every reply, so it moves less at a time."""
LITTLE = 1e-8
LEAST_PROBABILITY = 1e-30


@dataclass(frozen=True, slots=True)
class Measured:
    """Sums over bytes (the end of a reply counts as one); add two to measure both together."""

    loss: float = 0.0
    right: int = 0
    count: int = 0

    def __add__(self, other: "Measured") -> "Measured":
        return Measured(self.loss + other.loss, self.right + other.right, self.count + other.count)

    @property
    def mean_loss(self) -> float:
        """Nats per byte."""
        return self.loss / max(1, self.count)

    @property
    def accuracy(self) -> float:
        """Share of bytes that were the likeliest."""
        return self.right / max(1, self.count)


class Learner:
    """Changes the weights of one model in place."""

    def __init__(self, weights: Weights, learning_rate_multiplier: float) -> None:
        self.weights = weights
        self._multiplier = learning_rate_multiplier
        self._squares = np.full(len(weights.weight), LITTLE, np.float32)
        self._gradient = np.zeros(len(weights.weight), np.float32)
        self._bias_squares = np.full(BYTES, LITTLE, np.float32)

    def step(self, replies: Sequence[Reply]) -> Measured:
        """One gradient step on all of `replies` together."""
        measured = Measured()
        touched = []
        bias_gradient = np.zeros(BYTES, np.float32)
        for reply in replies:
            entries, error, of_reply = _measure(self.weights, reply)
            measured += of_reply
            error[np.arange(len(error)), reply.next_bytes] -= 1
            np.add.at(self._gradient, entries.pair, error.ravel()[entries.cell] * entries.value)
            bias_gradient += error.sum(axis=0)
            touched.append(entries.pair)
        for pairs in touched:
            self._move(pairs)
        self._bias_squares += bias_gradient**2
        self.weights.bias -= BIAS_RATE * self._multiplier * bias_gradient / np.sqrt(self._bias_squares)
        return measured

    def _move(self, pairs: Indices) -> None:
        """Adagrad on `pairs`. A pair named twice gets one result twice; one already moved has gradient 0."""
        gradient = self._gradient[pairs]
        squares = self._squares[pairs] + gradient * gradient
        self._squares[pairs] = squares
        self.weights.weight[pairs] -= RATE * self._multiplier * gradient / np.sqrt(squares)
        self._gradient[pairs] = 0


def measure(weights: Weights, replies: Iterable[Reply]) -> Measured:
    """Loss and accuracy without learning."""
    return sum((_measure(weights, reply)[2] for reply in replies), Measured())


def _measure(weights: Weights, reply: Reply) -> tuple[Entries, Floats, Measured]:
    values = np.broadcast_to(reply.values, reply.contexts.shape)
    entries = weights.entries(reply.contexts, values)
    chances = probabilities(weights.scores(entries))
    true = chances[np.arange(len(chances)), reply.next_bytes]
    loss = -float(np.log(true + LEAST_PROBABILITY).sum(dtype=np.float64))
    right = int((chances.argmax(axis=1) == reply.next_bytes).sum())
    return entries, chances, Measured(loss, right, len(chances))
