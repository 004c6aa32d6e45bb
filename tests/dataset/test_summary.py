"""The bars of a distribution: what numpy itself counts, and exactly the rows that the filter then shows."""

import json
import random

import numpy as np
import pytest

from ftdesk.dataset.distributions import (
    AMOUNTS,
    Bar,
    Distribution,
    Measure,
    chosen_bars,
    narrowed,
    widened,
)
from ftdesk.dataset.document import Block
from ftdesk.dataset.file_check import FileCheck
from ftdesk.dataset.language_codes import CODES
from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.row_choice import rows_of
from ftdesk.dataset.row_query import RowQuery
from ftdesk.dataset.rules.finding import Severity
from ftdesk.dataset.summary import MOST_BARS, Amounts, of_codes, of_languages, spread
from ftdesk.dataset.validation import check_block

SHAPES = {
    "even": lambda dice, n: dice.integers(0, 900, n),
    "one value": lambda _dice, n: np.full(n, 7),
    "few values": lambda dice, n: dice.integers(2, 9, n),
    "long tail": lambda dice, n: np.minimum(dice.lognormal(5, 1, n), 2_000_000),
    "far apart": lambda dice, n: np.append(dice.integers(90_000, 90_040, n), 3),
    "one giant": lambda dice, n: np.append(dice.integers(0, 50, n), 2_000_000_000),
    "all giants": lambda dice, n: dice.integers(5_000_000, 2_000_000_000, n),
    "only zeros": lambda _dice, n: np.zeros(n),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("size", [1, 2, 37, 5_000])
def test_bars_hold_what_numpy_counts_and_leave_nothing_out(shape: str, size: int) -> None:
    amounts = SHAPES[shape](np.random.default_rng(size), size).astype(np.int32)
    made = spread(Measure.TOKENS, amounts)
    for before, bar in zip(made.bars, made.bars[1:], strict=False):
        assert before.most == bar.least - 1
    edges = [*(bar.least for bar in made.bars), 2**31]
    assert [bar.count for bar in made.bars] == np.histogram(amounts, edges)[0].tolist()
    assert sum(bar.count for bar in made.bars) == made.examples == len(amounts)
    assert all(bar.most is not None for bar in made.bars[:-1])
    assert made.bars[-1].most is None or made.bars[-1].most >= amounts.max()
    assert len(made.bars) <= MOST_BARS + 2


@pytest.mark.parametrize("shape", SHAPES)
def test_percentiles_are_those_of_the_nearest_rank(shape: str) -> None:
    amounts = SHAPES[shape](np.random.default_rng(3), 501).astype(np.int32)
    made = spread(Measure.ANSWER, amounts)
    expected = np.percentile(amounts, [50, 95, 100], method="inverted_cdf").tolist()
    assert [made.median, made.p95, made.largest] == expected


def test_widths_are_round_and_a_long_tail_is_one_open_bar() -> None:
    amounts = np.append(np.arange(1_000) % 400, 90_000).astype(np.int32)
    bars = spread(Measure.TOKENS, amounts).bars
    assert [(bar.least, bar.most) for bar in bars[:2]] == [(0, 19), (20, 39)]
    assert bars[-1] == Bar(1, 400, None)
    assert spread(Measure.TOKENS, np.zeros(0, np.int32)) == Distribution(Measure.TOKENS)


def line(dice: random.Random) -> bytes:
    roles = dice.sample(["system", "user", "assistant", "tool", "developer", "bot"], dice.randrange(1, 5))
    turns = [{"role": role, "content": "x" * dice.randrange(40)} for role in roles]
    broken = dice.choice([b"", b"{", b"[]", b"{}", b'{"a": 1}'])
    pair = {"prompt": "a", "completion": " b" * dice.randrange(9)}
    return dice.choice([broken, json.dumps(pair).encode(), *3 * [json.dumps({"messages": turns}).encode()]])


@pytest.fixture(scope="module")
def check() -> FileCheck:
    """A file of all sorts of lines, with some room behind its last row."""
    dice = random.Random(5)
    lines = tuple(line(dice) for _ in range(400))
    made = FileCheck(CheckOptions(encoding="utf8_bytes"))
    made.add_block(check_block(Block(1, tuple(range(400)), lines), made.options))
    return made


@pytest.mark.parametrize("measure", Measure)
def test_every_bar_counts_the_rows_that_the_filter_shows_for_it(check: FileCheck, measure: Measure) -> None:
    numbers = np.random.default_rng(1).integers(0, len(CODES), 400).astype(np.uint8)
    ids, nothing = np.arange(400), np.zeros(0, np.int64)
    match measure:
        case Measure.CODES:
            made = of_codes(check.code_counts(), 400)
        case Measure.LANGUAGES:
            made = of_languages(numbers)
        case Measure.SEVERITIES:
            counts = {kind: int(check.with_severity({kind}).sum()) for kind in Severity}
            made = Distribution(measure, tuple(Bar(count, name=kind) for kind, count in counts.items()))
        case _:
            made = Amounts.of(check.columns).distribution(measure)
    assert len(made.bars) > 1
    for place, bar in enumerate(made.bars):
        query = narrowed(RowQuery(edited=False), measure, bar)
        assert len(rows_of(query, ids, check, nothing, numbers)) == bar.count
        assert chosen_bars(query, made) == {place}
        assert widened(query, measure) == RowQuery()


@pytest.mark.parametrize("measure", AMOUNTS)
def test_all_bars_within_the_bounds_of_the_filter_are_chosen(check: FileCheck, measure: Measure) -> None:
    made = Amounts.of(check.columns).distribution(measure)
    first, second = made.bars[0], made.bars[1]
    query = narrowed(RowQuery(), measure, Bar(0, first.least, second.most))
    assert chosen_bars(query, made) == {0, 1}
    assert chosen_bars(narrowed(RowQuery(), measure, Bar(0, second.least, None)), made) == set(
        range(1, len(made.bars))
    )
    assert chosen_bars(RowQuery(), made) == frozenset()
