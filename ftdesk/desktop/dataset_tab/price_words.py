"""Prices of a model in words: where they are from, how old they are, and what calls of a tuned model cost."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ftdesk.desktop.data_words import in_words
from ftdesk.desktop.money import money

if TYPE_CHECKING:
    from ftdesk.dataset.call_shape import CallShape
    from ftdesk.dataset.cost import Prices
    from ftdesk.dataset.target import Target

CALLS = 1_000

translate = QCoreApplication.translate


def price_notes(target: Target, prices: Prices, today: date | None = None) -> list[str]:
    """What is to be said of the prices of a model: date and source, age, what is not confirmed, what comes on top."""
    price = prices.find(target.name, target.provider)
    if price is None:
        return []
    day = today or datetime.now(UTC).date()
    template = (
        translate("CostPanel", "Price of {date}, more than half a year old, from {source}")
        if price.is_old(day)
        else translate("CostPanel", "Price of {date}, from {source}")
    )
    notes = [template.format(date=price.as_of.isoformat(), source=in_words(price.source))]
    if price.unconfirmed:
        notes.append(translate("CostPanel", "Not confirmed by the provider."))
    for template, amount in (
        (
            translate("CostPanel", "Training is billed by the hour: {amount} an hour."),
            price.training_per_hour,
        ),
        (translate("CostPanel", "A job costs {amount} at least."), price.minimum_charge),
        (
            translate("CostPanel", "A tuned model costs {amount} an hour while it is deployed."),
            price.hosting_per_hour,
        ),
    ):
        if amount is not None:
            notes.append(template.format(amount=money(amount, price.currency)))
    return notes


def use_words(shape: CallShape | None, target: Target, prices: Prices) -> str:
    """What 1,000 calls of the tuned model cost that are like the examples; empty where there is no such shape."""
    from ftdesk.dataset.call_shape import estimate_calls

    if shape is None:
        return ""
    cost = estimate_calls(shape, CALLS, target.name, prices, provider=target.provider)
    told = (
        translate("CostPanel", "unknown") if cost.amount is None else f"≈ {money(cost.amount, cost.currency)}"
    )
    words = translate(
        "CostPanel", "{calls} calls like these: {amount} ({prompt} tokens in, {answer} out each)"
    )
    return words.format(
        calls=f"{CALLS:,}", amount=told, prompt=f"{shape.prompt:,.0f}", answer=f"{shape.answer:,.0f}"
    )
