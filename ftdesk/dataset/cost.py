"""What a training job or an answer costs: tokens, epochs and dated prices. Unknown is None, never 0."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from ftdesk.dataset.data_files import DataFileUnusable, Table, own_files, precedence, read_table, read_tables
from ftdesk.dataset.encodings import base_model

__all__ = ["DataFileUnusable", "Estimate", "Price", "Prices", "billable_tokens", "estimate"]

MILLION = 1_000_000
EVERY_MODEL = "*"
OLD = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Price:
    """Prices of one base model and of what is tuned from it, per million tokens; None is unknown.

    `minimum_charge` is the least that a job costs, `hosting_per_hour` what a tuned model costs while it is deployed.
    """

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
    minimum_charge: Decimal | None = None
    hosting_per_hour: Decimal | None = None
    unconfirmed: frozenset[str] = frozenset()
    """Fields whose figure no primary source confirms."""

    def is_old(self, today: date) -> bool:
        """Whether it is older than half a year."""
        return is_old(self.as_of, today)


@dataclass(frozen=True, slots=True)
class Prices:
    """All known prices, in the order in which a bare model name is looked for: openai, local, then the others."""

    prices: tuple[Price, ...]
    unusable: tuple[DataFileUnusable, ...] = ()
    """A person's own files that are broken; in their place the shipped data hold."""

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
    unconfirmed: bool = False
    """Whether no primary source confirms a price in it."""


UNKNOWN = Estimate(None, "USD", None, "")


def load_prices(directory: Path, own: Path | None = None) -> Prices:
    """Read `resources/prices`, and before them the prices that a person keeps in the folder `own`, in the same form.

    Raises `DataFileUnusable` for a shipped file, naming file and cause; an own one that is broken is left out and told
    in `Prices.unusable`.
    """
    prices: list[Price] = []
    unusable: list[DataFileUnusable] = []
    for path in own_files(own):
        try:
            prices += _prices(read_table(path))
        except DataFileUnusable as error:
            unusable.append(error)
    prices += [price for table in read_tables(directory) for price in _prices(table)]
    return Prices(tuple(sorted(prices, key=lambda price: precedence(price.provider))), tuple(unusable))


def _prices(table: Table) -> list[Price]:
    return [_price(row) for row in table.tables("prices", inherit=True)]


def estimate(
    tokens: int, epochs: int, model: str, prices: Prices, *, provider: str | None = None
) -> Estimate:
    """What training costs: tokens of one epoch × epochs × the model's training price, and no less than its minimum.

    Name the `provider` wherever it is known: another server may offer a model of the same name.
    """
    price = prices.find(model, provider)
    if price is None:
        return UNKNOWN
    found = _estimate(price, [("training", tokens * epochs, price.training)])
    least = price.minimum_charge
    if least is None or found.amount is None or found.amount >= least:
        return found
    return replace(found, amount=least, unconfirmed="minimum_charge" in price.unconfirmed)


def estimate_answer(
    prompt_tokens: int, answer_tokens: int, model: str, prices: Prices, *, provider: str | None = None
) -> Estimate:
    """What one answer of a tuned model costs, or as many as have these tokens together."""
    price = prices.find(model, provider)
    if price is None:
        return UNKNOWN
    return _estimate(price, [("input", prompt_tokens, price.input), ("output", answer_tokens, price.output)])


def is_old(as_of: date, today: date) -> bool:
    """Whether a price of a day is older than half a year on another."""
    return today - as_of > OLD


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
        minimum_charge=row.amount("minimum_charge"),
        hosting_per_hour=row.amount("hosting_per_hour"),
        as_of=row.required("as_of", date),
        source=row.required("source", str),
        unconfirmed=frozenset(row.texts("unconfirmed", required=False)),
    )


def _estimate(price: Price, parts: list[tuple[str, int, Decimal | None]]) -> Estimate:
    """The sum of tokens × the price per million of their kind; unknown as soon as one price is."""
    total: Decimal | None = Decimal(0)
    for _, tokens, per_million in parts:
        total = None if total is None or per_million is None else total + tokens * per_million / MILLION
    unconfirmed = total is not None and not price.unconfirmed.isdisjoint(kind for kind, *_ in parts)
    return Estimate(total, price.currency, price.as_of, price.source, unconfirmed)
