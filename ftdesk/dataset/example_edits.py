"""Edits of one example: each returns a new one in which only the edited place is spelled anew.

`message` is the place of a message such as `("messages", 2)`, `within` that of a list of messages.
A place that does not exist raises KeyError. Text that should be JSON and is not raises `JsonTextError`.
"""

import json
from itertools import count

from ftdesk.dataset.example import Example, Pointer
from ftdesk.dataset.json_text import JsonText, JsonTextError, read_json_text

__all__ = ["JsonTextError"]


def set_text(example: Example, message: Pointer, text: str | None) -> Example:
    """Give a message one text as its content; None writes null."""
    fragment = "null" if text is None else example.json.style.spell(text)
    return Example(example.json.set_key(message, "content", fragment, after="role"))


def set_part_text(example: Example, message: Pointer, part: int, text: str) -> Example:
    """Change the text of one content part."""
    place: Pointer = (*message, "content", part)
    if not isinstance(example.get(place), str):
        place = (*place, "text")
    return Example(example.json.replace(place, example.json.style.spell(text)))


def set_role(example: Example, message: Pointer, role: str) -> Example:
    """Change who speaks."""
    if example.json.has((*message, "role")):
        return Example(example.json.replace((*message, "role"), example.json.style.spell(role)))
    spelled = example.json.style
    return Example(
        _insert_first(
            example.json, message, spelled.spell("role") + spelled.key_separator + spelled.spell(role)
        )
    )


def set_weight(example: Example, message: Pointer, weight: int | None) -> Example:
    """Set the weight to 0 or 1; None takes the key away."""
    if weight is None:
        return _without(example, message, "weight")
    return Example(example.json.set_key(message, "weight", str(weight)))


def set_field(example: Example, message: Pointer, key: str, text: str | None) -> Example:
    """Set a text field such as name, tool_call_id or refusal; None takes the key away."""
    if text is None:
        return _without(example, message, key)
    return Example(example.json.set_key(message, key, example.json.style.spell(text)))


def set_json_field(example: Example, message: Pointer, key: str, json_text: str | None) -> Example:
    """Set a field such as tool_calls from JSON text, keeping its number spelling; None takes it away."""
    if json_text is None:
        return _without(example, message, key)
    fragment = read_json_text(json_text).compact((), example.json.style)
    return Example(example.json.set_key(message, key, fragment))


def set_tool_calls(example: Example, message: Pointer, json_text: str | None) -> Example:
    """Set a message's tool calls from JSON text; None or blank text takes them away."""
    blank = json_text is None or not json_text.strip()
    return set_json_field(example, message, "tool_calls", None if blank else json_text)


def set_text_at(example: Example, place: Pointer, text: str) -> Example:
    """Give a place that holds a text another one."""
    return Example(example.json.replace(place, example.json.style.spell(text)))


def add_tool_call(example: Example, message: Pointer) -> Example:
    """Add an empty tool call, with an id of its own, to those of a message, which may have none yet."""
    ids = {
        call.id
        for within in example.message_lists()
        for view in example.messages(within)
        for call in view.tool_calls
    }
    new_id = next(name for name in (f"call_{number}" for number in count(1)) if name not in ids)
    call = {"id": new_id, "type": "function", "function": {"name": "", "arguments": "{}"}}
    fragment = read_json_text(json.dumps(call)).compact((), example.json.style)
    place: Pointer = (*message, "tool_calls")
    if not example.json.has(place):
        return Example(example.json.set_key(message, "tool_calls", f"[{fragment}]"))
    calls = example.get(place)
    if not isinstance(calls, list):
        raise KeyError(place)
    return Example(example.json.insert(place, len(calls), fragment))


def remove_tool_call(example: Example, message: Pointer, index: int) -> Example:
    """Take one tool call out; with the last one goes the key."""
    place: Pointer = (*message, "tool_calls")
    calls = example.get(place)
    if isinstance(calls, list) and len(calls) == 1:
        return _without(example, message, "tool_calls")
    return Example(example.json.remove((*place, index)))


def add_message(example: Example, within: Pointer, index: int, role: str, text: str = "") -> Example:
    """Put a new message before the one at `index`; a missing list is made."""
    style = example.json.style
    fields = (("role", role), ("content", text))
    members = (style.spell(key) + style.key_separator + style.spell(value) for key, value in fields)
    message = "{" + style.item_separator.join(members) + "}"
    if example.json.has(within):
        if not isinstance(example.get(within), list):
            raise KeyError(within)
        return Example(example.json.insert(within, index, message))
    return Example(_make_list(example.json, within, f"[{message}]"))


def delete_message(example: Example, message: Pointer) -> Example:
    """Take a message out."""
    return Example(example.json.remove(message))


def move_message(example: Example, message: Pointer, new_index: int) -> Example:
    """Put a message at another index of its list, counted after it was taken out. Raises IndexError."""
    return Example(example.json.move(message, new_index))


def set_key_text(example: Example, key: str, text: str) -> Example:
    """Set a top-level text such as prompt or completion."""
    return set_field(example, (), key, text)


def set_key(example: Example, key: str, json_text: str | None) -> Example:
    """Set a top-level key such as tools from JSON text; None takes it away."""
    return set_json_field(example, (), key, json_text)


def _without(example: Example, holder: Pointer, key: str) -> Example:
    """The same example if the key is not there."""
    example.json.node(holder)
    return Example(example.json.remove((*holder, key))) if example.json.has((*holder, key)) else example


def _insert_first(text: JsonText, holder: Pointer, member: str) -> str:
    if text.node(holder).keys is None:
        raise KeyError(holder)
    return text.insert(holder, 0, member)


def _make_list(text: JsonText, within: Pointer, fragment: str) -> str:
    """Set a list at a place of keys, making the objects on the way that are missing."""
    for depth in range(len(within) - 1, 0, -1):
        if text.has(within[:depth]):
            return text.set_key(within[:depth], str(within[depth]), fragment)
        fragment = "{" + text.style.spell(str(within[depth])) + text.style.key_separator + fragment + "}"
    return text.set_key((), str(within[0]), fragment)
