"""gigatoken, several times faster than tiktoken, where it is installed (extra `fast`) and agrees with it.

It reads the vocabulary from the file that ships with ftdesk. Before it is trusted it makes the tokens of a probe, whose
checksum by tiktoken is kept here; a test makes it anew. Any difference, or no gigatoken, and tiktoken counts.
"""

import re
import unicodedata
import zlib
from collections.abc import Callable

from ftdesk.dataset.encodings import CL100K, O200K
from ftdesk.dataset.tokenisers import Tokeniser, Tokens, load_tiktoken
from ftdesk.dataset.vocabularies import Vocabulary

PROBE = (
    "I'll DON'T we'Ve 12345 x=1;\r\n\n  y //\n/ \t\tdef f(self):\n        return 'a'\n\n\n   \n ",
    "日本語の文、です。「はい」　全角　１２３ ｶﾅ ガギ が 한국어 中文，简体！",
    "Ünïcödé e\u0301 A\u030a ǅ ʰ Ⅷ ² ½ ٣٤٥ हिन्दी ไทย العربية עברית Ελληνικά Кириллица",
    "😀👩‍👩‍👧‍👦🇯🇵 \u200b\u00a0\u2028\u0085\ufeff \x00\x1c\x7f <|endoftext|><|im_start|> 'ſ 'S 'LL it'd",
    " " * 40 + "!" * 40 + "=" * 70 + "\n" * 30 + "aA" * 50 + "é" * 30 + "--__--" + "\t \n \t",
)
PROBED = {O200K: 0x764AA406, CL100K: 0x4DBAF5BD}
"""What `checksum` says of the probe's tokens by tiktoken."""

_PATTERNS = {O200K: "o200k", CL100K: "cl100k"}
_RENEWED_AFTER = 100_000_000
"""Characters after which its memory of words, which nothing else bounds, is begun anew."""


def load_gigatoken(vocabulary: Vocabulary) -> Tokeniser | None:
    """gigatoken with a vocabulary, or None where it is not installed, cannot read it or disagrees with tiktoken."""
    if vocabulary.encoding not in PROBED:
        return None
    try:
        fast = _Gigatoken(vocabulary)
        agrees = checksum(fast.encode) == PROBED[vocabulary.encoding]
    except (ImportError, AttributeError, TypeError, ValueError, OSError, RuntimeError):
        return None
    return Tokeniser("gigatoken", fast.encode, fast.count, fast.decode) if agrees else None


def checksum(encode: Callable[[str], Tokens]) -> int:
    """One number for the tokens of every text of the probe, in their order."""
    numbers = b"".join(int(token).to_bytes(4, "little") for text in PROBE for token in encode(text))
    return zlib.crc32(numbers)


class _Gigatoken:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._unsettled = re.compile(_unsettled_characters())
        self._reference: Tokeniser | None = None
        self._renew()

    def count(self, text: str) -> int:
        return len(self.encode(text))

    def encode(self, text: str) -> Tokens:
        if not text.isascii() and self._unsettled.search(text):
            return self._by_reference(text)
        self._left -= len(text)
        if self._left < 0:
            self._renew()
        return self._words.encode(text)

    def decode(self, tokens: Tokens) -> bytes:
        return self._words.decode(tokens)

    def _by_reference(self, text: str) -> Tokens:
        if self._reference is None:
            self._reference = load_tiktoken(self._vocabulary)
        return self._reference.encode(text)

    def _renew(self) -> None:
        from gigatoken.gigatoken_rs import BPETokenizer

        pattern = _PATTERNS[self._vocabulary.encoding]
        self._words = BPETokenizer.from_tiktoken(self._vocabulary.file, pattern, None)
        self._left = _RENEWED_AFTER


def _unsettled_characters() -> str:
    """A class for `re`: characters that may be a letter to the one and not yet assigned to the other.

    Each library has the tables of another version of Unicode. Python keeps those of 3.2 beside its own; what was
    assigned there is the same to all, and so are the blocks of pictures, which get neither letters nor marks.
    Surrogates are here because only tiktoken takes them.
    """
    assigned = unicodedata.ucd_3_2_0.category
    basic = "".join(
        re.escape(chr(code)) for code in range(0x80, 0x10000) if assigned(chr(code)) in ("Cn", "Cs")
    )
    return f"[{basic}\U00010000-\U0001efff\U0001fb00-\U0010ffff]"
