"""Lines that are plain chats, from their bytes to a row of the table without a report in between.

Nine of ten lines of most files are of this kind, and making a report takes as long as all of this. What is told of any
other line, or of a plain one in which something is found, comes from `validation.check_line`.
"""

from ftdesk.dataset.example_check import bits_of, has_tiny_answer, is_over_limit
from ftdesk.dataset.fingerprints import fingerprint_of_chat, hash_of_text
from ftdesk.dataset.formats import Format
from ftdesk.dataset.line_report import VERY_LONG, CheckOptions
from ftdesk.dataset.row_table import NOT_COUNTED, PLACES, PRESENT, READABLE, pack
from ftdesk.dataset.rules.plain_chat import PlainChat, read_plain_chat
from ftdesk.dataset.tokens import TokenCount, TokenCounter

_FLAGS = PRESENT | READABLE
_CHAT = PLACES[Format.CHAT]
_SPEAKERS = (bits_of(("user", "assistant")), bits_of(("system", "user", "assistant")))
"""Without a system prompt and with one."""
_NOTHING_FOUND = (0, 0, 0, 0, 0)
_NOT_COUNTED = TokenCount(NOT_COUNTED, NOT_COUNTED)


class PlainLines:
    """Checks lines with the same options; `counter` counts their tokens, None where none are to be counted."""

    def __init__(self, options: CheckOptions, counter: TokenCounter | None) -> None:
        self._options = options
        self._counter = counter
        self._applies = options.format is None  # a person's choice may make anything of a chat

    def check(self, raw: bytes, *, plain_text: bool) -> tuple[bytes | None, TokenCount | None]:
        """The packed row of a line without private data, None where the line is to be checked by the rules.

        Beside it the line's tokens, where they were counted. `plain_text` is what `characters.has_plain_text` says.
        """
        if not self._applies or len(raw) > VERY_LONG:
            return None, None
        chat = read_plain_chat(raw, plain_text=plain_text)
        if chat is None:
            return None, None
        if self._counter is None:
            return _row(chat, _NOT_COUNTED), None
        count = self._counter.count_plain_chat(chat, self._options.cut_at)
        is_noted = is_over_limit(count, self._options) or has_tiny_answer(count)
        return None if is_noted else _row(chat, count), count


def _row(chat: PlainChat, count: TokenCount) -> bytes:
    return pack(
        _FLAGS,
        _CHAT,
        _SPEAKERS[chat.order.first_turn],
        len(chat.texts),
        sum(map(len, chat.answers)),
        *count,
        fingerprint_of_chat(chat),
        0 if chat.system is None else hash_of_text(chat.system),
        *_NOTHING_FOUND,
    )
