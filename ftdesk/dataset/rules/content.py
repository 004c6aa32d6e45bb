"""What a message says: text, or a list of content parts."""

from ftdesk.dataset.rules.characters import check_characters
from ftdesk.dataset.rules.finding import MISSING, Found, shown
from ftdesk.dataset.rules.images import check_image

_CARRIERS = ("tool_calls", "function_call", "refusal", "audio")
"""What can carry an assistant message in place of content."""


def check_content(message: dict[str, object], role: object, path: str, found: Found) -> None:
    """Check a message's `content`, or that something else carries the message."""
    content = message.get("content")
    if isinstance(content, str) and content and not content.isspace():
        if not found.plain_text:
            check_characters(content, f"{path}/content", found)
    elif content is None or isinstance(content, str) or content == []:
        if not _is_carried(message, role):
            _note_emptiness(content, path, found)
    elif isinstance(content, list):
        for index, part in enumerate(content):
            _check_part(part, role, f"{path}/content/{index}", found)
    else:
        found.add("content.type", f"{path}/content", found=shown(content))


def _note_emptiness(content: object, path: str, found: Found) -> None:
    if isinstance(content, str):
        found.add("content.empty", f"{path}/content")
    else:
        found.add("content.missing", path)


def _is_carried(message: dict[str, object], role: object) -> bool:
    return role == "assistant" and any(message.get(key) for key in _CARRIERS)


def _check_part(part: object, role: object, path: str, found: Found) -> None:
    if not isinstance(part, dict):
        found.add("content.type", path, found=shown(part))
        return
    kind = part.get("type")
    if kind in ("text", "refusal"):
        _check_text_part(part, str(kind), path, found)
    elif kind == "image_url":
        check_image(part, role, path, found)
    elif kind not in ("input_audio", "file"):
        found.add("content.part_unknown", path, type=shown(kind) if "type" in part else MISSING)


def _check_text_part(part: dict[str, object], key: str, path: str, found: Found) -> None:
    text = part.get(key)
    if not isinstance(text, str):
        found.add("content.type", f"{path}/{key}", found=shown(text))
    elif not text or text.isspace():
        found.add("content.empty", f"{path}/{key}")
    else:
        check_characters(text, f"{path}/{key}", found)


def text_of(content: object) -> str:
    """The text of a message's content, its parts joined; "" where it has none."""
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        return ""
    texts = (part.get("text") for part in content if isinstance(part, dict))
    return "".join(text for text in texts if isinstance(text, str))
