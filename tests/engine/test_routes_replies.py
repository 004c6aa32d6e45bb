import json
import socket
import time

import pytest


def stream(engine, path, body):
    with engine.client.stream("POST", path, json={**body, "stream": True}) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        events = answer.read().decode().split("\n\n")
    assert events[-2:] == ["data: [DONE]", ""]
    return [json.loads(event.removeprefix("data: ")) for event in events[:-2]]


def stream_chat(engine, text, **fields):
    return stream(
        engine,
        "/chat/completions",
        {"model": "echo-1", "messages": [{"role": "user", "content": text}], **fields},
    )


def text_of(chunks):
    return "".join(choice["delta"].get("content", "") for chunk in chunks for choice in chunk["choices"])


def test_a_chat_answer_has_every_field(engine, conforms):
    answer = engine.chat("héllo 日本").json()
    conforms(answer, "chat_completion")
    assert answer["choices"][0]["message"]["content"] == "héllo 日本"
    assert answer["choices"][0]["finish_reason"] == "stop"
    assert answer["usage"] == {"prompt_tokens": 13, "completion_tokens": 13, "total_tokens": 26}


def test_a_streamed_answer_has_the_role_then_text_then_the_reason(engine, conforms):
    chunks = stream_chat(engine, "日本語のとても長い返事です。" * 4)
    for chunk in chunks:
        conforms(chunk, "chat_chunk")
    assert len({chunk["id"] for chunk in chunks}) == 1
    assert chunks[0]["choices"][0]["delta"]["role"] == "assistant"
    assert text_of(chunks) == "日本語のとても長い返事です。" * 4
    assert [chunk["choices"][0]["finish_reason"] for chunk in chunks[-2:]] == [None, "stop"]


def test_usage_comes_last_and_only_when_asked_for(engine, conforms):
    chunks = stream_chat(engine, "four", stream_options={"include_usage": True})
    for chunk in chunks:
        conforms(chunk, "chat_chunk")
    assert chunks[-1]["choices"] == []
    assert chunks[-1]["usage"]["completion_tokens"] == 4
    assert all(chunk["usage"] is None for chunk in chunks[:-1])
    assert all("usage" not in chunk for chunk in stream_chat(engine, "four"))


@pytest.mark.parametrize("name", ["max_tokens", "max_completion_tokens"])
def test_a_reply_is_cut_at_the_length_asked_for(engine, name):
    choice = engine.chat("0123456789", **{name: 4}).json()["choices"][0]
    assert (choice["message"]["content"], choice["finish_reason"]) == ("0123", "length")


@pytest.mark.parametrize("stop", ["STOP", ["never", "STOP"]])
def test_a_reply_ends_before_a_stop_text(engine, stop):
    text = "0123456789 STAYS, then STOP and more"
    assert text_of(stream_chat(engine, text, stop=stop)) == "0123456789 STAYS, then "
    assert engine.chat(text, stop=stop).json()["choices"][0]["finish_reason"] == "stop"


def test_a_completion_continues_a_prompt(engine, conforms):
    body = {"model": "echo-1", "prompt": "abc"}
    answer = engine.client.post("/completions", json=body).json()
    conforms(answer, "completion")
    assert answer["choices"][0]["text"] == "abc"
    echoed = engine.client.post("/completions", json={**body, "echo": True}).json()
    assert echoed["choices"][0]["text"] == "abcabc"


def test_a_completion_can_be_streamed(engine, conforms):
    body = {"model": "echo-1", "prompt": ["a long text " * 5], "stream_options": {"include_usage": True}}
    chunks = stream(engine, "/completions", body)
    for chunk in chunks:
        conforms(chunk, "completion")
    assert "".join(choice["text"] for chunk in chunks for choice in chunk["choices"]) == "a long text " * 5
    assert chunks[-1]["usage"]["total_tokens"] == 120


CALL = '<tool_call>get_price {"symbol": "AAPL",  "days": 3}</tool_call>'
TOOLS = [{"type": "function", "function": {"name": "get_price"}}]


def test_a_reply_that_calls_a_tool_comes_as_a_tool_call(engine, conforms):
    answer = engine.chat(CALL, tools=TOOLS).json()
    conforms(answer, "chat_completion")
    choice = answer["choices"][0]
    assert choice["finish_reason"] == "tool_calls"
    assert choice["message"]["content"] is None
    function = {"name": "get_price", "arguments": '{"symbol": "AAPL",  "days": 3}'}
    assert choice["message"]["tool_calls"][0]["function"] == function


def test_a_tool_call_can_be_streamed(engine, conforms):
    chunks = stream_chat(engine, CALL * 2, tools=TOOLS)
    for chunk in chunks:
        conforms(chunk, "chat_chunk")
    calls = chunks[-2]["choices"][0]["delta"]["tool_calls"]
    assert [call["index"] for call in calls] == [0, 1]
    assert chunks[-1]["choices"][0]["finish_reason"] == "tool_calls"
    assert text_of(chunks) == ""


@pytest.mark.parametrize("text", ["<tool_call>broken", "<tool, said he", CALL + " and more", " <"])
def test_text_that_only_looks_like_a_tool_call_stays_text(engine, text):
    assert text_of(stream_chat(engine, text, tools=TOOLS)) == text


def test_without_tools_a_tool_call_is_text(engine):
    assert text_of(stream_chat(engine, CALL)) == CALL


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"n": 2}, "n"),
        ({"logprobs": True}, "logprobs"),
        ({"response_format": {"type": "json_object"}}, "response_format"),
        ({"temperature": 3}, "temperature"),
        ({"temperature": "hot"}, "temperature"),
        ({"top_p": -1}, "top_p"),
        ({"max_tokens": 0}, "max_tokens"),
        ({"stop": ["a", "b", "c", "d", "e"]}, "stop"),
        ({"stop": ""}, "stop"),
        ({"stream": "yes"}, "stream"),
        ({"frequency_penalty": 1}, "frequency_penalty"),
        ({"temprature": 1}, "temprature"),
        ({"messages": []}, "messages"),
        ({"messages": [{"role": "boss", "content": "x"}]}, "messages[0].role"),
        ({"messages": [{"role": "user"}]}, "messages[0].content"),
        ({"messages": [{"role": "user", "content": [{"type": "image_url"}]}]}, "messages[0].content[0]"),
        ({"messages": [{"role": "user", "content": "x" * 300_000}]}, "messages"),
        ({"model": None}, "model"),
    ],
)
def test_what_cannot_be_done_is_refused_naming_the_parameter(engine, conforms, fields, param):
    answer = engine.chat("hi", **fields) if "model" not in fields else engine.chat("hi", None)
    assert answer.status_code == 400
    conforms(answer.json(), "error")
    assert answer.json()["error"]["param"] == param


def test_settings_that_change_nothing_are_taken(engine):
    neutral = {
        "n": 1,
        "presence_penalty": 0,
        "logit_bias": {},
        "response_format": {"type": "text"},
        "user": "me",
    }
    assert engine.chat("hi", **neutral, seed=1, top_p=None).status_code == 200


@pytest.mark.parametrize("prompt", [["a", "b"], [1, 2], None, 5])
def test_a_completion_takes_one_prompt(engine, prompt):
    answer = engine.client.post("/completions", json={"model": "echo-1", "prompt": prompt})
    assert answer.json()["error"]["param"] == "prompt"


def progress(engine):
    return engine.echo_log.read_text() if engine.echo_log.exists() else ""


@pytest.mark.parametrize("streamed", [True, False])
def test_nobody_goes_on_for_a_client_that_is_gone(engine, streamed):
    engine.echo_log.unlink(missing_ok=True)
    port = int(engine.base_url.removesuffix("/v1").rsplit(":", 1)[1])
    body = json.dumps(
        {"model": "echo-1", "messages": [{"role": "user", "content": "endless"}], "stream": streamed}
    )
    head = (
        f"POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
    )
    head += f"Authorization: Bearer {engine.token}\r\nContent-Length: {len(body)}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall((head + body).encode())
        while not progress(engine):
            time.sleep(0.02)
    time.sleep(0.3)  # the engine has this long to notice
    seen = progress(engine)
    time.sleep(0.3)
    assert progress(engine) == seen


def test_several_clients_are_answered_at_once(engine):
    with engine.new_client() as other:
        body = {"model": "echo-1", "messages": [{"role": "user", "content": "endless"}], "stream": True}
        with other.stream("POST", "/chat/completions", json=body) as answer:
            next(answer.iter_text())
            start = time.monotonic()
            assert engine.chat("hi").status_code == 200
            assert time.monotonic() - start < 1


def test_a_mistake_of_ours_is_answered_without_its_traceback(engine, conforms):
    answer = engine.chat("crash")
    assert answer.status_code == 500
    conforms(answer.json(), "error")
    assert "RuntimeError" not in answer.text
