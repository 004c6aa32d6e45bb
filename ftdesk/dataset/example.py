"""One parsed line, read as messages, prompt and completion, or a preference: what the form editor shows.

An example is immutable; `example_edits` makes new ones. Places are JSON Pointers as tuples, such as
`("messages", 2)` for a message or `("preferred_output", 0)`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ftdesk.dataset.formats import Format
from ftdesk.dataset.rules.finding import Finding

Pointer = tuple[str | int, ...]
"""A place in an example: keys and indexes from the top."""


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
    """One line's JSON object with its exact spelling."""

    @property
    def value(self) -> dict[str, object]:
        """The parsed object, not to be changed in place."""
        raise NotImplementedError

    @property
    def format(self) -> Format:
        """What kind of example this is, told by its keys."""
        raise NotImplementedError

    def message_lists(self) -> tuple[Pointer, ...]:
        """Where lists of messages lie: `("messages",)`, or the three of a preference."""
        raise NotImplementedError

    def messages(self, within: Pointer = ("messages",)) -> tuple[MessageView, ...]:
        """The messages of one list, in order; empty where there is no such list."""
        raise NotImplementedError

    def get(self, pointer: Pointer) -> object:
        """The value at a place. Raises KeyError."""
        raise NotImplementedError

    def text(self, key: str) -> str | None:
        """The text under a top-level key such as `prompt`, or None."""
        raise NotImplementedError

    def pretty(self, pointer: Pointer = ()) -> str:
        """The value at a place as indented JSON, numbers spelled as in the line. Raises KeyError."""
        raise NotImplementedError

    def to_line(self) -> bytes:
        """The line, byte for byte as it was read wherever nothing was edited."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a conversation that becomes an example."""

    role: str
    content: str
    name: str | None = None


def parse_example(line: bytes) -> Example | tuple[Finding, ...]:
    """An example, or what keeps the line from being a JSON object (as `rules.json_line` finds it)."""
    raise NotImplementedError


def from_turns(turns: Iterable[Turn], *, like: bytes = b"") -> Example:
    """A new chat example; spacing and escapes follow the line `like` where one is given."""
    raise NotImplementedError
