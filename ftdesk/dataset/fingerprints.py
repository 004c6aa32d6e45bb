"""Numbers by which examples, and their system prompts, are known to be the same without keeping their texts."""

from functools import lru_cache

import orjson
from xxhash import xxh3_64_intdigest

from ftdesk.dataset.formats import Format
from ftdesk.dataset.rules.content import text_of
from ftdesk.dataset.rules.json_line import Reading
from ftdesk.dataset.rules.plain_chat import PlainChat, plain_messages

_MESSAGES_START = len(b'{"messages":')


def fingerprint(reading: Reading, kind: Format) -> int:
    """A hash of what the example says: of a chat its messages, else all of it; 0 if it cannot be told."""
    content = reading.normal
    if kind is Format.CHAT:
        if not reading.value.get("messages"):
            return 0
        chat = plain_messages(reading.value["messages"], plain_text=False)
        if chat is not None:
            return fingerprint_of_chat(chat)
    if kind is Format.CHAT and content:
        if len(reading.value) > 1:
            content = orjson.dumps(reading.value.get("messages"), option=orjson.OPT_SORT_KEYS)
        else:
            content = content[_MESSAGES_START:-1]
    return _hash(content) if content else 0


def fingerprint_of_chat(chat: PlainChat) -> int:
    """The same of a plain chat: its texts, and whether there is a system prompt, say who speaks."""
    try:
        return _hash(orjson.dumps(chat.texts), chat.order.first_turn)
    except TypeError:  # half a surrogate pair
        return 0


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


def _hash(content: bytes, seed: int = 0) -> int:
    """63 bits, never 0. Nobody gains by making two that are alike, so the quickest hash is good enough."""
    return xxh3_64_intdigest(content, seed) >> 1 or 1
