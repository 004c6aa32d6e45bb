"""What a person looks for in the texts of examples: a literal or a regular expression, and where.

The query says what counts as found (`TextQuery.pattern`); `search` finds it fast.
"""

import re
import warnings
from dataclasses import dataclass
from enum import StrEnum

from ftdesk.errors import FtdeskError
from ftdesk.wording import QT_TRANSLATE_NOOP

CONTEXT = "TextQuery"
"""The translation context of the templates here."""


class Place(StrEnum):
    """Where a text is looked for."""

    TEXTS = "texts"
    """In whatever is said, by anyone, tools included."""
    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"
    TOOL = "tool"
    ANYWHERE = "anywhere"
    """In the whole line, keys and JSON notation included, its escapes undone."""


ROLES: dict[Place, frozenset[str]] = {
    Place.SYSTEM: frozenset({"system", "developer"}),
    Place.USER: frozenset({"user"}),
    Place.ASSISTANT: frozenset({"assistant"}),
    Place.TOOL: frozenset({"tool", "function"}),
}
"""The roles whose texts a place means."""


class PatternUnusable(FtdeskError):
    """A regular expression that cannot be used; `template` (context "TextQuery") with `arguments` says why."""

    def __init__(self, template: str, **arguments: str) -> None:
        self.template = template
        self.arguments = arguments
        super().__init__(template.format(**arguments))

    def __reduce__(self) -> tuple[object, ...]:
        return _remade, (type(self), self.template, self.arguments)


class PatternTooSlow(PatternUnusable):
    """It takes far too long on some line; `arguments["row"]` is its id, since a part may count lines anew."""


INVALID = QT_TRANSLATE_NOOP("TextQuery", "This is no regular expression: {cause} (character {place}).")
INVALID_SOMEWHERE = QT_TRANSLATE_NOOP("TextQuery", "This is no regular expression: {cause}.")
TOO_SLOW = QT_TRANSLATE_NOOP(
    "TextQuery", "This expression takes too long on line {line}. Nested repetitions such as (a+)+ do that."
)


@dataclass(frozen=True, slots=True)
class TextQuery:
    """A text to look for; an empty one is in every line that has any text at that place."""

    text: str = ""
    is_pattern: bool = False
    match_case: bool = False
    whole_words: bool = False
    place: Place = Place.TEXTS

    def pattern(self) -> re.Pattern[str]:
        """What counts as found in a text. Raises `PatternUnusable` where `text` is no regular expression.

        In a regular expression `^` and `$` stand for the ends of each line of a text.
        """
        source = self.text if self.is_pattern else re.escape(self.text)
        flags = re.MULTILINE | (re.NOFLAG if self.match_case else re.IGNORECASE)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what it may come to mean in a later Python
                re.compile(
                    source, flags
                )  # by itself first: brackets around it would move the places of errors
                return re.compile(rf"(?<!\w)(?:{source})(?!\w)" if self.whole_words else source, flags)
        except re.error as error:
            if error.pos is None:
                raise PatternUnusable(INVALID_SOMEWHERE, cause=error.msg) from error
            raise PatternUnusable(INVALID, cause=error.msg, place=str(error.pos + 1)) from error
        except (OverflowError, RecursionError) as error:
            raise PatternUnusable(INVALID_SOMEWHERE, cause=str(error)) from error

    @property
    def roles(self) -> frozenset[str] | None:
        """The roles whose texts count; None where all do."""
        return ROLES.get(self.place)


def _remade(kind: type[PatternUnusable], template: str, arguments: dict[str, str]) -> PatternUnusable:
    return kind(template, **arguments)
