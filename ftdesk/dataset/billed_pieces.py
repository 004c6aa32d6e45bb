"""What a model reads of an example, piece by piece and in order: texts, and the tokens around them.

Counting adds the pieces up, and what a provider cuts at its limit is what comes after it in this order. The figures are
those of OpenAI's cookbook; where they are no more than a guess, a piece carries a `Doubt`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import orjson

from ftdesk.dataset.encodings import CL100K, UTF8_BYTES
from ftdesk.dataset.formats import Format
from ftdesk.dataset.token_doubts import Doubt
from ftdesk.dataset.tool_tokens import CountText, ToolOverhead, count_tools

Place = tuple[str | int, ...]
"""Keys and numbers from the example to a value, as in a JSON Pointer."""
Piece = tuple[str | int, bool, Place, int]
"""A text or a number of tokens; whether the model learns it; where it stands; the bits of its `Doubt`."""

_MOST_KNOWN = 256
_NOT_SPOKEN = frozenset({"role", "name", "tool_call_id"})


@dataclass(frozen=True, slots=True)
class Overhead:
    """Tokens that stand in no text."""

    tools: ToolOverhead
    message: int = 3
    name: int = 1
    tool_call: int = 3
    example: int = 3
    image_low: int = 85
    image_high: int = 85 + 4 * 170  # a picture of 1024 × 1024; the true figure needs its size

    @classmethod
    def of(cls, encoding: str) -> "Overhead":
        """The figures for the models of a vocabulary; where a token is a byte, only texts count."""
        if encoding == UTF8_BYTES:
            return cls(ToolOverhead(0, 0, 0, 0, 0, 0), 0, 0, 0, 0, 0, 0)
        return cls(ToolOverhead(10 if encoding == CL100K else 7))


class BilledPieces:
    """The pieces of examples by one vocabulary's figures; `count_text` is needed for tool definitions."""

    def __init__(self, overhead: Overhead, count_text: CountText) -> None:
        self._overhead = overhead
        self._count_text = count_text
        self._known_tools: dict[bytes, int] = {}

    def of(self, value: Mapping[str, object], kind: Format) -> Iterator[Piece]:
        """The pieces of one parsed line of a format; malformed parts give those they have texts for.

        In a reinforcement line nothing is taught: the model learns from answers of its own.
        """
        match kind:
            case Format.CHAT:
                return self._conversation(value, ())
            case Format.REINFORCEMENT:
                return (
                    (what, False, place, doubt) for what, _, place, doubt in self._conversation(value, ())
                )
            case Format.PREFERENCE:
                return self._preference(value)
            case Format.COMPLETION:
                return self._completion(value)
            case _:
                return ((text, False, (), 0) for text in texts_in(value))

    def _preference(self, value: Mapping[str, object]) -> Iterator[Piece]:
        asked = value.get("input")
        holder = asked if isinstance(asked, dict) else {}
        for what, _, place, doubt in self._conversation(holder, ("input",)):
            yield what, False, place, doubt
        for key in ("preferred_output", "non_preferred_output"):
            yield from self._messages(value.get(key), (key,))
        yield 0, False, (), Doubt.PREFERENCE

    def _completion(self, value: Mapping[str, object]) -> Iterator[Piece]:
        for key in ("prompt", "completion"):
            for text in texts_in(value.get(key)):
                yield text, key == "completion", (key,), 0

    def _conversation(self, holder: Mapping[str, object], above: Place) -> Iterator[Piece]:
        for key in ("tools", "functions"):
            if definitions := holder.get(key):
                yield self._tokens_of_tools(definitions), False, (*above, key), Doubt.TOOLS
        yield from self._messages(holder.get("messages"), (*above, "messages"))
        yield self._overhead.example, False, (), 0

    def _tokens_of_tools(self, definitions: object) -> int:
        """Remembered, since line after line offers the same tools."""
        try:
            spelled = orjson.dumps(definitions)
        except TypeError:  # half a surrogate pair, or a number beyond 64 bits
            return count_tools(definitions, self._count_text, self._overhead.tools)
        tokens = self._known_tools.get(spelled)
        if tokens is None:
            if len(self._known_tools) >= _MOST_KNOWN:
                self._known_tools.clear()
            tokens = count_tools(definitions, self._count_text, self._overhead.tools)
            self._known_tools[spelled] = tokens
        return tokens

    def _messages(self, messages: object, above: Place) -> Iterator[Piece]:
        for number, message in enumerate(messages if isinstance(messages, list) else ()):
            if isinstance(message, dict):
                yield from self._message(message, (*above, number))

    def _message(self, message: Mapping[str, object], above: Place) -> Iterator[Piece]:
        """Who speaks, then what. Ids that tie a result to its call are no part of what a model reads."""
        role = message.get("role")
        yield self._overhead.message + self._overhead.name * ("name" in message), False, above, 0
        for key in ("role", "name"):
            for text in texts_in(message.get(key)):
                yield text, False, above, 0
        taught = role == "assistant" and message.get("weight") != 0
        for key, value in message.items():
            if isinstance(value, str):
                if key not in _NOT_SPOKEN:
                    yield value, taught, (*above, key), 0
            elif isinstance(value, dict | list):
                yield from self._field(key, value, taught, (*above, key))

    def _field(self, key: str, value: object, taught: bool, place: Place) -> Iterator[Piece]:  # noqa: FBT001
        if key == "function_call":
            yield from self._call(value, taught, place)
        elif key == "tool_calls" and isinstance(value, list):
            for number, call in enumerate(value):
                if isinstance(call, dict):
                    yield from self._call(call.get("function"), taught, (*place, number, "function"))
        elif key == "content" and isinstance(value, list):
            for number, part in enumerate(value):
                yield from self._part(part, taught, (*place, number))

    def _call(self, function: object, taught: bool, place: Place) -> Iterator[Piece]:  # noqa: FBT001
        fields = function if isinstance(function, dict) else {}
        yield self._overhead.tool_call, taught, place, Doubt.CALLS
        for key in ("name", "arguments"):
            for text in texts_in(fields.get(key)):
                yield text, taught, (*place, key), 0

    def _part(self, part: object, taught: bool, place: Place) -> Iterator[Piece]:  # noqa: FBT001
        if isinstance(part, dict) and part.get("type") == "image_url":
            image = part.get("image_url")
            if isinstance(image, dict) and image.get("detail") == "low":
                yield self._overhead.image_low, taught, place, 0
            else:
                yield self._overhead.image_high, taught, place, Doubt.PICTURES
            return
        for key in ("text", "refusal"):
            for text in texts_in(part.get(key) if isinstance(part, dict) else part):
                yield text, taught, (*place, key) if isinstance(part, dict) else place, 0
            if not isinstance(part, dict):
                return


def texts_in(value: object) -> Iterator[str]:
    """Every text in a value, keys left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts_in(inner)
