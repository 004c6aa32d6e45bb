"""The texts of an example: whatever a person or a model reads in it, with the role that says it.

These are all JSON strings that are values, but those of the notation itself: roles, types and ids.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ftdesk.dataset.json_text import JsonText, Node, Pointer

NOTATION = frozenset({"role", "type", "id", "tool_call_id"})
"""Keys whose strings are no texts."""

SPEAKERS = {"prompt": "user", "completion": "assistant"}
"""Who says the top-level fields of the older format."""


@dataclass(frozen=True, slots=True)
class TextPlace:
    """One text in a line's JSON: where it stands in the object and in the line, and who says it."""

    pointer: Pointer
    role: str | None
    start: int
    """Of its quotation mark, in characters of the line."""
    end: int


def texts_of(value: object, roles: frozenset[str] | None = None) -> Iterator[str]:
    """The texts in a parsed line, in no particular order; only those that the given roles say."""
    if isinstance(value, dict):
        waiting: list[tuple[object, str | None]] = [
            (child, SPEAKERS.get(key)) for key, child in value.items() if _is_read(key, child)
        ]
    else:
        waiting = [(value, None)]
    while waiting:
        value, role = waiting.pop()
        if isinstance(value, str):
            if roles is None or role in roles:
                yield value
        elif isinstance(value, dict):
            said_by = value.get("role")
            role = said_by if isinstance(said_by, str) else role
            waiting += [(child, role) for key, child in value.items() if _is_read(key, child)]
        elif isinstance(value, list):
            waiting += [(child, role) for child in value]


def text_places(json: JsonText) -> Iterator[TextPlace]:
    """The same texts in the spelling of a line, first to last."""
    yield from _places(json.text, json.root, (), None)


def _is_read(key: str, child: object) -> bool:
    return key not in NOTATION or not isinstance(child, str)


def _places(text: str, node: Node, pointer: Pointer, role: str | None) -> Iterator[TextPlace]:
    if node.keys is not None:
        role = _role_of(text, node, role) if pointer else None
        for key, child in zip(node.keys, node.children, strict=True):
            if key not in NOTATION or text[child.start] != '"':
                yield from _places(text, child, (*pointer, key), role if pointer else SPEAKERS.get(key))
    elif text[node.start] == '"':
        yield TextPlace(pointer, role, node.start, node.end)
    else:
        for index, child in enumerate(node.children):
            yield from _places(text, child, (*pointer, index), role)


def _role_of(text: str, node: Node, outer: str | None) -> str | None:
    place = node.place_of("role")
    if place is None or text[node.children[place].start] != '"':
        return outer
    import json

    child = node.children[place]
    said_by = json.loads(text[child.start : child.end])
    return said_by if isinstance(said_by, str) else outer
