"""The gradient is checked against differences of the loss, the step against Adagrad written out."""

import numpy as np
import pytest

from ftdesk.cancellation import Cancellation
from ftdesk.engine.trainers.interface import TrainingExample, Turn
from ftdesk.engine.trainers.learning import RATE, Learner, measure
from ftdesk.engine.trainers.model_state import ModelState
from ftdesk.engine.trainers.preparation import Reply, prepare
from ftdesk.engine.trainers.weights import Weights


@pytest.fixture
def lesson() -> tuple[Weights, Reply]:
    turns = (Turn("user", "Which knot?"), Turn("assistant", "A bowline, a bowline.", trained=True))
    state, [[reply]] = prepare(ModelState(), [TrainingExample(1, turns)], Cancellation())
    weights = state.weights
    weights.weight[:] = np.random.default_rng(3).normal(0, 0.1, len(weights.weight))
    return weights, reply


def slope(weights: Weights, reply: Reply, pair: int) -> float:
    """The change of the summed loss with one weight, by difference."""
    before = weights.weight[pair]
    losses = []
    for change in (0.05, -0.05):
        weights.weight[pair] = before + change
        losses.append(measure(weights, [reply]).loss)
    weights.weight[pair] = before
    return (losses[0] - losses[1]) / 0.1


def test_a_first_step_moves_each_weight_by_the_rate_down_the_slope(lesson: tuple[Weights, Reply]) -> None:
    weights, reply = lesson
    slopes = np.array([slope(weights, reply, pair) for pair in range(0, len(weights.weight), 9)])
    before = weights.weight.copy()
    Learner(weights, 1.0).step([reply])
    moved = (weights.weight - before)[::9]
    steep = np.abs(slopes) > 0.01
    assert steep.sum() > 20
    assert np.allclose(moved[steep], -RATE * np.sign(slopes[steep]), atol=0.01)


def test_a_second_step_is_divided_by_the_root_of_the_summed_squares(lesson: tuple[Weights, Reply]) -> None:
    weights, reply = lesson
    pair = int(np.argmax([abs(slope(weights, reply, pair)) for pair in range(200)]))
    learner = Learner(weights, 0.1)
    first = slope(weights, reply, pair)
    learner.step([reply])
    second, before = slope(weights, reply, pair), float(weights.weight[pair])
    learner.step([reply])
    wanted = -0.1 * RATE * second / np.hypot(first, second)
    assert weights.weight[pair] - before == pytest.approx(wanted, rel=0.02)


def test_the_loss_of_an_empty_model_is_that_of_pure_chance(lesson: tuple[Weights, Reply]) -> None:
    weights, reply = lesson
    weights.weight[:] = 0
    assert measure(weights, [reply]).mean_loss == pytest.approx(np.log(256), rel=1e-5)
