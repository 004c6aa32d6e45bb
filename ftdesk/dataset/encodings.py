"""Which vocabulary counts the tokens of a model.

A table of our own: tiktoken's takes `ft:gpt-4.1…` for gpt-4 and knows neither tuned o-series models nor ours.
"""

import re
from dataclasses import dataclass

from ftdesk.wording import QT_TRANSLATE_NOOP

O200K = "o200k_base"
CL100K = "cl100k_base"
UTF8_BYTES = "utf8_bytes"
"""Not a vocabulary: one token is one byte of UTF-8, as for the built-in local model."""

_FAMILIES = {
    UTF8_BYTES: ("ftdesk-replies",),
    O200K: ("gpt-4o", "gpt-4.1", "gpt-4.5", "gpt-5", "chatgpt-4o", "o1", "o3", "o4-mini", "gpt-oss"),
    CL100K: ("gpt-4", "gpt-3.5-turbo", "gpt-35-turbo", "davinci-002", "babbage-002", "text-embedding"),
}

_UNKNOWN = QT_TRANSLATE_NOOP(
    "Encoding", "The vocabulary of this model is not known; counts are near, not exact."
)

_AZURE_TUNED = re.compile(r"\.ft-[0-9a-f]{32}.*$")


@dataclass(frozen=True, slots=True)
class EncodingChoice:
    """A vocabulary, and whether its counts are the model's own or only near them."""

    encoding: str
    reason: str | None = None
    """Why counts are approximate (an English sentence, context "Encoding"); None where they are exact."""


def base_model(name: str) -> str:
    """The base of a tuned model's name: `ft:gpt-4.1-mini:org:suffix:id` → `gpt-4.1-mini`."""
    name = name.strip()
    if name.startswith("ft:"):
        return name.split(":")[1]
    return _AZURE_TUNED.sub("", name)


def choose_encoding(model: str) -> EncodingChoice:
    """The vocabulary for a model, tuned or not; an unknown model gets the newest one and a reason."""
    base = base_model(model).rpartition("/")[2].lower()
    for encoding, families in _FAMILIES.items():
        if any(base == family or base.startswith(f"{family}-") for family in families):
            return EncodingChoice(encoding)
    if base.startswith("gpt-5."):
        return EncodingChoice(O200K)
    return EncodingChoice(O200K, _UNKNOWN)


def encoding_for_model(model: str) -> str:
    """The name of the vocabulary alone: o200k_base, cl100k_base or utf8_bytes."""
    return choose_encoding(model).encoding
