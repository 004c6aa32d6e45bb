"""Chat examples of the plainest kind, told at a glance: no rule about messages finds anything in them.

Nine of ten lines of most files are of it, and going through the rules one by one takes several times longer than this.
Whatever any rule could object to makes an example not plain: then the rules look for themselves.
"""

from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from ftdesk.dataset.rules.characters import has_hidden_characters

_ROLE_AND_TEXT = itemgetter("role", "content")
_PARTNER = {"user": "assistant", "assistant": "user"}


class PlainChat(NamedTuple):
    """Who speaks, in turn, and what each says."""

    roles: tuple[str, ...]
    texts: list[str]

    @property
    def system(self) -> str | None:
        """The system prompt."""
        return self.texts[0] if self.roles[0] == "system" else None

    @property
    def answers(self) -> list[str]:
        """What the assistant says: every other text from the first of them on."""
        return self.texts[self.roles.index("assistant") :: 2]


def plain_chat(example: dict[str, object], *, plain_text: bool) -> PlainChat | None:
    """The messages of a plain chat example, None for any other.

    Plain is: nothing but messages, nothing in them but role and content, every content a text that says something; a
    system prompt first or none, then user and assistant by turns, the assistant last. `plain_text` is whether the
    line's bytes already showed that no text in it holds a hidden character.
    """
    messages = example.get("messages")
    if len(example) != 1 or not isinstance(messages, list):
        return None
    try:  # whatever is of another type fails somewhere here; all in one go, since millions of lines come by
        if set(map(len, messages)) != {2}:
            return None
        said = list(map(_ROLE_AND_TEXT, messages))
        roles, texts = tuple(role for role, _ in said), [text for _, text in said]
        if not all(texts) or any(map(str.isspace, texts)) or not _is_plain_order(roles):
            return None
    except (TypeError, KeyError):
        return None
    if not plain_text and any(map(has_hidden_characters, texts)):
        return None
    return PlainChat(roles, texts)


@lru_cache(maxsize=1024)
def _is_plain_order(roles: tuple[str, ...]) -> bool:
    turns = roles[1:] if roles[:1] == ("system",) else roles
    by_turns = all(_PARTNER.get(role) == following for role, following in pairwise(turns))
    return len(turns) > 1 and by_turns and turns[-1] == "assistant"
