"""Safe mends by name: of one example, each giving a new value and leaving the one it got, and of whole rows.

A fix changes every place of the example that has the trouble. Those that need a text (the separator of all
prompts, the prefix they share) get it from the finding's arguments, or from a look at all examples
(`dataset.shared_texts`).
"""

import copy
import json
from collections.abc import Callable
from itertools import count
from typing import Any

import orjson

from ftdesk.dataset.rules import chat, completion, preference
from ftdesk.dataset.rules.characters import without_hidden_characters
from ftdesk.dataset.rules.line_ends import bare_object
from ftdesk.dataset.rules.message import KEYS as MESSAGE_KEYS
from ftdesk.dataset.rules.message import weight_as_number
from ftdesk.dataset.rules.tool_calls import holds_object
from ftdesk.dataset.rules.unknown_keys import drop_idle_keys, says_something
from ftdesk.wording import QT_TRANSLATE_NOOP

Value = dict[str, Any]


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
            spelled = json.dumps(function["arguments"], ensure_ascii=False, separators=(",", ":"))
            function["arguments"] = spelled


def _loaded(text: str) -> object:
    try:
        return orjson.loads(text)
    except ValueError:
        return None


def _drop_weight(value: Value, _text: str) -> None:
    for message in _messages(value):
        if message.get("role") != "assistant":
            message.pop("weight", None)


def _write_weight_as_number(value: Value, _text: str) -> None:
    for message in _messages(value):
        number = weight_as_number(message.get("weight"))
        if number is not None and message.get("role") == "assistant":
            message["weight"] = number


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
    if isinstance(holder.get("functions"), list) and isinstance(holder.get("tools", []), list):
        tools = holder.setdefault("tools", [])
        known = {_name_of(tool.get("function")) for tool in tools if isinstance(tool, dict)}
        functions = holder.pop("functions")
        tools.extend({"type": "function", "function": f} for f in functions if _name_of(f) not in known)
    taken = {call.get("id") for call in _calls(value)}
    ids = (name for name in (f"call_{number}" for number in count(1)) if name not in taken)
    waiting: list[str] = []
    for message in _messages(value):
        call = message.get("function_call")
        if isinstance(call, dict) and "tool_calls" not in message:
            del message["function_call"]
            waiting.append(next(ids))
            message["tool_calls"] = [{"id": waiting[-1], "type": "function", "function": call}]
        elif message.get("role") == "function" and waiting:
            message["role"] = "tool"
            message["tool_call_id"] = waiting.pop(0)
            message.pop("name", None)


def _name_of(function: object) -> str | None:
    name = function.get("name") if isinstance(function, dict) else None
    return name if isinstance(name, str) else None


def _drop_example_keys(value: Value, _text: str) -> None:
    if "messages" in value:
        drop_idle_keys(value, chat.KEYS)
    else:
        drop_idle_keys(value, preference.KEYS if isinstance(value.get("input"), dict) else completion.KEYS)


def _drop_message_keys(value: Value, _text: str) -> None:
    for message in _messages(value):
        if says_something(message):
            drop_idle_keys(message, MESSAGE_KEYS)


def _add_leading_space(value: Value, _text: str) -> None:
    completion = value.get("completion")
    if isinstance(completion, str) and not completion[:1].isspace():
        value["completion"] = " " + completion


def _add_ending(key: str) -> Callable[[Value, str], None]:
    def add(value: Value, ending: str) -> None:
        if isinstance(value.get(key), str) and not value[key].endswith(ending):
            value[key] += ending

    return add


def _drop_prompt_prefix(value: Value, prefix: str) -> None:
    """A prompt that is nothing else stays: without it, it would be another kind of example."""
    if isinstance(value.get("prompt"), str):
        value["prompt"] = value["prompt"].removeprefix(prefix) or value["prompt"]


def _drop_completion_prefix(value: Value, prefix: str) -> None:
    """The blank at the beginning stays, and so does a completion that is nothing else."""
    completion = value.get("completion")
    if not isinstance(completion, str) or not prefix or not completion.startswith(prefix):
        return
    rest = completion.removeprefix(prefix)
    if rest and not rest.isspace():
        value["completion"] = rest if rest[0].isspace() or not prefix[0].isspace() else prefix[0] + rest


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


def _calls(value: Value) -> list[Value]:
    """All tool calls that are objects."""
    lists = [message.get("tool_calls") for message in _messages(value)]
    return [call for calls in lists if isinstance(calls, list) for call in calls if isinstance(call, dict)]


def _called_functions(value: Value) -> list[Value]:
    functions = [message.get("function_call") for message in _messages(value)]
    functions += [call.get("function") for call in _calls(value)]
    return [function for function in functions if isinstance(function, dict)]


FIXES: dict[str, Callable[[Value, str], None]] = {
    "decode_arguments": _decode_arguments,
    "encode_arguments": _encode_arguments,
    "drop_example_keys": _drop_example_keys,
    "drop_message_keys": _drop_message_keys,
    "drop_weight": _drop_weight,
    "write_weight_as_number": _write_weight_as_number,
    "remove_hidden_characters": _remove_hidden_characters,
    "convert_functions": _convert_functions,
    "add_leading_space": _add_leading_space,
    "add_stop": _add_ending("completion"),
    "add_separator": _add_ending("prompt"),
    "drop_prompt_prefix": _drop_prompt_prefix,
    "drop_completion_prefix": _drop_completion_prefix,
}
"""Every fix that edits an example, of those that `rules.catalogue` names."""

LINE_FIXES: dict[str, Callable[[bytes], bytes | None]] = {"strip_line": bare_object}
"""Fixes of lines that are no examples yet; None where one does not apply."""

DELETIONS = frozenset({"delete_line", "delete_copy"})
"""The other fixes: the row goes."""

FIX_WORDS = {
    "decode_arguments": QT_TRANSLATE_NOOP("Fix", "Decode arguments once"),
    "encode_arguments": QT_TRANSLATE_NOOP("Fix", "Write arguments as JSON text"),
    "drop_example_keys": QT_TRANSLATE_NOOP("Fix", "Remove the unknown keys"),
    "drop_message_keys": QT_TRANSLATE_NOOP("Fix", "Remove the unknown keys"),
    "drop_weight": QT_TRANSLATE_NOOP("Fix", "Remove the weight"),
    "write_weight_as_number": QT_TRANSLATE_NOOP("Fix", "Write the weight as a number"),
    "remove_hidden_characters": QT_TRANSLATE_NOOP("Fix", "Remove hidden characters"),
    "convert_functions": QT_TRANSLATE_NOOP("Fix", "Convert to tools"),
    "add_leading_space": QT_TRANSLATE_NOOP("Fix", "Add a leading space"),
    "add_stop": QT_TRANSLATE_NOOP("Fix", "Add the ending"),
    "add_separator": QT_TRANSLATE_NOOP("Fix", "Add the separator"),
    "drop_completion_prefix": QT_TRANSLATE_NOOP("Fix", "Remove the shared start"),
    "drop_prompt_prefix": QT_TRANSLATE_NOOP("Fix", "Remove the shared start"),
    "strip_line": QT_TRANSLATE_NOOP("Fix", "Remove what stands around the example"),
    "delete_line": QT_TRANSLATE_NOOP("Fix", "Delete the line"),
    "delete_copy": QT_TRANSLATE_NOOP("Fix", "Delete the copy"),
}
"""What the button of each fix says; translated in the context "Fix"."""
