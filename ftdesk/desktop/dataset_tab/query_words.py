"""A row query in words: its conditions one by one, each with the query that lacks it; and why a text is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ftdesk.dataset.row_query import Key, RowOrder, RowQuery
from ftdesk.dataset.text_query import CONTEXT, PatternUnusable, Place

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
    if query.roles:
        words = translate("FilterBar", "with {roles} message").format(roles=" / ".join(sorted(query.roles)))
        yield words, replace(query, roles=frozenset())
    for code in sorted(query.codes):
        yield code, replace(query, codes=query.codes - {code})
    if query.least_tokens is not None or query.most_tokens is not None:
        yield token_words(query), replace(query, least_tokens=None, most_tokens=None)
    if query.copies:
        yield translate("FilterBar", "repeats"), replace(query, copies=False)
    if query.edited:
        yield translate("FilterBar", "edited"), replace(query, edited=False)


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


def token_words(query: RowQuery) -> str:
    """The bounds of the tokens."""
    least, most = query.least_tokens, query.most_tokens
    if least is None:
        return translate("FilterBar", "at most {most} tokens").format(most=f"{most:,}")
    if most is None:
        return translate("FilterBar", "at least {least} tokens").format(least=f"{least:,}")
    return translate("FilterBar", "{least} to {most} tokens").format(least=f"{least:,}", most=f"{most:,}")


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
