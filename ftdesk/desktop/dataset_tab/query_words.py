"""A row query in words: its conditions one by one, each with the query that lacks it; and why a text is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ftdesk.dataset.row_query import OTHER_ROLE, Feature, Key, RowOrder, RowQuery
from ftdesk.dataset.text_query import CONTEXT, PatternUnusable, Place
from ftdesk.desktop.dataset_tab.language_words import language_name

if TYPE_CHECKING:
    from ftdesk.dataset.document import Dataset

translate = QCoreApplication.translate


def conditions(query: RowQuery) -> Iterator[tuple[str, RowQuery]]:
    """Each condition that no button of the bar shows, in a few words, with the query without it."""
    text = query.text
    if text.place is not Place.TEXTS:
        yield place_words(text.place), replace(query, text=replace(text, place=Place.TEXTS))
    if text.whole_words:
        yield (
            translate("FilterBar", "whole words"),
            replace(query, text=replace(text, whole_words=False)),
        )
    yield from _contents(query)
    for code in sorted(query.codes):
        yield code, replace(query, codes=query.codes - {code})
    yield from _lengths(query)
    for code in sorted(query.languages):
        words = translate("FilterBar", "answers in {language}").format(language=language_name(code))
        yield words, replace(query, languages=query.languages - {code})
    if query.copies:
        yield translate("FilterBar", "repeats"), replace(query, copies=False)
    if query.edited:
        yield translate("FilterBar", "edited"), replace(query, edited=False)


def _contents(query: RowQuery) -> Iterator[tuple[str, RowQuery]]:
    """Roles and what not every provider takes."""
    if query.roles:
        words = translate("FilterBar", "with {roles} message").format(
            roles=" / ".join(map(role_name, sorted(query.roles)))
        )
        yield words, replace(query, roles=frozenset())
    for feature in sorted(query.features):
        yield feature_words(feature), replace(query, features=query.features - {feature})


def feature_words(feature: Feature) -> str:
    """What the examples have."""
    return {
        Feature.TOOLS: translate("FilterBar", "with tools"),
        Feature.IMAGES: translate("FilterBar", "with images"),
        Feature.WEIGHTS: translate("FilterBar", "with weights"),
    }[feature]


def role_name(role: str) -> str:
    """Who speaks, as it stands in the file; all roles that no format knows are one."""
    return translate("FilterBar", "other") if role == OTHER_ROLE else role


def place_words(place: Place) -> str:
    """Where a text is looked for."""
    return {
        Place.TEXTS: translate("FilterBar", "in all texts"),
        Place.SYSTEM: translate("FilterBar", "in system messages"),
        Place.USER: translate("FilterBar", "in user messages"),
        Place.ASSISTANT: translate("FilterBar", "in assistant messages"),
        Place.TOOL: translate("FilterBar", "in tool messages"),
        Place.ANYWHERE: translate("FilterBar", "in the whole line"),
    }[place]


def _lengths(query: RowQuery) -> Iterator[tuple[str, RowQuery]]:
    """The bounds of tokens, turns and answers."""
    tokens = (
        translate("FilterBar", "at most {most} tokens"),
        translate("FilterBar", "at least {least} tokens"),
        translate("FilterBar", "{least} to {most} tokens"),
        translate("FilterBar", "{most} tokens"),
    )
    turns = (
        translate("FilterBar", "at most {most} turns"),
        translate("FilterBar", "at least {least} turns"),
        translate("FilterBar", "{least} to {most} turns"),
        translate("FilterBar", "{most} turns"),
    )
    answer = (
        translate("FilterBar", "answers of at most {most} characters"),
        translate("FilterBar", "answers of at least {least} characters"),
        translate("FilterBar", "answers of {least} to {most} characters"),
        translate("FilterBar", "answers of {most} characters"),
    )
    for templates, least, most, without in (
        (tokens, query.least_tokens, query.most_tokens, replace(query, least_tokens=None, most_tokens=None)),
        (turns, query.least_turns, query.most_turns, replace(query, least_turns=None, most_turns=None)),
        (answer, query.least_answer, query.most_answer, replace(query, least_answer=None, most_answer=None)),
    ):
        if least is not None or most is not None:
            yield _range_words(templates, least, most), without


def _range_words(templates: tuple[str, str, str, str], least: int | None, most: int | None) -> str:
    """One of "at most", "at least", "from … to" and "so many", filled in."""
    if least is None:
        return templates[0].format(most=f"{most:,}")
    if most is None:
        return templates[1].format(least=f"{least:,}")
    return templates[3 if least == most else 2].format(least=f"{least:,}", most=f"{most:,}")


def order_words(order: RowOrder) -> str:
    """How the rows are put in order."""
    words = {
        Key.POSITION: translate("FilterBar", "last line first"),
        Key.TOKENS: translate("FilterBar", "by tokens"),
        Key.FINDINGS: translate("FilterBar", "by findings"),
    }[order.key]
    return words if order.key is Key.POSITION else f"{words} {'↓' if order.falling else '↑'}"


def refusal(error: PatternUnusable, dataset: Dataset | None) -> str:
    """Why a regular expression cannot be used; a row is named by the line on which it stands now."""
    arguments = dict(error.arguments)
    if dataset is not None and "row" in arguments:
        try:
            arguments["line"] = f"{dataset.index_of(int(arguments['row'])) + 1:,}"
        except KeyError:  # deleted meanwhile
            pass
    return translate(CONTEXT, error.template).format(**arguments)
