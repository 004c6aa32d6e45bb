"""The rules of one message: its keys, role, name, weight and content."""

import re

from ftdesk.dataset.rules.content import check_content
from ftdesk.dataset.rules.finding import Found, shown
from ftdesk.dataset.rules.pointer import pointer
from ftdesk.dataset.rules.unknown_keys import is_idle, says_something

ROLES = frozenset({"system", "developer", "user", "assistant", "tool", "function"})
KEYS = frozenset(
    ("role", "content", "name", "weight", "tool_calls", "tool_call_id", "function_call", "refusal", "audio")
)
LONGEST_NAME = 64

_SPACE = re.compile(r"\s")


def check_message(message: object, path: str, found: Found) -> None:
    """Check what can be said of a message without its neighbours."""
    if not isinstance(message, dict):
        found.add("message.type", path, found=shown(message))
        return
    if not message.keys() <= KEYS:
        for key in [key for key in message if key not in KEYS]:
            fixable = is_idle(key, KEYS) and says_something(message)
            found.add("message.unknown_key", path + pointer(key), fixable=fixable, key=key)
    role = message.get("role")
    if not isinstance(role, str) or role not in ROLES:
        _note_role(message, role, path, found)
    check_content(message, role, path, found)
    if "weight" in message:
        _check_weight(message["weight"], role, path, found)
    if "name" in message:
        _check_name(message["name"], path, found)


def _note_role(message: dict[str, object], role: object, path: str, found: Found) -> None:
    if "role" not in message:
        found.add("role.missing", path)
    elif isinstance(role, str):
        found.add("role.unknown", f"{path}/role", role=role)
    else:
        found.add("role.type", f"{path}/role", found=shown(role))


def _check_weight(weight: object, role: object, path: str, found: Found) -> None:
    if role != "assistant" and isinstance(role, str) and role in ROLES:
        found.add("weight.not_assistant", f"{path}/weight", role=role)
    elif isinstance(weight, bool) or not isinstance(weight, int | float) or weight not in (0, 1):
        fixable = weight_as_number(weight) is not None
        found.add("weight.invalid", f"{path}/weight", fixable=fixable, found=shown(weight))


def weight_as_number(weight: object) -> int | None:
    """The 0 or 1 that is meant by true, false or a text; None where that cannot be told, or it is a number."""
    if isinstance(weight, bool):
        return int(weight)
    return {"0": 0, "1": 1, "0.0": 0, "1.0": 1}.get(weight.strip()) if isinstance(weight, str) else None


def _check_name(name: object, path: str, found: Found) -> None:
    if not isinstance(name, str) or len(name) > LONGEST_NAME or _SPACE.search(name):
        found.add("name.invalid", f"{path}/name", name=name if isinstance(name, str) else shown(name))


def role_of(message: object) -> str:
    """A message's role, "" where it has none that is text."""
    role = message.get("role") if isinstance(message, dict) else None
    return role if isinstance(role, str) else ""
