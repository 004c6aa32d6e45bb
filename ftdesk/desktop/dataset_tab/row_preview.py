"""What a table row shows of an example: the text that tells it from its neighbours, and who speaks in which order."""

from dataclasses import dataclass

from ftdesk.desktop.dataset_tab.visible_text import one_line

READ_WHOLE = 200_000
_HEAD = 600
_ROLES_SHOWN = 12


@dataclass(frozen=True, slots=True)
class RowPreview:
    """`text` is one visible line; `roles` are who speaks, first to last, at most twelve.

    `is_raw` marks text that was not taken apart.
    """

    text: str
    roles: tuple[str, ...] = ()
    is_raw: bool = False


def preview_of(line: bytes) -> RowPreview:
    """The preview of a line; a line that is no example, or longer than 200 kB, shows how it begins."""
    if len(line) > READ_WHOLE:
        return _raw(line)
    import orjson

    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError:
        return _raw(line)
    if not isinstance(value, dict):
        return _raw(line)
    messages = _messages(value)
    if messages:
        roles = tuple(str(message.get("role", "")) for message in messages[:_ROLES_SHOWN])
        return RowPreview(one_line(_telling_text(messages)), roles)
    text = next(
        (value[key] for key in ("prompt", "completion", "text") if isinstance(value.get(key), str)), None
    )
    return _raw(line) if text is None else RowPreview(one_line(text), ("user", "assistant"))


def _messages(value: dict[str, object]) -> list[dict[str, object]]:
    given = value.get("input")
    holder = given if isinstance(given, dict) else value
    listed = holder.get("messages")
    answers = [value.get("preferred_output"), value.get("non_preferred_output")] if holder is given else []
    found: list[dict[str, object]] = []
    for part in (listed, *answers):
        if isinstance(part, list):
            found += [message for message in part if isinstance(message, dict)]
    return found


def _telling_text(messages: list[dict[str, object]]) -> str:
    """What the first user says; without one, the first text at all."""
    ordered = sorted(messages, key=lambda message: message.get("role") != "user")
    for message in ordered:
        text = _text_of(message.get("content"))
        if text.strip():
            return text[: 4 * _HEAD]
    return ""


def _text_of(content: object) -> str:
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        return ""
    parts = [part.get("text") for part in content if isinstance(part, dict)]
    return " ".join(part for part in parts if isinstance(part, str))


def _raw(line: bytes) -> RowPreview:
    return RowPreview(one_line(line[:_HEAD].decode("utf-8", "replace")), is_raw=True)
