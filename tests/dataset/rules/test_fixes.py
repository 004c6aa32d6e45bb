"""Every fix mends what its finding said, and nothing else."""

import copy
import json
from typing import Any

import pytest

from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.rules.catalogue import CATALOGUE
from ftdesk.dataset.rules.fixes import DELETIONS, FIX_WORDS, FIXES, LINE_FIXES, apply_fix, text_for_fix
from ftdesk.dataset.validation import check_line

Value = dict[str, Any]

TOOL = {"type": "function", "function": {"name": "f"}}
ASK = {"role": "user", "content": "Hello"}


def calling(arguments: object) -> Value:
    call = {"id": "1", "type": "function", "function": {"name": "f", "arguments": arguments}}
    return {"messages": [ASK, {"role": "assistant", "tool_calls": [call]}], "tools": [TOOL]}


OLDER: Value = {
    "functions": [{"name": "f"}],
    "messages": [
        ASK,
        {"role": "assistant", "content": None, "function_call": {"name": "f", "arguments": "{}"}},
        {"role": "function", "name": "f", "content": "21"},
        {"role": "assistant", "content": "It is 21."},
    ],
}
ONE_LINE: list[tuple[str, Value]] = [
    ("tool_call.arguments_not_object", calling('"{\\"a\\": 1}"')),
    ("tool_call.arguments_not_text", calling({"a": 1})),
    ("weight.not_assistant", {"messages": [{**ASK, "weight": 1}, {"role": "assistant", "content": "Hi"}]}),
    ("content.invisible", {"messages": [{"role": "user", "content": [{"type": "text", "text": "a\u200bb"}]},
                                        {"role": "assistant", "content": "Hi"}]}),
    ("content.control_character", {"prompt": "a\x00", "completion": " b"}),
    ("content.bidi_control", {"prompt": "a", "completion": " b\u202e"}),
    ("functions.deprecated", OLDER),
    ("completion.no_leading_space", {"prompt": "a", "completion": "b"}),
    ("message.unknown_key", {"messages": [{**ASK, "time": 1, "id": "a"}, {"role": "assistant", "content": "Hi"}]}),
    ("example.unknown_key", {"messages": [ASK, {"role": "assistant", "content": "Hi"}], "id": 1, "source": "log"}),
    ("example.unknown_key", {"prompt": "a", "completion": " b", "id": 1}),
    ("example.unknown_key", {"input": {"messages": [ASK]}, "preferred_output": [{"role": "assistant", "content": "Hi"}],
                             "non_preferred_output": [{"role": "assistant", "content": "No"}], "rating": 5}),
    ("weight.invalid", {"messages": [ASK, {"role": "assistant", "content": "Hi", "weight": True}]}),
]  # fmt: skip


def findings(value: Value) -> list[tuple[str, str | None]]:
    return [(f.code, f.fix) for f in check_line(1, json.dumps(value).encode(), CheckOptions()).findings]


@pytest.mark.parametrize(("code", "value"), ONE_LINE, ids=[code for code, _ in ONE_LINE])
def test_after_the_fix_nothing_is_found(code: str, value: Value) -> None:
    before = copy.deepcopy(value)
    [(found, fix)] = set(findings(value))
    assert found == code
    assert fix is not None
    assert findings(apply_fix(fix, value)) == []
    assert value == before


def test_older_calls_and_their_results_find_each_other_again() -> None:
    mended = apply_fix("convert_functions", OLDER)
    assert mended["tools"] == [TOOL]
    assert mended["messages"][1]["tool_calls"][0]["id"] == mended["messages"][2]["tool_call_id"]
    assert mended["messages"][2]["role"] == "tool"


@pytest.mark.parametrize("arguments", ['"[1]"', "[1]", "3"])
def test_arguments_that_hold_no_object_have_no_fix(arguments: str) -> None:
    assert findings(calling(arguments)) == [("tool_call.arguments_not_object", None)]


@pytest.mark.parametrize(
    ("fix", "text", "mended"),
    [
        ("add_stop", "\n", {"prompt": "Say: a", "completion": " b\n"}),
        ("add_separator", " ->", {"prompt": "Say: a ->", "completion": " b"}),
        ("drop_prompt_prefix", "Say: ", {"prompt": "a", "completion": " b"}),
        ("drop_completion_prefix", " b", {"prompt": "Say: a", "completion": " b"}),
    ],
)
def test_fixes_of_all_lines_use_the_text_of_the_finding(fix: str, text: str, mended: Value) -> None:
    assert apply_fix(fix, {"prompt": "Say: a", "completion": " b"}, text) == mended


def test_the_text_for_a_fix_comes_out_of_the_findings_arguments() -> None:
    assert text_for_fix((("prefix", " The answer"),)) == " The answer"
    assert text_for_fix((("count", "2"),)) == ""


def test_every_fix_of_the_catalogue_exists_and_the_other_way_round() -> None:
    assert {
        rule.fix for rule in CATALOGUE.values() if rule.fix
    } == FIXES.keys() | LINE_FIXES.keys() | DELETIONS
    assert FIX_WORDS.keys() == FIXES.keys() | LINE_FIXES.keys() | DELETIONS


@pytest.mark.parametrize("fix", FIXES)
def test_no_fix_stumbles_over_a_strange_example(fix: str) -> None:
    strange: Value = {"messages": [1, {"tool_calls": [1, {"function": 2}], "content": [3]}], "input": 4,
                      "functions": 5, "prompt": 6, "completion": None, "preferred_output": {}}  # fmt: skip
    assert isinstance(apply_fix(fix, strange), dict)


@pytest.mark.parametrize("text", ["\u200b", " \u200b\n"])
def test_a_text_of_nothing_but_hidden_characters_stays_and_is_offered_no_fix(text: str) -> None:
    value: Value = {"messages": [{"role": "user", "content": text}, {"role": "assistant", "content": "Hi"}]}
    assert findings(value) == [("content.invisible", None)]
    assert apply_fix("remove_hidden_characters", value) == value


GOOD = b'{"prompt": "a, b", "completion": " c"}'


@pytest.mark.parametrize(
    "raw", [GOOD + b",", b"\xef\xbb\xbf" + GOOD, b" \xef\xbb\xbf\xef\xbb\xbf" + GOOD + b" ,\r", b"," + GOOD]
)
def test_what_other_programs_left_around_an_example_is_removed(raw: bytes) -> None:
    [finding] = check_line(2, raw, CheckOptions()).findings
    assert (finding.code, finding.fix) == ("json.invalid", "strip_line")
    assert LINE_FIXES["strip_line"](raw) == GOOD
    assert check_line(2, GOOD, CheckOptions()).findings == ()


@pytest.mark.parametrize(
    "raw", [GOOD[:-1] + b",}", GOOD[:-1] + b",", b"[1],", b"'a',", GOOD + b" " + GOOD, b"\xff,"]
)
def test_a_line_with_another_trouble_is_offered_no_fix(raw: bytes) -> None:
    assert {finding.fix for finding in check_line(2, raw, CheckOptions()).findings} == {None}


ANSWER = {"role": "assistant", "content": "Hi"}


@pytest.mark.parametrize(
    "value",
    [
        {"messages": [ASK, ANSWER], "weight": 0},
        {"messages": [ASK, ANSWER], "tool": [TOOL]},
        {"messages": [ASK, ANSWER], "Functions": []},
        {"messages": [ASK, {**ANSWER, "tool_call": []}]},
        {"messages": [ASK, {**ANSWER, "weights": 0}]},
        {"messages": [{"role": "user", "value": "Hello"}, ANSWER]},
    ],
)
def test_a_key_whose_value_may_be_meant_is_not_removed(value: Value) -> None:
    offered = [fix for code, fix in findings(value) if code.endswith(".unknown_key")]
    assert offered == [None]
    assert apply_fix("drop_example_keys", apply_fix("drop_message_keys", value)) == value
