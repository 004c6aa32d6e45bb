"""System prompts and weights set in many examples: only what was meant is spelled anew."""

import json
from pathlib import Path

import pytest

from ftdesk.dataset.bulk_edits import (
    Answers,
    RemoveSystemPrompt,
    SetSystemPrompt,
    SetWeight,
    TrimBlanks,
    Where,
)
from ftdesk.dataset.document import Dataset
from ftdesk.dataset.example import Example, parse_example
from ftdesk.dataset.line_pass import ExampleEdit, edit_part

WITH = b'{"messages":[{"role":"developer","content":"Old"},{"role":"user","content":"Q \\u00e9"}],"x":1.0}'
WITHOUT = b'{"messages": [{"role": "user", "content": "Q"}, {"role": "assistant", "content": "A"}]}'
ANSWERS = b'{"messages": [{"role": "assistant", "content": "1"}, {"role": "assistant", "content": "2", "weight": 1}]}'
PREFERENCE = b'{"input": {"messages": [{"role": "user", "content": "Q"}]}, "preferred_output": []}'
PROMPT = b'{"prompt": "P", "completion": "C"}'


def done(edit: ExampleEdit, line: bytes) -> bytes | None:
    example = parse_example(line)
    assert isinstance(example, Example)
    changed = edit.edited(example)
    return None if changed is None else changed.to_line()


def test_a_system_prompt_takes_the_place_of_the_old_one() -> None:
    assert done(SetSystemPrompt("Né"), WITH) == WITH.replace(b"Old", b"N\\u00e9")
    assert done(SetSystemPrompt("Old"), WITH) == WITH
    new = b'[{"role": "system", "content": "N"}, {"role": "user"'
    assert done(SetSystemPrompt("N"), WITHOUT) == WITHOUT.replace(b'[{"role": "user"', new)
    assert done(SetSystemPrompt("N"), PREFERENCE) == PREFERENCE.replace(b'[{"role": "user"', new)


def test_a_system_prompt_can_be_set_only_where_there_is_one_or_none() -> None:
    assert done(SetSystemPrompt("N", Where.MISSING), WITH) == WITH
    assert done(SetSystemPrompt("N", Where.PRESENT), WITHOUT) == WITHOUT
    assert done(SetSystemPrompt("N", Where.MISSING), WITHOUT) != WITHOUT
    assert done(SetSystemPrompt("N", Where.PRESENT), WITH) != WITH


def test_system_messages_at_the_beginning_are_taken_out() -> None:
    assert done(RemoveSystemPrompt(), WITH) == WITH.replace(b'{"role":"developer","content":"Old"},', b"")
    assert done(RemoveSystemPrompt(), WITHOUT) == WITHOUT


@pytest.mark.parametrize(
    ("answers", "weights"), [(Answers.ALL, [0, 0]), (Answers.LAST, [None, 0]), (Answers.ALL_BUT_LAST, [0, 1])]
)
def test_weights_go_to_the_answers_that_are_meant(answers: Answers, weights: list[int | None]) -> None:
    changed = done(SetWeight(0, answers), ANSWERS)
    assert changed is not None
    assert [message.get("weight") for message in json.loads(changed)["messages"]] == weights


def test_weights_are_taken_away() -> None:
    assert done(SetWeight(None), ANSWERS) == ANSWERS.replace(b', "weight": 1', b"")


def test_what_an_edit_does_not_fit_is_counted_and_left(tmp_path: Path) -> None:
    path = tmp_path / "mixed.jsonl"
    path.write_bytes(b"\n".join([WITHOUT, PROMPT, b"{broken", WITH]))
    (part,) = Dataset.open(path).snapshot().parts(10, 1 << 20)
    edited = edit_part(part, (SetSystemPrompt("Old"),))
    assert edited.lines() == [done(SetSystemPrompt("Old"), WITHOUT)]
    assert (edited.row_ids.tolist(), edited.refused) == ([0], 2)
    assert edit_part(part, (SetWeight(1),)).row_ids.tolist() == [0]


def test_blanks_go_at_both_ends_of_what_messages_say() -> None:
    line = b'{"messages":[{"role":"user","content":"\\n a  b\\u3000"},7,{"role":"tool","content":" 1 "}],"x":1.0}'
    assert done(TrimBlanks(), line) == line.replace(b"\\n a  b\\u3000", b"a  b")
    parts = b'{"messages": [{"role": "user", "content": [{"type": "text", "text": " a"}, {"type": "image_url"}]}]}'
    assert done(TrimBlanks(), parts) == parts.replace(b" a", b"a")
    preferred = PREFERENCE.replace(b'"Q"', b'"Q "')
    assert done(TrimBlanks(), preferred) == PREFERENCE


@pytest.mark.parametrize(
    "line",
    [
        WITH,
        b'{"messages": [{"role": "user", "content": " \\n"}]}',
        b'{"prompt": "P ", "completion": " C\\n"}',
    ],
)
def test_what_is_nothing_but_blank_or_an_older_pair_stays(line: bytes) -> None:
    assert done(TrimBlanks(), line) == line
