"""Numbers by which examples, and their system prompts, are known to be the same without keeping their texts."""

import hashlib
from functools import lru_cache

import orjson

from ftdesk.dataset.formats import Format
from ftdesk.dataset.rules.content import text_of
from ftdesk.dataset.rules.json_line import Reading

_MESSAGES_START = len(b'{"messages":')


def fingerprint(reading: Reading, kind: Format) -> int:
    """A hash of what the example says: of a chat its messages, else all of it; 0 if it cannot be told."""
    content = reading.normal
    if kind is Format.CHAT and not reading.value.get("messages"):
        return 0
    if kind is Format.CHAT and content:
        if len(reading.value) > 1:
            content = orjson.dumps(reading.value.get("messages"), option=orjson.OPT_SORT_KEYS)
        else:
            content = content[_MESSAGES_START:-1]
    return _hash(content) if content else 0


def hash_of_system(messages: list[object]) -> int:
    """A hash of the system prompt, 0 for none."""
    for message in messages:
        if isinstance(message, dict) and message.get("role") in ("system", "developer"):
            return hash_of_text(text_of(message.get("content")))
    return 0


@lru_cache(maxsize=1024)
def hash_of_text(text: str) -> int:
    """A hash of a text that many examples share."""
    return _hash(text.encode("utf-8", "surrogatepass"))


def _hash(content: bytes) -> int:
    """63 bits, never 0."""
    digest = hashlib.sha1(content, usedforsecurity=False).digest()  # processors are quickest at this one
    return int.from_bytes(digest[:8]) >> 1 or 1
