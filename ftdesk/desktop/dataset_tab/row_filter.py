"""Which rows hold a text: read in an I/O thread block by block, letters compared without case, escapes undone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ftdesk.cancellation import Cancellation

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ftdesk.dataset.document import Block

_ESCAPE = re.compile(r'\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt]))')
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


def rows_with_text(blocks: Iterator[Block], needle: str, cancellation: Cancellation) -> NDArray[np.int64]:
    """The ids of the rows whose line holds `needle`, in the order of the blocks. Raises `Cancelled`."""
    import numpy as np

    holds = line_test(needle)
    found: list[int] = []
    for block in blocks:
        cancellation.raise_if_set()
        found += [row_id for row_id, line in zip(block.row_ids, block.lines, strict=True) if holds(line)]
    return np.array(found, dtype=np.int64)


def line_test(needle: str) -> Callable[[bytes], bool]:
    """A test of one line. Plain ASCII is looked for in the bytes first; only lines with escapes are decoded."""
    wanted = needle.casefold()
    plain = wanted.isascii() and wanted.isprintable() and '"' not in wanted and "\\" not in wanted
    raw = wanted.encode("utf-8", "surrogateescape")

    def holds(line: bytes) -> bool:
        if plain:
            if raw in line.lower():
                return True
            if line.isascii() and b"\\u" not in line:
                return False
        text = line.decode("utf-8", "replace")
        if "\\" in text:
            text = _ESCAPE.sub(_unescaped, text)
        return wanted in text.casefold()

    return holds


def _unescaped(match: re.Match[str]) -> str:
    code, short = match.groups()
    return chr(int(code, 16)) if code else _SHORT.get(short, short)
