"""What a row is told by when a file is split: found by worker processes a part at a time, 35 bytes a row.

Only hashes of the file's own text count (`line_hashes`), so that the same file is split the same way on every
system and with every version of a library.
"""

import numpy as np
import numpy.typing as npt

from ftdesk.dataset.formats import Format, recognise
from ftdesk.dataset.line_hashes import hash_lines
from ftdesk.dataset.parts import Part
from ftdesk.dataset.rules.finding import Found
from ftdesk.dataset.rules.json_line import read_line

KEYS = np.dtype(
    [
        ("content", "<u8"),  # of the line's bytes
        ("same", "<u8"),  # equal for lines that hold the same example, key order and spaces aside
        ("system", "<u8"),  # of the first system prompt
        ("answer", "<u8"),  # of the last answer
        ("format", "u1"),
        ("length", "u1"),  # how many messages: 1, 2, 3-4, 5-8, 9-16, more
        ("blank", "?"),
    ]
)
RowKeys = npt.NDArray[np.void]

_FORMATS = tuple(Format)
_LONGEST = 5


def keys_of(part: Part) -> RowKeys:
    """In a worker process: the keys of a part's rows. Raises what `Part.read` raises."""
    return keys_of_lines(part.read().lines)


def keys_of_lines(lines: tuple[bytes, ...]) -> RowKeys:
    """The keys of some lines."""
    keys = np.zeros(len(lines), KEYS)
    texts: list[tuple[bytes, bytes, bytes]] = []
    for place, line in enumerate(lines):
        reading = read_line(line, Found(1)) if line.strip() else None
        value = reading.value if reading is not None else {}
        messages = _messages(value)
        normal = reading.normal if reading is not None and reading.normal else line.strip()
        texts.append((normal, _system(messages), _answer(value, messages)))
        keys["format"][place] = _FORMATS.index(recognise(value))
        keys["length"][place] = min((max(1, len(messages)) - 1).bit_length(), _LONGEST)
        keys["blank"][place] = not line.strip()
    keys["content"] = hash_lines(lines)
    for name, column in zip(("same", "system", "answer"), zip(*texts, strict=True), strict=False):
        keys[name] = hash_lines(column)
    return keys


def _messages(value: dict[str, object]) -> list[dict[str, object]]:
    found = value.get("messages")
    held = value.get("input")
    if found is None and isinstance(held, dict):
        found = held.get("messages")
    listed = found if isinstance(found, list) else []
    return [message for message in listed if isinstance(message, dict)]


def _system(messages: list[dict[str, object]]) -> bytes:
    for message in messages:
        if message.get("role") in ("system", "developer"):
            return _bytes(message.get("content"))
    return b""


def _answer(value: dict[str, object], messages: list[dict[str, object]]) -> bytes:
    preferred = value.get("preferred_output")
    if isinstance(preferred, list):
        messages = [message for message in preferred if isinstance(message, dict)]
    for message in reversed(messages):
        if message.get("role") == "assistant":
            return _bytes(message.get("content"))
    return _bytes(value.get("completion"))


def _bytes(text: object) -> bytes:
    return text.strip().encode("utf-8", "surrogatepass") if isinstance(text, str) else b""
