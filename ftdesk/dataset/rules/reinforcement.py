"""A reinforcement example: messages that leave the word to the model, and keys for the grader."""

from ftdesk.dataset.rules.finding import MISSING, Found


def check_reinforcement_ending(roles: list[str], found: Found) -> None:
    """The model answers the user, so the user must have spoken last."""
    if roles and roles[-1] != "user":
        found.add("messages.last_not_user", f"/messages/{len(roles) - 1}", role=roles[-1] or MISSING)


def check_items(example: dict[str, object], item_keys: tuple[str, ...], found: Found) -> None:
    """Every key that the grader reads must be there."""
    for key in item_keys:
        if key not in example:
            found.add("item.missing", key=key)
