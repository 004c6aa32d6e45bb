"""One parsed line, read as messages, prompt and completion, or a preference: what the form editor shows.

An example is immutable; `example_edits` makes new ones. Places are JSON Pointers as tuples, such as
`("messages", 2)` for a message or `("preferred_output", 0)`.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import orjson

from ftdesk.dataset.formats import Format, recognise
from ftdesk.dataset.json_text import JsonText, Pointer, Style
from ftdesk.dataset.rules.finding import Finding, Found
from ftdesk.dataset.rules.json_line import read_line

__all__ = ["Example", "MessageView", "Pointer", "ToolCallView", "Turn", "from_turns", "parse_example"]

MESSAGES: Pointer = ("messages",)
PREFERENCE_LISTS: tuple[Pointer, ...] = (
    ("input", "messages"),
    ("preferred_output",),
    ("non_preferred_output",),
)


@dataclass(frozen=True, slots=True)
class ToolCallView:
    """One tool call of an assistant message, as far as its fields are texts."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message as the form shows it; what is absent, or of a type the form cannot edit, is None."""

    pointer: Pointer
    role: str | None
    text: str | None
    """The content where it is one text; for content parts, the text parts joined by line breaks."""
    has_parts: bool
    """The content is a list of parts: edit them by `set_part_text`."""
    part_texts: tuple[str | None, ...]
    """One entry a part: its text, or None for an image, a file or a sound."""
    name: str | None
    weight: float | None
    """None where the message has none, which trains like 1."""
    tool_calls: tuple[ToolCallView, ...]
    tool_calls_json: str | None
    """The tool calls as indented JSON, or None where there are none."""
    tool_call_id: str | None
    refusal: str | None
    function_call_json: str | None


class Example:
    """One line's JSON object with its exact spelling. `text` is known to be valid."""

    def __init__(self, text: str) -> None:
        self.json = JsonText(text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Example) and self.json.text == other.json.text

    def __hash__(self) -> int:
        return hash(self.json.text)

    @cached_property
    def value(self) -> dict[str, object]:
        """The parsed object, not to be changed in place."""
        try:
            value = orjson.loads(self.json.text)
        except orjson.JSONDecodeError:  # half a surrogate pair that was typed or pasted
            value = json.loads(self.json.text)
        return value if isinstance(value, dict) else {}

    @property
    def format(self) -> Format:
        """What kind of example this is, told by its keys."""
        return recognise(self.value)

    def message_lists(self) -> tuple[Pointer, ...]:
        """Where lists of messages lie: `("messages",)`, or the three of a preference."""
        if self.format is Format.PREFERENCE:
            return PREFERENCE_LISTS
        return (MESSAGES,) if "messages" in self.value else ()

    def messages(self, within: Pointer = MESSAGES) -> tuple[MessageView, ...]:
        """The messages of one list, in order; empty where there is no such list."""
        try:
            found = self.get(within)
        except KeyError:
            return ()
        if not isinstance(found, list):
            return ()
        return tuple(self._view((*within, place), message) for place, message in enumerate(found))

    def get(self, pointer: Pointer) -> object:
        """The value at a place. Raises KeyError."""
        value: object = self.value
        for step in pointer:
            try:
                value = _member(value, step)
            except LookupError:
                raise KeyError(pointer) from None
        return value

    def text(self, key: str) -> str | None:
        """The text under a top-level key such as `prompt`, or None."""
        return _text(self.value, key)

    def pretty(self, pointer: Pointer = ()) -> str:
        """The value at a place as indented JSON, numbers spelled as in the line. Raises KeyError."""
        return self.json.pretty(pointer)

    def to_line(self) -> bytes:
        """The line, byte for byte as it was read wherever nothing was edited."""
        return self.json.text.encode()

    def _view(self, pointer: Pointer, message: object) -> MessageView:
        fields = message if isinstance(message, dict) else {}
        content, weight = fields.get("content"), fields.get("weight")
        parts = tuple(_part_text(part) for part in content) if isinstance(content, list) else ()
        text = "\n".join(filter(None, parts)) if isinstance(content, list) else _text(fields, "content")
        is_number = isinstance(weight, int | float) and not isinstance(weight, bool)
        return MessageView(
            pointer=pointer,
            role=_text(fields, "role"),
            text=text,
            has_parts=isinstance(content, list),
            part_texts=parts,
            name=_text(fields, "name"),
            weight=weight if is_number else None,
            tool_calls=_tool_calls(fields.get("tool_calls")),
            tool_calls_json=self._json_of(pointer, fields, "tool_calls"),
            tool_call_id=_text(fields, "tool_call_id"),
            refusal=_text(fields, "refusal"),
            function_call_json=self._json_of(pointer, fields, "function_call"),
        )

    def _json_of(self, pointer: Pointer, fields: dict[str, object], key: str) -> str | None:
        return self.pretty((*pointer, key)) if key in fields else None


def _member(value: object, step: str | int) -> object:
    """One step down. Raises LookupError."""
    if isinstance(value, dict):
        return value[step]
    if isinstance(value, list) and isinstance(step, int) and step >= 0:
        return value[step]
    raise KeyError(step)


def _text(fields: dict[str, object], key: str) -> str | None:
    value = fields.get(key)
    return value if isinstance(value, str) else None


def _part_text(part: object) -> str | None:
    if isinstance(part, str):
        return part
    return _text(part, "text") if isinstance(part, dict) and part.get("type") == "text" else None


def _tool_calls(calls: object) -> tuple[ToolCallView, ...]:
    views = []
    for call in calls if isinstance(calls, list) else ():
        fields = call if isinstance(call, dict) else {}
        function = fields.get("function")
        function = function if isinstance(function, dict) else {}
        texts = (_text(fields, "id"), _text(function, "name"), _text(function, "arguments"))
        views.append(ToolCallView(*(text or "" for text in texts)))
    return tuple(views)


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a conversation that becomes an example."""

    role: str
    content: str
    name: str | None = None
    tool_calls: tuple[ToolCallView, ...] = ()
    tool_call_id: str | None = None


def parse_example(line: bytes) -> Example | tuple[Finding, ...]:
    """An example, or what keeps the line from being one JSON object (as `rules.json_line` finds it)."""
    found = Found(1)
    reading = read_line(line, found)
    if reading is None or found.findings:
        return tuple(found.findings)
    return Example(line.decode())


def from_turns(turns: Iterable[Turn], *, like: bytes = b"") -> Example:
    """A new chat example; spacing and escapes follow the line `like` where that is JSON."""
    model = parse_example(like)
    style = model.json.style if isinstance(model, Example) else Style()
    plain = json.dumps({"messages": [_message(turn) for turn in turns]})
    return Example(JsonText(plain).compact((), style))


def _message(turn: Turn) -> dict[str, object]:
    message: dict[str, object] = {"role": turn.role}
    if turn.content or not turn.tool_calls:
        message["content"] = turn.content
    optional = {"name": turn.name, "tool_call_id": turn.tool_call_id}
    message |= {key: text for key, text in optional.items() if text is not None}
    if turn.tool_calls:
        message["tool_calls"] = [
            {"id": call.id, "type": "function", "function": {"name": call.name, "arguments": call.arguments}}
            for call in turn.tool_calls
        ]
    return message
