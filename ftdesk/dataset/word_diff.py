"""What changed between two texts, word by word; in scripts without spaces, character by character.

Texts are taken apart into words, runs of white space and single other characters; long equal beginnings and
ends are set aside first, and what is still too long for a careful comparison is compared by lines.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f"  # Chinese, Japanese
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
_MARKS = (
    "\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200d\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f"
    "\U0001f3fb-\U0001f3ff"
)
"""Characters that belong to the one before: combining marks, variation selectors, skin tones."""
_TOKEN = re.compile(
    rf"[^\S\n]+|\n|[{_UNSPACED}][{_MARKS}]*|(?:(?![{_UNSPACED}])[\w{_MARKS}])+(?:['’](?:(?![{_UNSPACED}])\w)+)*"
    rf"|[^\w\s][{_MARKS}]*(?:\u200d[^\w\s][{_MARKS}]*)*",
)
_MOST_TOKENS = 3_000
_MOST_LINES = 3_000


class Part(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text; those that are not added make up the old text, those not removed the new one."""

    part: Part
    text: str


def diff_words(before: str, after: str) -> tuple[Span, ...]:
    """The spans that lead from one text to the other, removed before added."""
    return tuple(_joined(_diff(_TOKEN.findall(before), _TOKEN.findall(after))))


def _diff(olds: Sequence[str], news: Sequence[str]) -> Iterator[Span]:
    head = _common(olds, news)
    tail = _common(olds[head:][::-1], news[head:][::-1])
    yield Span(Part.SAME, "".join(olds[:head]))
    inner_olds, inner_news = olds[head : len(olds) - tail], news[head : len(news) - tail]
    if max(len(inner_olds), len(inner_news)) > _MOST_TOKENS:
        inner_olds, inner_news = _lines(inner_olds), _lines(inner_news)
    if max(len(inner_olds), len(inner_news)) > _MOST_LINES:
        yield Span(Part.REMOVED, "".join(inner_olds))
        yield Span(Part.ADDED, "".join(inner_news))
    else:
        yield from _matched(inner_olds, inner_news)
    yield Span(Part.SAME, "".join(olds[len(olds) - tail :]))


def _matched(olds: Sequence[str], news: Sequence[str]) -> Iterator[Span]:
    matcher = SequenceMatcher(None, olds, news, autojunk=False)
    for _, first, stop, begin, end in matcher.get_opcodes():
        if olds[first:stop] == news[begin:end]:
            yield Span(Part.SAME, "".join(olds[first:stop]))
        else:
            yield Span(Part.REMOVED, "".join(olds[first:stop]))
            yield Span(Part.ADDED, "".join(news[begin:end]))


def _lines(tokens: Sequence[str]) -> list[str]:
    return "".join(tokens).splitlines(keepends=True)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _joined(spans: Iterator[Span]) -> Iterator[Span]:
    """Neighbours of one kind as one; two words replaced one after the other are one replacement."""
    groups = [_Group()]
    for span in spans:
        if span.part is Part.SAME and span.text:
            groups.append(_Group(span.text))
        elif span.part is Part.REMOVED:
            groups[-1].removed += span.text
        elif span.part is Part.ADDED:
            groups[-1].added += span.text
    for group in _folded(groups):
        for part, text in zip(Part, (group.same, group.removed, group.added), strict=True):
            if text:
                yield Span(part, text)


@dataclass(slots=True)
class _Group:
    """A stretch that stayed, and what changed after it."""

    same: str = ""
    removed: str = ""
    added: str = ""


def _folded(groups: Sequence[_Group]) -> list[_Group]:
    folded: list[_Group] = []
    for group in groups:
        last = folded[-1] if folded else None
        if last is None or not _joins(last, group):
            folded.append(group)
        else:
            last.removed += group.same + group.removed
            last.added += group.same + group.added
    return folded


def _joins(last: _Group, group: _Group) -> bool:
    if not group.same:
        return True
    return group.same == " " and all((last.removed, last.added, group.removed, group.added))
