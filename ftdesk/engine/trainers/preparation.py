"""Examples as arrays, made once for all epochs: each trained reply with its contexts and next bytes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ftdesk.cancellation import Cancellation
from ftdesk.engine.errors import TrainingRefused
from ftdesk.engine.trainers.contexts import (
    END,
    MARK_VALUE,
    ORDER_VALUE,
    OWN_COLUMNS,
    WHOLE_COLUMN,
    WHOLE_VALUE,
    Keys,
    context_keys,
)
from ftdesk.engine.trainers.features import DocumentCounts, conversation_marks
from ftdesk.engine.trainers.interface import TrainingExample
from ftdesk.engine.trainers.model_state import ModelState
from ftdesk.engine.trainers.weights import Bytes, Contexts, Floats, PairCodes, Weights, distinct, pair_codes

MARKS = 20
"""Marks of a conversation that take part; more cost memory and answered reworded questions no better."""
COLUMNS = OWN_COLUMNS + MARKS
LARGEST = 1_250_000
"""Bytes of trained replies in one run: about 1.5 GB of memory."""
CODES_AT_ONCE = 2_000_000


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply to learn or measure. `values` has one number per column, `contexts` is rows × columns."""

    next_bytes: Bytes
    values: Floats
    contexts: Contexts


@dataclass(frozen=True, slots=True)
class _Asked:
    """A trained reply with everything that was said before it, as marks."""

    reply: bytes
    marks: dict[int, float]


Prepared = tuple[tuple[Reply, ...], ...]
"""The replies of each example."""


def chosen_marks(documents: DocumentCounts, marks: dict[int, float]) -> tuple[list[int], Floats]:
    """The marks that take part, and the values of all columns."""
    strongest = documents.strongest(marks, MARKS)
    values = np.full(OWN_COLUMNS + len(strongest), ORDER_VALUE, np.float32)
    values[WHOLE_COLUMN] = WHOLE_VALUE
    values[OWN_COLUMNS:] = [MARK_VALUE * strength for _, strength in strongest]
    return [mark for mark, _ in strongest], values


def prepare(
    state: ModelState, examples: Sequence[TrainingExample], cancellation: Cancellation
) -> tuple[ModelState, Prepared]:
    """The model with room for everything in `examples`, and the examples in terms of it.

    Raises:
        TrainingRefused: more than `LARGEST` bytes are to be trained.
        Cancelled: when cancelled.
    """
    asked = _all_asked(examples, cancellation)
    lengths = [len(one.reply) for replies in asked for one in replies]
    if sum(lengths) > LARGEST:
        raise TrainingRefused(
            f"The built-in model learns at most {LARGEST:,} bytes of replies at once; "
            f"this file has {sum(lengths):,}. Train on a part of the file."
        )
    documents = DocumentCounts(state.documents.documents, dict(state.documents.counts))
    for replies in asked:
        for one in replies:
            documents.add(one.marks)
    weights = state.weights.with_pairs(_seen(asked, documents, cancellation))
    grown = ModelState(weights, documents, max([state.longest_reply, *lengths]))
    return grown, _in_terms_of(grown, asked, cancellation)


def prepare_to_measure(
    state: ModelState, examples: Sequence[TrainingExample], cancellation: Cancellation
) -> Prepared:
    """The replies of `examples` in terms of what `state` knows; nothing is added to it."""
    return _in_terms_of(state, _all_asked(examples, cancellation), cancellation)


def _all_asked(examples: Sequence[TrainingExample], cancellation: Cancellation) -> list[list[_Asked]]:
    asked = []
    for example in examples:
        cancellation.raise_if_set()
        asked.append(list(_asked(example)))
    return asked


def _asked(example: TrainingExample) -> Iterator[_Asked]:
    for place, turn in enumerate(example.turns):
        if turn.trained:
            yield _Asked(turn.text.encode("utf-8", "replace"), conversation_marks(example.turns[:place]))


def _next_bytes(reply: bytes) -> Bytes:
    return np.frombuffer(reply + bytes([END]), np.uint8)


def _keys(one: _Asked, documents: DocumentCounts) -> tuple[Keys, Floats]:
    marks, values = chosen_marks(documents, one.marks)
    return context_keys(one.reply, marks), values


def _seen(
    asked: list[list[_Asked]], documents: DocumentCounts, cancellation: Cancellation
) -> list[PairCodes]:
    """All pairs of context and next byte, without repetition within pieces of bounded size."""
    pieces: list[PairCodes] = []
    waiting: list[PairCodes] = []
    for replies in asked:
        for one in replies:
            cancellation.raise_if_set()
            waiting.append(pair_codes(_keys(one, documents)[0], _next_bytes(one.reply)))
            if sum(map(len, waiting)) > CODES_AT_ONCE:
                pieces.append(distinct(waiting))
                waiting = []
    return [*pieces, distinct(waiting)]


def _in_terms_of(state: ModelState, asked: list[list[_Asked]], cancellation: Cancellation) -> Prepared:
    prepared = []
    for replies in asked:
        cancellation.raise_if_set()
        prepared.append(tuple(_reply(one, state.documents, state.weights) for one in replies))
    return tuple(prepared)


def _reply(one: _Asked, documents: DocumentCounts, weights: Weights) -> Reply:
    keys, values = _keys(one, documents)
    contexts: npt.NDArray[np.int32] = np.full((len(keys), COLUMNS), len(weights.keys), np.int32)
    contexts[:, : keys.shape[1]] = weights.find(keys)
    padded = np.zeros(COLUMNS, np.float32)
    padded[: len(values)] = values
    return Reply(_next_bytes(one.reply), padded, contexts)
