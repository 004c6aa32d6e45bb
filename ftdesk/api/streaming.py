"""Streamed answers: server-sent events out of a capped byte stream, whole or plainly marked as cut.

A stream is complete when it said so, by a finish reason or `[DONE]`; anything else is StreamCut, and the
text that arrived before stays with the caller. What the answer is, is told by its first letter, since servers
send JSON, or a web page, where a stream was asked for.
"""

import itertools
from collections.abc import Callable, Generator, Iterator

import httpx
from httpx_sse import EventSource, ServerSentEvent

from ftdesk.api.calls import Call
from ftdesk.api.client import ApiClient
from ftdesk.api.errors import (
    AnswerUnusable,
    ConnectionLost,
    DeadlinePassed,
    Refused,
    StreamCut,
    UnusableReason,
)
from ftdesk.api.limits import AFTER_FINISH_IDLE, EVENT_BYTES
from ftdesk.api.parsing import JsonObject, as_text, decode_json
from ftdesk.api.refusals import raise_error_inside
from ftdesk.api.types import ChatDelta
from ftdesk.cancellation import Cancellation

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_BLANK_LINES = (b"\n\n", b"\r\r", b"\n\r\n")


def stream_deltas(
    client: ApiClient,
    path: str,
    body: JsonObject,
    delta_from: Callable[[JsonObject], ChatDelta],
    cancellation: Cancellation | None,
) -> Generator[ChatDelta, None, None]:
    """Post a question once and yield what each event adds; closing the generator closes the connection.

    Raises StreamCut when the answer ends early, Refused for an error inside the stream, AnswerUnusable for
    events that are not JSON or beyond the caps, DeadlinePassed after 60 s of silence, Cancelled.
    """
    with client.stream(path, body, cancellation=cancellation) as answer:
        first, rest = _first_letter(answer.chunks)
        if first == b"<" or (not first and "html" in answer.content_type.lower()):
            page = _start_of(rest).decode("utf-8", "replace")
            raise AnswerUnusable(UnusableReason.WEB_PAGE, answer.status, body=page)
        if first == b"{":
            yield delta_from(_json(b"".join(rest), answer.status))
            return
        yield from _until_finished(_deltas(_Source(rest), answer.status, delta_from), answer.call)


def _until_finished(deltas: Iterator[ChatDelta], call: Call) -> Iterator[ChatDelta]:
    """After the finish reason only token counts follow; they are waited for briefly, and may be missing."""
    finished = False
    try:
        for delta in deltas:
            if delta.finish_reason is not None:
                finished = True
                call.idle = AFTER_FINISH_IDLE
            call.check()  # events that arrived together with one already shown stay unseen after a stop
            yield delta
    except (StreamCut, DeadlinePassed):
        if not finished:
            raise


def _deltas(
    source: "_Source", status: int, delta_from: Callable[[JsonObject], ChatDelta]
) -> Iterator[ChatDelta]:
    """One delta for each event up to `[DONE]`; StreamCut where that never comes."""
    try:
        for event in _events(source):
            if event.data.strip() == "[DONE]":
                return
            if event.data.strip():
                yield delta_from(_event_json(event, source, status))
    except ConnectionLost as error:
        raise StreamCut(error.detail) from None
    raise StreamCut


class _Source(httpx.SyncByteStream):
    """The bytes of the events, each capped; what is left at the end is ended, to be judged by its text."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self.has_ended = False

    def __iter__(self) -> Iterator[bytes]:
        event_size, tail = 0, b""
        for chunk in self._chunks:
            event_size += len(chunk)
            if event_size > EVENT_BYTES:
                raise AnswerUnusable(UnusableReason.TOO_LARGE, 200, detail="one event")
            window = tail + chunk
            ends = [window.rfind(blank) + len(blank) for blank in _BLANK_LINES if blank in window]
            if ends:
                event_size = len(window) - max(ends)
            tail = window[-2:]
            yield chunk
        self.has_ended = True
        yield b"\n\n"


def _events(source: _Source) -> Iterator[ServerSentEvent]:
    head = {"content-type": "text/event-stream; charset=utf-8"}
    return EventSource(httpx.Response(200, headers=head, stream=source)).iter_sse()


def _event_json(event: ServerSentEvent, source: _Source, status: int) -> JsonObject:
    if event.event == "error" and not event.data.lstrip().startswith("{"):
        raise Refused(status, message=as_text(event.data)[:2_000])
    try:
        return _json(event.data.encode("utf-8", "replace"), status)
    except AnswerUnusable:
        if source.has_ended:
            raise StreamCut("in the middle of an event") from None
        raise


def _json(text: bytes, status: int) -> JsonObject:
    """The object of one event or of a whole answer; Refused where it carries an error."""
    try:
        answer = decode_json(text)
    except ValueError:
        raise AnswerUnusable(UnusableReason.NOT_JSON, status) from None
    if not isinstance(answer, dict):
        raise AnswerUnusable(UnusableReason.SHAPE, status, detail="not an object")
    raise_error_inside(answer, status)
    return answer


def _first_letter(chunks: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """The first byte that is neither blank nor a byte order mark, and all bytes from there on."""
    start = b""
    for chunk in chunks:
        start += chunk
        text = start.removeprefix(_BYTE_ORDER_MARK).lstrip()
        if text and not _BYTE_ORDER_MARK.startswith(start):
            return text[:1], itertools.chain([text], chunks)
        if len(start) > EVENT_BYTES:
            raise AnswerUnusable(UnusableReason.TOO_LARGE, 200, detail="blank lines")
    return b"", iter(())


def _start_of(chunks: Iterator[bytes]) -> bytes:
    return b"".join(itertools.islice(chunks, 1))[:16_000]
