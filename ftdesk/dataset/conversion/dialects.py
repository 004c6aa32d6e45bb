"""Chat examples as the services other than OpenAI take them: the same lines with fewer keys and roles.

Sources, read in November 2026: Together's data preparation and function calling pages and the checks of its client
(`weight` 0 or 1, roles system, user, assistant, tool); Fireworks' supervised fine-tuning page (`role`, `content`,
`weight`, tools in OpenAI's form, a system message first only); Mistral's text fine-tuning page and the checks of
mistral-common (ids of calls are nine letters or digits); Nebius' page (OpenAI's conversational lines, or prompt and
completion). Together and Fireworks take preferences under OpenAI's keys. None of them names `developer`, `name`,
`functions` or `parallel_tool_calls`: these are changed or left out, and told.
"""

from dataclasses import dataclass

from ftdesk.dataset.conversion.chat import messages_of, note_message_keys, with_tools
from ftdesk.dataset.conversion.losses import (
    CALL_IDS_SHORTENED,
    DEVELOPER_IS_SYSTEM,
    NOT_CHAT,
    SYSTEM_NOT_FIRST,
    Losses,
    Refused,
    Value,
)
from ftdesk.dataset.formats import Format, recognise

_TOP = frozenset({"messages", "tools"})
_LEFT_OUT = frozenset({"parallel_tool_calls"})
_PREFERENCE = frozenset({"input", "preferred_output", "non_preferred_output"})
_MESSAGE = frozenset({"role", "content", "weight", "tool_calls", "tool_call_id"})
_LONGEST_ID = 9


@dataclass(frozen=True, slots=True)
class Dialect:
    """What one service takes; `title` is its name in sentences."""

    title: str
    formats: frozenset[Format]
    """What it takes, as in `resources/providers`."""
    short_ids: bool = False
    """Ids of tool calls must be nine letters or digits."""


TOGETHER = Dialect("Together", frozenset({Format.CHAT, Format.COMPLETION, Format.PREFERENCE}))
FIREWORKS = Dialect("Fireworks", frozenset({Format.CHAT, Format.PREFERENCE, Format.REINFORCEMENT}))
MISTRAL = Dialect("Mistral", frozenset({Format.CHAT}), short_ids=True)
NEBIUS = Dialect("Nebius", frozenset({Format.CHAT, Format.COMPLETION}))


def into_dialect(value: Value, losses: Losses, dialect: Dialect) -> Value:
    """An example for a service. Raises `Refused` for what it does not take."""
    kind = recognise(value)
    if kind not in dialect.formats:
        raise Refused(NOT_CHAT, format=dialect.title)
    if kind is Format.COMPLETION:
        return value
    if kind is not Format.PREFERENCE:
        return _chat(value, losses, dialect, frozenset(value) if kind is Format.REINFORCEMENT else _TOP)
    losses.note_keys_left_out(value, _PREFERENCE, dialect.title)
    made = {key: value[key] for key in value if key in _PREFERENCE}
    if isinstance(value.get("input"), dict):
        made["input"] = _chat(value["input"], losses, dialect, _TOP)
    return made


def _chat(value: Value, losses: Losses, dialect: Dialect, taken: frozenset[str]) -> Value:
    """With these keys; those of a reinforcement example are its grader's."""
    value = with_tools(value, losses)
    taken = (taken | _TOP) - _LEFT_OUT
    losses.note_keys_left_out(value, taken, dialect.title)
    made = {key: value[key] for key in value if key in taken}
    made["messages"] = [
        _message(entry, number, losses, dialect) for number, entry in enumerate(messages_of(value), start=1)
    ]
    return _with_short_ids(made, losses) if dialect.short_ids else made


def _message(entry: Value, number: int, losses: Losses, dialect: Dialect) -> Value:
    note_message_keys(entry, _MESSAGE, number, losses, dialect.title)
    kept = {key: entry[key] for key in entry if key in _MESSAGE}
    if kept.get("role") == "developer":
        losses.note(DEVELOPER_IS_SYSTEM, number=number)
        kept["role"] = "system"
    if kept.get("role") == "system" and number > 1:
        losses.note(SYSTEM_NOT_FIRST, number=number, format=dialect.title)
    return kept


def _with_short_ids(value: Value, losses: Losses) -> Value:
    """The same calls under ids such as 000000001, where one has another kind of id."""
    ids: dict[str, str] = {}
    for entry in value["messages"]:
        for call in entry.get("tool_calls") or ():
            if isinstance(call, dict) and isinstance(call.get("id"), str):
                ids.setdefault(call["id"], f"{len(ids) + 1:0{_LONGEST_ID}}")
    if all(len(name) == _LONGEST_ID and name.isalnum() and name.isascii() for name in ids):
        return value
    losses.note(CALL_IDS_SHORTENED)
    return {**value, "messages": [_with_ids(entry, ids) for entry in value["messages"]]}


def _with_ids(entry: Value, ids: dict[str, str]) -> Value:
    entry = dict(entry)
    if isinstance(entry.get("tool_calls"), list):
        entry["tool_calls"] = [
            {**call, "id": ids[call["id"]]} if isinstance(call, dict) and call.get("id") in ids else call
            for call in entry["tool_calls"]
        ]
    if entry.get("tool_call_id") in ids:
        entry["tool_call_id"] = ids[entry["tool_call_id"]]
    return entry
