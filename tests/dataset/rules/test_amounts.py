"""Amounts in findings' sentences have separators; positions, and what a file says, never do."""

import re

from ftdesk.dataset.rules.amounts import AMOUNTS
from ftdesk.dataset.rules.catalogue import CATALOGUE
from ftdesk.dataset.rules.finding import Finding

AMOUNTS_OF = {
    "file.too_few_examples": {"count", "minimum"},
    "file.too_large": {"size", "limit"},
    "file.too_many_images": {"count", "limit"},
    "line.very_long": {"size"},
    "system.inconsistent": {"prompts", "counts", "without"},
    "content.control_character": {"count"},
    "content.bidi_control": {"count"},
    "content.invisible": {"count"},
    "content.replacement_character": {"count"},
    "image.too_many": {"count", "limit"},
    "image.too_large": {"size", "limit"},
    "tokens.over_limit": {"tokens", "over"},
    "tokens.answer_tiny": {"trained", "tokens"},
}


def test_these_places_and_no_others_are_amounts() -> None:
    places = {
        code: set(re.findall(r"\{(\w+)\}", rule.template)) & AMOUNTS for code, rule in CATALOGUE.items()
    }
    assert {code: names for code, names in places.items() if names} == AMOUNTS_OF


def test_every_other_place_keeps_its_digits() -> None:
    for code, rule in CATALOGUE.items():
        names = re.findall(r"\{(\w+)\}", rule.template)
        said = Finding(12345, code, "", tuple((name, "1234567") for name in names)).told
        assert said.count("1,234,567") == len(AMOUNTS_OF.get(code, ()))
        assert said.count("1234567") == len(set(names) - AMOUNTS_OF.get(code, set()))


def test_each_count_of_a_list_is_an_amount_of_its_own() -> None:
    arguments = (("prompts", "6"), ("counts", "12345, 678, 1000 …"), ("without", "0"))
    assert Finding(1, "system.inconsistent", "", arguments).told.startswith(
        "System prompts differ: 6 of them in 12,345, 678, 1,000 … examples"
    )
