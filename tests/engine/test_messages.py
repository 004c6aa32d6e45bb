import pytest

from ftdesk.engine.messages import CalledTool, MessageUnusable, called_tools, turns_of
from ftdesk.engine.trainers.interface import Turn


def assistant(**fields):
    return {"role": "assistant", **fields}


def test_assistant_turns_are_trained_unless_their_weight_is_0():
    messages = [
        {"role": "user", "content": "a"},
        assistant(content="b"),
        assistant(content="c", weight=0),
        assistant(content="d", weight=1),
    ]
    assert [turn.trained for turn in turns_of(messages)] == [False, True, False, True]


def test_text_parts_are_joined():
    parts = [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]
    assert turns_of([{"role": "user", "content": parts}]) == (Turn("user", "a\nb"),)


def test_tool_calls_become_text_and_come_back_as_they_were_spelled():
    functions = [{"name": "look", "arguments": '{"at":  "<x>"}'}, {"name": "go", "arguments": "{}"}]
    calls = [{"id": str(place), "type": "function", "function": each} for place, each in enumerate(functions)]
    [turn] = turns_of([assistant(content=None, tool_calls=calls)])
    assert called_tools(turn.text) == [CalledTool("look", '{"at":  "<x>"}'), CalledTool("go", "{}")]


def test_an_old_function_call_is_the_same_text():
    old = turns_of([assistant(content=None, function_call={"name": "go", "arguments": "{}"})])
    assert old[0].text == "<tool_call>go {}</tool_call>"


@pytest.mark.parametrize(
    ("message", "place"),
    [
        ("text", "messages[1]"),
        ({"role": "user", "content": 5}, "messages[1].content"),
        ({"role": "user", "content": ["x"]}, "messages[1].content[0]"),
        ({"role": "user", "content": [{"type": {}}]}, "messages[1].content[0]"),
        ({"role": [], "content": "x"}, "messages[1].role"),
        ({"role": "assistant", "tool_calls": 5}, "messages[1].tool_calls"),
        ({"role": "assistant", "tool_calls": [{"function": {"name": "f"}}]}, "messages[1].tool_calls"),
    ],
)
def test_a_wrong_message_is_refused_with_its_place(message, place):
    with pytest.raises(MessageUnusable) as refusal:
        turns_of([{"role": "user", "content": "fine"}, message])
    assert refusal.value.param == place


@pytest.mark.parametrize(
    "text", ["", "plain", "<tool_call>go {}</tool_call> then text", "<tool_call>go</tool_call>"]
)
def test_other_text_has_no_tool_calls(text):
    assert called_tools(text) == []
