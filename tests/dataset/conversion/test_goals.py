"""What is written for another tool or service is what it takes, and a file of it read again has the same examples."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ftdesk.dataset import json_pieces, table_reading
from ftdesk.dataset.conversion import dialects
from ftdesk.dataset.conversion.conversion_pass import convert_part
from ftdesk.dataset.conversion.goals import MARKED, Goal, OutOfTraining
from ftdesk.dataset.conversion.losses import Converted
from ftdesk.dataset.conversion.table import CHAT_COLUMNS, PAIR_COLUMNS, guess_columns
from ftdesk.dataset.conversion.ways import IntoTraining
from ftdesk.dataset.document import Dataset
from ftdesk.dataset.export import ExportStyle, converted_chunks, export_chunks
from ftdesk.dataset.json_pieces import append_slice
from ftdesk.dataset.lines import BYTE_ORDER_MARK
from ftdesk.dataset.shapes import Layout
from ftdesk.dataset.table_reading import append_rows
from ftdesk.dataset.targets import load_targets
from ftdesk.resource_files import resource_directory

MakeDataset = Callable[[bytes], Dataset]
CALL = {"id": "call_1", "type": "function", "function": {"name": "f", "arguments": "{}"}}
RICH: dict[str, Any] = {
    "messages": [
        {"role": "developer", "content": "S"},
        {"role": "user", "content": "Q", "name": "ana"},
        {"role": "assistant", "tool_calls": [CALL]},
        {"role": "tool", "tool_call_id": "call_1", "content": "R"},
        {"role": "assistant", "content": "A", "weight": 0},
    ],
    "tools": [{"type": "function", "function": {"name": "f"}}],
    "parallel_tool_calls": False,
}
SIMPLE = {"messages": [{"role": "user", "content": "Q;\n"}, {"role": "assistant", "content": 'A, "B"'}]}
NULL = {**SIMPLE, "tools": None}
PAIR = {"prompt": "p ->", "completion": " c\n"}


def out_of(value: dict[str, Any], goal: Goal) -> Converted:
    return OutOfTraining(goal).convert(value)


def lines_of(values: list[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(value, ensure_ascii=False).encode() + b"\n" for value in values)


@pytest.mark.parametrize("goal", [Goal.NEBIUS, Goal.TOGETHER, Goal.FIREWORKS])
def test_services_take_fewer_keys_and_roles(goal: Goal) -> None:
    made = out_of(RICH, goal)
    assert made.value is not None
    assert made.value["messages"][0] == {"role": "system", "content": "S"}
    assert made.value["messages"][1] == {"role": "user", "content": "Q"}
    assert made.value["messages"][2:] == RICH["messages"][2:]
    assert list(made.value) == ["messages", "tools"]
    name = goal.value.capitalize()
    assert [str(loss) for loss in made.losses] == [
        f"“parallel_tool_calls” is left out: {name} has no place for it.",
        "The developer message 1 became a system prompt.",
        f"“name” of message 2 is left out: {name} has no place for it.",
    ]
    assert RICH["messages"][0]["role"] == "developer"


def test_mistral_has_ids_of_nine_letters_or_digits() -> None:
    made = out_of(RICH, Goal.MISTRAL)
    assert made.value is not None
    (call,) = made.value["messages"][2]["tool_calls"]
    assert call == {**CALL, "id": "000000001"}
    assert made.value["messages"][3]["tool_call_id"] == "000000001"
    again = OutOfTraining(Goal.MISTRAL).convert(made.value)
    assert again == Converted(made.value)


def test_older_functions_become_tools_for_services() -> None:
    older = {
        "messages": [
            {"role": "user", "content": "Q"},
            {"role": "assistant", "content": None, "function_call": {"name": "f", "arguments": "{}"}},
        ],
        "functions": [{"name": "f"}],
    }
    made = out_of(older, Goal.TOGETHER)
    assert made.value is not None
    assert made.value["tools"] == [{"type": "function", "function": {"name": "f"}}]
    assert [str(loss) for loss in made.losses] == ["The older “functions” became “tools”."]


ANSWERS = {
    key: [{"role": "assistant", "content": key}] for key in ("preferred_output", "non_preferred_output")
}
PREFERENCE = {"input": {"messages": [{"role": "user", "content": "Q"}]}} | ANSWERS


GRADED = {"messages": [{"role": "user", "content": "Q"}], "answer": 4}


def test_services_take_what_their_data_say() -> None:
    providers = load_targets(resource_directory() / "providers").providers
    for dialect in (dialects.TOGETHER, dialects.FIREWORKS, dialects.MISTRAL, dialects.NEBIUS):
        target = providers[dialect.title.lower()].default
        assert set(target.formats) == dialect.formats
        assert {"system", "user", "assistant", "tool"} == set(target.roles)


@pytest.mark.parametrize(
    ("goal", "value"),
    [
        (Goal.TOGETHER, PREFERENCE),
        (Goal.FIREWORKS, PREFERENCE),
        (Goal.FIREWORKS, GRADED),
        (Goal.TOGETHER, PAIR),
        (Goal.NEBIUS, PAIR),
    ],
)
def test_other_formats_pass_where_they_are_taken(goal: Goal, value: dict[str, Any]) -> None:
    assert out_of(value, goal) == Converted(value)


@pytest.mark.parametrize(
    ("goal", "value"),
    [
        (Goal.MISTRAL, PREFERENCE),
        (Goal.NEBIUS, PREFERENCE),
        (Goal.TOGETHER, GRADED),
        (Goal.MISTRAL, PAIR),
        (Goal.FIREWORKS, PAIR),
        (Goal.TOGETHER, {"conversations": []}),
        (Goal.SHAREGPT, PAIR),
        (Goal.COMPARISON, SIMPLE),
    ],
)
def test_what_a_service_or_tool_does_not_take_is_left_out(goal: Goal, value: dict[str, Any]) -> None:
    made = out_of(value, goal)
    assert made.value is None
    assert "has no place for an example of this format." in str(made.losses[0])


@pytest.mark.parametrize(
    ("goal", "value", "made"),
    [
        (Goal.PAIRS, SIMPLE, {"prompt": "Q;\n\n\n###\n\n", "completion": ' A, "B"\n'}),
        (Goal.PAIRS, PAIR, PAIR),
        (Goal.ALPACA, SIMPLE, {"instruction": "Q;\n", "input": "", "output": 'A, "B"'}),
        (
            Goal.SHAREGPT,
            SIMPLE,
            {"conversations": [{"from": "human", "value": "Q;\n"}, {"from": "gpt", "value": 'A, "B"'}]},
        ),
    ],
)
def test_other_tools_get_their_own_keys(goal: Goal, value: dict[str, Any], made: dict[str, Any]) -> None:
    assert out_of(value, goal) == Converted(made)


def test_only_chats_become_alpaca() -> None:
    made = out_of(PAIR, Goal.ALPACA)
    assert (made.value, [str(loss) for loss in made.losses]) == (
        None,
        ["Alpaca has no place for an example of this format."],
    )


@pytest.mark.parametrize(
    ("goal", "columns", "values"),
    [
        (Goal.CHAT_TABLE, CHAT_COLUMNS, [SIMPLE, RICH, NULL, PAIR]),
        (Goal.PAIR_TABLE, PAIR_COLUMNS, [PAIR, SIMPLE]),
    ],
)
def test_a_table_read_again_has_every_example(
    make_dataset: MakeDataset,
    tmp_path: Path,
    goal: Goal,
    columns: tuple[str, ...],
    values: list[dict[str, Any]],
) -> None:
    (part,) = make_dataset(lines_of(values)).snapshot().parts(100, 1 << 20)
    made = convert_part(part, OutOfTraining(goal))
    assert (made.rows, dict(made.tally.counts)) == (len(values), {})
    (tmp_path / "rows").write_bytes(made.written)
    style = ExportStyle(byte_order_mark=goal in MARKED)
    table = tmp_path / "table.csv"
    table.write_bytes(b"".join(converted_chunks(tmp_path / "rows", goal, style)))
    assert table.read_bytes().startswith(BYTE_ORDER_MARK + ",".join(columns).encode() + b"\r\n")
    stamp, cursor, form = table_reading.begin(table)
    append_rows(table, stamp, cursor, tmp_path / "cells", form)
    (part,) = Dataset.open(tmp_path / "cells").snapshot().parts(100, 1 << 20)
    again = convert_part(part, IntoTraining(table=guess_columns(form.names)))
    assert [json.loads(line) for line in again.written.splitlines()] == values
    assert not again.tally.counts


def test_an_array_read_again_has_every_byte_of_its_rows(make_dataset: MakeDataset, tmp_path: Path) -> None:
    content = lines_of([SIMPLE, RICH, PAIR]).replace(b": 0", b":  0.0") + b'{"a":[1e3,-0]}\n'
    array, lines = tmp_path / "data.json", tmp_path / "lines"
    array.write_bytes(b"".join(export_chunks(make_dataset(content).snapshot(), ExportStyle(array=True))))
    found = append_slice(array, *json_pieces.begin(array, Layout.ARRAY), lines)
    assert (found.next, found.notices, lines.read_bytes()) == (None, (), content)


def test_rows_for_another_tool_are_an_array_if_that_is_asked_for(
    make_dataset: MakeDataset, tmp_path: Path
) -> None:
    (part,) = make_dataset(lines_of([SIMPLE, RICH]) + b"oops\n\n").snapshot().parts(100, 1 << 20)
    made = convert_part(part, OutOfTraining(Goal.ALPACA))
    assert (made.rows, made.tally.refused) == (1, 2)
    (tmp_path / "rows").write_bytes(made.written)
    chunks = converted_chunks(tmp_path / "rows", Goal.ALPACA, ExportStyle(array=True))
    assert json.loads(b"".join(chunks)) == [{"instruction": "Q;\n", "input": "", "output": 'A, "B"'}]
