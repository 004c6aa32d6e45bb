"""Offline token counts of examples, as a provider bills them.

A text counts as its vocabulary says, to the token; what is added around texts (`billed_pieces.py`) is OpenAI's
cookbook's, and what no source confirms is marked (`token_doubts.py`). Loading a vocabulary takes half a second and
holds the interpreter lock: only worker processes and the command line make a counter, never the window's process.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ftdesk.dataset.billed_pieces import BilledPieces, Overhead, Piece
from ftdesk.dataset.encodings import UTF8_BYTES
from ftdesk.dataset.formats import Format
from ftdesk.dataset.rules.plain_chat import PlainChat
from ftdesk.dataset.text_pieces import LONG, cut_at_borders
from ftdesk.dataset.token_doubts import Doubt
from ftdesk.dataset.tokenisers import load_tokeniser, pieces_of
from ftdesk.dataset.vocabularies import VocabularyUnusable

__all__ = ["TokenCount", "TokenCounter", "VocabularyUnusable"]

_CACHED_CHARACTERS = 4_000_000


class TokenCount(NamedTuple):
    """Tokens of one example: all of them, those it teaches, and the bits of `Doubt` about the figures."""

    total: int
    trained: int
    doubts: int = 0


class TokenCounter:
    """Counts with one vocabulary: `o200k_base`, `cl100k_base`, or `utf8_bytes` where a token is a byte.

    `vocabulary_directory` is the resource folder `tokenizers`. Raises `VocabularyUnusable`.
    """

    def __init__(self, encoding: str, vocabulary_directory: Path) -> None:
        self.encoding = encoding
        self.tokeniser = load_tokeniser(encoding, vocabulary_directory)
        self._is_certain = encoding == UTF8_BYTES  # then a token is a byte, whoever counts
        self._overhead = Overhead.of(encoding)
        self._pieces = BilledPieces(self._overhead, self.count_text)
        self._known: dict[str, int] = {}
        self._known_characters = 0
        self._known_orders: dict[tuple[str, ...], int] = {}
        self._has_endless_blank = False

    def count_text(self, text: str) -> int:
        """Tokens of one text; words such as `<|endoftext|>` count as plain text."""
        count = self._known.get(text)
        if count is None:
            count = self._count(text)
            if len(text) <= LONG:
                self._remember(text, count)
        return count

    def characters_within(self, text: str, tokens: int) -> int:
        """How many characters of a text its first `tokens` tokens hold; a character that is cut is not among them."""
        characters = 0
        for piece in cut_at_borders(text):
            made = self.tokeniser.encode(piece)
            if len(made) > tokens:
                return characters + len(self.tokeniser.decode(made[:tokens]).decode("utf-8", "ignore"))
            characters, tokens = characters + len(piece), tokens - len(made)
        return characters

    def count_example(self, value: object, kind: Format, limit: int | None = None) -> TokenCount:
        """Tokens of one parsed line of a format; malformed parts count as far as they are text.

        What stands beyond the limit counts for the total, but is not trained on: a provider cuts it off.
        """
        if not isinstance(value, dict):
            return TokenCount(0, 0)
        total = trained = doubts = 0
        self._has_endless_blank = False
        for what, taught, _, doubt in self._pieces.of(value, kind):
            tokens = self.count_text(what) if isinstance(what, str) else what
            total += tokens
            if doubt:
                doubts |= doubt
            if taught:
                trained += tokens
        if limit is not None and total > limit and kind is not Format.PREFERENCE:
            trained = self._trained_within(limit, value, kind)
        doubts |= Doubt.BLANKS * self._has_endless_blank
        return TokenCount(total, trained, 0 if self._is_certain else int(doubts))

    def count_plain_chat(self, chat: PlainChat, limit: int | None = None) -> TokenCount:
        """The same, several times faster, for a chat of which there is no more than who says which texts."""
        (roles, first_turn, first_answer), texts = chat
        self._has_endless_blank = False
        count = self._count if sum(map(len, texts)) > LONG else self.tokeniser.count
        counts = list(map(count, texts[first_turn:]))
        if first_turn:  # prompts repeat; to remember what is said once would only cost
            counts.insert(0, self.count_text(texts[0]))
        total = sum(counts) + self._around(roles)
        trained = sum(counts[first_answer::2])
        if limit is not None and total > limit:
            messages = [{"role": role, "content": text} for role, text in zip(roles, texts, strict=True)]
            trained = self._trained_within(limit, {"messages": messages}, Format.CHAT)
        doubts = 0 if self._is_certain else Doubt.BLANKS * self._has_endless_blank
        return TokenCount(total, trained, int(doubts))

    def _around(self, roles: tuple[str, ...]) -> int:
        """The tokens of a chat that are not in its texts."""
        tokens = self._known_orders.get(roles)
        if tokens is None:
            tokens = self._overhead.example + self._overhead.message * len(roles)
            tokens += sum(map(self.count_text, roles))
            self._known_orders[roles] = tokens
        return tokens

    def pieces(self, value: Mapping[str, object], kind: Format) -> Iterator[tuple[Piece, int]]:
        """What the model reads of an example, in order, with the tokens of each piece."""
        for piece in self._pieces.of(value, kind):
            what = piece[0]
            yield piece, self.count_text(what) if isinstance(what, str) else what

    def _trained_within(self, limit: int, value: Mapping[str, object], kind: Format) -> int:
        left, trained = limit, 0
        for (_, taught, _, _), tokens in self.pieces(value, kind):
            if taught:
                trained += min(tokens, left)
            left -= tokens
            if left <= 0:
                break
        return trained

    def _count(self, text: str) -> int:
        if len(text) <= LONG or self._is_certain:
            return self.tokeniser.count(text)
        pieces, is_rough = pieces_of(text)
        self._has_endless_blank |= is_rough
        return sum(map(self.tokeniser.count, pieces))

    def _remember(self, text: str, count: int) -> None:
        self._known_characters += len(text)
        if self._known_characters > _CACHED_CHARACTERS:
            self._known.clear()
            self._known_characters = len(text)
        self._known[text] = count
