"""Rows of other tools become the examples that they mean, in their own spelling, and every other key is told of."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ftdesk.dataset.conversion.conversion_pass import convert_lines, convert_part
from ftdesk.dataset.conversion.losses import Converted
from ftdesk.dataset.conversion.pairs import PairStyle, style_of_pairs
from ftdesk.dataset.conversion.spelling import read_object, style_of, write
from ftdesk.dataset.conversion.table import CELLS, Column, TableColumns, guess_columns
from ftdesk.dataset.conversion.ways import IntoTraining
from ftdesk.dataset.formats import Foreign, Format, foreign_name, recognise
from ftdesk.dataset.parts import Part

SAMPLES = Path(__file__).resolve().parents[3] / "resources" / "samples"
ASKED = {"role": "user", "content": "Q"}
ANSWERED = {"role": "assistant", "content": "A"}


def into(value: dict[str, Any], **way: Any) -> Converted:
    return IntoTraining(**way).convert(value)


def sentences(made: Converted) -> list[str]:
    return [str(loss) for loss in made.losses]


def part_of(lines: list[bytes]) -> Part:
    written = dict(enumerate(lines))
    nowhere = np.full(len(lines), -1)
    return Part(None, None, 1, np.arange(len(lines)), nowhere, nowhere, nowhere, written)


# -- one row of each tool -------------------------------------------------------------------------------------------


def test_sharegpt_speakers_calls_and_tools() -> None:
    tools = '[{"name": "clock", "parameters": {"type": "object", "properties": {}}}]'
    turns = [
        {"from": "human", "value": "Q"},
        {"from": "function_call", "value": '{"name": "clock", "arguments": {"offset": 1.50}}'},
        {"from": "observation", "value": "12:04"},
        {"from": "gpt", "value": "A"},
    ]
    made = into({"system": "S", "conversations": turns, "tools": tools, "id": 7})
    assert made.value is not None
    assert [entry["role"] for entry in made.value["messages"]] == [
        "system",
        "user",
        "assistant",
        "tool",
        "assistant",
    ]
    call = made.value["messages"][2]["tool_calls"][0]
    assert call["function"] == {"name": "clock", "arguments": '{"offset": 1.50}'}
    assert made.value["messages"][3]["tool_call_id"] == call["id"]
    assert made.value["tools"] == [{"type": "function", "function": json.loads(tools)[0]}]
    assert sentences(made) == ["“id” is left out: chat has no place for it."]


def test_sharegpt_with_a_weight_and_other_names_of_speakers() -> None:
    turns = [{"role": "user", "content": "Q"}, {"from": "assistant", "value": "A", "weight": 0, "lang": "en"}]
    made = into({"conversations": turns})
    assert made.value == {"messages": [ASKED, {**ANSWERED, "weight": 0}]}
    assert sentences(made) == ["“lang” of message 2 is left out: chat has no place for it."]


def test_sharegpt_with_two_answers_is_a_preference() -> None:
    answers = {"chosen": {"from": "gpt", "value": "A"}, "rejected": {"from": "gpt", "value": "B"}}
    made = into({"conversations": [{"from": "human", "value": "Q"}]} | answers)
    assert made.value == {
        "input": {"messages": [ASKED]},
        "preferred_output": [ANSWERED],
        "non_preferred_output": [{"role": "assistant", "content": "B"}],
    }
    assert recognise(made.value) is Format.PREFERENCE


def test_alpaca_with_history_system_and_input() -> None:
    row = {
        "instruction": "I",
        "input": "more",
        "output": "A",
        "system": "S",
        "history": [["Q", "A"]],
        "source": "x",
    }
    made = into(row)
    assert made.value == {
        "messages": [
            {"role": "system", "content": "S"},
            ASKED,
            ANSWERED,
            {"role": "user", "content": "I\nmore"},
            ANSWERED,
        ]
    }
    assert sentences(made) == [
        "“source” is left out: chat has no place for it.",
        "“instruction” and “input” became one message.",
    ]


@pytest.mark.parametrize(
    "row",
    [
        {"prompt": "Q", "chosen": "A", "rejected": "B"},
        {"prompt": [ASKED], "chosen": [ANSWERED], "rejected": [{"role": "assistant", "content": "B"}]},
        {"chosen": [ASKED, ANSWERED], "rejected": [ASKED, {"role": "assistant", "content": "B"}]},
        {
            "prompt": "Q",
            "chosen": [ASKED, ANSWERED],
            "rejected": [ASKED, {"role": "assistant", "content": "B"}],
        },
        {"instruction": "Q", "input": "", "chosen": "A", "rejected": "B"},
    ],
)
def test_every_way_to_write_two_answers_is_one_preference(row: dict[str, Any]) -> None:
    made = into(row)
    assert made.value == {
        "input": {"messages": [ASKED]},
        "preferred_output": [ANSWERED],
        "non_preferred_output": [{"role": "assistant", "content": "B"}],
    }
    assert made.losses == ()


def test_an_answer_that_only_repeats_the_question_is_not_taken_for_a_conversation() -> None:
    made = into({"prompt": "Q", "chosen": [ASKED], "rejected": [ASKED, ANSWERED]})
    assert made.value is not None
    assert made.value["preferred_output"] == [ASKED]


def test_two_texts_without_a_question_cannot_be_converted() -> None:
    made = into({"chosen": "\n\nHuman: Q\n\nAssistant: A", "rejected": "\n\nHuman: Q\n\nAssistant: B"})
    assert made.value is None
    assert sentences(made) == ["The question is neither in a key of its own nor common to both answers."]


def test_a_batch_input_keeps_messages_and_tools_and_tells_the_rest() -> None:
    body = {"model": "m", "messages": [ASKED], "tools": [], "temperature": 0}
    made = into({"custom_id": "1", "method": "POST", "url": "/v1/chat/completions", "body": body})
    assert made.value == {"messages": [ASKED], "tools": []}
    left_out = ("custom_id", "method", "url", "model", "temperature")
    expected = [f"“{key}” is left out: chat has no place for it." for key in left_out]
    assert sentences(made) == ["There is no answer: a batch input holds questions only.", *expected]
    other = into({"custom_id": "1", "url": "/v1/embeddings", "body": {"input": "x"}})
    assert sentences(other) == ["It is a request to /v1/embeddings, which is no chat."]


def test_a_batch_output_is_an_answer_without_its_question() -> None:
    answer = {"role": "assistant", "content": "A", "refusal": None, "annotations": [], "tool_calls": []}
    body = {"object": "chat.completion", "choices": [{"index": 0, "message": answer}]}
    made = into({"custom_id": "1", "response": {"status_code": 200, "body": body}, "error": None})
    assert made.value == {"messages": [ANSWERED]}
    assert sentences(made)[0] == "There is no question: a batch output holds answers only."
    assert not any("annotations" in sentence for sentence in sentences(made))
    failed = into({"custom_id": "1", "response": {"status_code": 429, "body": {}}, "error": None})
    assert sentences(failed) == ["The request failed, so there is no answer."]


@pytest.mark.parametrize("key", ["messages", "input"])
def test_a_stored_completion_is_what_was_sent_and_the_answer(key: str) -> None:
    choices = [{"message": {**ANSWERED, "refusal": None}}, {"message": ANSWERED}]
    row = {"id": "chatcmpl-1", "object": "chat.completion", "choices": choices, key: [{**ASKED, "id": "m"}]}
    assert foreign_name(row) is Foreign.STORED_COMPLETION
    made = into(row)
    assert made.value == {"messages": [ASKED, ANSWERED]}
    assert "Of 2 answers the first was taken." in sentences(made)
    assert "“id” of message 1 is left out: chat has no place for it." in sentences(made)


def test_choices_that_a_question_offers_are_no_stored_completion() -> None:
    row = {"messages": [ASKED], "choices": ["a", "b"]}
    assert recognise(row) is Format.REINFORCEMENT
    assert into(row).value is row


def test_plain_text_cannot_be_converted() -> None:
    made = into({"text": "Once upon a time"})
    assert made.value is None
    assert "nothing says which part is asked" in sentences(made)[0]


# -- pairs of the older service -------------------------------------------------------------------------------------


def test_pairs_of_the_older_service_become_chats_without_their_marks() -> None:
    rows = [json.loads(line) for line in (SAMPLES / "completions.jsonl").read_bytes().splitlines()]
    style = style_of_pairs(rows)
    assert style == PairStyle("\n\n###\n\n", " ", " END")
    made = into(rows[0], pairs=style)
    assert made.value == {
        "messages": [
            {"role": "user", "content": "Wren, 2 hours, sunny, 3 guests"},
            {"role": "assistant", "content": "Three aboard the Wren, two bright hours, back before noon"},
        ]
    }
    assert sentences(made) == [
        "The separator “\\n\\n###\\n\\n” was taken off the prompt.",
        "The space before the completion was taken off.",
        "The end mark “ END” was taken off the completion.",
    ]


@pytest.mark.parametrize(
    ("prompts", "completions", "style"),
    [
        (["Is it far?", "Is it late?"], ["Yes.", "No."], PairStyle()),
        (["a ->", "b ->"], [" x\n", " y\n"], PairStyle(" ->", " ", "\n")),
        (["a\n\n###\n\n"], [" x END"], PairStyle()),
        (["the send", "the end"], ["a weekend", "b weekend"], PairStyle()),
    ],
)
def test_only_marks_that_no_sentence_ends_with_are_marks(
    prompts: list[str], completions: list[str], style: PairStyle
) -> None:
    rows = [{"prompt": prompt, "completion": text} for prompt, text in zip(prompts, completions, strict=True)]
    assert style_of_pairs(rows) == style


def test_pairs_stay_pairs_unless_chats_are_wanted() -> None:
    row = {"prompt": "a ->", "completion": " b\n"}
    assert into(row).value is row


# -- tables ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "columns"),
    [
        ("prompt completion", [Column.PROMPT, Column.COMPLETION]),
        ("Prompt Response", [Column.USER, Column.ASSISTANT]),
        ("instruction input output", [Column.USER, Column.INPUT, Column.ASSISTANT]),
        ("input output", [Column.USER, Column.ASSISTANT]),
        ("id Question ANSWER", [Column.LEFT_OUT, Column.USER, Column.ASSISTANT]),
        ("system user assistant", [Column.SYSTEM, Column.USER, Column.ASSISTANT]),
        ("messages split", [Column.MESSAGES, Column.LEFT_OUT]),
        ("question query answer", [Column.USER, Column.LEFT_OUT, Column.ASSISTANT]),
    ],
)
def test_columns_are_told_by_their_names(names: str, columns: list[Column]) -> None:
    guessed = guess_columns(names.split())
    assert list(guessed.columns) == columns
    assert guessed.makes_examples


def test_columns_without_question_or_answer_make_no_examples() -> None:
    assert not guess_columns(["system", "user", "score"]).makes_examples


def test_cells_become_messages_and_the_rest_is_told() -> None:
    columns = TableColumns(
        ("s", "q", "a", "n"), (Column.SYSTEM, Column.USER, Column.ASSISTANT, Column.LEFT_OUT)
    )
    made = into({CELLS: ["", "Q", "A", "7", "more"]}, table=columns)
    assert made.value == {"messages": [ASKED, ANSWERED]}
    assert sentences(made) == [
        "Cells beyond the last column are left out: 1.",
        "“n” is left out: chat has no place for it.",
    ]
    assert sentences(into({CELLS: ["S", ""]}, table=columns)) == [
        "The cells that would become its messages are empty."
    ]


def test_a_cell_of_messages_is_json_and_keeps_its_numbers() -> None:
    columns = guess_columns(["messages"])
    cell = '[{"role": "user", "content": "Q"}, {"role": "assistant", "content": "A", "weight": 1.0}]'
    made = into({CELLS: [cell]}, table=columns)
    assert made.value is not None
    assert write(made.value, style_of("{}")) == '{"messages": ' + cell + "}"
    assert sentences(into({CELLS: ["[oops"]}, table=columns)) == [
        "The cell “messages” should hold JSON and cannot be read."
    ]


# -- many rows ------------------------------------------------------------------------------------------------------


def test_what_is_copied_keeps_its_spelling() -> None:
    text = '{"a":[1.50,1e3,-0,12345678901234567890123],"b":{"z":null,"a":true},"c":"語\\ud800"}'
    assert write(read_object(text), style_of(text)) == text
    spaced = '{"a": [1, 2], "b": "\\u8a9e"}'
    assert write(read_object(spaced), style_of(spaced)) == spaced


def test_a_part_is_converted_and_its_losses_are_told_by_row() -> None:
    lines = [
        b'{"conversations":[{"from":"human","value":"Q"},{"from":"gpt","value":"A"}],"id":1}',
        b"",
        b"oops",
        b'{"messages": [{"role": "user", "content": "Q"}, {"role": "assistant", "content": "A"}]}',
        b'{"text": "plain"}',
        b'{"a": 1, "a": 2}',
    ]
    made = convert_part(part_of(lines), IntoTraining())
    first = b'{"messages":[{"role":"user","content":"Q"},{"role":"assistant","content":"A"}]}'
    assert made.written.splitlines() == [first, lines[2], *lines[3:]]
    assert (made.rows, made.changed, made.tally.refused) == (5, 1, 3)
    told = [(row.row, row.whole_row, str(row.loss)) for row in made.tally.rows]
    assert told[0] == (1, False, "“id” is left out: chat has no place for it.")
    assert [entry[:2] for entry in told[1:]] == [(3, True), (5, True), (6, True)]
    assert told[3][2] == "One of its objects has the key “a” twice."
    assert [entry.row for entry in made.preview] == [1, 3, 4, 5, 6]


def test_each_loss_of_a_row_is_told_once_and_those_of_parts_add_up() -> None:
    line = b'{"messages": [{"role": "user", "content": "Q"}], "a": 1}'
    body = b'{"custom_id": "1", "body": {"messages": [], "custom_id": "2"}}'
    tally = convert_part(part_of([line, b"oops", body]), IntoTraining()).tally
    told = [str(row.loss) for row in tally.rows if row.row == 3]
    assert told.count("“custom_id” is left out: chat has no place for it.") == 1
    both = convert_part(part_of([b"oops"]), IntoTraining()).tally
    both.merge(tally)
    assert both.refused == 2
    assert both.counts.total() == len(both.rows) == 1 + tally.counts.total()


def test_rows_converted_in_their_place_leave_the_others_alone() -> None:
    lines = [b'{"instruction": "Q", "output": "A"}', b'{"text": "plain"}', b'{"messages": []}']
    edited = convert_lines(part_of(lines), IntoTraining())
    assert edited.row_ids.tolist() == [0]
    assert json.loads(edited.lines()[0]) == {"messages": [ASKED, ANSWERED]}
    assert edited.refused == 1
