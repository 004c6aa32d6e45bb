"""What an example says, as a person reads it: roles and texts, without the JSON around them."""

import orjson

_INDENT = orjson.OPT_INDENT_2


def said(line: bytes) -> str:
    """Role and content of each message, one after the other; of other examples their fields; else the line itself."""
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError:
        return line.decode("utf-8", "replace")
    if not isinstance(value, dict):
        return line.decode("utf-8", "replace")
    return said_of(value)


def said_of(example: dict[str, object]) -> str:
    """The same of an example that is decoded."""
    return "\n\n".join(part for key, field in example.items() for part in _field(key, field))


def _field(key: str, field: object) -> list[str]:
    if isinstance(field, dict) and isinstance(field.get("messages"), list):
        inner = [part for name, value in field.items() for part in _field(name, value)]
        return [f"[{key}]", *inner]
    if (
        isinstance(field, list)
        and field
        and all(isinstance(entry, dict) and "role" in entry for entry in field)
    ):
        messages = [_message(entry) for entry in field]
        return messages if key == "messages" else [f"[{key}]", *messages]
    return [f"[{key}]\n{_text(field)}"]


def _message(message: dict[str, object]) -> str:
    notes = "".join(
        f"\n[{name}] {_text(value)}" for name, value in message.items() if name not in ("role", "content")
    )
    content = message.get("content")
    return f"{_text(message.get('role'))}:\n{_content(content)}{notes}"


def _content(content: object) -> str:
    if isinstance(content, list):
        return "\n".join(
            str(part["text"])
            if isinstance(part, dict) and part.keys() == {"type", "text"} and part["type"] == "text"
            else _text(part)
            for part in content
        )
    return "" if content is None else _text(content)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    try:
        return orjson.dumps(value, option=_INDENT).decode()
    except TypeError:  # nested too deep, or half a surrogate pair
        return str(value)
