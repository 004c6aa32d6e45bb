"""The worker that asks a model and hands its answer over as it arrives.

Text waits in a buffer until the window takes it: the window decides how often it paints, and a slow window
slows nothing else down. A paid question is sent once; nothing here asks again.
"""

from __future__ import annotations

import sys
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from ftdesk.cancellation import Cancellation
from ftdesk.desktop.connection import Connection
from ftdesk.errors import Cancelled, FtdeskError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftdesk.api.client import ApiClient
    from ftdesk.api.types import ChatDelta, ChatRequest, CompletionRequest, ToolCall, ToolCallPart, Usage


@dataclass(frozen=True, slots=True)
class Question:
    """One request to a model; `cancellation` stops this one and no other."""

    request: ChatRequest | CompletionRequest
    cancellation: Cancellation = field(default_factory=Cancellation)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an answer ended. Times are seconds since the request left; `error` is None for a whole answer."""

    question: Question
    finish_reason: str | None
    usage: Usage | None
    tool_calls: tuple[ToolCall, ...]
    first_token_seconds: float | None
    duration_seconds: float
    error: BaseException | None


class ChatStream(QObject):
    """Lives in a thread of its own; answers one question after the other.

    Signals:
        text_waiting(object): Question, when the buffer was empty and now holds text (`take` it).
        ended(object): Outcome, once for each question.
    """

    text_waiting = Signal(object)  # Question
    ended = Signal(object)  # Outcome

    def __init__(self, connection: Connection) -> None:
        super().__init__()
        self._connection = connection
        self._lock = threading.Lock()
        self._buffer: list[str] = []
        self._closing = Cancellation()

    def take(self) -> str:
        """The text that arrived since the last call; from any thread."""
        with self._lock:
            text = "".join(self._buffer)
            self._buffer.clear()
        return text

    def cancel(self) -> None:
        """Stop for good; called directly when the application closes."""
        self._closing.cancel()

    @Slot(object)
    def answer(self, question: Question) -> None:
        """Ask, hand over text as it comes, and say how it ended."""
        self._closing.on_cancel(question.cancellation.cancel)
        self.take()
        answer = _Answer(time.monotonic())
        error: BaseException | None = None
        try:
            self._stream(question, answer)
        except Cancelled:
            answer.finish_reason = "stopped"
        except FtdeskError as failure:
            error = failure
        finally:
            self._closing.forget(question.cancellation.cancel)
            # Even a fault of our own, which goes on to be told, must not leave the window waiting.
            self.ended.emit(answer.outcome(question, error or sys.exception()))

    def _stream(self, question: Question, answer: _Answer) -> None:
        question.cancellation.raise_if_set()
        client = self._connection.client()
        answer.started = time.monotonic()
        for delta in _deltas(client, question):
            answer.add(delta)
            self._hand_over(question, delta.text or delta.refusal)

    def _hand_over(self, question: Question, text: str) -> None:
        if not text:
            return
        with self._lock:
            was_empty = not self._buffer
            self._buffer.append(text)
        if was_empty:
            self.text_waiting.emit(question)


class _Answer:
    """What is known of an answer while it arrives."""

    def __init__(self, started: float) -> None:
        self.started = started
        self.first: float | None = None
        self.finish_reason: str | None = None
        self.usage: Usage | None = None
        self.parts: list[ToolCallPart] = []

    def add(self, delta: ChatDelta) -> None:
        if self.first is None and (delta.text or delta.tool_calls or delta.refusal):
            self.first = time.monotonic() - self.started
        self.parts.extend(delta.tool_calls)
        self.finish_reason = delta.finish_reason or self.finish_reason
        self.usage = delta.usage or self.usage

    def outcome(self, question: Question, error: BaseException | None) -> Outcome:
        from ftdesk.api.chat import join_tool_calls

        return Outcome(
            question,
            self.finish_reason,
            self.usage,
            join_tool_calls(self.parts),
            self.first,
            time.monotonic() - self.started,
            error,
        )


def _deltas(client: ApiClient, question: Question) -> Iterator[ChatDelta]:
    from ftdesk.api.chat import stream_chat
    from ftdesk.api.completions import stream_completion
    from ftdesk.api.types import ChatRequest

    if isinstance(question.request, ChatRequest):
        return stream_chat(client, question.request, question.cancellation)
    return stream_completion(client, question.request, question.cancellation)
