"""Streams: the same text at every chunk size, whole or plainly cut."""

import json
import random
import threading
import time

import httpx
import pytest

from ftdesk.api import errors, limits
from ftdesk.api.chat import stream_chat
from ftdesk.api.client import ApiClient
from ftdesk.api.types import ChatRequest, ChatTurn, Endpoint, Usage
from ftdesk.cancellation import Cancellation
from ftdesk.errors import Cancelled

REQUEST = ChatRequest("m", (ChatTurn("user", "hello"),))
TEXTS = ["Grüße, ", "日本語\u2028と", "\u0085🙂", "\r\n end"]
DONE = b"data: [DONE]\n\n"


def event(text=None, finish=None, end="\n", **more):
    choices = [{"index": 0, "delta": {"content": text}, "finish_reason": finish}]
    body = json.dumps({"choices": choices, **more}, ensure_ascii=False)
    return f"data: {body}{end}{end}".encode()


def whole_stream(end="\n"):
    usage = {"choices": [], "usage": {"prompt_tokens": 3, "completion_tokens": 4, "total_tokens": 7}}
    events = [event(text, end=end) for text in TEXTS]
    last = f"data: {json.dumps(usage)}{end}{end}data: [DONE]{end}{end}".encode()
    comment = f": ping{end}event: message{end}id: 1{end}retry: 5{end}".encode()
    return b"\xef\xbb\xbf" + events[0] + comment + b"".join(events[1:]) + event("", "stop", end=end) + last


def text_of(client):
    return "".join(delta.text for delta in stream_chat(client, REQUEST))


def collect(client, cancellation=None):
    """The text that arrived, and the error that ended it."""
    texts = []
    try:
        texts.extend(delta.text for delta in stream_chat(client, REQUEST, cancellation))
    except errors.ApiError as error:
        return "".join(texts), error
    return "".join(texts), None


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_text_is_the_same_at_every_chunk_size(server, client, say, end):
    body = whole_stream(end)
    for size in range(1, 65):
        pieces = [body[at : at + size] for at in range(0, len(body), size)]
        chunks = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
        head = say.head(Content_Type="text/event-stream", Transfer_Encoding="chunked")
        server.does(lambda wire, answer=head + chunks: wire.send(answer))
        assert text_of(client) == "".join(TEXTS), size


def test_the_usage_comes_after_the_finish(server, client, say):
    server.does(say.stream(whole_stream()))
    deltas = list(stream_chat(client, REQUEST))
    assert deltas[-2].finish_reason == "stop"
    assert deltas[-1].usage == Usage(3, 4, 7)


def test_a_question_is_sent_once_as_a_stream(server, client, say):
    server.does(say.stream(DONE))
    text_of(client)
    (asked,) = server.asked
    assert asked.target == "/v1/chat/completions"
    assert asked.json["stream"] is True
    assert "text/event-stream" in asked.headers["accept"]


def test_a_stream_cut_at_any_byte_is_marked_and_keeps_its_text(server, client, say):
    body = event("one ") + event("two")
    for cut in range(0, len(body), 3):
        server.does(say.stream(body[:cut]))
        text, error = collect(client)
        assert isinstance(error, errors.StreamCut), cut
        assert "one two".startswith(text)
    assert len(server.asked) == len(range(0, len(body), 3))


def test_a_reset_stream_is_marked_and_keeps_its_text(server, client, say):
    def script(wire):
        wire.send(say.head(Content_Type="text/event-stream"), event("kept"))
        wire.over.wait(0.1)
        wire.reset()

    server.does(script)
    text, error = collect(client)
    assert (text, type(error)) == ("kept", errors.StreamCut)


def test_a_finish_reason_makes_a_stream_whole_without_done(server, client, say):
    server.does(say.stream(event("all") + event("", "stop")))
    assert collect(client) == ("all", None)


def test_an_unended_done_counts(server, client, say):
    server.does(say.stream(event("all") + b"data: [DONE]"))
    assert collect(client) == ("all", None)


def test_an_error_inside_a_stream_keeps_the_text_before(server, client, say):
    error = b'data: {"error": {"message": "overloaded", "code": 503}}\n\n'
    server.does(say.stream(event("so far") + error + event("never")))
    text, caught = collect(client)
    assert text == "so far"
    assert isinstance(caught, errors.ServerFailed)
    assert caught.message == "overloaded"


def test_an_error_event_in_plain_text_is_a_refusal(server, client, say):
    server.does(say.stream(b"event: error\ndata: out of memory\n\n"))
    _, caught = collect(client)
    assert isinstance(caught, errors.Refused)
    assert caught.message == "out of memory"


@pytest.mark.parametrize("data", [b"{broken", b"[1]", b"nonsense"])
def test_a_malformed_event_ends_the_stream(server, client, say, data):
    server.does(
        say.stream(
            event("kept") + b"data: " + data + b"\n\n" + event("more") + DONE, kind="text/event-stream"
        )
    )
    text, caught = collect(client)
    assert text == "kept"
    assert isinstance(caught, errors.AnswerUnusable)


def test_a_plain_json_answer_is_one_delta(server, client):
    message = {"role": "assistant", "content": "all at once"}
    usage = {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3}
    server.answers({"choices": [{"message": message, "finish_reason": "stop"}], "usage": usage})
    (delta,) = stream_chat(client, REQUEST)
    assert (delta.text, delta.finish_reason, delta.usage) == ("all at once", "stop", Usage(1, 2, 3))


def test_events_under_a_wrong_type_are_still_events(server, client, say):
    server.does(say.stream(event("text") + DONE, kind="application/json"))
    assert collect(client) == ("text", None)


@pytest.mark.parametrize("page", ["<html>Log in</html>", "\n <!doctype html>"])
def test_a_web_page_is_no_stream(server, client, say, page):
    server.does(say.answer(page, Content_Type="text/html"))
    _, caught = collect(client)
    assert isinstance(caught, errors.AnswerUnusable)
    assert caught.reason is errors.UnusableReason.WEB_PAGE


def test_an_error_status_is_named_before_any_text(server, client, say):
    server.does(say.answer({"error": {"message": "no such model"}}, status=404))
    _, caught = collect(client)
    assert isinstance(caught, errors.NotFound)


@pytest.mark.parametrize("endless", [b"data: " + b"x" * 3_000_000, b"data: x\n" * 300_000, b"\n" * 2_000_000])
def test_an_endless_event_is_stopped(server, client, say, endless):
    server.does(say.stream(endless))
    _, caught = collect(client)
    assert isinstance(caught, errors.AnswerUnusable)
    assert caught.reason is errors.UnusableReason.TOO_LARGE


def test_an_endless_answer_is_stopped(server, client, say):
    server.does(say.stream(*[event("x" * 60_000)] * 400))
    text, caught = collect(client)
    assert len(text) > 15_000_000
    assert isinstance(caught, errors.AnswerUnusable)


def test_silence_in_a_stream_ends_it_and_keeps_its_text(server, client, say, monkeypatch):
    monkeypatch.setattr("ftdesk.api.client.STREAM", limits.Limits(total=None, idle=0.3))
    server.does(
        lambda wire: (wire.send(say.head(Content_Type="text/event-stream"), event("kept")), wire.stall())
    )
    text, caught = collect(client)
    assert text == "kept"
    assert isinstance(caught, errors.DeadlinePassed)


def test_a_finished_stream_does_not_wait_long_for_its_end(server, client, say, monkeypatch):
    monkeypatch.setattr("ftdesk.api.streaming.AFTER_FINISH_IDLE", 0.2)
    head = say.head(Content_Type="text/event-stream")
    server.does(lambda wire: (wire.send(head, event("all", "stop")), wire.stall()))
    started = time.monotonic()
    assert collect(client) == ("all", None)
    assert time.monotonic() - started < 1.0


@pytest.mark.parametrize("first", [b"", event("kept")])
def test_stop_ends_a_stream_within_half_a_second_on_both_sides(server, client, say, first):
    closed = threading.Event()
    head = say.head(Content_Type="text/event-stream")
    server.does(lambda wire: (wire.send(head + first), wire.read_until_closed(), closed.set()))
    cancellation = Cancellation()
    threading.Timer(0.2, cancellation.cancel).start()
    started = time.monotonic()
    with pytest.raises(Cancelled):
        list(stream_chat(client, REQUEST, cancellation))
    assert time.monotonic() - started < 0.7
    assert closed.wait(0.5)


def test_stop_between_two_deltas_lets_no_later_text_through(server, client, say):
    server.does(say.stream(event("one") + event("two") + DONE))
    cancellation = Cancellation()
    deltas = stream_chat(client, REQUEST, cancellation)
    assert next(deltas).text == "one"
    cancellation.cancel()
    with pytest.raises(Cancelled):
        next(deltas)


def test_leaving_a_stream_closes_its_connection(server, client, say):
    closed = threading.Event()
    head = say.head(Content_Type="text/event-stream")
    server.does(lambda wire: (wire.send(head, event("one")), wire.read_until_closed(), closed.set()))
    deltas = stream_chat(client, REQUEST)
    next(deltas)
    deltas.close()
    assert closed.wait(0.5)


def test_the_next_question_works_after_a_stop(server, client, say):
    test_leaving_a_stream_closes_its_connection(server, client, say)
    server.does(say.stream(whole_stream()))
    assert text_of(client) == "".join(TEXTS)


def test_a_mutated_stream_ends_whole_or_with_a_named_failure():
    dice, body = random.Random(5), whole_stream()
    streams = []
    for _ in range(500):
        mutated = bytearray(body)
        for _ in range(dice.randrange(1, 9)):
            mutated[dice.randrange(len(mutated))] = dice.choice(b'\r\n:{}[]"\\ \xff\xe3x0d')
        streams.append(bytes(mutated))
    left = iter(streams)
    transport = httpx.MockTransport(lambda request: httpx.Response(200, stream=httpx.ByteStream(next(left))))
    client = ApiClient(Endpoint("http://127.0.0.1:9/v1"), transport=transport)
    outcomes = [type(collect(client)[1]) for _ in streams]
    client.close()
    assert set(outcomes) <= {type(None), errors.StreamCut, errors.AnswerUnusable, errors.Refused}
    assert len(set(outcomes)) > 1
