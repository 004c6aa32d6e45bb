"""Vocabularies from the files that ship with ftdesk, checked by sha256 and never from the network."""

import base64
import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path

from ftdesk.errors import FtdeskError
from ftdesk.wording import QT_TRANSLATE_NOOP


class VocabularyUnusable(FtdeskError):
    """A vocabulary that is missing, damaged or unknown; counting goes on without it or not at all."""

    template = QT_TRANSLATE_NOOP("Encoding", "Tokens cannot be counted: the vocabulary {encoding} {trouble}.")

    def __init__(self, encoding: str, trouble: str) -> None:
        self.arguments = {"encoding": encoding, "trouble": trouble}
        super().__init__(self.template.format(**self.arguments))


_UNKNOWN = QT_TRANSLATE_NOOP("Encoding", "is not known")
_UNREADABLE = QT_TRANSLATE_NOOP("Encoding", "cannot be read")
_DAMAGED = QT_TRANSLATE_NOOP("Encoding", "is damaged; install ftdesk again")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A vocabulary's file and its content, which is what it was when ftdesk was built; `pattern` cuts words."""

    encoding: str
    file: Path
    content: bytes
    pattern: str

    def ranks(self) -> dict[bytes, int]:
        """The number of each token. Takes a quarter of a second and holds the interpreter lock."""
        pairs = (line.split() for line in self.content.splitlines())
        return {base64.b64decode(token): int(rank) for token, rank in pairs}


def read_vocabulary(encoding: str, directory: Path) -> Vocabulary:
    """Read one of the vocabularies that `encodings.toml` in the directory names. Raises `VocabularyUnusable`."""
    try:
        known = tomllib.loads((directory / "encodings.toml").read_text("utf-8")).get(encoding)
        if known is None:
            raise VocabularyUnusable(encoding, _UNKNOWN)
        file = directory / known["file"]
        content = file.read_bytes()
    except (OSError, ValueError) as error:
        raise VocabularyUnusable(encoding, _UNREADABLE) from error
    if hashlib.sha256(content).hexdigest() != known["sha256"]:
        raise VocabularyUnusable(encoding, _DAMAGED)
    return Vocabulary(encoding, file, content, "|".join(known["pattern"]))
