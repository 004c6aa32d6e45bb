"""The classic preparation checks that compare all prompts and all completions of a file.

A prompt should end with a separator, a completion with a stop, each the same in all examples; and what all
of them start with teaches nothing.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ftdesk.dataset.rules.catalogue import CATALOGUE
from ftdesk.dataset.rules.finding import Finding

Edges = tuple[str, str, str, str]
"""The start of the prompt, its end reversed, and the same of the completion."""

LONGEST_PROMPT_PREFIX = 12
LONGEST_COMPLETION_PREFIX = 4


@dataclass(slots=True)
class Style:
    """What the comparison says of the file, and of the rows that differ from most others."""

    of_file: list[Finding] = field(default_factory=list)
    of_row: dict[int, list[Finding]] = field(default_factory=dict)

    def note_file(self, code: str, path: str, **arguments: str) -> None:
        """Say something of the whole file."""
        kept = tuple(arguments.items())
        self.of_file.append(Finding(1, code, path, kept, CATALOGUE[code].fix, whole_file=True))

    def note_row(self, key: int, code: str, path: str, **arguments: str) -> None:
        """Say something of one row; its line is filled in later."""
        finding = Finding(0, code, path, tuple(arguments.items()), CATALOGUE[code].fix)
        self.of_row.setdefault(key, []).append(finding)


def compare_style(edges: Mapping[int, Edges]) -> Style:
    """Compare all completion examples of a file; fewer than two say nothing."""
    style = Style()
    if len(edges) < 2:  # one example has everything in common with itself
        return style
    columns = list(zip(*edges.values(), strict=True))
    if any(columns[0]):  # empty prompts throughout: open-ended generation, nothing to set off
        _compare_ends(edges, 1, "prompt.no_separator", "/prompt", style)
        prefix = _common_start(columns[0])
        if len(prefix) > LONGEST_PROMPT_PREFIX:
            style.note_file("prompt.common_prefix", "/prompt", prefix=prefix)
    _compare_ends(edges, 3, "completion.no_stop", "/completion", style)
    prefix = _common_start(columns[2])
    if len(prefix) > LONGEST_COMPLETION_PREFIX:
        style.note_file("completion.common_prefix", "/completion", prefix=prefix)
    return style


def _compare_ends(edges: Mapping[int, Edges], column: int, code: str, path: str, style: Style) -> None:
    """Note the rows that lack the ending of most others, or the file if there is no such ending."""
    ends = {key: row[column] for key, row in edges.items()}
    if _common_start(list(ends.values())):
        return
    last, count = Counter(end[:1] for end in ends.values()).most_common(1)[0]
    if not last or last.isalnum() or 2 * count <= len(ends):
        style.note_file(code, path)
        return
    ending = _common_start([end for end in ends.values() if end[:1] == last])[::-1]
    for key, end in ends.items():
        if end[:1] != last:
            style.note_row(key, code, path, ending=ending)


def _common_start(texts: Sequence[str]) -> str:
    """What all texts start with; the first and the last in order share no more than all of them."""
    first, last = min(texts), max(texts)
    for index, letter in enumerate(first):
        if index >= len(last) or last[index] != letter:
            return first[:index]
    return first
