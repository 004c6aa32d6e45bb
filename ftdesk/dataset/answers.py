"""What an example answers: the texts that its assistant says, or its completion."""

from collections.abc import Iterator

from ftdesk.dataset.formats import Format


def answer_length(example: dict[str, object], kind: Format) -> int:
    """How many characters all answers have together; malformed parts count as far as they are text."""
    return sum(map(len, answer_texts(example, kind)))


def answer_texts(example: dict[str, object], kind: Format) -> Iterator[str]:
    """The answers' texts in their order; of a preference, those of the preferred output."""
    if kind is Format.COMPLETION:
        yield from _texts(example.get("completion"))
        return
    messages = example.get("preferred_output" if kind is Format.PREFERENCE else "messages")
    for message in messages if isinstance(messages, list) else ():
        if isinstance(message, dict) and message.get("role") == "assistant":
            yield from _texts(message.get("content"))


def _texts(content: object) -> Iterator[str]:
    """A text, or the texts of content parts."""
    if isinstance(content, str):
        yield content
        return
    for part in content if isinstance(content, list) else ():
        text = part.get("text") if isinstance(part, dict) else part
        if isinstance(text, str):
            yield text
