"""Two answers to one input, one of them preferred (DPO)."""

from ftdesk.dataset.rules.content import text_of
from ftdesk.dataset.rules.conversation import check_conversation, has_calls
from ftdesk.dataset.rules.finding import MISSING, Found, shown
from ftdesk.dataset.rules.message import check_message, role_of
from ftdesk.dataset.rules.tool_calls import check_tool_calls
from ftdesk.dataset.rules.tools import Tools

_SAYING = ("content", "tool_calls", "function_call", "refusal")
KEYS = frozenset({"input", "preferred_output", "non_preferred_output"})


def check_preference(example: dict[str, object], found: Found) -> None:
    """Check the input's messages, the two outputs, and how they differ."""
    tools = _check_input(example, found)
    preferred = _check_output(example, "preferred", tools, found)
    other = _check_output(example, "non_preferred", tools, found)
    if preferred is not None and other is not None:
        _check_difference(preferred, other, found)


def _check_input(example: dict[str, object], found: Found) -> Tools:
    if "input" not in example:
        found.add("input.missing")
        return Tools(reliable=False)
    given = example["input"]
    if not isinstance(given, dict):
        found.add("input.type", "/input", found=shown(given))
        return Tools(reliable=False)
    conversation = check_conversation(given, "/input", found)
    roles = conversation.roles
    if roles and roles[-1] != "user":
        found.add("input.last_not_user", f"/input/messages/{len(roles) - 1}", role=roles[-1] or MISSING)
    return conversation.tools


def _check_output(
    example: dict[str, object], name: str, tools: Tools, found: Found
) -> dict[str, object] | None:
    """The one message of an output, None where there is not exactly one."""
    key = f"{name}_output"
    if key not in example:
        found.add(f"{name}.missing")
        return None
    output = example[key]
    if not isinstance(output, list) or len(output) != 1:
        what = str(len(output)) if isinstance(output, list) else shown(output)
        found.add(f"{name}.count", f"/{key}", found=what)
        return None
    message = output[0]
    check_message(message, f"/{key}/0", found)
    if has_calls(output):
        check_tool_calls(output, f"/{key}", tools, found)
    if not isinstance(message, dict):
        return None
    if message.get("role") != "assistant" and role_of(message):
        found.add(f"{name}.role", f"/{key}/0/role", role=role_of(message))
    return message


def _check_difference(preferred: dict[str, object], other: dict[str, object], found: Found) -> None:
    if all(preferred.get(key) == other.get(key) for key in _SAYING):
        found.add("preference.identical", "/non_preferred_output")
        return
    one, two = text_of(preferred.get("content")).strip(), text_of(other.get("content")).strip()
    if one and two and one != two and (one.startswith(two) or two.startswith(one)):
        found.add("preference.only_length_differs", "/non_preferred_output")
