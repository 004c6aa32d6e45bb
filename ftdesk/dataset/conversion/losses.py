"""What a conversion cannot carry over: one sentence each, as a template with arguments, and what a row became."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ftdesk.wording import QT_TRANSLATE_NOOP

CONTEXT = "Conversion"
"""The translation context of every template here."""

LONGEST_SHOWN = 60

Value = dict[str, Any]
"""A parsed JSON object."""

CHAT = QT_TRANSLATE_NOOP("Conversion", "chat")
PAIRS = QT_TRANSLATE_NOOP("Conversion", "prompt and completion")
PREFERENCE = QT_TRANSLATE_NOOP("Conversion", "preference")
ALPACA, SHAREGPT, COMPARISON, TABLE = "Alpaca", "ShareGPT", "chosen/rejected", "CSV"
"""What the formats are called in sentences; the first three are words of ours, to be translated."""

# -- whole rows -----------------------------------------------------------------------------------------------------
NOT_JSON = QT_TRANSLATE_NOOP("Conversion", "It is no JSON object that can be read.")
KEY_TWICE = QT_TRANSLATE_NOOP("Conversion", "One of its objects has the key “{key}” twice.")
UNKNOWN_FORMAT = QT_TRANSLATE_NOOP("Conversion", "Its format is not known.")
PLAIN_TEXT = QT_TRANSLATE_NOOP(
    "Conversion", "It is plain text: nothing says which part is asked and which is the answer."
)
NO_LIST = QT_TRANSLATE_NOOP("Conversion", "“{key}” is not a list of messages.")
NOT_TEXT = QT_TRANSLATE_NOOP("Conversion", "“{key}” is missing, or is no text.")
UNKNOWN_SPEAKER = QT_TRANSLATE_NOOP(
    "Conversion", "Message {number} is by “{role}”, whom {format} does not know."
)
CALL_UNREADABLE = QT_TRANSLATE_NOOP(
    "Conversion", "Message {number} should be a function call in JSON and cannot be read."
)
NOT_IN_PAIRS = QT_TRANSLATE_NOOP(
    "Conversion", "Its messages are not questions and answers in turn, as {format} has them."
)
SEVERAL_TURNS = QT_TRANSLATE_NOOP("Conversion", "It has {count} questions; {format} has room for one.")
HAS_CALLS = QT_TRANSLATE_NOOP("Conversion", "It calls tools; {format} has no place for that.")
NO_PROMPT = QT_TRANSLATE_NOOP(
    "Conversion", "The question is neither in a key of its own nor common to both answers."
)
REQUEST_FAILED = QT_TRANSLATE_NOOP("Conversion", "The request failed, so there is no answer.")
OTHER_ENDPOINT = QT_TRANSLATE_NOOP("Conversion", "It is a request to {url}, which is no chat.")
NOT_CHAT = QT_TRANSLATE_NOOP("Conversion", "{format} has no place for an example of this format.")
CELL_UNREADABLE = QT_TRANSLATE_NOOP("Conversion", "The cell “{key}” should hold JSON and cannot be read.")
EMPTY_ROW = QT_TRANSLATE_NOOP("Conversion", "The cells that would become its messages are empty.")

# -- parts of rows --------------------------------------------------------------------------------------------------
KEY_LEFT_OUT = QT_TRANSLATE_NOOP("Conversion", "“{key}” is left out: {format} has no place for it.")
MESSAGE_KEY_LEFT_OUT = QT_TRANSLATE_NOOP(
    "Conversion", "“{key}” of message {number} is left out: {format} has no place for it."
)
TRAINED_ALL_THE_SAME = QT_TRANSLATE_NOOP(
    "Conversion", "Message {number} will be trained on in spite of its weight of 0: {format} has no weights."
)
PART_LEFT_OUT = QT_TRANSLATE_NOOP(
    "Conversion", "A part of message {number} ({type}) is left out: {format} has text only."
)
PARTS_JOINED = QT_TRANSLATE_NOOP("Conversion", "The parts of message {number} became one text.")
DEVELOPER_IS_SYSTEM = QT_TRANSLATE_NOOP(
    "Conversion", "The developer message {number} became a system prompt."
)
TEXT_BESIDE_CALL = QT_TRANSLATE_NOOP(
    "Conversion", "The text of message {number} is left out: {format} has none beside a tool call."
)
CALL_IDS = QT_TRANSLATE_NOOP(
    "Conversion", "The ids of the tool calls are left out: results follow in their order."
)
CALL_IDS_SHORTENED = QT_TRANSLATE_NOOP(
    "Conversion", "The ids of the tool calls are new: they must be nine letters or digits."
)
SYSTEM_NOT_FIRST = QT_TRANSLATE_NOOP(
    "Conversion", "Message {number} is a system message after the first; {format} may refuse that."
)
RESULT_WITHOUT_CALL = QT_TRANSLATE_NOOP("Conversion", "Message {number} is the result of no call before it.")
TOOL_LEFT_OUT = QT_TRANSLATE_NOOP("Conversion", "The definition of a tool is left out: it is no function.")
TOOLS_UNREADABLE = QT_TRANSLATE_NOOP(
    "Conversion", "“tools” is left out: it should hold JSON and cannot be read."
)
OLDER_FUNCTIONS = QT_TRANSLATE_NOOP("Conversion", "The older “functions” became “tools”.")
INPUT_JOINED = QT_TRANSLATE_NOOP("Conversion", "“instruction” and “input” became one message.")
SYSTEM_JOINED = QT_TRANSLATE_NOOP("Conversion", "The system prompt became the beginning of the prompt.")
SEPARATOR_TAKEN = QT_TRANSLATE_NOOP("Conversion", "The separator {text} was taken off the prompt.")
STOP_TAKEN = QT_TRANSLATE_NOOP("Conversion", "The end mark {text} was taken off the completion.")
SPACE_TAKEN = QT_TRANSLATE_NOOP("Conversion", "The space before the completion was taken off.")
NO_QUESTION = QT_TRANSLATE_NOOP("Conversion", "There is no question: a batch output holds answers only.")
NO_ANSWER = QT_TRANSLATE_NOOP("Conversion", "There is no answer: a batch input holds questions only.")
OTHER_CHOICES = QT_TRANSLATE_NOOP("Conversion", "Of {count} answers the first was taken.")
EXTRA_CELLS = QT_TRANSLATE_NOOP("Conversion", "Cells beyond the last column are left out: {count}.")


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that a conversion left out or changed: a template of this module and what fills it."""

    template: str
    arguments: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        """The sentence in English."""
        return self.template.format(**dict(self.arguments))


class Refused(Exception):
    """A row cannot be converted at all; never leaves the package."""

    def __init__(self, template: str, **arguments: object) -> None:
        super().__init__(template)
        self.loss = make_loss(template, arguments)


@dataclass(slots=True)
class Losses:
    """Gathers the losses of one row, each once."""

    found: list[Loss] = field(default_factory=list)

    def note(self, template: str, **arguments: object) -> None:
        """Add one; texts of the file are shortened."""
        loss = make_loss(template, arguments)
        if loss not in self.found:
            self.found.append(loss)

    def note_keys_left_out(self, value: Value, taken: frozenset[str], into: str) -> None:
        """Note each key that a format takes no notice of; one that is null says nothing and is none."""
        for key, content in value.items():
            if key not in taken and content is not None:
                self.note(KEY_LEFT_OUT, key=key, format=into)


@dataclass(frozen=True, slots=True)
class Converted:
    """What a row became; `value` is None where it cannot be converted, and the one loss says why."""

    value: Value | None
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class RowLoss:
    """A loss and the 1-based place of its row."""

    row: int
    loss: Loss
    whole_row: bool


@dataclass(slots=True)
class LossTally:
    """All losses of many rows: how many of each kind, and the first ones row by row.

    A file of a million rows may have a loss in each: no more than `most` are kept, the counts are of all.
    """

    most: int
    counts: Counter[str] = field(default_factory=Counter)
    """How many losses, by template."""
    firsts: dict[str, RowLoss] = field(default_factory=dict)
    """The first loss of each kind, by template."""
    rows: list[RowLoss] = field(default_factory=list)
    refused: int = 0
    """How many rows could not be converted."""

    def add(self, row: int, converted: Converted) -> None:
        """Count the losses of one row."""
        whole = converted.value is None
        self.refused += whole
        for loss in converted.losses:
            entry = RowLoss(row, loss, whole)
            self.counts[loss.template] += 1
            self.firsts.setdefault(loss.template, entry)
            if len(self.rows) < self.most:
                self.rows.append(entry)

    def merge(self, other: "LossTally") -> None:
        """Add those of later rows."""
        self.counts.update(other.counts)
        self.firsts = other.firsts | self.firsts
        self.refused += other.refused
        self.rows += other.rows[: max(0, self.most - len(self.rows))]


def make_loss(template: str, arguments: Mapping[str, object]) -> Loss:
    """A loss with its arguments as short texts."""
    return Loss(template, tuple((name, _shown(str(value))) for name, value in arguments.items()))


def _shown(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
