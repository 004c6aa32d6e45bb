"""Conditions and orders equal what a plain loop over the rows says."""

import random
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pytest

from ftdesk.dataset.finding_columns import Mask
from ftdesk.dataset.language_codes import CODES
from ftdesk.dataset.row_choice import arranged, mask_of, rows_of
from ftdesk.dataset.row_columns import chosen
from ftdesk.dataset.row_query import Key, RowOrder, RowQuery
from ftdesk.dataset.rules.finding import Severity
from ftdesk.dataset.text_query import TextQuery

SEVERITIES = (None, Severity.INFO, Severity.WARNING, Severity.ERROR)


@dataclass
class Row:
    rank: int
    amount: int
    tokens: int
    turns: int
    answer: int
    code: str
    role: str
    copy: bool


class Checked:
    """Answers as a check does, one row after the other."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.columns = self

    def with_severity(self, severities: Collection[Severity]) -> Mask:
        return np.array([SEVERITIES[row.rank] in severities for row in self.rows], np.bool_)

    def with_code(self, codes: Collection[str]) -> Mask:
        return np.array([row.code in codes for row in self.rows], np.bool_)

    def with_roles(self, roles: Collection[str]) -> Mask:
        return np.array([row.role in roles for row in self.rows], np.bool_)

    def with_tokens(self, least: int | None, most: int | None) -> Mask:
        return np.array([within(row.tokens, least, most) for row in self.rows], np.bool_)

    def with_turns(self, least: int | None, most: int | None) -> Mask:
        return np.array([within(row.turns, least, most) for row in self.rows], np.bool_)

    def with_answer(self, least: int | None, most: int | None) -> Mask:
        return np.array([within(row.answer, least, most) for row in self.rows], np.bool_)

    def copies(self) -> Mask:
        return np.array([row.copy for row in self.rows], np.bool_)

    def ranks(self) -> np.ndarray:
        return np.array([row.rank for row in self.rows], np.uint8)

    def amounts(self) -> np.ndarray:
        return np.array([row.amount for row in self.rows], np.int32)

    @property
    def tokens(self) -> np.ndarray:
        return np.array([row.tokens for row in self.rows], np.int32)


def within(amount: int, least: int | None, most: int | None) -> bool:
    return amount >= 0 and (least is None or amount >= least) and (most is None or amount <= most)


def asked(amount: int, least: int | None, most: int | None) -> bool:
    return (least is None and most is None) or within(amount, least, most)


def some_rows(dice: random.Random) -> list[Row]:
    return [
        Row(
            rank := dice.randrange(4),
            dice.randrange(1, 5) if rank else 0,
            dice.randrange(-1, 50),
            dice.randrange(5),
            dice.randrange(-1, 50),
            dice.choice(("a", "b")),
            dice.choice(("user", "tool")),
            dice.random() < 0.2,
        )
        for _ in range(60)
    ]


@pytest.mark.parametrize("seed", range(20))
def test_all_conditions_count_together(seed: int) -> None:
    dice = random.Random(seed)
    rows = some_rows(dice)
    order = dice.sample(range(70), 65)  # some rows are newer than the check
    edited = [row_id for row_id in order if dice.random() < 0.3]
    query = RowQuery(
        severities=frozenset(dice.sample(SEVERITIES[1:], dice.randrange(3))),
        codes=frozenset(dice.choice((("a",), ()))),
        roles=frozenset(dice.choice((("user",), ()))),
        least_tokens=dice.choice((None, 10)),
        most_tokens=dice.choice((None, 30)),
        least_turns=dice.choice((None, 2)),
        most_turns=dice.choice((None, 3)),
        least_answer=dice.choice((None, 10)),
        most_answer=dice.choice((None, 0, 30)),
        languages=frozenset(dice.choice((("en", "ja"), (), ()))),
        copies=dice.random() < 0.2,
        edited=dice.random() < 0.4,
    )

    spoken = np.array([dice.randrange(len(CODES)) for _ in range(62)], np.uint8)
    spoken[::3] = CODES.index("ja")

    def passes(row_id: int) -> bool:
        if query.languages and (row_id >= len(spoken) or CODES[spoken[row_id]] not in query.languages):
            return False
        if query.edited and row_id not in edited:
            return False
        if not query.rests_on_check:
            return True
        if row_id >= len(rows):
            return False
        row = rows[row_id]
        return (
            (not query.severities or SEVERITIES[row.rank] in query.severities)
            and (not query.codes or row.code in query.codes)
            and (not query.roles or row.role in query.roles)
            and (not query.copies or row.copy)
            and asked(row.tokens, query.least_tokens, query.most_tokens)
            and asked(row.turns, query.least_turns, query.most_turns)
            and asked(row.answer, query.least_answer, query.most_answer)
        )

    found = rows_of(query, np.array(order), Checked(rows), np.array(edited, np.int64), spoken)
    assert found.tolist() == [row_id for row_id in order if passes(row_id)]


@pytest.mark.parametrize("key", Key)
@pytest.mark.parametrize("falling", [False, True])
def test_equal_rows_stay_in_the_order_of_the_file(key: Key, *, falling: bool) -> None:
    dice = random.Random(key)
    rows = some_rows(dice)
    ids = dice.sample(range(70), 65)

    def value(row_id: int) -> tuple[bool, int, int]:
        row = rows[row_id] if row_id < len(rows) else Row(0, 0, -1, 0, 0, "", "", copy=False)
        sign = -1 if falling else 1
        if key is Key.TOKENS:
            return row.tokens < 0, sign * row.tokens if row.tokens >= 0 else 0, 0
        return False, sign * row.rank, sign * row.amount

    expected = sorted(ids, key=value) if key is not Key.POSITION else ids[:: -1 if falling else 1]
    assert arranged(np.array(ids), RowOrder(key, falling), Checked(rows)).tolist() == expected


def test_what_no_check_knows_is_not_shown() -> None:
    ids = np.arange(5)
    nothing = np.zeros(0, np.int64)
    assert rows_of(RowQuery(codes=frozenset({"a"})), ids, None, nothing).tolist() == []
    assert rows_of(RowQuery(edited=True), ids, None, np.array([3])).tolist() == [3]
    assert arranged(ids, RowOrder(Key.TOKENS), None).tolist() == ids.tolist()
    assert rows_of(RowQuery(), nothing, None, nothing).tolist() == []


def test_a_mask_chooses_ids_and_none_beyond_it() -> None:
    assert chosen(np.array([9, 2, 0]), mask_of(np.array([2, 3]))).tolist() == [2]
    assert chosen(np.array([1]), mask_of(np.zeros(0, np.int64))).tolist() == []


def test_a_query_without_conditions_is_none() -> None:
    assert not RowQuery()
    assert RowQuery(text=TextQuery("a"))
    assert not RowQuery(text=TextQuery("", match_case=True))
    assert RowQuery(least_tokens=0)
    assert RowQuery(edited=True)
    assert not RowOrder()
    assert RowOrder(falling=True)
