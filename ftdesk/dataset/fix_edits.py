"""Fixes as edits of examples: only the places that a fix changes are spelled anew, every other byte stays."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from ftdesk.dataset.example import Example, Pointer
from ftdesk.dataset.json_text import JsonText
from ftdesk.dataset.rules.fixes import LINE_FIXES, apply_fix


@dataclass(frozen=True, slots=True)
class ApplyFix:
    """An `ExampleEdit` by one of `rules.fixes.FIXES`; `text` is what it adds or removes, where it needs one."""

    name: str
    text: str = ""

    def edited(self, example: Example) -> Example:
        """The mended example; the same where nothing is to be mended. Raises KeyError for an unknown name."""
        before = json.loads(
            example.json.text
        )  # unlike the faster decoder it keeps every digit of a long number
        return _carried_over(example, (), before, apply_fix(self.name, before, self.text))


@dataclass(frozen=True, slots=True)
class ApplyLineFix:
    """A `LineEdit` by one of `rules.fixes.LINE_FIXES`."""

    name: str

    def edited_line(self, line: bytes) -> bytes | None:
        """The mended line; None where it has another trouble, or none. Raises KeyError for an unknown name."""
        return LINE_FIXES[self.name](line)


def _carried_over(example: Example, place: Pointer, old: object, new: object) -> Example:
    """Put `new` where `old` stands, going as deep as the two are alike."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return _object_carried_over(example, place, old, new)
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (before, after) in enumerate(zip(old, new, strict=True)):
            example = _carried_over(example, (*place, index), before, after)
        return example
    if old == new and type(old) is type(
        new
    ):  # true is not 1; asked of values alone, since containers forget it
        return example
    return Example(example.json.replace(place, _spelled(example, new)))


def _object_carried_over(
    example: Example, place: Pointer, old: Mapping[str, object], new: Mapping[str, object]
) -> Example:
    for key in old.keys() - new.keys():
        example = Example(example.json.remove((*place, key)))
    for key, value in new.items():
        if key in old:
            example = _carried_over(example, (*place, key), old[key], value)
        else:
            example = Example(example.json.set_key(place, key, _spelled(example, value)))
    return example


def _spelled(example: Example, value: object) -> str:
    """As the line spells things; numbers of any length and halves of surrogate pairs too."""
    return JsonText(json.dumps(value)).compact((), example.json.style)
