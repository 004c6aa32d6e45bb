"""Which vocabulary counts the tokens of a model. Own table: common ones take `ft:gpt-4.1…` for gpt-4."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EncodingChoice:
    """A vocabulary, and whether its counts are the model's own or only near them."""

    encoding: str
    reason: str | None = None
    """Why counts are approximate (an English sentence, context "Encoding"); None where they are exact."""


def base_model(name: str) -> str:
    """The base of a tuned model's name: `ft:gpt-4.1-mini:org:suffix:id` → `gpt-4.1-mini`."""
    raise NotImplementedError


def choose_encoding(model: str) -> EncodingChoice:
    """The vocabulary for a model, tuned or not; an unknown model gets the nearest one and a reason."""
    raise NotImplementedError


def encoding_for_model(model: str) -> str:
    """The name of the vocabulary alone: o200k_base, cl100k_base or utf8_bytes."""
    return choose_encoding(model).encoding
