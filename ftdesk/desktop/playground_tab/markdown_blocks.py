"""Cutting growing Markdown into blocks, so that a streamed answer re-renders only its open block.

Also the place that says which text is too risky for a Markdown renderer and is shown as it came: some
kilobytes of nested marks can keep a renderer busy for minutes.
"""

import re
from dataclasses import dataclass

LONGEST_BLOCK = 20_000
"""Characters; a longer block is shown as plain text."""
MOST_LINES = 600
"""The same for its lines: each row of a table or line of code costs as much as many letters."""

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_BELONGS_TO_BLOCK_ABOVE = re.compile(r"[ \t]|[-*+] |\d{1,9}[.)] |>|\|")
_DEEP_NESTING = re.compile(r"^[ \t]*(?:(?:[-*+>]|\d{1,9}[.)])[ \t]*){9}", re.MULTILINE)
_CROWDED_MARKS = re.compile(r"(?:[*_~`\[\]!<>()\\]\s*){200}")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the source that can be rendered by itself."""

    source: str
    plain: bool
    """Shown as it came, without any Markdown."""


class MarkdownBlocks:
    """Takes text as it arrives; gives away blocks that can no longer change."""

    def __init__(self) -> None:
        self._open = ""

    def feed(self, text: str) -> list[Block]:
        """Add text; return the blocks that it finished, oldest first."""
        self._open += text
        finished = []
        while (cut := _first_boundary(self._open)) is not None:
            finished.append(_block(self._open[:cut]))
            self._open = self._open[cut:]
        return finished

    @property
    def open_block(self) -> Block:
        """The rest, which further text may still change."""
        return _block(self._open)


def _block(source: str) -> Block:
    return Block(source, plain=not is_safe(source))


def is_safe(source: str) -> bool:
    """Whether a Markdown renderer may be trusted with `source`."""
    return (
        len(source) <= LONGEST_BLOCK
        and source.count("\n") <= MOST_LINES
        and _DEEP_NESTING.search(source) is None
        and _CROWDED_MARKS.search(source) is None
    )


def _first_boundary(text: str) -> int | None:
    """Where the first block of `text` surely ends: after a code fence, or an empty line with a fresh start
    after it, or a cap.
    """
    fence = ""
    blank = closed = False
    position = 0
    lines: list[int] = []
    while (end := text.find("\n", position)) >= 0:
        line = text[position:end]
        if not fence and _starts_afresh(line, blank=blank, closed=closed):
            return position
        blank = not line.strip()
        before, fence = fence, _fence_after(line, fence)
        if not blank:
            closed = bool(before) and not fence and line[0] in "`~"  # not one of a list
        position = end + 1
        lines.append(position)
        if len(lines) > 2 * MOST_LINES:
            return lines[MOST_LINES]
    rest = text[position:]
    if not fence and len(rest) >= 4 and _starts_afresh(rest, blank=blank, closed=closed):
        return position
    return LONGEST_BLOCK + 1 if len(text) > 2 * LONGEST_BLOCK else None


def _starts_afresh(line: str, *, blank: bool, closed: bool) -> bool:
    """Whether a line begins a block of its own, after a blank line or a code fence that was closed."""
    return bool(line.strip()) and (closed or (blank and _BELONGS_TO_BLOCK_ABOVE.match(line) is None))


def _fence_after(line: str, fence: str) -> str:
    """The code fence that is open after `line`, "" for none."""
    mark = _FENCE.match(line)
    if mark is None:
        return fence
    if not fence:
        return mark.group(1)
    closes = mark.group(1)[0] == fence[0] and len(mark.group(1)) >= len(fence)
    return "" if closes and not line[mark.end() :].strip() else fence
