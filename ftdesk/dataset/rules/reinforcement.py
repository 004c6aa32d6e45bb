"""A reinforcement example: messages that leave the word to the model, and keys for the grader."""

from ftdesk.dataset.rules.finding import Found
from ftdesk.dataset.rules.message import role_of


def check_reinforcement_ending(messages: list[object], found: Found) -> None:
    """The model answers the user, so the user must have spoken last."""
    if messages and role_of(messages[-1]) != "user":
        last = len(messages) - 1
        found.add("messages.last_not_user", f"/messages/{last}", role=role_of(messages[-1]) or "missing")


def check_items(example: dict[str, object], item_keys: tuple[str, ...], found: Found) -> None:
    """Every key that the grader reads must be there."""
    for key in item_keys:
        if key not in example:
            found.add("item.missing", key=key)
