"""What the form and the raw editor ask for: a change of one example, its name on the undo stack, and how it merges."""

from collections.abc import Callable
from dataclasses import dataclass

from ftdesk.dataset.example import Example, Pointer

Change = Callable[[Example], Example]


@dataclass(frozen=True, slots=True)
class Edit:
    """A wish, carried by `edit_requested` signals.

    `change` makes the new example from the current one; `text` names it on the undo stack. Successive edits with the
    same `merge_key` become one step (keystrokes in one field); None never merges. `focus` is the place that should
    have the keyboard afterwards, for edits that move things about.
    """

    change: Change
    text: str
    merge_key: Pointer | None = None
    focus: Pointer | None = None


def pointer_of(path: str) -> Pointer:
    """The place that a finding's JSON Pointer names; digits stand for indexes."""
    if not path:
        return ()
    parts = (part.replace("~1", "/").replace("~0", "~") for part in path.removeprefix("/").split("/"))
    return tuple(int(part) if part.isdigit() else part for part in parts)


def starts_with(pointer: Pointer, prefix: Pointer) -> bool:
    """Whether `pointer` is `prefix` or lies inside it."""
    return pointer[: len(prefix)] == prefix


def holds_list(value: dict[str, object], within: Pointer) -> bool:
    """Whether a list of messages lies there, or could: then its key needs no JSON field."""
    here: object = value
    for step in within:
        if not isinstance(here, dict):
            return False
        if step not in here:
            return True
        here = here[step]
    return isinstance(here, list)
