"""Offline token counts of examples, as a provider bills them.

Per message 3 tokens and those of its texts (1 more for a name), and 3 per example: the formula of OpenAI's
cookbook. Providers publish no exact rule, least of all for tools, tool calls and images, so show counts as
approximate. Loading a vocabulary takes half a second and holds the interpreter lock: only worker processes
and the command line make a counter, never the window's process.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ftdesk.dataset.encodings import UTF8_BYTES
from ftdesk.dataset.formats import Format
from ftdesk.dataset.tool_tokens import ToolOverhead, count_tools
from ftdesk.dataset.vocabularies import VocabularyUnusable, load_counting

__all__ = ["TokenCount", "TokenCounter", "VocabularyUnusable"]

_CACHED_CHARACTERS = 16_000_000
_NOT_SPOKEN = frozenset({"role", "name", "tool_call_id"})
_IMAGE_LOW = 85
_IMAGE_HIGH = 85 + 4 * 170  # a picture of 1024 × 1024; the true figure needs its size


@dataclass(frozen=True, slots=True)
class TokenCount:
    """Tokens of one example: all of them, and those it teaches."""

    total: int
    trained: int


@dataclass(frozen=True, slots=True)
class _Overhead:
    """Tokens around texts that stand in no text."""

    message: int = 3
    name: int = 1
    tool_call: int = 3
    example: int = 3
    image_low: int = _IMAGE_LOW
    image_high: int = _IMAGE_HIGH


_NO_OVERHEAD = _Overhead(0, 0, 0, 0, 0, 0)


class TokenCounter:
    """Counts with one vocabulary: `o200k_base`, `cl100k_base`, or `utf8_bytes` where a token is a byte.

    `vocabulary_directory` is the resource folder `tokenizers`. Raises `VocabularyUnusable`.
    """

    def __init__(self, encoding: str, vocabulary_directory: Path) -> None:
        self.encoding = encoding
        self._count = load_counting(encoding, vocabulary_directory)
        self._overhead = _NO_OVERHEAD if encoding == UTF8_BYTES else _Overhead()
        self._tools = ToolOverhead.of(encoding)
        self._known: dict[str, int] = {}
        self._known_characters = 0

    def count_text(self, text: str) -> int:
        """Tokens of one text; words such as `<|endoftext|>` count as plain text."""
        count = self._known.get(text)
        if count is None:
            count = self._count(text)
            self._remember(text, count)
        return count

    def count_example(self, value: object, kind: Format) -> TokenCount:
        """Tokens of one parsed line of a format; malformed parts count as far as they are text."""
        if not isinstance(value, dict):
            return TokenCount(0, 0)
        match kind:
            case Format.CHAT:
                return self._conversation(value, value.get("messages"))
            case Format.REINFORCEMENT:  # the model learns from its own answers, none stands here
                return TokenCount(self._conversation(value, value.get("messages")).total, 0)
            case Format.PREFERENCE:
                return self._preference(value)
            case Format.COMPLETION:
                return self._completion(value)
            case _:
                return TokenCount(sum(map(self.count_text, _texts(value))), 0)

    def _remember(self, text: str, count: int) -> None:
        self._known_characters += len(text)
        if self._known_characters > _CACHED_CHARACTERS:
            self._known.clear()
            self._known_characters = len(text)
        self._known[text] = count

    def _conversation(self, holder: Mapping[str, object], messages: object) -> TokenCount:
        total, trained = self._messages(messages)
        tools = [holder.get("tools"), holder.get("functions")]
        total += sum(count_tools(definitions, self.count_text, self._tools) for definitions in tools)
        return TokenCount(total + self._overhead.example, trained)

    def _preference(self, value: Mapping[str, object]) -> TokenCount:
        asked = value.get("input")
        holder = asked if isinstance(asked, dict) else {}
        total = self._conversation(holder, holder.get("messages")).total
        answers = [self._messages(value.get(key)) for key in ("preferred_output", "non_preferred_output")]
        return TokenCount(total + sum(a for a, _ in answers), sum(trained for _, trained in answers))

    def _completion(self, value: Mapping[str, object]) -> TokenCount:
        prompt, completion = (
            sum(map(self.count_text, _texts(value.get(k)))) for k in ("prompt", "completion")
        )
        return TokenCount(prompt + completion, completion)

    def _messages(self, messages: object) -> tuple[int, int]:
        total = trained = 0
        for message in messages if isinstance(messages, list) else ():
            if not isinstance(message, dict):
                continue
            spoken = sum(self._field(key, value) for key, value in message.items() if key not in _NOT_SPOKEN)
            total += self._overhead.message + spoken + self._heading(message)
            if message.get("role") == "assistant" and message.get("weight") != 0:
                trained += spoken
        return total, trained

    def _heading(self, message: Mapping[str, object]) -> int:
        """Who speaks. Ids that tie a result to its call are no part of what a model reads."""
        heading = sum(map(self.count_text, _texts([message.get("role"), message.get("name")])))
        return heading + (self._overhead.name if "name" in message else 0)

    def _field(self, key: str, value: object) -> int:
        if isinstance(value, str):
            return self.count_text(value)
        if key == "tool_calls" and isinstance(value, list):
            return sum(self._call(call.get("function")) for call in value if isinstance(call, dict))
        if key == "function_call":
            return self._call(value)
        if key == "content" and isinstance(value, list):
            return sum(map(self._part, value))
        return 0

    def _call(self, function: object) -> int:
        fields = function if isinstance(function, dict) else {}
        texts = _texts([fields.get("name"), fields.get("arguments")])
        return self._overhead.tool_call + sum(map(self.count_text, texts))

    def _part(self, part: object) -> int:
        if not isinstance(part, dict):
            return sum(map(self.count_text, _texts(part)))
        if part.get("type") == "image_url":
            image = part.get("image_url")
            is_low = isinstance(image, dict) and image.get("detail") == "low"
            return self._overhead.image_low if is_low else self._overhead.image_high
        return sum(map(self.count_text, _texts([part.get("text"), part.get("refusal")])))


def _texts(value: object) -> Iterator[str]:
    """Every text in a value, keys left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)
