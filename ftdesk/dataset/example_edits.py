"""Edits of one example: each returns a new one in which only the edited place is spelled anew.

`message` is the place of a message such as `("messages", 2)`, `within` that of a list of messages.
A place that does not exist raises KeyError. Text that should be JSON and is not raises `JsonTextError`.
"""

from ftdesk.dataset.example import Example, Pointer


def set_text(example: Example, message: Pointer, text: str | None) -> Example:
    """Give a message one text as its content; None writes null."""
    raise NotImplementedError


def set_part_text(example: Example, message: Pointer, part: int, text: str) -> Example:
    """Change the text of one content part."""
    raise NotImplementedError


def set_role(example: Example, message: Pointer, role: str) -> Example:
    """Change who speaks."""
    raise NotImplementedError


def set_weight(example: Example, message: Pointer, weight: int | None) -> Example:
    """Set the weight to 0 or 1; None takes the key away."""
    raise NotImplementedError


def set_field(example: Example, message: Pointer, key: str, text: str | None) -> Example:
    """Set a text field such as name, tool_call_id or refusal; None takes the key away."""
    raise NotImplementedError


def set_json_field(example: Example, message: Pointer, key: str, json_text: str | None) -> Example:
    """Set a field such as tool_calls from JSON text, keeping its number spelling; None takes it away."""
    raise NotImplementedError


def set_tool_calls(example: Example, message: Pointer, json_text: str | None) -> Example:
    """Set a message's tool calls from JSON text; None or blank text takes them away."""
    raise NotImplementedError


def add_message(example: Example, within: Pointer, index: int, role: str, text: str = "") -> Example:
    """Put a new message before the one at `index`; a missing list is made."""
    raise NotImplementedError


def delete_message(example: Example, message: Pointer) -> Example:
    """Take a message out."""
    raise NotImplementedError


def move_message(example: Example, message: Pointer, new_index: int) -> Example:
    """Put a message at another index of its list, counted after it was taken out."""
    raise NotImplementedError


def set_key_text(example: Example, key: str, text: str) -> Example:
    """Set a top-level text such as prompt or completion."""
    raise NotImplementedError


def set_key(example: Example, key: str, json_text: str | None) -> Example:
    """Set a top-level key such as tools from JSON text; None takes it away."""
    raise NotImplementedError
