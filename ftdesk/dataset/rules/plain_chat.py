"""Chat examples of the plainest kind, told at a glance: no rule about messages finds anything in them.

Nine of ten lines of most files are of it, and going through the rules one by one takes several times longer than this.
Whatever any rule could object to makes an example not plain: then the rules look for themselves.
"""

import re
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

import orjson

from ftdesk.dataset.rules.characters import has_hidden_characters

ESCAPED_ASCII = re.compile(rb"\\u00[2-7]")
"""A plus written as \\u002B, say: then the bytes of a line do not show what it may hold."""

_ENDS = b"}]}"
"""What is spelled in another way, or has more to say after the messages, is not worth a try."""

_ROLE, _TEXT = itemgetter("role"), itemgetter("content")
_PARTNER = {"user": "assistant", "assistant": "user"}


class Order(NamedTuple):
    """Who speaks, in turn; at which places the turns and the answers begin."""

    roles: tuple[str, ...]
    first_turn: int
    first_answer: int


class PlainChat(NamedTuple):
    """Who speaks, in turn, and what each says."""

    order: Order
    texts: list[str]

    @property
    def roles(self) -> tuple[str, ...]:
        """One for each text."""
        return self.order.roles

    @property
    def system(self) -> str | None:
        """The system prompt."""
        return self.texts[0] if self.order.first_turn else None

    @property
    def answers(self) -> list[str]:
        """What the assistant says: every other text from the first of them on."""
        return self.texts[self.order.first_answer :: 2]


def read_plain_chat(raw: bytes, *, plain_text: bool) -> PlainChat | None:
    """The plain chat that a line is, None where the line needs a closer look, whatever that may find.

    A doubled key, of which the decoder keeps the last alone, shows in the number of quotes: of a plain example two
    are around `messages`, eight in each message, and the rest are escaped ones in its texts.
    """
    if not raw.endswith(_ENDS):
        return None
    if not plain_text and b"\\u00" in raw and ESCAPED_ASCII.search(raw) is not None:
        return None
    try:
        example = orjson.loads(raw)
    except orjson.JSONDecodeError:
        return None
    chat = plain_chat(example, plain_text=plain_text) if isinstance(example, dict) else None
    if chat is None:
        return None
    quotes = raw.count(b'"') - 2 - 8 * len(chat.texts)
    return chat if not quotes or quotes == sum(text.count('"') for text in chat.texts) else None


def plain_chat(example: dict[str, object], *, plain_text: bool) -> PlainChat | None:
    """The messages of a plain chat example, None for any other.

    Plain is: nothing but messages, and those as `plain_messages` wants them.
    """
    return plain_messages(example.get("messages"), plain_text=plain_text) if len(example) == 1 else None


def plain_messages(messages: object, *, plain_text: bool) -> PlainChat | None:
    """Messages with nothing in them but role and content, every content a text that says something; a system prompt
    first or none, then user and assistant by turns, the assistant last. None for any others.

    `plain_text` is whether the line's bytes already showed that no text in it holds a hidden character.
    """
    if not isinstance(messages, list):
        return None
    try:  # whatever is of another type fails somewhere here; all in one go, since millions of lines come by
        if sum(map(len, messages)) != 2 * len(messages):
            return None
        order, texts = _plain_order(tuple(map(_ROLE, messages))), list(map(_TEXT, messages))
        if order is None or "" in texts or any(map(str.isspace, texts)):
            return None
    except (TypeError, KeyError):
        return None
    if not plain_text and any(map(has_hidden_characters, texts)):
        return None
    return PlainChat(order, texts)


@lru_cache(maxsize=1024)
def _plain_order(roles: tuple[str, ...]) -> Order | None:
    first_turn = int(roles[:1] == ("system",))
    turns = roles[first_turn:]
    by_turns = all(_PARTNER.get(role) == following for role, following in pairwise(turns))
    if len(turns) < 2 or not by_turns or turns[-1] != "assistant":
        return None
    return Order(roles, first_turn, first_turn + turns.index("assistant"))
