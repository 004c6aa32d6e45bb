"""Loading a vocabulary from the files that ship with ftdesk, checked by sha256 and never from the network."""

import base64
import hashlib
import tomllib
from collections.abc import Callable
from pathlib import Path

from ftdesk.dataset.encodings import UTF8_BYTES
from ftdesk.errors import FtdeskError
from ftdesk.wording import QT_TRANSLATE_NOOP

LONGEST_PIECE = 100_000
"""tiktoken 0.14 panics on a million spaces and slows down on a million equal letters: longer texts are cut.
A cut moves the count by a token or two."""


class VocabularyUnusable(FtdeskError):
    """A vocabulary that is missing, damaged or unknown; counting goes on without it or not at all."""

    template = QT_TRANSLATE_NOOP("Encoding", "Tokens cannot be counted: the vocabulary {encoding} {trouble}.")

    def __init__(self, encoding: str, trouble: str) -> None:
        self.arguments = {"encoding": encoding, "trouble": trouble}
        super().__init__(self.template.format(**self.arguments))


_UNKNOWN = QT_TRANSLATE_NOOP("Encoding", "is not known")
_UNREADABLE = QT_TRANSLATE_NOOP("Encoding", "cannot be read")
_DAMAGED = QT_TRANSLATE_NOOP("Encoding", "is damaged; install ftdesk again")


def load_counting(encoding: str, directory: Path) -> Callable[[str], int]:
    """A function that counts the tokens of one text. Takes half a second and holds the interpreter lock.

    `directory` has `encodings.toml` and the files it names. Raises `VocabularyUnusable`.
    """
    if encoding == UTF8_BYTES:
        return lambda text: len(text.encode("utf-8", "surrogatepass"))
    pattern, ranks = _read(encoding, directory)
    import tiktoken

    # No special tokens: text such as <|endoftext|> is what a person wrote, and counts as that.
    words = tiktoken.Encoding(encoding, pat_str=pattern, mergeable_ranks=ranks, special_tokens={})
    encode = words.encode_ordinary

    def count(text: str) -> int:
        if len(text) <= LONGEST_PIECE:
            return len(encode(text))
        return sum(len(encode(text[at : at + LONGEST_PIECE])) for at in range(0, len(text), LONGEST_PIECE))

    return count


def _read(encoding: str, directory: Path) -> tuple[str, dict[bytes, int]]:
    try:
        known = tomllib.loads((directory / "encodings.toml").read_text("utf-8")).get(encoding)
        if known is None:
            raise VocabularyUnusable(encoding, _UNKNOWN)
        content = (directory / known["file"]).read_bytes()
    except (OSError, ValueError) as error:
        raise VocabularyUnusable(encoding, _UNREADABLE) from error
    if hashlib.sha256(content).hexdigest() != known["sha256"]:
        raise VocabularyUnusable(encoding, _DAMAGED)
    pairs = (line.split() for line in content.splitlines())
    return "|".join(known["pattern"]), {base64.b64decode(token): int(rank) for token, rank in pairs}
