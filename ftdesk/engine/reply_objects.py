"""Replies as JSON of OpenAI's schema: a whole answer or the chunks of a stream, for chat and for completions.

Both kinds have the same outside; a `Shape` knows what differs.
"""

import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from ftdesk.engine.messages import CalledTool, called_tools

JsonObject = dict[str, object]


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished reply."""

    text: str
    finish_reason: str
    prompt_tokens: int
    completion_tokens: int

    @property
    def usage(self) -> JsonObject:
        """The tokens of question and answer."""
        return {
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": self.completion_tokens,
            "total_tokens": self.prompt_tokens + self.completion_tokens,
        }


@dataclass(frozen=True, slots=True)
class Shape:
    """What all objects of one answer share."""

    model: str
    created: int = field(default_factory=lambda: int(time.time()))
    number: str = field(default_factory=lambda: secrets.token_hex(12))

    def _object(self, kind: str, prefix: str, choices: list[JsonObject]) -> JsonObject:
        return {
            "id": f"{prefix}-{self.number}",
            "object": kind,
            "created": self.created,
            "model": self.model,
            "choices": choices,
        }


@dataclass(frozen=True, slots=True)
class ChatShape(Shape):
    """Answers of /v1/chat/completions. With `may_call_tools` a reply of tool calls alone becomes those."""

    may_call_tools: bool = False

    def answer(self, answer: Answer) -> JsonObject:
        """The whole answer."""
        calls = called_tools(answer.text) if self.may_call_tools else ()
        message: JsonObject = {
            "role": "assistant",
            "content": None if calls else answer.text,
            "refusal": None,
            "annotations": [],
        }
        if calls:
            message["tool_calls"] = _tool_calls(calls)
        choice = {
            "index": 0,
            "message": message,
            "logprobs": None,
            "finish_reason": "tool_calls" if calls else answer.finish_reason,
        }
        return {**self._object("chat.completion", "chatcmpl", [choice]), "usage": answer.usage}

    def opening(self) -> Sequence[JsonObject]:
        """The chunk that says who speaks."""
        return [self._chunk({"role": "assistant", "content": "", "refusal": None})]

    def holds_back(self, text: str) -> bool:
        """Whether the text so far may become tool calls and so must wait for its end."""
        start = text.lstrip()[: len("<tool_call>")]
        return self.may_call_tools and "<tool_call>".startswith(start)

    def text(self, text: str) -> JsonObject:
        """A chunk of text."""
        return self._chunk({"content": text})

    def closing(self, held: str, finish_reason: str) -> Sequence[JsonObject]:
        """The last chunks, with what was held back as text or as tool calls."""
        calls = called_tools(held) if held else ()
        if calls:
            indexed = [{"index": place, **call} for place, call in enumerate(_tool_calls(calls))]
            return [self._chunk({"tool_calls": indexed}), self._chunk({}, "tool_calls")]
        return [*([self.text(held)] if held else []), self._chunk({}, finish_reason)]

    def usage(self, answer: Answer) -> JsonObject:
        """The chunk without choices that tells the tokens."""
        return {**self._object("chat.completion.chunk", "chatcmpl", []), "usage": answer.usage}

    def _chunk(self, delta: JsonObject, finish_reason: str | None = None) -> JsonObject:
        choice: JsonObject = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}
        return self._object("chat.completion.chunk", "chatcmpl", [choice])


@dataclass(frozen=True, slots=True)
class CompletionShape(Shape):
    """Answers of /v1/completions; `echo` is repeated before the reply."""

    echo: str = ""

    def answer(self, answer: Answer) -> JsonObject:
        """The whole answer."""
        return {**self._piece(self.echo + answer.text, answer.finish_reason), "usage": answer.usage}

    def opening(self) -> Sequence[JsonObject]:
        """The echo, where one is wanted."""
        return [self.text(self.echo)] if self.echo else []

    def holds_back(self, text: str) -> bool:  # noqa: ARG002 - the same question as to a chat
        """Never: there are no tool calls here."""
        return False

    def text(self, text: str) -> JsonObject:
        """A chunk of text."""
        return self._piece(text, None)

    def closing(self, held: str, finish_reason: str) -> Sequence[JsonObject]:
        """The chunk that says why the text ends."""
        return [self._piece(held, finish_reason)]

    def usage(self, answer: Answer) -> JsonObject:
        """The chunk without choices that tells the tokens."""
        return {**self._object("text_completion", "cmpl", []), "usage": answer.usage}

    def _piece(self, text: str, finish_reason: str | None) -> JsonObject:
        choice: JsonObject = {"index": 0, "text": text, "logprobs": None, "finish_reason": finish_reason}
        return self._object("text_completion", "cmpl", [choice])


ReplyShape = ChatShape | CompletionShape


def _tool_calls(calls: Sequence[CalledTool]) -> list[JsonObject]:
    return [
        {
            "id": f"call_{secrets.token_hex(12)}",
            "type": "function",
            "function": {"name": call.name, "arguments": call.arguments},
        }
        for call in calls
    ]
