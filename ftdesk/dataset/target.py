"""The limits of one base model at one provider, as far as they are known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ftdesk.dataset.formats import Format
from ftdesk.wording import QT_TRANSLATE_NOOP


class OverLong(StrEnum):
    """What becomes of an example that is longer than the model trains on."""

    CUT = "cut"
    """Its end, which is the answer, is cut off."""
    REFUSED = "refused"
    """The job fails."""
    DROPPED = "dropped"
    """The example is left out."""


FATES: dict[OverLong | None, str] = {
    OverLong.CUT: QT_TRANSLATE_NOOP("Finding", "the end, the answer, is cut off"),
    OverLong.REFUSED: QT_TRANSLATE_NOOP("Finding", "the job fails"),
    OverLong.DROPPED: QT_TRANSLATE_NOOP("Finding", "the example is left out"),
    None: QT_TRANSLATE_NOOP("Finding", "what happens to it is not known"),
}
"""What becomes of an example that is too long, in words that end a sentence."""


class MarkRule(StrEnum):
    """Whether a file is to begin with a UTF-8 byte order mark."""

    WANTED = "wanted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Target:
    """The limits of one base model at one provider; None where the provider names none, or none is known.

    Token limits are for one example; sizes are bytes of one file. `source` says where the figures are from as a
    whole, `sources` where single ones are, by the name of the field.
    """

    name: str
    provider: str
    encoding: str
    approximate_reason: str | None
    """Why token counts for it are approximate, or None."""
    minimum_examples: int
    formats: frozenset[Format]
    roles: frozenset[str]
    tools: bool
    images: bool
    as_of: date
    source: str
    weights: bool | None = None
    """Whether the `weight` of a message is obeyed."""
    maximum_examples: int | None = None
    train_token_limit: int | None = None
    """What is trained on where the job does not ask for more."""
    raised_token_limit: int | None = None
    """What a job may ask for, where it may."""
    preference_token_limit: int | None = None
    """For preference data, where it differs from `train_token_limit`."""
    inference_token_limit: int | None = None
    over_long: OverLong | None = None
    maximum_bytes: int | None = None
    """Of a file that is sent in one request."""
    maximum_bytes_in_parts: int | None = None
    """Of a file that is sent in parts, or by an address to put it to."""
    byte_order_mark: MarkRule | None = None
    suffix_length: int | None = None
    default_epochs: int | None = None
    """What it takes where a job does not say how many; None: as many as OpenAI would, by the number of examples."""
    refused_findings: frozenset[str] = frozenset()
    """Codes of findings that are an error for this target, whatever their severity."""
    last_job: date | None = None
    """From this day on no job can be created."""
    shut_down: date | None = None
    """From this day on its tuned models do not answer."""
    unconfirmed: frozenset[str] = frozenset()
    """Fields whose figure no primary source confirms."""
    sources: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def key(self) -> str:
        """A name that no other target has: provider/model ("openai/gpt-4o-2024-08-06"); a model may hold "/" too."""
        return self.provider if self.name == self.provider else f"{self.provider}/{self.name}"

    def source_of(self, figure: str) -> str:
        """Where a field's value is from."""
        return self.sources.get(figure, self.source)

    def token_limit(self, kind: Format) -> int | None:
        """The tokens of one example of a format that are trained on without asking for more."""
        if kind is Format.PREFERENCE and self.preference_token_limit is not None:
            return self.preference_token_limit
        return self.train_token_limit
