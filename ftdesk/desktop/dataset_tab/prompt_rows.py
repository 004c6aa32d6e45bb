"""The two tables of the prompt lab: the system prompts of the file, and the variants of one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ftdesk.desktop.data_words import in_words
from ftdesk.desktop.dataset_tab.visible_text import one_line
from ftdesk.desktop.money import money
from ftdesk.desktop.record_table import TableColumn

if TYPE_CHECKING:
    from ftdesk.dataset.cost import Price
    from ftdesk.dataset.prompt_savings import Saving
    from ftdesk.dataset.prompt_texts import FilePrompt

_PREVIEW = 90
_CALLS = 1_000

translate = QCoreApplication.translate


class Kind(StrEnum):
    """What a row of the variants is."""

    TODAY = "today"
    REMOVED = "removed"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class PromptRow:
    """A prompt of the file; its tokens are None until counted."""

    prompt: FilePrompt
    tokens: int | None


@dataclass(frozen=True, slots=True)
class VariantRow:
    """One way to have the prompt; `number` counts those that the person wrote, `saving` is None until counted."""

    kind: Kind
    number: int
    text: str
    saving: Saving | None
    currency: str


def prompt_columns() -> tuple[TableColumn[PromptRow], ...]:
    """Its beginning, the examples that have it, the tokens of its message."""
    return (
        TableColumn(
            translate("PromptLab", "System prompt"),
            lambda row: one_line(row.prompt.text, _PREVIEW),
            whole=lambda row: row.prompt.text,
        ),
        TableColumn(translate("PromptLab", "Examples"), lambda row: f"{row.prompt.examples:,}", numeric=True),
        TableColumn(
            translate("PromptLab", "Tokens"),
            lambda row: "–" if row.tokens is None else f"{row.tokens:,}",
            numeric=True,
        ),
    )


def variant_columns() -> tuple[TableColumn[VariantRow], ...]:
    """What a variant is, its tokens, and what it saves."""
    return (
        TableColumn(translate("PromptLab", "Variant"), variant_name, whole=lambda row: row.text),
        TableColumn(translate("PromptLab", "Tokens"), _tokens, numeric=True),
        TableColumn(translate("PromptLab", "Saved"), _saved, numeric=True),
        TableColumn(
            translate("PromptLab", "Per call"), _money_of(lambda saving: saving.per_call), numeric=True
        ),
        TableColumn(
            translate("PromptLab", "1,000 calls"),
            _money_of(lambda saving: saving.per_call, _CALLS),
            numeric=True,
        ),
        TableColumn(
            translate("PromptLab", "1,000, cached"),
            _money_of(lambda saving: saving.per_call_cached, _CALLS),
            numeric=True,
        ),
        TableColumn(translate("PromptLab", "Training"), _training, numeric=True),
    )


def price_words(price: Price | None, model: str) -> str:
    """What the variants are counted and priced for, and as of when; an unknown price is said."""
    if price is None or price.input is None:
        words = translate(
            "PromptLab", "No price is known for {model}; tokens are counted with its vocabulary."
        )
        return words.format(model=model)
    words = translate(
        "PromptLab",
        "Saved by each call of a model tuned from {model}, at the price of {date} from {source}, "
        "and by one epoch of training on this file.",
    )
    return words.format(model=model, date=price.as_of.isoformat(), source=in_words(price.source))


def variant_name(row: VariantRow) -> str:
    """How a variant is called."""
    if row.kind is Kind.TODAY:
        return translate("PromptLab", "As it is")
    if row.kind is Kind.REMOVED:
        return translate("PromptLab", "Remove it altogether")
    return translate("PromptLab", "Variant {number}").format(number=row.number)


def _tokens(row: VariantRow) -> str:
    return "–" if row.saving is None else f"{row.saving.tokens:,}"


def _saved(row: VariantRow) -> str:
    if row.saving is None or row.kind is Kind.TODAY:
        return "–"
    return f"{row.saving.saved:,} ({row.saving.share:.0%})"


def _training(row: VariantRow) -> str:
    return "–" if row.saving is None or row.kind is Kind.TODAY else f"{row.saving.training:,}"


def _money_of(part: Callable[[Saving], Decimal | None], calls: int = 1) -> Callable[[VariantRow], str]:
    def words(row: VariantRow) -> str:
        if row.saving is None or row.kind is Kind.TODAY:
            return "–"
        amount = part(row.saving)
        if amount is None:
            return translate("PromptLab", "Unknown")
        sign = "−" if amount < 0 else ""
        return sign + money(abs(amount) * calls, row.currency)

    return words
