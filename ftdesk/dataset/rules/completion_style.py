"""The classic preparation checks that compare all prompts and all completions of a file.

A prompt should end with a separator, a completion with a stop, each the same in all examples; and what all
of them start with teaches nothing.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from ftdesk.dataset.rules.catalogue import CATALOGUE
from ftdesk.dataset.rules.common_start import common_letters, common_words
from ftdesk.dataset.rules.finding import Finding

Edges = tuple[str, str, str, str]
"""The start of the prompt, its end reversed, and the same of the completion."""

LONGEST_PROMPT_PREFIX = 12
LONGEST_COMPLETION_PREFIX = 4


@dataclass(frozen=True, slots=True)
class Group:
    """Examples of which one edge begins with the same letter: its code point plus one, 0 where it is empty.

    `edge` is a place in `Edges`; `least` and `greatest` are the extreme ones of the group's edges.
    """

    edge: int
    letter: int
    count: int
    least: str
    greatest: str


@dataclass(frozen=True, slots=True)
class Unlike:
    """Examples of which an edge begins with another letter than most have this finding."""

    edge: int
    letter: int
    finding: Finding


@dataclass(slots=True)
class Style:
    """What the comparison says of the file, and of the examples that differ from most others."""

    of_file: list[Finding] = field(default_factory=list)
    of_rows: list[Unlike] = field(default_factory=list)

    def note_file(self, code: str, path: str, **arguments: str) -> None:
        """Say something of the whole file."""
        kept = tuple(arguments.items())
        self.of_file.append(Finding(1, code, path, kept, CATALOGUE[code].fix, whole_file=True))

    def note_rows(self, group: Group, code: str, path: str, **arguments: str) -> None:
        """Say something of all examples that are not of a group; their lines are filled in later."""
        finding = Finding(0, code, path, tuple(arguments.items()), CATALOGUE[code].fix)
        self.of_rows.append(Unlike(group.edge, group.letter, finding))


def compare_style(groups: Collection[Group]) -> Style:
    """Compare all completion examples of a file; fewer than two say nothing."""
    style = Style()
    by_edge = [[group for group in groups if group.edge == edge] for edge in range(4)]
    if sum(group.count for group in by_edge[0]) < 2:  # one example has everything in common with itself
        return style
    if any(group.letter for group in by_edge[0]):  # all empty: open-ended generation, nothing to set off
        _compare_ends(by_edge[1], "prompt.no_separator", "/prompt", style)
        prefix = _common_start(by_edge[0], common_words)
        if len(prefix) > LONGEST_PROMPT_PREFIX:
            style.note_file("prompt.common_prefix", "/prompt", prefix=prefix)
    _compare_ends(by_edge[3], "completion.no_stop", "/completion", style)
    prefix = _common_start(by_edge[2], common_words)
    if len(prefix) > LONGEST_COMPLETION_PREFIX:
        style.note_file("completion.common_prefix", "/completion", prefix=prefix)
    return style


def _compare_ends(groups: list[Group], code: str, path: str, style: Style) -> None:
    """Note the examples that lack the ending of most others, or the file if there is no such ending."""
    if _common_start(groups):
        return
    largest = max(groups, key=lambda group: group.count)
    count = sum(group.count for group in groups)
    if not largest.letter or chr(largest.letter - 1).isalnum() or 2 * largest.count <= count:
        style.note_file(code, path)
        return
    style.note_rows(largest, code, path, ending=_common_start([largest])[::-1])


def _common_start(groups: list[Group], common: Callable[[str, str], str] = common_letters) -> str:
    """What all texts start with; the first and the last in order share no more than all of them."""
    return common(groups[0].least, groups[0].greatest) if len(groups) == 1 else ""
