"""What is true of every list of messages: in a chat or reinforcement example, and in a preference's input."""

from dataclasses import dataclass

from ftdesk.dataset.rules.finding import Found, shown
from ftdesk.dataset.rules.images import IMAGES_PER_EXAMPLE
from ftdesk.dataset.rules.message import check_message, role_of
from ftdesk.dataset.rules.tool_calls import check_tool_calls
from ftdesk.dataset.rules.tools import Tools, check_tools

_SYSTEM = ("system", "developer")
_CALLING = frozenset({"tool_calls", "function_call", "tool_call_id"})
_MAY_NOT_REPEAT = frozenset({"system", "developer", "user", "assistant"})


@dataclass(frozen=True, slots=True)
class Conversation:
    """The messages, none where they are no list, their roles, and the tools that were offered with them."""

    messages: list[object]
    roles: list[str]
    tools: Tools


def check_conversation(holder: dict[str, object], path: str, found: Found) -> Conversation:
    """Check `messages` and the tools beside them."""
    messages = _messages_of(holder, path, found)
    here = f"{path}/messages"
    for index, message in enumerate(messages):
        check_message(message, f"{here}/{index}", found)
    roles = [role_of(message) for message in messages]
    check_order(roles, here, found)
    if found.images > IMAGES_PER_EXAMPLE:
        found.add("image.too_many", here, count=found.images, limit=IMAGES_PER_EXAMPLE)
    tools = check_tools(holder, path, found) if len(holder) > 1 else Tools()
    if "tool" in roles or has_calls(messages):
        check_tool_calls(messages, here, tools, found)
    return Conversation(messages, roles, tools)


def _messages_of(holder: dict[str, object], path: str, found: Found) -> list[object]:
    messages = holder.get("messages")
    if "messages" not in holder:
        found.add("messages.missing", path)
    elif not isinstance(messages, list):
        found.add("messages.type", f"{path}/messages", found=shown(messages))
    elif not messages:
        found.add("messages.empty", f"{path}/messages")
    return messages if isinstance(messages, list) else []


def check_order(roles: list[str], path: str, found: Found) -> None:
    """System prompts come first; nobody but tools speaks twice in a row."""
    before = ""
    begun = False
    for index, role in enumerate(roles):
        if role in _SYSTEM:
            if begun:
                found.add("system.not_first", f"{path}/{index}", role=role)
        else:
            begun = True
        if role == before and role in _MAY_NOT_REPEAT:
            found.add("turns.repeated_role", f"{path}/{index}", role=role)
        before = role


def has_calls(messages: list[object]) -> bool:
    """Whether any message calls a tool, or names a call that it answers."""
    return any(isinstance(message, dict) and not _CALLING.isdisjoint(message) for message in messages)
