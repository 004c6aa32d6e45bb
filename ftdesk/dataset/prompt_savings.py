"""What a shorter system prompt saves: tokens of every call and of training, and what they cost.

A tuned model that knows its task from examples needs less of a prompt; how much less it can do with is measured in the
playground, what that saves here. Unknown prices are None, never 0.
"""

from dataclasses import dataclass
from decimal import Decimal

from ftdesk.dataset.cost import MILLION, Price


@dataclass(frozen=True, slots=True)
class Saving:
    """One variant of a prompt beside today's; negative where it is longer.

    `tokens` are those of its message in a call, `saved` how many fewer that is. `per_call` and `per_call_cached` are
    money at the input price and at the one for input that is cached; `training` are tokens of one epoch of the file.
    """

    tokens: int
    saved: int
    share: Decimal
    """Of today's tokens, from 0 to 1."""
    per_call: Decimal | None
    per_call_cached: Decimal | None
    training: int


def saving(now: int, then: int, examples: int, price: Price | None) -> Saving:
    """What a message of `then` tokens saves in place of one of `now`, which so many examples of the file have."""
    saved = now - then
    return Saving(
        tokens=then,
        saved=saved,
        share=Decimal(saved) / now if now else Decimal(0),
        per_call=_cost(saved, None if price is None else price.input),
        per_call_cached=_cost(saved, None if price is None else price.cached_input),
        training=saved * examples,
    )


def _cost(tokens: int, per_million: Decimal | None) -> Decimal | None:
    return None if per_million is None else tokens * per_million / MILLION
