import json
from pathlib import Path

import pytest

from ftdesk.dataset import example_edits as edits
from ftdesk.dataset.example import Example, ToolCallView, Turn, from_turns, parse_example
from ftdesk.dataset.formats import Format

CHAT = (
    '{"messages":[{"role":"system","content":"Be kind."},{"role":"user","content":"Hé"},'
    '{"role":"assistant","content":"Hi","weight":0}],"x":1.0,"big":12345678901234567890123}'
)
CALL = (
    '{"messages": [{"role": "user", "content": "?"}, {"role": "assistant", "tool_calls": [{"id": "c1", '
    '"type": "function", "function": {"name": "f", "arguments": "{\\"a\\": 1}"}}]}, '
    '{"role": "tool", "tool_call_id": "c1", "content": "2"}]}'
)
PREFERENCE = (
    '{"input": {"messages": [{"role": "user", "content": "?"}]}, '
    '"preferred_output": [{"role": "assistant", "content": "a"}], '
    '"non_preferred_output": [{"role": "assistant", "content": "b"}]}'
)


def parsed(text: str) -> Example:
    example = parse_example(text.encode())
    assert isinstance(example, Example)
    return example


def line(example: Example) -> str:
    return example.to_line().decode()


def test_the_messages_of_a_chat_are_shown() -> None:
    system, user, assistant = parsed(CHAT).messages()
    assert (system.role, system.text, system.weight) == ("system", "Be kind.", None)
    assert (user.pointer, user.text) == (("messages", 1), "Hé")
    assert (assistant.text, assistant.weight, assistant.has_parts) == ("Hi", 0, False)


def test_tool_calls_are_shown_as_fields_and_as_json() -> None:
    _, assistant, tool = parsed(CALL).messages()
    assert assistant.text is None
    assert assistant.tool_calls == (ToolCallView("c1", "f", '{"a": 1}'),)
    assert json.loads(assistant.tool_calls_json or "") == parsed(CALL).get(("messages", 1, "tool_calls"))
    assert (tool.tool_call_id, tool.tool_calls_json) == ("c1", None)


def test_a_preference_has_three_lists_of_messages() -> None:
    example = parsed(PREFERENCE)
    assert example.format is Format.PREFERENCE
    shown = [example.messages(within)[0] for within in example.message_lists()]
    assert [(view.pointer, view.text) for view in shown] == [
        (("input", "messages", 0), "?"),
        (("preferred_output", 0), "a"),
        (("non_preferred_output", 0), "b"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        '{"messages": 3}',
        '{"messages": [1, null, {"role": 5, "content": {}, "tool_calls": [4, {"function": 1}]}]}',
        '{"messages": [{"weight": true}]}',
        '{"input": [], "preferred_output": 1}',
        "{}",
    ],
)
def test_odd_shapes_can_be_shown_too(text: str) -> None:
    example = parsed(text)
    for within in example.message_lists():
        for view in example.messages(within):
            assert (view.role, view.text, view.weight) == (None, None, None)
    assert line(example) == text


@pytest.mark.parametrize("text", ["", "[1]", '{"a": }', '{"a": 1, "a": 2}', '{"a": NaN}', "\ufeff{}"])
def test_a_line_that_is_no_object_gives_findings(text: str) -> None:
    findings = parse_example(text.encode())
    assert isinstance(findings, tuple)
    assert findings


def test_changing_a_text_changes_nothing_else() -> None:
    example = edits.set_text(parsed(CHAT), ("messages", 1), 'Say "é"\n')
    assert line(example) == CHAT.replace('"Hé"', '"Say \\"é\\"\\n"')


def test_an_escaped_line_stays_escaped() -> None:
    text = r'{"messages": [{"role": "user", "content": "\u00e9"}]}'
    assert line(edits.set_text(parsed(text), ("messages", 0), "あ")) == text.replace("00e9", "3042")


def test_content_is_added_after_the_role() -> None:
    example = edits.set_text(parsed(CALL), ("messages", 1), None)
    assert line(example) == CALL.replace('"assistant", "tool', '"assistant", "content": null, "tool')


def test_role_and_weight_change_and_go() -> None:
    example = edits.set_role(parsed(CHAT), ("messages", 0), "developer")
    example = edits.set_weight(example, ("messages", 2), 1)
    assert line(example) == CHAT.replace('"system"', '"developer"').replace('"weight":0', '"weight":1')
    assert line(edits.set_weight(parsed(CHAT), ("messages", 2), None)) == CHAT.replace(',"weight":0', "")
    assert edits.set_weight(parsed(CHAT), ("messages", 0), None) == parsed(CHAT)


def test_a_missing_role_comes_first() -> None:
    example = edits.set_role(parsed('{"messages": [{"content": "x"}, {}]}'), ("messages", 0), "user")
    example = edits.set_role(example, ("messages", 1), "assistant")
    assert line(example) == '{"messages": [{"role": "user", "content": "x"}, {"role": "assistant"}]}'


def test_a_text_field_is_set_and_taken_away() -> None:
    example = edits.set_field(parsed(CHAT), ("messages", 1), "name", "Ann")
    assert line(example) == CHAT.replace('"Hé"', '"Hé","name":"Ann"')
    assert edits.set_field(example, ("messages", 1), "name", None) == parsed(CHAT)


def test_messages_are_added_deleted_and_moved() -> None:
    added = edits.add_message(parsed(CHAT), ("messages",), 1, "user", "new")
    assert line(added) == CHAT.replace('{"role":"user"', '{"role":"user","content":"new"},{"role":"user"', 1)
    assert edits.delete_message(added, ("messages", 1)) == parsed(CHAT)
    moved = edits.move_message(parsed(CHAT), ("messages", 2), 0)
    assert [view.role for view in moved.messages()] == ["assistant", "system", "user"]
    assert edits.move_message(moved, ("messages", 0), 2) == parsed(CHAT)


def test_a_message_can_be_added_where_there_is_no_list() -> None:
    assert line(edits.add_message(parsed("{}"), ("messages",), 0, "user", "x")) == (
        '{"messages": [{"role": "user", "content": "x"}]}'
    )
    example = edits.add_message(parsed("{}"), ("input", "messages"), 0, "user")
    assert example.value == {"input": {"messages": [{"role": "user", "content": ""}]}}
    with pytest.raises(KeyError):
        edits.add_message(parsed('{"messages": 3}'), ("messages",), 0, "user")


def test_tool_calls_come_from_json_text_and_keep_number_spelling() -> None:
    example = edits.set_tool_calls(parsed(CHAT), ("messages", 2), '[\n {"a": 1.50, "b": "é"}\n]')
    assert line(example) == CHAT.replace('"weight":0', '"weight":0,"tool_calls":[{"a":1.50,"b":"é"}]')
    assert edits.set_tool_calls(example, ("messages", 2), "  ") == parsed(CHAT)


def test_what_is_shown_as_json_can_be_written_back_unchanged() -> None:
    example = parsed(CALL)
    shown = example.messages()[1].tool_calls_json
    assert edits.set_tool_calls(example, ("messages", 1), shown) == example


def test_text_that_is_no_json_is_refused() -> None:
    with pytest.raises(edits.JsonTextError):
        edits.set_tool_calls(parsed(CHAT), ("messages", 2), "[{]")


def test_prompt_and_completion_are_texts() -> None:
    example = parsed('{"prompt": "a", "completion": " b"}')
    assert (example.text("prompt"), example.text("completion")) == ("a", " b")
    assert line(edits.set_key_text(example, "completion", " c")) == '{"prompt": "a", "completion": " c"}'


def test_top_level_keys_are_set_and_taken_away() -> None:
    example = edits.set_key(parsed('{"prompt": "a"}'), "n", "[1,\n 2.0]")
    assert line(example) == '{"prompt": "a", "n": [1, 2.0]}'
    assert line(edits.set_key(example, "prompt", None)) == '{"n": [1, 2.0]}'


def test_one_content_part_changes() -> None:
    text = (
        '{"messages": [{"role": "user", "content": [{"type": "text", "text": "a"}, '
        '{"type": "image_url", "image_url": {"url": "u"}}]}]}'
    )
    (view,) = parsed(text).messages()
    assert (view.has_parts, view.part_texts, view.text) == (True, ("a", None), "a")
    assert line(edits.set_part_text(parsed(text), ("messages", 0), 0, "b")) == text.replace('"a"', '"b"')


@pytest.mark.parametrize("place", [("messages", 9), ("messages",), ("gone", 0), ("x",)])
def test_a_message_that_is_not_there_is_a_key_error(place: tuple[str | int, ...]) -> None:
    for edit in (edits.set_text, edits.set_role):
        with pytest.raises(KeyError):
            edit(parsed(CHAT), place, "user")
    with pytest.raises(KeyError):
        edits.set_weight(parsed(CHAT), place, 1)


def test_half_an_emoji_that_was_pasted_does_not_crash() -> None:
    example = edits.set_text(parsed(CHAT), ("messages", 1), "\ud83d")
    assert b'"\\ud83d"' in example.to_line()
    assert example.messages()[1].text == "\ud83d"


def test_turns_become_an_example_in_the_style_of_its_neighbours() -> None:
    turns = [Turn("system", "Be kind."), Turn("user", "Hé", name="Ann"), Turn("assistant", "Oui")]
    assert line(from_turns(turns[1:])) == (
        '{"messages": [{"role": "user", "content": "Hé", "name": "Ann"}, '
        '{"role": "assistant", "content": "Oui"}]}'
    )
    dense = from_turns(turns, like=b'{"a":"\\u00e9","b":2}')
    assert line(dense).startswith(
        '{"messages":[{"role":"system","content":"Be kind."},{"role":"user","content":"H\\u00e9"'
    )


def test_turns_with_tool_calls_keep_them() -> None:
    call = ToolCallView("c1", "f", "{}")
    example = from_turns([Turn("assistant", "", tool_calls=(call,)), Turn("tool", "2", tool_call_id="c1")])
    assert example.messages()[0].tool_calls == (call,)
    assert example.messages()[0].text is None
    assert example.messages()[1].tool_call_id == "c1"


def test_every_published_line_survives_parsing_and_edits_of_one_place(published: Path) -> None:
    for path in sorted(published.glob("*.jsonl")):
        for raw in path.read_bytes().splitlines():
            example = parse_example(raw)
            assert isinstance(example, Example)
            assert example.to_line() == raw
            view = example.messages(example.message_lists()[0])[-1]
            if view.text is not None:
                again = edits.set_text(edits.set_text(example, view.pointer, "x"), view.pointer, view.text)
                assert json.loads(again.to_line()) == json.loads(raw)


def test_a_tool_call_gets_the_first_free_id_and_the_spelling_of_its_line() -> None:
    line = (
        b'{"messages":[{"role":"assistant","tool_calls":[{"id":"call_2","type":"function",'
        b'"function":{"name":"f","arguments":"{}"}}]},{"role":"assistant","content":"x"}]}'
    )
    example = parse_example(line)
    assert isinstance(example, Example)
    added = edits.add_tool_call(example, ("messages", 1))
    call = b'{"id":"call_1","type":"function","function":{"name":"","arguments":"{}"}}'
    assert added.to_line() == line.replace(b'"content":"x"', b'"content":"x","tool_calls":[' + call + b"]")
    assert edits.remove_tool_call(added, ("messages", 1), 0).to_line() == line
    more = edits.add_tool_call(added, ("messages", 0))
    assert [view.id for view in more.messages()[0].tool_calls] == ["call_2", "call_3"]
