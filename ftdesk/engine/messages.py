"""Messages as the turns a trainer sees: one text each, for training lines and chat requests alike.

A tool call becomes the text `<tool_call>name {"argument": 1}</tool_call>` with its arguments as they were
spelled, so that a reply in that shape can be turned back into a tool call. A message's `name` and the
tool definitions are not part of the text.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ftdesk.engine.trainers.interface import Turn
from ftdesk.errors import FtdeskError

ROLES = ("system", "developer", "user", "assistant", "tool", "function")
TOOL_CALL = re.compile(r"\s*<tool_call>([\w.-]{1,64}) (.*?)</tool_call>\s*", re.DOTALL)
TEXT_PARTS = ("text", "refusal")  # kinds of content parts whose text stands under the name of the kind


class MessageUnusable(FtdeskError):
    """A message that cannot become a turn; `param` is its place, such as `messages[2].content`."""

    def __init__(self, message: str, param: str) -> None:
        super().__init__(message)
        self.message = message
        self.param = param


@dataclass(frozen=True, slots=True)
class CalledTool:
    """A function the model wants called; `arguments` is JSON text as the model wrote it."""

    name: str
    arguments: str


def turns_of(messages: object) -> tuple[Turn, ...]:
    """The turns of a list of messages; assistant turns of a weight other than 0 are marked as trained.

    Raises MessageUnusable for what is not a message, and for images, sound and files.
    """
    if not isinstance(messages, list) or not messages:
        raise MessageUnusable("'messages' must be a list with at least one message.", "messages")
    return tuple(_turn(message, f"messages[{place}]") for place, message in enumerate(messages))


def _turn(message: object, place: str) -> Turn:
    if not isinstance(message, dict):
        raise MessageUnusable("A message must be an object.", place)
    role = message.get("role")
    if role not in ROLES:
        raise MessageUnusable(f"'role' must be one of {', '.join(ROLES)}.", f"{place}.role")
    text = _content(message, f"{place}.content") + _called_tools(message, place)
    return Turn(role, text, role == "assistant" and message.get("weight") != 0)


def _content(message: Mapping[str, object], place: str) -> str:
    content = message.get("content")
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "\n".join(_part(part, f"{place}[{number}]") for number, part in enumerate(content))
    if content is not None:
        raise MessageUnusable("'content' must be text, a list of parts, or null.", place)
    refusal = message.get("refusal")
    if isinstance(refusal, str):
        return refusal
    if message.get("role") != "assistant":
        raise MessageUnusable("'content' is missing.", place)
    return ""


def _part(part: object, place: str) -> str:
    kind = part.get("type") if isinstance(part, dict) else None
    text = part.get(kind) if isinstance(part, dict) and kind in TEXT_PARTS else None
    if not isinstance(text, str):
        what = f"a part of type '{kind}'" if isinstance(kind, str) else "a part without a type"
        raise MessageUnusable(f"This model reads text only, and here is {what}.", place)
    return text


def _called_tools(message: Mapping[str, object], place: str) -> str:
    calls = message.get("tool_calls") or []
    if not isinstance(calls, list):
        raise MessageUnusable("'tool_calls' must be a list.", f"{place}.tool_calls")
    functions = [call.get("function") if isinstance(call, dict) else None for call in calls]
    if message.get("function_call") is not None:
        functions.append(message["function_call"])
    return "".join(_called_tool(function, place) for function in functions)


def _called_tool(function: object, place: str) -> str:
    name = function.get("name") if isinstance(function, dict) else None
    arguments = function.get("arguments") if isinstance(function, dict) else None
    if not isinstance(name, str) or not isinstance(arguments, str):
        raise MessageUnusable(
            "A tool call needs a function with 'name' and 'arguments'.", f"{place}.tool_calls"
        )
    return f"<tool_call>{name} {arguments}</tool_call>"


def called_tools(reply: str) -> Sequence[CalledTool]:
    """The tool calls of a reply that consists of nothing else; empty for any other text."""
    calls: list[CalledTool] = []
    position = 0
    while match := TOOL_CALL.match(reply, position):
        calls.append(CalledTool(match[1], match[2]))
        position = match.end()
    return calls if position == len(reply) else []
