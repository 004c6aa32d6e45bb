"""Which kind of training example a line is, told by its top-level keys; a file is what most lines are."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ftdesk.wording import QT_TRANSLATE_NOOP


class Format(StrEnum):
    """The shapes of training data; the values are the words that `ftdesk check --json` prints."""

    CHAT = "chat"
    COMPLETION = "completion"
    PREFERENCE = "preference"
    REINFORCEMENT = "reinforcement"
    FOREIGN = "foreign"
    UNKNOWN = "unknown"


class Foreign(StrEnum):
    """Formats of other tools; the values are what findings call them."""

    SHAREGPT = "ShareGPT"
    ALPACA = "Alpaca"
    COMPARISON = "chosen/rejected"
    BATCH_INPUT = "OpenAI batch input"
    BATCH_OUTPUT = "OpenAI batch output"
    STORED_COMPLETION = "OpenAI stored completion"
    TEXT = "text"


TITLES: Mapping[Format, str] = {
    Format.CHAT: QT_TRANSLATE_NOOP("Format", "Chat"),
    Format.COMPLETION: QT_TRANSLATE_NOOP("Format", "Prompt and completion"),
    Format.PREFERENCE: QT_TRANSLATE_NOOP("Format", "Preference"),
    Format.REINFORCEMENT: QT_TRANSLATE_NOOP("Format", "Reinforcement"),
    Format.FOREIGN: QT_TRANSLATE_NOOP("Format", "Another tool's format"),
    Format.UNKNOWN: QT_TRANSLATE_NOOP("Format", "Unknown"),
}

CHAT_KEYS = frozenset({"messages", "tools", "parallel_tool_calls", "functions"})
"""Top-level keys of a chat example; any other beside `messages` is for a reinforcement grader, or a slip."""

PREFERENCE_KEYS = frozenset({"input", "preferred_output", "non_preferred_output"})
COMPLETION_KEYS = frozenset({"prompt", "completion"})

_TOLD_BY = (
    (Foreign.SHAREGPT, {"conversations"}),
    (Foreign.ALPACA, {"instruction", "output"}),
    (Foreign.ALPACA, {"instruction", "response"}),
    (Foreign.COMPARISON, {"chosen", "rejected"}),
    (Foreign.BATCH_INPUT, {"custom_id", "body"}),
    (Foreign.BATCH_OUTPUT, {"custom_id", "response"}),
)  # the first whose keys are all there counts

TRAINABLE = frozenset({Format.CHAT, Format.COMPLETION, Format.PREFERENCE, Format.REINFORCEMENT})


def recognise(value: object, file_format: Format | None = None) -> Format:
    """The format of one parsed line.

    A `messages` line that ends with the user is reinforcement when it has keys that chat has not, or when
    `file_format`, what most of the file is, says so.
    """
    if not isinstance(value, dict):
        return Format.UNKNOWN
    keys = value.keys()
    if foreign_name(value) is not None:
        return Format.FOREIGN
    if "messages" in keys:
        return _recognise_messages(value, file_format)
    if "preferred_output" in keys or "non_preferred_output" in keys or isinstance(value.get("input"), dict):
        return Format.PREFERENCE
    if keys & COMPLETION_KEYS:
        return Format.COMPLETION
    return Format.UNKNOWN


def foreign_name(value: object) -> Foreign | None:
    """The other tool's format that a parsed line is in, or None."""
    if not isinstance(value, dict):
        return None
    keys = value.keys()
    if "choices" in keys and _holds_answers(value["choices"]):  # beside them may stand the messages sent
        return Foreign.STORED_COMPLETION
    if "messages" in keys:
        return None
    named = next((name for name, told_by in _TOLD_BY if told_by <= keys), None)
    if named is not None:
        return named
    if isinstance(value.get("text"), str) and not keys & (COMPLETION_KEYS | PREFERENCE_KEYS):
        return Foreign.TEXT
    return None


def _holds_answers(choices: object) -> bool:
    """Whether these are a service's answers, and not what a question lets one choose from."""
    first = choices[0] if isinstance(choices, list) and choices else None
    return isinstance(first, dict) and isinstance(first.get("message"), dict)


def ends_with_user(value: object) -> bool:
    """Whether a `messages` line leaves the last word to the user, as reinforcement examples do."""
    messages = value.get("messages") if isinstance(value, dict) else None
    last = messages[-1] if isinstance(messages, list) and messages else None
    return isinstance(last, dict) and last.get("role") == "user"


def _recognise_messages(value: Mapping[str, object], file_format: Format | None) -> Format:
    if not ends_with_user(value):
        return Format.CHAT
    has_item = bool(value.keys() - CHAT_KEYS)
    return Format.REINFORCEMENT if has_item or file_format is Format.REINFORCEMENT else Format.CHAT


@dataclass(slots=True)
class FormatTally:
    """Counts line formats, block by block, to say what a whole file is.

    `open_ended` counts the chat lines that end with the user and carry nothing for a grader: where most
    of the file ends with the user these are reinforcement examples too.
    """

    counts: Counter[Format] = field(default_factory=Counter)
    open_ended: int = 0

    def add(self, line_format: Format, *, open_ended: bool = False) -> None:
        """Count one line, as `recognise` without a file format named it."""
        self.counts[line_format] += 1
        self.open_ended += open_ended and line_format is Format.CHAT

    def merge(self, other: "FormatTally") -> None:
        """Add the counts of another part of the same file."""
        self.counts.update(other.counts)
        self.open_ended += other.open_ended

    def majority(self) -> Format:
        """What most lines are; any known format wins over unknown, the earlier kind of `Format` a tie."""
        counts = Counter(self.counts)
        if 2 * (self.open_ended + counts[Format.REINFORCEMENT]) > counts.total():
            counts[Format.REINFORCEMENT] += self.open_ended
            counts[Format.CHAT] -= self.open_ended
        candidates = [kind for kind in Format if counts[kind] > 0 and kind is not Format.UNKNOWN]
        return max(candidates, key=lambda kind: counts[kind], default=Format.UNKNOWN)
