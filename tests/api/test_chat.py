"""Chat questions and the deltas that answer them."""

import pytest

from ftdesk.api.chat import chat_body, delta_from, join_tool_calls, stream_chat
from ftdesk.api.dialects import dialect_named
from ftdesk.api.types import ChatRequest, ChatTurn, ToolCall, ToolCallPart, Usage

OPENAI, COMPATIBLE = dialect_named("openai"), dialect_named("compatible")
ASK = (ChatTurn("user", "hi"),)


def test_only_what_was_chosen_is_sent():
    assert chat_body(ChatRequest("m", ASK), OPENAI) == {
        "model": "m",
        "messages": [{"role": "user", "content": "hi"}],
        "stream": True,
        "stream_options": {"include_usage": True},
    }


def test_every_parameter_has_its_name():
    tools = '[{"type": "function", "function": {"name": "f"}}]'
    request = ChatRequest("m", ASK, 0.0, 0.9, 64, 0, ("\n",), tools)
    body = chat_body(request, OPENAI)
    assert (body["temperature"], body["top_p"], body["seed"], body["stop"]) == (0.0, 0.9, 0, ["\n"])
    assert body["max_completion_tokens"] == 64
    assert body["tools"] == [{"type": "function", "function": {"name": "f"}}]
    assert chat_body(request, COMPATIBLE)["max_tokens"] == 64


def test_a_tool_conversation_is_sent_whole():
    turns = (
        ChatTurn("assistant", None, tool_calls=(ToolCall("c1", "f", '{"a": 1}'),)),
        ChatTurn("tool", "2", name="f", tool_call_id="c1"),
    )
    call = {"id": "c1", "type": "function", "function": {"name": "f", "arguments": '{"a": 1}'}}
    assert chat_body(ChatRequest("m", turns), OPENAI)["messages"] == [
        {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "content": "2", "name": "f", "tool_call_id": "c1"},
    ]


@pytest.mark.parametrize("tools", ["{broken", '{"a": 1}'])
def test_tools_that_are_no_json_array_are_not_sent(tools):
    with pytest.raises((ValueError, TypeError)):
        chat_body(ChatRequest("m", ASK, tools_json=tools), OPENAI)


def test_half_a_surrogate_pair_in_a_question_does_no_harm(server, client, say):
    server.does(say.stream(b"data: [DONE]\n\n"))
    assert list(stream_chat(client, ChatRequest("m", (ChatTurn("user", "a\ud83d"),)))) == []
    assert server.asked[0].json["messages"][0]["content"] == "a\ud83d"


def test_a_request_does_not_show_its_text():
    assert "hi" not in repr(ChatRequest("m", (ChatTurn("user", "hi"),)))


@pytest.mark.parametrize(
    ("delta", "text"),
    [
        ({"content": "a"}, "a"),
        ({"content": None}, ""),
        ({"content": [{"type": "text", "text": "a"}, {"type": "image"}, {"text": "b"}]}, "ab"),
        ({}, ""),
        (None, ""),
    ],
)
def test_text_is_found_in_every_shape(delta, text):
    assert delta_from({"choices": [{"delta": delta, "finish_reason": None}]}).text == text


@pytest.mark.parametrize("event", [{}, {"choices": []}, {"choices": None}, {"choices": [None]}])
def test_an_event_without_choices_adds_nothing(event):
    assert delta_from(event) == delta_from({})


def test_usage_refusal_and_finish_are_read():
    choice = {"delta": {"refusal": "I cannot"}, "finish_reason": "length"}
    delta = delta_from({"choices": [choice], "usage": {"prompt_tokens": 1, "completion_tokens": None}})
    assert (delta.refusal, delta.finish_reason, delta.usage) == ("I cannot", "length", Usage(1, None, None))


def test_pieces_of_tool_calls_are_joined_by_index():
    first = {"index": 0, "id": "c1", "function": {"name": "f", "arguments": '{"a"'}}
    more = {"index": 0, "function": {"arguments": ": 1}"}}
    other = {"index": 1, "id": "c2", "function": {"name": "g", "arguments": "{}"}}
    parts = [
        part
        for call in (first, other, more)
        for part in delta_from({"choices": [{"delta": {"tool_calls": [call]}}]}).tool_calls
    ]
    assert parts[0] == ToolCallPart(0, "c1", "f", '{"a"')
    assert join_tool_calls(parts) == (ToolCall("c1", "f", '{"a": 1}'), ToolCall("c2", "g", "{}"))
