"""What a training job or an answer costs: tokens, epochs and dated prices. Unknown is None, never 0."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from ftdesk.dataset.data_files import DataFileUnusable, Table, precedence, read_tables
from ftdesk.dataset.encodings import base_model

__all__ = ["DataFileUnusable", "Estimate", "Price", "Prices", "billable_tokens", "estimate"]

MILLION = 1_000_000
EVERY_MODEL = "*"


@dataclass(frozen=True, slots=True)
class Price:
    """Prices of one base model and of what is tuned from it, per million tokens; None is unknown."""

    names: tuple[str, ...]
    provider: str
    currency: str
    training: Decimal | None
    training_per_hour: Decimal | None
    input: Decimal | None
    cached_input: Decimal | None
    output: Decimal | None
    as_of: date
    source: str


@dataclass(frozen=True, slots=True)
class Prices:
    """All known prices, in the order in which a bare model name is looked for: openai, local, then the others."""

    prices: tuple[Price, ...]

    def find(self, model: str, provider: str | None = None) -> Price | None:
        """The price of a base or tuned model, at one provider where one is named, also by a target's key."""
        if provider is not None:
            return self._at(provider, model)
        provider, _, name = model.partition("/")
        if (found := self._at(provider, name)) is not None:
            return found
        base = base_model(model)
        return next((price for price in self.prices if base in price.names), None)

    def _at(self, provider: str, model: str) -> Price | None:
        offered = [price for price in self.prices if price.provider == provider]
        for name in (base_model(model), EVERY_MODEL):
            for price in offered:
                if name in price.names:
                    return price
        return None


@dataclass(frozen=True, slots=True)
class Estimate:
    """An amount of money, or None where no price is known; with the price's date and source."""

    amount: Decimal | None
    currency: str
    price_date: date | None
    source: str


UNKNOWN = Estimate(None, "USD", None, "")


def load_prices(directory: Path) -> Prices:
    """Read `resources/prices`. Raises `DataFileUnusable` naming file and cause."""
    prices = [_price(row) for table in read_tables(directory) for row in table.tables("prices", inherit=True)]
    return Prices(tuple(sorted(prices, key=lambda price: precedence(price.provider))))


def estimate(
    tokens: int, epochs: int, model: str, prices: Prices, *, provider: str | None = None
) -> Estimate:
    """What training costs: tokens of one epoch × epochs × the model's training price.

    Name the `provider` wherever it is known: another server may offer a model of the same name.
    """
    price = prices.find(model, provider)
    if price is None:
        return UNKNOWN
    return _estimate(price, [(tokens * epochs, price.training)])


def estimate_answer(
    prompt_tokens: int, answer_tokens: int, model: str, prices: Prices, *, provider: str | None = None
) -> Estimate:
    """What one answer of a tuned model costs."""
    price = prices.find(model, provider)
    if price is None:
        return UNKNOWN
    return _estimate(price, [(prompt_tokens, price.input), (answer_tokens, price.output)])


def billable_tokens(counts: Iterable[int], limit: int | None) -> int:
    """Tokens of one epoch: what is over a model's limit is cut off and not billed."""
    return sum(count if limit is None else min(count, limit) for count in counts)


def _price(row: Table) -> Price:
    return Price(
        names=row.texts("names"),
        provider=row.required("provider", str),
        currency=row.required("currency", str),
        training=row.amount("training"),
        training_per_hour=row.amount("training_per_hour"),
        input=row.amount("input"),
        cached_input=row.amount("cached_input"),
        output=row.amount("output"),
        as_of=row.required("as_of", date),
        source=row.required("source", str),
    )


def _estimate(price: Price, parts: list[tuple[int, Decimal | None]]) -> Estimate:
    """The sum of tokens × price per million; unknown as soon as one price is."""
    total = Decimal(0)
    for tokens, per_million in parts:
        if per_million is None:
            return Estimate(None, price.currency, price.as_of, price.source)
        total += tokens * per_million / MILLION
    return Estimate(total, price.currency, price.as_of, price.source)
