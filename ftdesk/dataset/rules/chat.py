"""A supervised chat example as a whole: it ends with the assistant, who has something to teach."""

from ftdesk.dataset.rules.finding import MISSING, Found
from ftdesk.dataset.rules.pointer import pointer
from ftdesk.dataset.rules.unknown_keys import is_idle

KEYS = frozenset({"messages", "tools", "parallel_tool_calls", "functions"})


def check_keys(example: dict[str, object], keys: frozenset[str], format_name: str, found: Found) -> None:
    """Top-level keys that the format does not have."""
    if not example.keys() <= keys:
        for key in [key for key in example if key not in keys]:
            fixable = is_idle(key, keys)
            found.add("example.unknown_key", pointer(key), fixable=fixable, format=format_name, key=key)


def check_chat_ending(messages: list[object], roles: list[str], found: Found) -> None:
    """Who speaks, who speaks last, and whether anything is learnt from it."""
    if not messages:
        return
    answers = [message for message, role in zip(messages, roles, strict=True) if role == "assistant"]
    if not answers:
        found.add("assistant.missing", "/messages")
    elif all(map(_is_ignored, answers)):
        found.add("assistant.nothing_to_learn", "/messages")
    if roles[-1] != "assistant":
        found.add("assistant.not_last", f"/messages/{len(roles) - 1}", role=roles[-1] or MISSING)
    if "user" not in roles:
        found.add("user.missing", "/messages")


def _is_ignored(message: object) -> bool:
    weight = message.get("weight") if isinstance(message, dict) else None
    return isinstance(weight, int | float) and not isinstance(weight, bool) and weight == 0
