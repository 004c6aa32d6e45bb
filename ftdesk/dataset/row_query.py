"""Which rows a person wants to see, and in which order: values that `row_choice` answers.

All conditions count together.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ftdesk.dataset.rules.finding import Severity
from ftdesk.dataset.text_query import TextQuery

NO_TEXT = TextQuery()
OTHER_ROLE = "other"
"""Any role that no format knows."""


class Feature(StrEnum):
    """What not every provider takes."""

    TOOLS = "tools"
    IMAGES = "images"
    WEIGHTS = "weights"


@dataclass(frozen=True, slots=True)
class RowQuery:
    """What is to be shown; conditions that are not set let every row pass."""

    text: TextQuery = NO_TEXT
    severities: frozenset[Severity] = frozenset()
    codes: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    """Examples with a message of one of these roles, `OTHER_ROLE` among them."""
    features: frozenset[Feature] = frozenset()
    """Examples that have all of these."""
    least_tokens: int | None = None
    most_tokens: int | None = None
    least_turns: int | None = None
    most_turns: int | None = None
    least_answer: int | None = None
    most_answer: int | None = None
    """Bounds of the characters of all answers."""
    languages: frozenset[str] = frozenset()
    """Codes of `language_codes.CODES`; what the answers were not looked at for is in none."""
    copies: bool = False
    """Only rows that repeat an earlier one."""
    edited: bool = False
    """Only rows that are not as in the file."""

    def __bool__(self) -> bool:
        """Whether any row could be left out."""
        return self.has_text or self.rests_on_check or self.edited or bool(self.languages)

    @property
    def has_text(self) -> bool:
        """Whether there is a text to look for; where it is looked for counts only then."""
        return bool(self.text.text)

    @property
    def rests_on_check(self) -> bool:
        """Whether the answer becomes another as the check goes on."""
        named = (self.severities, self.codes, self.roles, self.features, self.copies)
        return any(named) or any(bound is not None for bound in self.bounds)

    @property
    def bounds(self) -> tuple[int | None, ...]:
        """Least and most of tokens, turns and characters of the answers."""
        tokens, turns = (self.least_tokens, self.most_tokens), (self.least_turns, self.most_turns)
        return (*tokens, *turns, self.least_answer, self.most_answer)

    def with_bounds(self, bounds: Sequence[int | None]) -> "RowQuery":
        """The same with other bounds, in the same order."""
        least_tokens, most_tokens, least_turns, most_turns, least_answer, most_answer = bounds
        return replace(
            self,
            least_tokens=least_tokens,
            most_tokens=most_tokens,
            least_turns=least_turns,
            most_turns=most_turns,
            least_answer=least_answer,
            most_answer=most_answer,
        )

    def without_text(self) -> "RowQuery":
        """The conditions that are known without reading the rows."""
        return replace(self, text=NO_TEXT)


class Key(StrEnum):
    """What rows are put in order by."""

    POSITION = "position"
    TOKENS = "tokens"
    FINDINGS = "findings"


@dataclass(frozen=True, slots=True)
class RowOrder:
    """How the rows are put in order; equal ones stay in the order of the file."""

    key: Key = Key.POSITION
    falling: bool = False

    def __bool__(self) -> bool:
        """Whether it is another order than that of the file."""
        return self != RowOrder()
