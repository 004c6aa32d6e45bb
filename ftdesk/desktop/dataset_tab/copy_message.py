"""A copy of a message right after it, spelled exactly like the original."""

from ftdesk.dataset.example import Example, Pointer


def duplicate_message(example: Example, message: Pointer) -> Example:
    """A new example in which the message stands twice. Raises KeyError."""
    index = message[-1]
    if not isinstance(index, int):
        raise KeyError(message)
    original = example.json.node(message)
    spelled = example.json.text[original.start : original.end]
    return Example(example.json.insert(message[:-1], index + 1, spelled))
