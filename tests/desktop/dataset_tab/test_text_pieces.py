"""The small parts without a window: visible text, changes, previews, the filter's test, new lines, JSON compared."""

import json

import pytest

from ftdesk.dataset.example import parse_example
from ftdesk.dataset.formats import Format
from ftdesk.dataset.rules.finding import Finding
from ftdesk.desktop.dataset_tab.edit import pointer_of, starts_with
from ftdesk.desktop.dataset_tab.fix_edit import fix_edit
from ftdesk.desktop.dataset_tab.json_field import json_problem, same_json
from ftdesk.desktop.dataset_tab.lossless_text import change, shown, utf16_length
from ftdesk.desktop.dataset_tab.new_lines import empty_line
from ftdesk.desktop.dataset_tab.row_preview import preview_of
from ftdesk.desktop.dataset_tab.visible_text import one_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("two\n  lines", "two lines"),
        ("a\x00b\x7f", "a␀b␡"),
        ("left\u202eright", "left⟨U+202E⟩right"),
        ("👨\u200d👩", "👨\u200d👩"),
        ("a\u200db", "a⟨U+200D⟩b"),
        ("x" * 300, "x" * 200 + "…"),
        ("  ", ""),
    ],
)
def test_one_line_shows_what_is_hidden_and_cuts_what_is_long(text: str, line: str) -> None:
    assert one_line(text) == line


def test_a_shown_text_has_one_character_for_each_real_one() -> None:
    text = "a\r\n\u2028\u2029\x00\x85\u202e\ufdd0\udcff😀\u00a0"
    assert len(shown(text)) == len(text)
    assert shown("plain") == "plain"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("abc", "abXc", (2, 2, "X")),
        ("abc", "ac", (1, 2, "")),
        ("aaa", "aaaa", (3, 3, "a")),
        ("", "x", (0, 0, "x")),
        ("same", "same", (4, 4, "")),
        ("one two", "one, two!", (3, 7, ", two!")),
    ],
)
def test_a_change_is_told_by_what_differs(before: str, after: str, expected: tuple[int, int, str]) -> None:
    start, end, replacement = change(before, after)
    assert (start, end, replacement) == expected
    assert before[:start] + replacement + before[end:] == after


def test_qt_counts_in_utf_16() -> None:
    assert utf16_length("a😀") == 3


@pytest.mark.parametrize(
    ("value", "text", "roles"),
    [
        ({"messages": [{"role": "system", "content": "S"}, {"role": "user", "content": "U"}]}, "U", 2),
        ({"messages": [{"role": "user", "content": [{"type": "text", "text": "part"}]}]}, "part", 1),
        ({"prompt": "P", "completion": "C"}, "P", 2),
        ({"input": {"messages": [{"role": "user", "content": "I"}]}, "preferred_output": []}, "I", 1),
        ({"messages": "odd"}, '{"messages": "odd"}', 0),
        ([1], "[1]", 0),
    ],
)
def test_a_preview_is_what_the_user_says(value: object, text: str, roles: int) -> None:
    preview = preview_of(json.dumps(value).encode())
    assert (preview.text, len(preview.roles)) == (text, roles)


def test_a_preview_of_a_broken_line_is_how_it_begins() -> None:
    assert preview_of(b'{"messages": [\xff').text == '{"messages": [\ufffd'
    assert preview_of(b"").text == ""


@pytest.mark.parametrize("kind", [Format.CHAT, Format.COMPLETION, Format.PREFERENCE, Format.REINFORCEMENT])
def test_an_empty_line_is_of_its_format(kind: Format) -> None:
    example = parse_example(empty_line(kind))
    assert not isinstance(example, tuple)
    assert example.format in (kind, Format.CHAT)  # a lone user message is reinforcement only by its file


def test_an_empty_line_takes_over_the_system_prompt_and_the_spelling() -> None:
    like = b'{"messages":[{"role":"system","content":"\\u6f6e"},{"role":"user","content":"x"}]}'
    line = empty_line(Format.CHAT, like)
    assert line.startswith(b'{"messages":[{"role":"system","content":"\\u6f6e"},')


def test_json_is_the_same_only_with_the_same_numbers_and_order() -> None:
    assert same_json('{"a": [1, {}]}', '{ "a":[1,{ }] }')
    assert not same_json('{"a": 1.0}', '{"a": 1}')
    assert not same_json('["1"]', "[1]")
    assert not same_json('{"a": 1, "b": 2}', '{"b": 2, "a": 1}')
    assert not same_json("[", "[]")


def test_a_json_problem_says_where() -> None:
    assert json_problem("[1]") is None
    assert json_problem("[1,\n x]") == (2, 2)
    assert json_problem("[NaN]") == (1, 1)


def test_a_fix_spells_only_what_it_changes_anew() -> None:
    line = b'{"n": 1.50, "messages": [ {"role":"user", "content":"a\\u200bb", "weight": 1}]}'
    finding = Finding(1, "content.invisible", "/messages/0/content", fix="remove_hidden_characters")
    edit, example = fix_edit(finding), parse_example(line)
    assert edit is not None
    assert not isinstance(example, tuple)
    assert edit.change(example).to_line() == line.replace(b"\\u200b", b"")


def test_pointers_are_read_as_json_pointers() -> None:
    assert pointer_of("/messages/1/a~1b~0c") == ("messages", 1, "a/b~c")
    assert pointer_of("") == ()
    assert starts_with(("messages", 1, "content"), ("messages", 1))
