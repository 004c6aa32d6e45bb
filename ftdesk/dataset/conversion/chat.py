"""Taking chat examples apart for formats that have less: texts, questions with answers, and what is left over."""

from collections.abc import Iterable
from dataclasses import dataclass

from ftdesk.dataset.conversion.losses import (
    DEVELOPER_IS_SYSTEM,
    HAS_CALLS,
    MESSAGE_KEY_LEFT_OUT,
    NO_LIST,
    NOT_CHAT,
    NOT_IN_PAIRS,
    OLDER_FUNCTIONS,
    PART_LEFT_OUT,
    PARTS_JOINED,
    TRAINED_ALL_THE_SAME,
    Losses,
    Refused,
    Value,
)
from ftdesk.dataset.rules.fixes import apply_fix

SYSTEM_ROLES = frozenset({"system", "developer"})
_CALLS = frozenset({"tool_calls", "function_call"})


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A chat that is nothing but a system prompt, if there is one, and questions with their answers."""

    system: str | None
    pairs: tuple[tuple[str, str], ...]


def message(role: str, content: str) -> Value:
    """A chat message."""
    return {"role": role, "content": content}


def messages_of(value: Value, key: str = "messages") -> list[Value]:
    """The messages of a list. Raises `Refused` where it is none."""
    messages = value.get(key)
    if not isinstance(messages, list) or not all(isinstance(entry, dict) for entry in messages):
        raise Refused(NO_LIST, key=key)
    return messages


def with_tools(value: Value, losses: Losses) -> Value:
    """The same example in the newer form, if it has the older `functions`. Raises `Refused`."""
    messages = value.get("messages")
    older = "functions" in value or any(
        isinstance(entry, dict) and entry.get("function_call") is not None
        for entry in (messages if isinstance(messages, list) else ())
    )
    if not older:
        return value
    for key in ("functions", "tools"):
        if not isinstance(value.get(key, []), list):
            raise Refused(NO_LIST, key=key)
    losses.note(OLDER_FUNCTIONS)
    return apply_fix("convert_functions", value)


def role_of(entry: Value) -> str:
    """Who speaks, "" where that is no text."""
    role = entry.get("role")
    return role if isinstance(role, str) else ""


def text_of(entry: Value, number: int, losses: Losses, into: str) -> str:
    """The text of a message; parts are joined, and those that are no text left out."""
    content = entry.get("content")
    if not isinstance(content, list):
        return content if isinstance(content, str) else ""
    losses.note(PARTS_JOINED, number=number)
    texts = []
    for part in content:
        text = part.get("text") if isinstance(part, dict) else part
        if isinstance(text, str):
            texts.append(text)
        else:
            kind = part.get("type", "?") if isinstance(part, dict) else "?"
            losses.note(PART_LEFT_OUT, number=number, type=kind, format=into)
    return "\n".join(texts)


def note_message_keys(entry: Value, taken: Iterable[str], number: int, losses: Losses, into: str) -> None:
    """Note the keys of a message that a format has no place for; a null says nothing."""
    for key, content in entry.items():
        if key in taken or content is None:
            continue
        if key == "weight" and content == 0:
            losses.note(TRAINED_ALL_THE_SAME, number=number, format=into)
        else:
            losses.note(MESSAGE_KEY_LEFT_OUT, key=key, number=number, format=into)


def dialogue_of(value: Value, losses: Losses, into: str) -> Dialogue:
    """A chat as questions and answers. Raises `Refused` where it is more than that."""
    if "messages" not in value:
        raise Refused(NOT_CHAT, format=into)
    messages = messages_of(value)
    if any(entry.get(key) for entry in messages for key in _CALLS):
        raise Refused(HAS_CALLS, format=into)
    losses.note_keys_left_out(value, frozenset({"messages"}), into)
    texts = []
    for number, entry in enumerate(messages, start=1):
        note_message_keys(entry, ("role", "content"), number, losses, into)
        texts.append(text_of(entry, number, losses, into))
    system = None
    if messages and role_of(messages[0]) in SYSTEM_ROLES:
        if messages[0]["role"] == "developer":
            losses.note(DEVELOPER_IS_SYSTEM, number=1)
        system, texts, messages = texts[0], texts[1:], messages[1:]
    roles = [entry.get("role") for entry in messages]
    if not roles or roles != ["user", "assistant"] * (len(roles) // 2):
        raise Refused(NOT_IN_PAIRS, format=into)
    return Dialogue(system, tuple(zip(texts[::2], texts[1::2], strict=True)))


def chat_of(dialogue: Dialogue) -> Value:
    """The chat example."""
    messages = [message("system", dialogue.system)] if dialogue.system is not None else []
    for question, answer in dialogue.pairs:
        messages += [message("user", question), message("assistant", answer)]
    return {"messages": messages}
