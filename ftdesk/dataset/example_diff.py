"""How one example became another, as a person reads it; where both say the same, how their JSON differs."""

from dataclasses import dataclass

from ftdesk.dataset.said_text import said
from ftdesk.dataset.word_diff import Part, Span, diff_words

READ_AT_MOST = 4 << 20
"""Bytes of a line that are worth handing over: what comes later is not compared here."""
_TAKEN_APART = 1 << 20
"""Longer lines are compared as they are written."""
_SHOWN = 100_000
_BEFORE_FIRST = 2_000


@dataclass(frozen=True, slots=True)
class ExampleDiff:
    """The spans that lead from the older example to the newer one."""

    spans: tuple[Span, ...]
    is_json: bool
    """The texts are the lines as they are written."""
    says_the_same: bool
    """Both are there, say the same and are written differently."""
    left_out: int
    """How many characters, of the longer one, are not among the spans."""


def example_diff(before: bytes | None, after: bytes | None) -> ExampleDiff:
    """What changed between two lines, of which one may not be there (None). Made for a worker process."""
    lines = [line for line in (before, after) if line is not None]
    is_json = any(len(line) > _TAKEN_APART for line in lines)
    texts = [_written(line) if is_json else said(line) for line in lines]
    says_the_same = len(set(texts)) == 1 < len(set(lines))
    if says_the_same:
        is_json, texts = True, [_written(line) for line in lines]
    cut, left_out = _around_first_difference(texts)
    if before is None:
        return ExampleDiff(_whole(Part.ADDED, cut[0]), is_json, says_the_same, left_out)
    if after is None:
        return ExampleDiff(_whole(Part.REMOVED, cut[0]), is_json, says_the_same, left_out)
    return ExampleDiff(diff_words(*cut), is_json, says_the_same, left_out)


def _written(line: bytes) -> str:
    return line.decode("utf-8", "backslashreplace")


def _whole(part: Part, text: str) -> tuple[Span, ...]:
    return (Span(part, text),) if text else ()


def _around_first_difference(texts: list[str]) -> tuple[list[str], int]:
    """As much of each as can be shown, and how much is not; where there is room, both end with the same."""
    longest = max(map(len, texts), default=0)
    if longest <= _SHOWN:
        return texts, 0
    one, other = texts[0], texts[-1]
    if one == other:
        return [text[:_SHOWN] for text in texts], longest - _SHOWN
    head = _common(one, other)
    tail = _common(one[head:][::-1], other[head:][::-1])
    start = max(0, head - _BEFORE_FIRST)
    after_last = max(0, min(tail, _SHOWN - (longest - tail - start)))
    cut = [text[start : min(start + _SHOWN, len(text) - tail + after_last)] for text in texts]
    return cut, longest - max(map(len, cut))


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
