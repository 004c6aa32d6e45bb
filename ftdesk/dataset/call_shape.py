"""What one call of a tuned model looks like, as the examples show it: tokens of the question and of the answer."""

from dataclasses import dataclass

from ftdesk.dataset.cost import Estimate, Prices, estimate_answer
from ftdesk.dataset.formats import Format
from ftdesk.dataset.row_table import Totals


@dataclass(frozen=True, slots=True)
class CallShape:
    """The mean of the examples, in tokens: what is trained on is the answer, the rest the question."""

    prompt: float
    answer: float


def shape_of(totals: Totals, kind: Format) -> CallShape | None:
    """The shape of a file's calls; None where the tokens were not counted, or nothing is answered in it."""
    if not totals.examples or totals.tokens is None or not totals.trained_tokens:
        return None
    answers = 2 if kind is Format.PREFERENCE else 1  # both are trained on, one of them is what is said
    return CallShape(
        (totals.tokens - totals.trained_tokens) / totals.examples,
        totals.trained_tokens / answers / totals.examples,
    )


def estimate_calls(
    shape: CallShape, calls: int, model: str, prices: Prices, *, provider: str | None = None
) -> Estimate:
    """What so many calls of a tuned model cost, if they are like the examples."""
    prompt, answer = round(shape.prompt * calls), round(shape.answer * calls)
    return estimate_answer(prompt, answer, model, prices, provider=provider)
