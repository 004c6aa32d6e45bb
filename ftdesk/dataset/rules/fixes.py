"""Safe mends of one example, by name; each gives a new value and leaves the one it got as it was.

A fix changes every place of the example that has the trouble. Those that need a text (the separator of all
prompts, the prefix they share) get it from the finding's arguments.
"""

import copy
from collections.abc import Callable
from typing import Any

import orjson

from ftdesk.dataset.rules.characters import without_hidden_characters
from ftdesk.dataset.rules.tool_calls import holds_object

Value = dict[str, Any]

SEPARATOR = "\n\n###\n\n"
STOP = "\n"


def apply_fix(name: str, value: Value, text: str = "") -> Value:
    """The example after the fix `name`. Raises KeyError for a name that `FIXES` lacks."""
    mended = copy.deepcopy(value)
    FIXES[name](mended, text)
    return mended


def text_for_fix(arguments: tuple[tuple[str, str], ...]) -> str:
    """The text that a finding's fix needs, from the finding's arguments; "" where it needs none."""
    named = dict(arguments)
    return named.get("ending") or named.get("prefix") or ""


def _decode_arguments(value: Value, _text: str) -> None:
    for function in _called_functions(value):
        arguments = function.get("arguments")
        if isinstance(arguments, str) and holds_object(_loaded(arguments)):
            function["arguments"] = _loaded(arguments)


def _encode_arguments(value: Value, _text: str) -> None:
    for function in _called_functions(value):
        if isinstance(function.get("arguments"), dict):
            function["arguments"] = orjson.dumps(function["arguments"]).decode()


def _loaded(text: str) -> object:
    try:
        return orjson.loads(text)
    except ValueError:
        return None


def _drop_weight(value: Value, _text: str) -> None:
    for message in _messages(value):
        if message.get("role") != "assistant":
            message.pop("weight", None)


def _remove_hidden_characters(value: Value, _text: str) -> None:
    for key in ("prompt", "completion"):
        if isinstance(value.get(key), str):
            value[key] = without_hidden_characters(value[key])
    for message in _messages(value):
        content = message.get("content")
        if isinstance(content, str):
            message["content"] = without_hidden_characters(content)
        for part in content if isinstance(content, list) else ():
            for key in ("text", "refusal"):
                if isinstance(part, dict) and isinstance(part.get(key), str):
                    part[key] = without_hidden_characters(part[key])


def _convert_functions(value: Value, _text: str) -> None:
    """Definitions, calls and results of the older form; each call gets an id that its result then carries."""
    holder = value["input"] if isinstance(value.get("input"), dict) else value
    functions = holder.pop("functions", None)
    if isinstance(functions, list):
        tools = holder.setdefault("tools", [])
        known = {_name_of(tool.get("function")) for tool in tools if isinstance(tool, dict)}
        tools.extend({"type": "function", "function": f} for f in functions if _name_of(f) not in known)
    waiting: list[str] = []
    for number, message in enumerate(_messages(value), start=1):
        call = message.pop("function_call", None)
        if isinstance(call, dict):
            waiting.append(f"call_{number}")
            message["tool_calls"] = [{"id": waiting[-1], "type": "function", "function": call}]
        elif message.get("role") == "function" and waiting:
            message["role"] = "tool"
            message["tool_call_id"] = waiting.pop(0)
            message.pop("name", None)


def _name_of(function: object) -> object:
    return function.get("name") if isinstance(function, dict) else None


def _add_leading_space(value: Value, _text: str) -> None:
    completion = value.get("completion")
    if isinstance(completion, str) and not completion[:1].isspace():
        value["completion"] = " " + completion


def _add_ending(key: str, default: str) -> Callable[[Value, str], None]:
    def add(value: Value, text: str) -> None:
        ending = text or default
        if isinstance(value.get(key), str) and not value[key].endswith(ending):
            value[key] += ending

    return add


def _drop_prefix(key: str) -> Callable[[Value, str], None]:
    def drop(value: Value, text: str) -> None:
        if isinstance(value.get(key), str):
            value[key] = value[key].removeprefix(text)

    return drop


def _messages(value: Value) -> list[Value]:
    """All messages of an example of any format, those that are objects."""
    given = value.get("input")
    lists = [value.get("messages"), given.get("messages") if isinstance(given, dict) else None]
    lists += [value.get("preferred_output"), value.get("non_preferred_output")]
    return [
        message
        for messages in lists
        if isinstance(messages, list)
        for message in messages
        if isinstance(message, dict)
    ]


def _called_functions(value: Value) -> list[Value]:
    functions = []
    for message in _messages(value):
        functions.append(message.get("function_call"))
        calls = message.get("tool_calls")
        functions += (
            [call.get("function") for call in calls if isinstance(call, dict)]
            if isinstance(calls, list)
            else []
        )
    return [function for function in functions if isinstance(function, dict)]


FIXES: dict[str, Callable[[Value, str], None]] = {
    "decode_arguments": _decode_arguments,
    "encode_arguments": _encode_arguments,
    "drop_weight": _drop_weight,
    "remove_hidden_characters": _remove_hidden_characters,
    "convert_functions": _convert_functions,
    "add_leading_space": _add_leading_space,
    "add_stop": _add_ending("completion", STOP),
    "add_separator": _add_ending("prompt", SEPARATOR),
    "drop_prompt_prefix": _drop_prefix("prompt"),
    "drop_completion_prefix": _drop_prefix("completion"),
}
"""Every fix that `rules.catalogue` names."""
