"""Function calls and tool definitions as ShareGPT has them: JSON in a text, without ids and without their types."""

from collections.abc import Iterator
from typing import Any

from ftdesk.dataset.conversion.losses import (
    CALL_UNREADABLE,
    TOOL_LEFT_OUT,
    TOOLS_UNREADABLE,
    Losses,
    Refused,
    Value,
)
from ftdesk.dataset.conversion.spelling import own_text, read, write
from ftdesk.dataset.json_text import Style

_WRAPPER = ["type", "function"]


def calls_of(text: object, number: int) -> Iterator[tuple[str, str]]:
    """Name and arguments of the calls in a turn; arguments that stand there as an object keep their spelling.

    Raises `Refused` where the text is no such JSON.
    """
    try:
        value = read(text) if isinstance(text, str) else text
    except (ValueError, RecursionError):
        raise Refused(CALL_UNREADABLE, number=number) from None
    places = [(place,) for place in range(len(value))] if isinstance(value, list) else [()]
    for place, call in zip(places, value if isinstance(value, list) else [value], strict=True):
        if not isinstance(call, dict) or not isinstance(call.get("name"), str):
            raise Refused(CALL_UNREADABLE, number=number)
        arguments = call.get("arguments", {})
        if isinstance(arguments, str):
            yield call["name"], arguments
        elif isinstance(text, str) and "arguments" in call:
            yield call["name"], own_text(text, (*place, "arguments"))
        else:
            yield call["name"], write(arguments, Style())


def call_text(calls: list[Any], number: int) -> str:
    """The text of a turn with calls; arguments that hold an object keep their spelling. Raises `Refused`."""
    written = []
    for call in calls:
        function = call.get("function") if isinstance(call, dict) else None
        if not isinstance(function, dict) or not isinstance(function.get("name"), str):
            raise Refused(CALL_UNREADABLE, number=number)
        name = Style().spell(function["name"])
        written.append(f'{{"name": {name}, "arguments": {_arguments(function.get("arguments"))}}}')
    return written[0] if len(written) == 1 else "[" + ", ".join(written) + "]"


def tools_of(tools: object, losses: Losses) -> list[Value]:
    """Tool definitions out of a text, or out of a list that stands in its place."""
    if not tools:
        return []
    try:
        value = read(tools) if isinstance(tools, str) else tools
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, list):
        losses.note(TOOLS_UNREADABLE)
        return []
    made = []
    for tool in value:
        if not isinstance(tool, dict):
            losses.note(TOOL_LEFT_OUT)
        else:
            made.append(tool if "function" in tool else {"type": "function", "function": tool})
    return made


def tools_text(tools: object, losses: Losses) -> str:
    """Tool definitions as a text; what is no function is left out."""
    functions = []
    for tool in tools if isinstance(tools, list) else ():
        function = tool.get("function") if isinstance(tool, dict) else None
        if not isinstance(function, dict) or tool.get("type") != "function":
            losses.note(TOOL_LEFT_OUT)
        else:
            functions.append(function if list(tool) == _WRAPPER else tool)
    return write(functions, Style())


def _arguments(arguments: object) -> str:
    """An object as it is spelled; any other text in quotes."""
    if not isinstance(arguments, str):
        return write(arguments if arguments is not None else {}, Style())
    try:
        holds_object = isinstance(read(arguments), dict)
    except (ValueError, RecursionError, Refused):
        holds_object = False
    return arguments if holds_object else Style().spell(arguments)
