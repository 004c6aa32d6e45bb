"""How a text becomes tokens: by tiktoken, by gigatoken where it is at hand and agrees, or byte by byte.

All give the same counts on every text. Loading takes up to half a second and holds the interpreter lock: only worker
processes and the command line do it, never the window's process.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ftdesk.dataset.encodings import UTF8_BYTES
from ftdesk.dataset.text_pieces import cut_anywhere, cut_at_borders, has_endless_blank
from ftdesk.dataset.vocabularies import Vocabulary, read_vocabulary
from ftdesk.dataset.word_counts import WordCounts

Tokens = Any
"""The numbers of a text's tokens, as a list, an array or bytes: something with a length that can be sliced."""


@dataclass(frozen=True, slots=True)
class Tokeniser:
    """One way to make tokens. `name` says which: "tiktoken", "gigatoken" or "bytes"."""

    name: str
    encode: Callable[[str], Tokens]
    """The tokens of a text."""
    count: Callable[[str], int]
    """How many they are: as `len(encode(text))`, but quicker."""
    decode: Callable[[Tokens], bytes]
    """The UTF-8 bytes that tokens stand for; these may end within a character."""


def load_tokeniser(encoding: str, directory: Path) -> Tokeniser:
    """The fastest way to make the tokens of `o200k_base`, `cl100k_base` or `utf8_bytes`.

    `directory` has `encodings.toml` and the files it names. Raises `VocabularyUnusable`.
    """
    if encoding == UTF8_BYTES:
        return Tokeniser("bytes", _utf8, lambda text: len(_utf8(text)), bytes)
    vocabulary = read_vocabulary(encoding, directory)
    from ftdesk.dataset.fast_counting import load_gigatoken

    return load_gigatoken(vocabulary) or load_tiktoken(vocabulary)


def load_tiktoken(vocabulary: Vocabulary) -> Tokeniser:
    """The reference."""
    import tiktoken

    # No special tokens: text such as <|endoftext|> is what a person wrote, and counts as that.
    words = tiktoken.Encoding(
        vocabulary.encoding,
        pat_str=vocabulary.pattern,
        mergeable_ranks=vocabulary.ranks(),
        special_tokens={},
    )
    count = WordCounts(words.encode_ordinary).count
    return Tokeniser("tiktoken", words.encode_ordinary, count, words.decode_bytes)


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def pieces_of(text: str) -> tuple[Iterator[str], bool]:
    """What to encode piece by piece in a text's stead, and whether that may move the count by a few tokens."""
    pieces = list(cut_at_borders(text))
    if not any(map(has_endless_blank, pieces)):
        return iter(pieces), False
    return (part for piece in pieces for part in cut_anywhere(piece)), True
