"""What a training job or an answer costs: tokens, epochs and dated prices. Unknown is None, never 0."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path


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
    """All known prices."""

    prices: tuple[Price, ...]

    def find(self, model: str, provider: str | None = None) -> Price | None:
        """The price of a base or tuned model, at one provider where one is named."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Estimate:
    """An amount of money, or None where no price is known; with the price's date and source."""

    amount: Decimal | None
    currency: str
    price_date: date | None
    source: str


def load_prices(directory: Path) -> Prices:
    """Read `resources/prices`. Raises `DataFileUnusable` naming file and cause."""
    raise NotImplementedError


def estimate(
    tokens: int, epochs: int, model: str, prices: Prices, *, provider: str | None = None
) -> Estimate:
    """What training costs: tokens of one epoch × epochs × the model's training price."""
    raise NotImplementedError


def estimate_answer(
    prompt_tokens: int, answer_tokens: int, model: str, prices: Prices, *, provider: str | None = None
) -> Estimate:
    """What one answer of a model costs."""
    raise NotImplementedError


def billable_tokens(counts: Iterable[int], limit: int | None) -> int:
    """Tokens of one epoch: what is over a model's limit is cut off and not billed."""
    raise NotImplementedError


def epochs_for(n_examples: int) -> int:
    """The epochs a provider takes for `n_epochs="auto"`."""
    raise NotImplementedError
