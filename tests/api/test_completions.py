"""Prompts to completion models."""

from ftdesk.api.completions import stream_completion
from ftdesk.api.types import ChatDelta, CompletionRequest, Usage

EVENTS = (
    b'data: {"choices": [{"text": "one "}]}\n\n'
    b'data: {"choices": [{"text": "two", "finish_reason": "length"}]}\n\n'
    b'data: {"choices": [], "usage": {"total_tokens": 9}}\n\ndata: [DONE]\n\n'
)


def test_a_prompt_is_continued(server, client, say):
    server.does(say.stream(EVENTS))
    request = CompletionRequest("m", "zero ", temperature=0.5, max_tokens=5, stop=("\n",))
    assert list(stream_completion(client, request)) == [
        ChatDelta("one "),
        ChatDelta("two", finish_reason="length"),
        ChatDelta(usage=Usage(None, None, 9)),
    ]
    (asked,) = server.asked
    assert asked.target == "/v1/completions"
    assert asked.json == {
        "model": "m",
        "prompt": "zero ",
        "stream": True,
        "temperature": 0.5,
        "max_tokens": 5,
        "stop": ["\n"],
        "stream_options": {"include_usage": True},
    }
