"""There and back again an example is what it was, or what is another is listed: no more and no less."""

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ftdesk.dataset.conversion import alpaca, comparisons, pairs, sharegpt, table
from ftdesk.dataset.conversion.losses import (
    CALL_IDS,
    DEVELOPER_IS_SYSTEM,
    HAS_CALLS,
    KEY_LEFT_OUT,
    MESSAGE_KEY_LEFT_OUT,
    NOT_IN_PAIRS,
    PART_LEFT_OUT,
    PARTS_JOINED,
    SEVERAL_TURNS,
    SYSTEM_JOINED,
    TEXT_BESIDE_CALL,
    TRAINED_ALL_THE_SAME,
    Losses,
    Refused,
    Value,
)
from ftdesk.dataset.conversion.pairs import PairStyle
from ftdesk.dataset.conversion.table import CELLS, CHAT_COLUMNS, TableColumns
from ftdesk.dataset.conversion.ways import converted

COUNT = 400
PARAMETERS = {"type": "object", "properties": {"n": {"type": "number", "maximum": 1.5}}}
TOOL = {"type": "function", "function": {"name": "f", "description": "d", "parameters": PARAMETERS}}
TEXTS = (
    "Hello",
    "caf\u00e9 \u2028 語",
    'a, "b"; c\n\nd\r\ne',
    " leading",
    "trailing \n",
    "=1+1",
    "<image>",
    "x" * 300,
)


def examples(seed: int, **wanted: float) -> Iterator[Value]:
    """Chat examples by chance; `wanted` says how often each of the rarer things comes."""
    dice = random.Random(seed)
    for _ in range(COUNT):
        yield _example(dice, wanted)


def _example(dice: random.Random, wanted: dict[str, float]) -> Value:
    def often(what: str) -> bool:
        return dice.random() < wanted.get(what, 0)

    messages: list[Value] = []
    if often("system"):
        role = "developer" if often("developer") else "system"
        messages.append({"role": role, "content": dice.choice(TEXTS)})
    calls = 0
    for _ in range(dice.randint(1, 3) if often("turns") else 1):
        messages.append(_question(dice, with_image=often("images"), with_name=often("names")))
        if often("tools"):
            made, calls = _calls(dice, calls, own_ids=often("own_ids"), text=often("text_beside"))
            messages += made
        weight = {"weight": dice.randint(0, 1)} if often("weights") else {}
        messages.append({"role": "assistant", "content": dice.choice(TEXTS)} | weight)
    parallel = {"parallel_tool_calls": False} if often("parallel") else {}
    return {"messages": messages} | ({"tools": [TOOL]} if calls else {}) | parallel


def _question(dice: random.Random, *, with_image: bool, with_name: bool) -> Value:
    text = dice.choice(TEXTS)
    image = {"type": "image_url", "image_url": {"url": "https://example.com/a.png"}}
    content = [{"type": "text", "text": text}, image] if with_image else text
    return {"role": "user", "content": content} | ({"name": "ana"} if with_name else {})


def _calls(dice: random.Random, calls: int, *, own_ids: bool, text: bool) -> tuple[list[Value], int]:
    made, results = [], []
    for _ in range(dice.randint(1, 2)):
        calls += 1
        call_id = f"call_own{calls}" if own_ids else f"call_{calls}"
        arguments = dice.choice(('{"n": 1.50}', '{"n":1e3,"語":"x"}', "{}", "not json", '"text"'))
        made.append({"id": call_id, "type": "function", "function": {"name": "f", "arguments": arguments}})
        results.append({"role": "tool", "tool_call_id": call_id, "content": dice.choice(TEXTS)})
    asking: Value = {"role": "assistant", "tool_calls": made}
    if text:
        asking["content"] = "Let me look."
    return [asking, *results], calls


Trip = Callable[[Value, Losses], Value]


def through_sharegpt(value: Value, losses: Losses) -> Value:
    return sharegpt.into_training(through_text(sharegpt.out_of_training(value, losses)), losses)


def through_alpaca(value: Value, losses: Losses) -> Value:
    return alpaca.into_chat(through_text(alpaca.out_of_chat(value, losses)), losses)


def through_pairs(value: Value, losses: Losses) -> Value:
    style = PairStyle.classic()
    return pairs.into_chat(through_text(pairs.out_of_chat(value, losses, style)), Losses(), style)


def through_table(value: Value, losses: Losses) -> Value:
    cells = table.out_of_training(value, CHAT_COLUMNS)
    columns = TableColumns(tuple(CHAT_COLUMNS), CHAT_COLUMNS)
    return table.into_training({CELLS: list(cells)}, losses, columns)


def through_comparison(value: Value, losses: Losses) -> Value:
    return comparisons.into_preference(through_text(comparisons.out_of_preference(value, losses)), losses)


def through_text(value: Value) -> Value:
    """As if it had been written and read."""
    return json.loads(json.dumps(value))


TRIPS = {
    "ShareGPT": through_sharegpt,
    "Alpaca": through_alpaca,
    "pairs": through_pairs,
    "CSV": through_table,
}


@pytest.mark.parametrize(
    ("trip", "wanted"),
    [
        ("ShareGPT", {"system": 0.5, "turns": 0.7, "tools": 0.5}),
        ("Alpaca", {"system": 0.5, "turns": 0.7}),
        ("pairs", {}),
        ("CSV", dict.fromkeys(("system", "turns", "tools", "images", "names", "weights", "parallel"), 0.3)),
    ],
)
def test_what_a_format_has_room_for_comes_back_as_it_was(trip: str, wanted: dict[str, float]) -> None:
    for example in examples(1, **wanted):
        losses = Losses()
        assert TRIPS[trip](example, losses) == example
        assert losses.found == []


@pytest.mark.parametrize(
    ("trip", "wanted", "templates"),
    [
        ("ShareGPT", "weights", {MESSAGE_KEY_LEFT_OUT, TRAINED_ALL_THE_SAME}),
        ("ShareGPT", "names", {MESSAGE_KEY_LEFT_OUT}),
        ("ShareGPT", "images", {PART_LEFT_OUT}),
        ("ShareGPT", "parallel", {KEY_LEFT_OUT}),
        ("Alpaca", "weights", {MESSAGE_KEY_LEFT_OUT, TRAINED_ALL_THE_SAME}),
        ("Alpaca", "images", {PARTS_JOINED}),
        ("Alpaca", "parallel", {KEY_LEFT_OUT}),
        ("pairs", "names", {MESSAGE_KEY_LEFT_OUT}),
        ("pairs", "system", {SYSTEM_JOINED}),
    ],
)
def test_what_does_not_come_back_is_told_and_nothing_else_is(
    trip: str, wanted: str, templates: set[str]
) -> None:
    changed = 0
    for example in examples(2, **{wanted: 0.5}):
        losses = Losses()
        is_same = TRIPS[trip](example, losses) == example
        assert is_same == (losses.found == [])
        assert is_same or templates & {loss.template for loss in losses.found}
        changed += not is_same
    assert 0 < changed < COUNT


@pytest.mark.parametrize(
    ("wanted", "template"),
    [("own_ids", CALL_IDS), ("text_beside", TEXT_BESIDE_CALL), ("developer", DEVELOPER_IS_SYSTEM)],
)
def test_sharegpt_tells_what_becomes_of_calls_and_developers(wanted: str, template: str) -> None:
    told = 0
    for example in examples(3, tools=0.6, system=0.6, turns=0.5, **{wanted: 0.5}):
        losses = Losses()
        is_same = through_sharegpt(example, losses) == example
        assert is_same == (template not in {loss.template for loss in losses.found})
        told += not is_same
    assert told


@pytest.mark.parametrize(
    ("trip", "wanted", "template"),
    [
        ("Alpaca", {"tools": 1.0}, HAS_CALLS),
        ("pairs", {"tools": 1.0}, HAS_CALLS),
        ("pairs", {"turns": 1.0}, SEVERAL_TURNS),
    ],
)
def test_a_row_that_a_format_has_no_room_for_is_refused_whole(
    trip: str, wanted: dict[str, float], template: str
) -> None:
    refused = 0
    for example in examples(4, **wanted):
        made = converted(TRIPS[trip], example)
        if made.value is None:
            assert [loss.template for loss in made.losses] == [template]
            refused += 1
        else:
            assert made.value == example
    assert refused > COUNT / 2


def test_messages_out_of_turn_are_refused_by_formats_of_pairs() -> None:
    twice: dict[str, Any] = {"messages": [{"role": "user", "content": "a"}] * 2}
    with pytest.raises(Refused) as refusal:
        alpaca.out_of_chat(twice, Losses())
    assert refusal.value.loss.template == NOT_IN_PAIRS


@pytest.mark.parametrize("format_", ["ShareGPT", "chosen/rejected"])
def test_a_preference_comes_back(format_: str) -> None:
    asked = [{"role": "system", "content": "s"}, {"role": "user", "content": "q"}]
    answers = [[{"role": "assistant", "content": text}] for text in ("good", "bad")]
    value = {"input": {"messages": asked}, "preferred_output": answers[0], "non_preferred_output": answers[1]}
    losses = Losses()
    trip = through_sharegpt if format_ == "ShareGPT" else through_comparison
    assert trip(value, losses) == value
    assert losses.found == []


@pytest.mark.parametrize(
    "name", ["gsm8k_chat_train.jsonl", "stock_toolcall_train.jsonl", "orca_dpo_preference.jsonl"]
)
def test_published_examples_come_back_out_of_sharegpt(published: Path, name: str) -> None:
    for line in (published / name).read_bytes().splitlines():
        example, losses = json.loads(line), Losses()
        assert through_sharegpt(example, losses) == example
        assert losses.found == []
