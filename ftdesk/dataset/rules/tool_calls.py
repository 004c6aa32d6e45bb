"""Calls of tools in the messages, and the results that answer them."""

import orjson

from ftdesk.dataset.rules.finding import Found, shown
from ftdesk.dataset.rules.schema import why_not
from ftdesk.dataset.rules.tools import Tools, present

_CALLS = frozenset({"tool_calls", "function_call"})


def check_tool_calls(messages: list[object], path: str, tools: Tools, found: Found) -> None:
    """Check all calls and results of a conversation."""
    calls: dict[str, int] = {}  # call id → index of its message
    answered: set[str] = set()
    for index, message in enumerate(messages):
        if not isinstance(message, dict) or not _is_about_calls(message):
            continue
        here = f"{path}/{index}"
        if message.get("tool_calls") is not None:
            _check_calls(message["tool_calls"], f"{here}/tool_calls", tools, found)
            ids = _call_ids(message["tool_calls"])
            calls.update(dict.fromkeys(ids, index))
            answered.difference_update(ids)  # an id that is used again waits again
        if message.get("function_call") is not None:
            _check_older_call(message["function_call"], f"{here}/function_call", tools, found)
        if message.get("role") == "tool":
            _check_result(message, here, calls, found)
            answered.add(str(message.get("tool_call_id")))
    for call_id, index in calls.items():
        if call_id not in answered and index < len(messages) - 1:
            found.add("tool_call.unanswered", f"{path}/{index}/tool_calls", id=call_id)


def _is_about_calls(message: dict[str, object]) -> bool:
    return message.get("role") == "tool" or not _CALLS.isdisjoint(message)


def _check_older_call(call: object, path: str, tools: Tools, found: Found) -> None:
    if not any(finding.code == "functions.deprecated" for finding in found.findings):  # once is enough
        found.add("functions.deprecated", path, key="function_call")
    _check_function(call, path, tools, found)


def _call_ids(calls: object) -> list[str]:
    if not isinstance(calls, list):
        return []
    ids = [call.get("id") for call in calls if isinstance(call, dict)]
    return [call_id for call_id in ids if isinstance(call_id, str) and call_id]


def _check_result(message: dict[str, object], path: str, calls: dict[str, int], found: Found) -> None:
    call_id = message.get("tool_call_id")
    if not isinstance(call_id, str) or call_id not in calls:
        found.add("tool_result.orphan", path, id=present(message, "tool_call_id"))


def _check_calls(calls: object, path: str, tools: Tools, found: Found) -> None:
    if not isinstance(calls, list):
        found.add("tool_call.invalid", path, key="tool_calls", found=shown(calls))
        return
    for index, call in enumerate(calls):
        here = f"{path}/{index}"
        if not isinstance(call, dict):
            found.add("tool_call.invalid", here, key="tool_call", found=shown(call))
            continue
        if not isinstance(call.get("id"), str) or not call["id"]:
            found.add("tool_call.invalid", here, key="id", found=present(call, "id"))
        if call.get("type") != "function":
            found.add("tool_call.invalid", here, key="type", found=present(call, "type"))
        if not isinstance(call.get("function"), dict):
            found.add("tool_call.invalid", here, key="function", found=present(call, "function"))
        else:
            _check_function(call["function"], f"{here}/function", tools, found)


def _check_function(function: object, path: str, tools: Tools, found: Found) -> None:
    if not isinstance(function, dict):
        found.add("tool_call.invalid", path, key="function", found=shown(function))
        return
    name = function.get("name")
    if not isinstance(name, str) or not name:
        found.add("tool_call.invalid", path, key="name", found=present(function, "name"))
        name = ""
    elif tools.reliable and name not in tools.parameters:
        found.add("tool_call.unknown_tool", f"{path}/name", name=name)
    _check_arguments(function, name, f"{path}/arguments", tools, found)


def _check_arguments(function: dict[str, object], name: str, path: str, tools: Tools, found: Found) -> None:
    text = function.get("arguments")
    if not isinstance(text, str):
        what = present(function, "arguments")
        found.add("tool_call.arguments_not_text", path, fixable=isinstance(text, dict), found=what)
        return
    try:
        arguments = orjson.loads(text)
    except ValueError:  # not JSON, or half a surrogate pair in the text
        found.add("tool_call.arguments_not_json", path, arguments=text)
        return
    if not isinstance(arguments, dict):
        fixable = holds_object(arguments)
        found.add("tool_call.arguments_not_object", path, fixable=fixable, found=shown(arguments))
        return
    parameters = tools.parameters.get(name)
    reason = why_not(parameters, arguments) if parameters is not None else None
    if reason is not None:
        found.add("tool_call.arguments_schema", path, name=name, reason=reason)


def holds_object(text: object) -> bool:
    """Whether a value is a text that itself holds a JSON object: arguments encoded once too often."""
    if not isinstance(text, str):
        return False
    try:
        return isinstance(orjson.loads(text), dict)
    except ValueError:
        return False
