"""Edits that a person does to many examples at once: the system prompt, the weights of the answers, blanks."""

from dataclasses import dataclass
from enum import StrEnum

from ftdesk.dataset.example import Example, MessageView, Pointer
from ftdesk.dataset.example_edits import add_message, delete_message, set_text, set_text_at, set_weight

SYSTEM = frozenset({"system", "developer"})


class Where(StrEnum):
    """In which examples a system prompt is set."""

    EVERYWHERE = "everywhere"
    MISSING = "missing"
    PRESENT = "present"


@dataclass(frozen=True, slots=True)
class SetSystemPrompt:
    """Give examples this system prompt, in place of the one they have."""

    text: str
    where: Where = Where.EVERYWHERE

    def edited(self, example: Example) -> Example | None:
        """None for an example without messages."""
        within = conversation(example)
        if within is None:
            return None
        heads = _heads(example, within)
        if (heads and self.where is Where.MISSING) or (not heads and self.where is Where.PRESENT):
            return example
        if not heads:
            return add_message(example, within, 0, "system", self.text)
        return (
            example
            if heads[0].text == self.text and not heads[0].has_parts
            else set_text(example, heads[0].pointer, self.text)
        )


@dataclass(frozen=True, slots=True)
class RemoveSystemPrompt:
    """Take the system messages at the beginning out."""

    def edited(self, example: Example) -> Example | None:
        """None for an example without messages."""
        within = conversation(example)
        if within is None:
            return None
        for _ in _heads(example, within):
            example = delete_message(example, (*within, 0))
        return example


class Answers(StrEnum):
    """Which assistant messages of an example get a weight."""

    ALL = "all"
    LAST = "last"
    ALL_BUT_LAST = "all_but_last"


@dataclass(frozen=True, slots=True)
class SetWeight:
    """Give answers a weight of 0 (not trained on) or 1; None takes the weight away."""

    weight: int | None
    answers: Answers = Answers.ALL

    def edited(self, example: Example) -> Example | None:
        """None for an example without answers in `messages`: only those can have a weight."""
        views = [view for view in example.messages() if view.role == "assistant"]
        if not views:
            return None
        chosen = {Answers.ALL: views, Answers.LAST: views[-1:], Answers.ALL_BUT_LAST: views[:-1]}[
            self.answers
        ]
        for view in chosen:
            example = set_weight(example, view.pointer, self.weight)
        return example


RESULTS = frozenset({"tool", "function"})


@dataclass(frozen=True, slots=True)
class TrimBlanks:
    """Take white space off both ends of what messages say; not of tools' results, which are given as they came.

    A text that is nothing else stays, and so do prompts and completions of the older format: their blanks mean
    something.
    """

    def edited(self, example: Example) -> Example:
        """The same example where no message has such blanks."""
        for within in example.message_lists():
            messages = _get(example, within)
            for index, message in enumerate(messages if isinstance(messages, list) else ()):
                if isinstance(message, dict) and message.get("role") not in RESULTS:
                    example = _trimmed(example, message.get("content"), (*within, index, "content"))
        return example


def _trimmed(example: Example, content: object, place: Pointer) -> Example:
    """A text without blanks at its ends; of a list of content parts, the texts in it."""
    if isinstance(content, list):
        for index, part in enumerate(content):
            if isinstance(part, dict):
                example = _trimmed(example, part.get("text"), (*place, index, "text"))
    elif isinstance(content, str) and content.strip() not in ("", content):
        example = set_text_at(example, place, content.strip())
    return example


def conversation(example: Example) -> Pointer | None:
    """Where the conversation is that may begin with a system prompt."""
    lists = example.message_lists()
    return lists[0] if lists and isinstance(_get(example, lists[0]), list) else None


def _heads(example: Example, within: Pointer) -> list[MessageView]:
    heads: list[MessageView] = []
    for view in example.messages(within):
        if view.role not in SYSTEM:
            break
        heads.append(view)
    return heads


def _get(example: Example, pointer: Pointer) -> object:
    try:
        return example.get(pointer)
    except KeyError:
        return None
