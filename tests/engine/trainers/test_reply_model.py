from collections.abc import Iterator

import numpy as np
import pytest

from ftdesk.engine.trainers import model_state
from ftdesk.engine.trainers.interface import Sampling, Turn
from ftdesk.engine.trainers.model_state import ModelState
from ftdesk.engine.trainers.reply_model import SHORTEST_LIMIT, BuiltinReplyModel
from ftdesk.engine.trainers.weights import Weights

QUESTION = [Turn("user", "Can I bring my dog?")]


def written(model: BuiltinReplyModel, **sampling: object) -> str:
    return b"".join(model.reply(QUESTION, Sampling(**sampling))).decode()


@pytest.fixture
def untrained() -> BuiltinReplyModel:
    """Every byte as likely as any other."""
    return BuiltinReplyModel(ModelState())


def test_temperature_zero_is_always_the_same(train, lessons: list[tuple[str, str]]) -> None:
    model = train(lessons).model
    assert {written(model, temperature=0, seed=seed) for seed in range(3)} == {
        "Four paws are welcome aboard."
    }


def test_the_seed_decides_what_is_drawn(untrained: BuiltinReplyModel) -> None:
    one, again, other = (written(untrained, temperature=1, seed=seed) for seed in (1, 1, 2))
    assert one == again != other


def test_without_a_seed_each_reply_is_drawn_anew(untrained: BuiltinReplyModel) -> None:
    assert written(untrained, temperature=1) != written(untrained, temperature=1)


def test_a_higher_temperature_strays_further(train, lessons: list[tuple[str, str]]) -> None:
    model = train(lessons, epochs=2).model
    cool = {written(model, temperature=0.2, seed=seed) for seed in range(5)}
    hot = {written(model, temperature=3, seed=seed) for seed in range(5)}
    assert len(cool) < len(hot)


def test_a_small_top_p_leaves_the_likeliest(train, lessons: list[tuple[str, str]]) -> None:
    model = train(lessons, epochs=2).model
    assert written(model, temperature=1.5, top_p=0.01, seed=3) == written(model, temperature=0)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_drawn_is_valid_text_of_bounded_length(untrained: BuiltinReplyModel, seed: int) -> None:
    size = len(written(untrained, temperature=2, seed=seed).encode())
    assert size < SHORTEST_LIMIT + 4


def test_a_model_that_never_ends_is_ended_with_a_whole_character() -> None:
    bias = np.zeros(256, np.float32)
    bias[0xE3] = 50  # the lead byte of three
    model = BuiltinReplyModel(ModelState(Weights(bias=bias)))
    assert SHORTEST_LIMIT <= len(written(model, temperature=0).encode()) < SHORTEST_LIMIT + 4


def test_one_byte_comes_at_a_time(train, lessons: list[tuple[str, str]]) -> None:
    pieces: Iterator[bytes] = train(lessons).model.reply([Turn("user", "犬")], Sampling(temperature=0))
    assert {len(piece) for piece in pieces} == {1}


def test_an_empty_conversation_is_answered(train, lessons: list[tuple[str, str]]) -> None:
    model = train([*lessons, ("", "Ask me something.")]).model
    assert b"".join(model.reply([], Sampling(temperature=0))) == b"Ask me something."


def test_tokens_are_bytes(untrained: BuiltinReplyModel) -> None:
    assert untrained.count_tokens("aé犬") == 6


def test_a_saved_model_answers_as_before(train, lessons: list[tuple[str, str]], tmp_path) -> None:
    training = train(lessons)
    state = model_state.load(training.checkpoints[-1])
    model_state.save(state, tmp_path / "again.npz")
    assert (tmp_path / "again.npz").read_bytes() == training.checkpoints[-1].read_bytes()


def test_even_a_hot_reply_is_one_that_was_learned(train, lessons: list[tuple[str, str]]) -> None:
    model = train(lessons).model
    drawn = {written(model, temperature=2, seed=seed) for seed in range(20)}
    assert len(drawn) > 1
    assert drawn <= {reply for _, reply in lessons}
