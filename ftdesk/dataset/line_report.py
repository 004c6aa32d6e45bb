"""What a check is asked (CheckOptions) and what it says about one line (LineReport).

Everything here is small and picklable: it travels between the window and its worker processes.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ftdesk.dataset.formats import Format
from ftdesk.dataset.rules.finding import Finding
from ftdesk.dataset.target import OverLong, Target

VERY_LONG = 1_000_000
"""Bytes; a longer line is told of."""

ROLES = ("system", "developer", "user", "assistant", "tool", "function")
"""The roles of an example's messages are bits in this order; one more bit stands for any other role."""


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What the lines are checked against; numbers are the target's limits, None where it has none.

    `target` is a model and `provider` the id of whom it is at: both are only told. `format` is the person's explicit
    choice and wins over the keys of a line. Tokens are counted when `encoding` is given ("o200k_base", "cl100k_base" or
    "utf8_bytes"); `vocabulary_directory` holds the vocabularies. `item_keys` are the extra keys that a reinforcement
    grader reads.
    """

    target: str = ""
    provider: str = ""
    format: Format | None = None
    minimum_examples: int | None = None
    size_limit: int | None = None
    token_limit: int | None = None
    encoding: str | None = None
    vocabulary_directory: Path | None = None
    item_keys: tuple[str, ...] = ()
    over_long: OverLong | None = None
    """What becomes of an example that passes the token limit, None where it is not known."""
    approximate_reason: str | None = None
    """Why every token count for the target is approximate (context "Encoding")."""

    @classmethod
    def for_target(
        cls, target: Target, vocabulary_directory: Path | None, chosen: Format | None = None
    ) -> "CheckOptions":
        """What a base model takes; without a vocabulary directory no tokens are counted."""
        return cls(
            target=target.name,
            provider=target.provider,
            format=chosen,
            minimum_examples=target.minimum_examples,
            size_limit=target.maximum_bytes,
            token_limit=target.train_token_limit,
            encoding=target.encoding if vocabulary_directory is not None else None,
            vocabulary_directory=vocabulary_directory,
            over_long=target.over_long,
            approximate_reason=target.approximate_reason,
        )

    @property
    def cut_at(self) -> int | None:
        """The tokens after which the end of an example is lost without a word; None where nothing is cut."""
        return self.token_limit if self.over_long is OverLong.CUT else None


class Trace(NamedTuple):
    """The little that a check over the whole file needs to remember of one line.

    `fingerprint` is a 64-bit hash of the example's content (0: nothing to compare); `system` one of its
    system prompt (0: a conversation without one, None: no conversation). `edges` are the starts of
    prompt and completion and their reversed ends, for a completion example.
    """

    fingerprint: int = 0
    system: int | None = None
    has_images: bool = False
    edges: tuple[str, str, str, str] | None = None


class LineReport(NamedTuple):
    """One line as checked by itself.

    `turns` counts messages (a prompt with its completion is 2); `roles` are bits, see `ROLES`; `has_tools` tells of
    definitions, calls or results, `has_weight` of a message that says one; `answer` are the characters of all
    answers, None where the line is no object; `tokens` and `trained_tokens` are None when not counted, `doubts` are
    the bits of `token_doubts.Doubt` about them. `if_reinforcement` are the findings that count instead of `findings`
    when most of the file turns out to be reinforcement; None where that changes nothing.
    """

    findings: tuple[Finding, ...]
    format: Format
    turns: int = 0
    roles: int = 0
    has_tools: bool = False
    has_weight: bool = False
    answer: int | None = None
    tokens: int | None = None
    trained_tokens: int | None = None
    doubts: int = 0
    if_reinforcement: tuple[Finding, ...] | None = None
    blank: bool = False
    trace: Trace = Trace()
