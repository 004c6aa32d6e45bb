"""What all prompts, or all completions, of a file share or lack: the texts that mends of the whole file need.

Every text is looked at, part by part in worker processes. The separators and endings, and the order in which they are
tried, are those of the preparation command that came with the older format (protocol.md §2.4, no. 11 to 14).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import orjson

from ftdesk.dataset.finding_columns import Mask
from ftdesk.dataset.formats import Format
from ftdesk.dataset.parts import Part
from ftdesk.dataset.row_table import FORMATS
from ftdesk.dataset.rules.common_start import common_words

if TYPE_CHECKING:
    from ftdesk.dataset.file_check import FileCheck
    from ftdesk.dataset.rules.finding import Finding

SEPARATORS = (" ->", "\n\n###\n\n", "\n\n===\n\n", "\n\n---\n\n", "\n\n===>\n\n", "\n\n--->\n\n")
STOPS = ("\n", ".", " END", "***", "+++", "&&&", "$$$", "@@@", "%%%")

KEYS = {
    "add_separator": "prompt",
    "drop_prompt_prefix": "prompt",
    "add_stop": "completion",
    "drop_completion_prefix": "completion",
}
"""The fixes that need such a text, and the key whose texts decide."""

_CANDIDATES = {"prompt": SEPARATORS, "completion": STOPS}
_ARROW = " ->"


@dataclass(frozen=True, slots=True)
class SharedTexts:
    """Of the texts of one key: which candidates stand inside any of them, and what all begin with (None: no text)."""

    used: frozenset[str] = frozenset()
    start: str | None = None

    def joined(self, other: "SharedTexts") -> "SharedTexts":
        """The same of both together."""
        if self.start is None or other.start is None:
            return SharedTexts(self.used | other.used, self.start if other.start is None else other.start)
        return SharedTexts(self.used | other.used, common_words(self.start, other.start))

    def text_for(self, fix: str) -> str:
        """The text that a fix of `KEYS` adds to, or takes from, every example; "" where there is none."""
        if fix.startswith("drop_"):
            return self.start or ""
        return next((text for text in _CANDIDATES[KEYS[fix]] if text not in self.used), "")


def rows_to_mend(check: "FileCheck", finding: "Finding") -> Mask:
    """By row id, the rows that a fix of this finding is for: all pairs where it is of the whole file."""
    if finding.whole_file:
        pairs: Mask = check.columns.formats == FORMATS.index(Format.COMPLETION)
        return pairs
    return check.with_code([finding.code])


def shared_texts(part: Part, key: str) -> SharedTexts:
    """What the texts under `key` share in one part, for worker processes. Raises what `Part.read` raises."""
    return of_texts(_texts(part.read().lines, key), _CANDIDATES[key])


def of_texts(texts: Iterable[str], candidates: Iterable[str]) -> SharedTexts:
    """What some texts share. An arrow separates nothing where a prompt has several lines."""
    used: set[str] = set()
    unused = set(candidates)
    start: str | None = None
    for text in texts:
        start = text if start is None else common_words(start, text)
        used |= {candidate for candidate in unused if candidate in text.removesuffix(candidate)}
        if _ARROW in unused and "\n" in text:
            used.add(_ARROW)
        unused -= used
    return SharedTexts(frozenset(used), start)


def _texts(lines: Iterable[bytes], key: str) -> Iterable[str]:
    for line in lines:
        try:
            value = orjson.loads(line)
        except orjson.JSONDecodeError:
            continue
        if isinstance(value, dict) and isinstance(value.get(key), str):
            yield value[key]
