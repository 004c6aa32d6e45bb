"""Whatever stands in a row, a conversion gives a value or a sentence: one bad row never ends the whole file."""

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from ftdesk.dataset.conversion.conversion_pass import convert_part
from ftdesk.dataset.conversion.goals import Goal, OutOfTraining
from ftdesk.dataset.conversion.pairs import PairStyle
from ftdesk.dataset.conversion.spelling import read_object
from ftdesk.dataset.conversion.table import CELLS, guess_columns
from ftdesk.dataset.conversion.ways import IntoTraining, Way
from ftdesk.dataset.parts import Part

JUNK = (
    None,
    True,
    0,
    1.5,
    "",
    "x",
    [],
    [1],
    ["a", "b"],
    {},
    {"a": 1},
    [{}],
    [{"role": "user"}],
    "[1",
    "{}",
    [[]],
)
ASKED = {"role": "user", "content": [{"type": "text", "text": "Q"}], "name": "n"}
CALL = {"id": "c", "type": "function", "function": {"name": "f", "arguments": "{}"}}
CALLED = {"role": "assistant", "content": None, "tool_calls": [CALL]}
ANSWERED = {"role": "assistant", "content": "A", "weight": 1}
RESULT = {"role": "tool", "tool_call_id": "c", "content": "R"}
TOOLS = [{"type": "function", "function": {"name": "f", "parameters": {}}}]
ROWS: tuple[dict[str, Any], ...] = (
    {"messages": [ASKED, CALLED, RESULT, ANSWERED], "tools": TOOLS},
    {
        "messages": [ASKED, {"role": "assistant", "function_call": {"name": "f", "arguments": "{}"}}],
        "functions": [{"name": "f"}],
    },
    {"input": {"messages": [ASKED]}, "preferred_output": [ANSWERED], "non_preferred_output": [ANSWERED]},
    {"prompt": "p", "completion": "c"},
    {
        "conversations": [
            {"from": "human", "value": "Q", "weight": 1},
            {"from": "function_call", "value": '{"name": "f", "arguments": {}}'},
            {"from": "observation", "value": "R"},
        ],
        "tools": "[]",
        "system": "S",
        "chosen": {"from": "gpt", "value": "A"},
        "rejected": {"from": "gpt", "value": "B"},
    },
    {"instruction": "I", "input": "i", "output": "o", "system": "s", "history": [["q", "a"]]},
    {"prompt": [ASKED], "chosen": [ASKED, ANSWERED], "rejected": "B", "system": "S"},
    {"custom_id": "1", "url": "/v1/chat/completions", "body": {"messages": [ASKED], "tools": TOOLS}},
    {"custom_id": "1", "response": {"status_code": 200, "body": {"choices": [{"message": ANSWERED}]}}},
    {"choices": [{"message": CALLED}], "request": {"messages": [ASKED]}, "tools": TOOLS},
    {CELLS: ["s", "q", "a"]},
    {CELLS: ["[]", "[]", "{}"]},
)
WAYS: tuple[Way, ...] = (
    IntoTraining(PairStyle.classic()),
    IntoTraining(PairStyle(), guess_columns(["system", "question", "answer"])),
    IntoTraining(None, guess_columns(["messages", "tools", "example"])),
    *(OutOfTraining(goal) for goal in Goal),
)


def spoiled(row: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    """The row with one value anywhere in it replaced, or taken out."""
    made = copy.deepcopy(row)
    holder, step = dice.choice(list(_places(made)))
    if dice.random() < 0.2:
        del holder[step]
    else:
        holder[step] = dice.choice(JUNK)
    return made


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    steps = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for step in list(steps):
        yield value, step
        yield from _places(value[step])


def _are_texts(cells: object) -> bool:
    return isinstance(cells, list) and all(isinstance(cell, str) for cell in cells)


@pytest.mark.parametrize("way", WAYS, ids=repr)
def test_a_spoiled_row_is_converted_or_refused_with_a_sentence(way: Way) -> None:
    dice = random.Random(5)
    for row in ROWS:
        for _ in range(60):
            value = read_object(json.dumps(spoiled(row, dice)))
            before = json.dumps(value)
            if CELLS in value and not _are_texts(value[CELLS]):
                continue  # table_reading alone makes these
            made = way.convert(value)
            assert json.dumps(value) == before
            assert made.value is not None or len(made.losses) == 1
            assert all(0 < len(str(loss)) < 300 for loss in made.losses)


@pytest.mark.parametrize(
    "line", [b"\xff", b"[1]", b"1", b'"x"', b"{", b"[" * 5000, b'{"a": NaN}', b"\xef\xbb\xbf{}"]
)
def test_a_line_that_is_no_object_is_kept_on_the_way_in_and_left_out_on_the_way_out(line: bytes) -> None:
    nowhere = np.full(1, -1)
    part = Part(None, None, 1, np.arange(1), nowhere, nowhere, nowhere, {0: line})
    assert convert_part(part, IntoTraining()).written == line + b"\n"
    made = convert_part(part, OutOfTraining(Goal.SHAREGPT))
    assert (made.written, made.tally.refused) == (b"", 1)
