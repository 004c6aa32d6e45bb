"""Mends of one row and of whole files: what was found is gone, nothing new is, and every other byte has stayed."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ftdesk.dataset.document import Block, Dataset
from ftdesk.dataset.edit_preview import changed_piece
from ftdesk.dataset.example import Example, parse_example
from ftdesk.dataset.file_check import FileCheck
from ftdesk.dataset.fix_edits import ApplyFix
from ftdesk.dataset.line_pass import edit_part
from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.rules.common_start import common_words
from ftdesk.dataset.rules.fixes import FIXES
from ftdesk.dataset.shared_texts import KEYS, SEPARATORS, STOPS, of_texts, rows_to_mend
from ftdesk.dataset.validation import check_block

Value = dict[str, Any]


def checked(lines: list[bytes]) -> FileCheck:
    result = FileCheck(CheckOptions(), size_bytes=sum(map(len, lines)))
    result.add_block(check_block(Block(1, tuple(range(len(lines))), tuple(lines)), CheckOptions()))
    return result


def codes(check: FileCheck, lines: list[bytes]) -> set[str]:
    return {finding.code for finding in check.findings(np.arange(len(lines)), lines.__getitem__)}


def mended(line: bytes, fix: str, text: str = "") -> bytes:
    example = parse_example(line)
    assert isinstance(example, Example)
    return ApplyFix(fix, text).edited(example).to_line()


def pairs(*texts: tuple[str, str]) -> list[bytes]:
    return [json.dumps({"prompt": prompt, "completion": completion}).encode() for prompt, completion in texts]


WHOLE_FILE = [
    ("prompt.no_separator", pairs(("One", " a."), ("Two\nlines", " b."), ("What\n\n###\n\nnow", " c."))),
    ("completion.no_stop", pairs(("1 ->", " a"), ("2 ->", " b."), ("3 ->", " c\nd"), ("4 ->", " e END f"))),
    ("completion.common_prefix", pairs(("1 ->", " The 10."), ("2 ->", " The 12."), ("3 ->", " The 11."))),
    ("prompt.common_prefix", pairs(*((f"{'word ' * 40}{n} ->", f" {n}.") for n in (10, 12, 11)))),
]


@pytest.mark.parametrize(("code", "lines"), WHOLE_FILE, ids=[code for code, _ in WHOLE_FILE])
def test_what_is_said_of_the_whole_file_is_mended_in_all_rows(code: str, lines: list[bytes]) -> None:
    check = checked(lines)
    [finding] = check.file_findings()
    assert finding.code == code
    assert np.flatnonzero(rows_to_mend(check, finding)).tolist() == list(range(len(lines)))
    assert finding.fix is not None
    key = KEYS[finding.fix]
    candidates = {"prompt": SEPARATORS, "completion": STOPS}[key]
    text = of_texts([json.loads(line)[key] for line in lines], candidates).text_for(finding.fix)
    after = [mended(line, finding.fix, text) for line in lines]
    assert codes(checked(after), after) == set()


def test_a_row_that_lacks_what_most_have_gets_just_that() -> None:
    lines = pairs(("1 =", " a\n"), ("2 =", " b\n"), ("3", " c\n"))
    check = checked(lines)
    [finding] = check.row_findings(2, lines[2])
    assert (finding.code, finding.fix) == ("prompt.no_separator", "add_separator")
    assert np.flatnonzero(rows_to_mend(check, finding)).tolist() == [2]
    lines[2] = mended(lines[2], "add_separator", dict(finding.arguments)["ending"])
    assert codes(checked(lines), lines) == set()


@pytest.mark.parametrize(
    ("texts", "separator"),
    [
        (["a", "b"], " ->"),
        (["a", "b\nc"], "\n\n###\n\n"),
        (["a -> b", "c"], "\n\n###\n\n"),
        (["a\n\n###\n\nb"], "\n\n===\n\n"),
        (["a ->", "b"], " ->"),
    ],
)
def test_the_separator_is_the_first_one_that_stands_in_no_prompt(texts: list[str], separator: str) -> None:
    assert of_texts(texts, SEPARATORS).text_for("add_separator") == separator


def test_where_every_usual_ending_is_taken_there_is_none() -> None:
    assert of_texts(["x".join(STOPS) + "x"], STOPS).text_for("add_stop") == ""


def test_parts_of_a_file_are_looked_at_together() -> None:
    first, second = of_texts([" The sum. 1"], STOPS), of_texts([" The sun\n2"], STOPS)
    joined = first.joined(second)
    assert joined.text_for("add_stop") == " END"
    assert joined.text_for("drop_completion_prefix") == " The "
    assert joined.joined(of_texts([], STOPS)) == joined


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("Tell me 10", "Tell me 12", "Tell me "),
        ("Theory", "Thermal", ""),
        ("The", "The end", "The"),
        ("質問に答え", "質問に応え", "質問に"),
        ("a: b", "a: c", "a: "),
        ("same", "same", "same"),
    ],
)
def test_a_shared_start_is_not_cut_within_a_word(one: str, other: str, shared: str) -> None:
    assert common_words(one, other) == shared
    assert common_words(other, one) == shared


@pytest.mark.parametrize(
    ("fix", "text", "before", "after"),
    [
        ("drop_completion_prefix", " The", ' The 1"', ' 1"'),
        ("drop_completion_prefix", " The ", ' The 1"', ' 1"'),
        ("drop_completion_prefix", " The ", ' The "', ' The "'),
        ("drop_completion_prefix", " The ", ' Other"', ' Other"'),
        ("add_stop", ".", ' a."', ' a."'),
    ],
)
def test_a_completion_keeps_its_blank_and_is_never_emptied(
    fix: str, text: str, before: str, after: str
) -> None:
    assert mended(b'{"prompt": "", "completion": "' + before.encode() + b"}", fix, text).endswith(
        f'"completion": "{after}}}'.encode()
    )


def test_a_prompt_that_is_nothing_but_the_shared_start_stays() -> None:
    line = b'{"prompt": "Say it", "completion": " a"}'
    assert mended(line, "drop_prompt_prefix", "Say it") == line


def test_only_the_spelling_of_what_is_mended_changes() -> None:
    line = b'{"n": 1.00,  "messages" : [{"role":"assistant","content":"caf\\u00e9","weight":true} ]}'
    assert mended(line, "write_weight_as_number") == line.replace(b"true", b"1")


@pytest.mark.parametrize(("weight", "number"), [("true", 1), ("false", 0), ('"1"', 1), ('" 0 "', 0)])
def test_a_weight_that_is_meant_as_a_number_becomes_one(weight: str, number: int) -> None:
    line = f'{{"messages": [{{"role": "assistant", "content": "a", "weight": {weight}}}]}}'.encode()
    assert json.loads(mended(line, "write_weight_as_number"))["messages"][0]["weight"] == number


def test_older_calls_are_converted_only_where_nothing_would_be_lost() -> None:
    value: Value = {
        "functions": "f",
        "messages": [
            {"role": "assistant", "tool_calls": [{"id": "call_1"}], "function_call": {"name": "f"}},
            {"role": "assistant", "function_call": {"name": "f"}},
            {"role": "function", "name": "f", "content": "21"},
        ],
    }
    after = json.loads(mended(json.dumps(value).encode(), "convert_functions"))
    assert after["functions"] == "f"
    assert after["messages"][0] == value["messages"][0]
    assert after["messages"][1]["tool_calls"][0]["id"] == after["messages"][2]["tool_call_id"] == "call_2"


BROKEN = {
    "decode_arguments": b'{"messages":[{"role":"assistant","tool_calls":[{"function":{"arguments":"\\"{}\\""}}]}]}',
    "encode_arguments": b'{"messages":[{"role":"assistant","tool_calls":[{"function":{"arguments":{"a":1.50}}}]}]}',
    "drop_example_keys": b'{"id":1, "messages":[],"source":"log"}',
    "drop_message_keys": b'{"messages" : [{"id": 1, "role":"user","content":"a"}]}',
    "drop_weight": b'{"messages" : [{"role":"user","weight":1}]}',
    "write_weight_as_number": b'{"messages" : [{"role":"assistant","weight":"0"}]}',
    "remove_hidden_characters": '{"prompt":"a\u200b b","completion":" c"}'.encode(),
    "convert_functions": b'{"functions":[{"name":"f"}], "messages":[]}',
    "add_leading_space": b'{"prompt":"a","completion":"c"}',
    "add_stop": b'{"prompt":"a","completion":" c"}',
    "add_separator": b'{"prompt":"a","completion":" c"}',
    "drop_prompt_prefix": b'{"prompt":"xxa","completion":" c"}',
    "drop_completion_prefix": b'{"prompt":"a","completion":"xxc"}',
}


@pytest.mark.parametrize("fix", FIXES)
def test_undo_brings_the_exact_bytes_back(fix: str, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(BROKEN[fix] + b"\r\n" + BROKEN[fix] + b"\n[1]\n")
    dataset = Dataset.open(path)
    [part] = dataset.snapshot().parts(100, 1 << 20)
    edited = edit_part(part, (ApplyFix(fix, "xx"),))
    assert (edited.row_ids.tolist(), edited.refused) == ([0, 1], 1)
    change = dataset.changes.replacing(edited.row_ids, edited.lines())
    dataset.apply(change)
    assert dataset.line(1) == mended(BROKEN[fix], fix, "xx") != BROKEN[fix]
    dataset.apply(change, undo=True)
    assert b"".join(dataset.snapshot().chunks()) == path.read_bytes()
    dataset.close()


def test_long_numbers_keep_their_digits_where_arguments_become_text() -> None:
    number = b"123456789012345678901234567890"
    call = b'{"role":"assistant","tool_calls":[{"function":{"arguments":{"a":' + number + b"}}}]}"
    after = mended(b'{"messages":[' + call + b"]}", "encode_arguments")
    assert (
        json.loads(after)["messages"][0]["tool_calls"][0]["function"]["arguments"]
        == f'{{"a":{number.decode()}}}'
    )


def test_half_of_a_pair_that_was_typed_is_no_obstacle() -> None:
    typed = Example('{"prompt": "\\ud83d\\u200b", "completion": " a"}')
    after = ApplyFix("remove_hidden_characters").edited(typed)
    assert after.json.text == typed.json.text.replace("\\u200b", "")


def test_what_is_in_both_forms_is_merged_and_nothing_is_found_any_more() -> None:
    tool = {"type": "function", "function": {"name": "f"}}
    messages = [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]
    both: Value = {"messages": messages, "functions": [{"name": "f"}, {"name": "g"}], "tools": [tool]}
    line = mended(json.dumps(both).encode(), "convert_functions")
    assert [made["function"]["name"] for made in json.loads(line)["tools"]] == ["f", "g"]
    assert codes(checked([line]), [line]) == set()


def test_a_change_is_shown_by_what_differs_with_what_stands_around_it() -> None:
    change = changed_piece('{"content": "a  b", "n": 1}', '{"content": "a b", "n": 1}')
    assert (change.leading, change.old, change.new, change.trailing) == (
        '{"content": "a ',
        " ",
        "",
        'b", "n": 1}',
    )
