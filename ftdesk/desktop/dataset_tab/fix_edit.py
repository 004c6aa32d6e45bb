"""A finding's safe fix as an edit: only the places that it changes are spelled anew."""

from collections.abc import Mapping

import orjson
from PySide6.QtCore import QCoreApplication

from ftdesk.dataset.example import Example, Pointer
from ftdesk.dataset.json_text import JsonText
from ftdesk.dataset.rules.finding import Finding
from ftdesk.dataset.rules.fixes import apply_fix, text_for_fix
from ftdesk.desktop.dataset_tab.edit import Edit, pointer_of


def fix_edit(finding: Finding) -> Edit | None:
    """The edit that mends a finding, or None where no safe fix is known."""
    fix = finding.fix
    if fix is None:
        return None
    text = text_for_fix(finding.arguments)

    def mend(example: Example) -> Example:
        before = dict(example.value)
        return _carried_over(example, (), before, apply_fix(fix, before, text))

    return Edit(mend, fix_words(fix), focus=pointer_of(finding.path))


def fix_words(fix: str) -> str:
    """What the button of a fix says."""
    words = {
        "drop_weight": QCoreApplication.translate("Fix", "Remove the weight"),
        "remove_hidden_characters": QCoreApplication.translate("Fix", "Remove hidden characters"),
        "encode_arguments": QCoreApplication.translate("Fix", "Write arguments as JSON text"),
        "decode_arguments": QCoreApplication.translate("Fix", "Decode arguments once"),
        "convert_functions": QCoreApplication.translate("Fix", "Convert to tools"),
        "add_leading_space": QCoreApplication.translate("Fix", "Add a leading space"),
        "add_stop": QCoreApplication.translate("Fix", "Add the ending"),
        "add_separator": QCoreApplication.translate("Fix", "Add the separator"),
        "drop_completion_prefix": QCoreApplication.translate("Fix", "Remove the shared start"),
        "drop_prompt_prefix": QCoreApplication.translate("Fix", "Remove the shared start"),
    }
    return words.get(fix, QCoreApplication.translate("Fix", "Fix"))


def _carried_over(example: Example, place: Pointer, old: object, new: object) -> Example:
    """Put `new` where `old` stands, going as deep as the two are alike."""
    if old == new and type(old) is type(new):
        return example
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return _object_carried_over(example, place, old, new)
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (before, after) in enumerate(zip(old, new, strict=True)):
            example = _carried_over(example, (*place, index), before, after)
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
    return JsonText(orjson.dumps(value).decode()).compact((), example.json.style)
