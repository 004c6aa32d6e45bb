"""One thing that is wrong, or worth knowing, about one line of a training file.

A finding keeps its sentence's arguments apart from its template, so that the window can translate the
template first and fill it in afterwards.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ftdesk.dataset.rules.amounts import grouped
from ftdesk.dataset.rules.catalogue import CATALOGUE, Severity
from ftdesk.dataset.rules.masking import masked
from ftdesk.wording import QT_TRANSLATE_NOOP

__all__ = ["MISSING", "Finding", "Found", "Severity", "kept", "shorten", "shown"]

MISSING = QT_TRANSLATE_NOOP("Finding", "missing")
"""Fills a sentence where nothing is; what a file holds is never this word alone, but in quotes."""
LONGEST_SHOWN = 60
LONGEST_KEPT = 200
_LONGEST_LOOKED_AT = 4096
MOST_OF_ONE_LINE = 1000
"""A line with a million wrong messages is not told of each."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`line` is the 1-based physical line, `path` a JSON Pointer into the example ("" is the whole line).

    What speaks of the file as a whole (`whole_file`) stands on line 1.
    """

    line: int
    code: str
    path: str = ""
    arguments: tuple[tuple[str, str], ...] = ()
    fix: str | None = None
    whole_file: bool = False

    @property
    def severity(self) -> Severity:
        """How bad it is: decided by the code alone."""
        return CATALOGUE[self.code].severity

    @property
    def template(self) -> str:
        """The English sentence with {named} places, to be translated in the context "Finding"."""
        return CATALOGUE[self.code].template

    def places(self) -> dict[str, str]:
        """What fills the template, short and visible; a word such as "missing" has a translation too."""
        return {name: shorten(value) for name, value in self.arguments}

    @property
    def message(self) -> str:
        """The English sentence, its numbers as programs read them."""
        return self.template.format(**self.places())

    @property
    def told(self) -> str:
        """The English sentence for people: amounts have separators."""
        return self.template.format(**{name: grouped(name, value) for name, value in self.places().items()})

    def at_line(self, line: int) -> "Finding":
        """The same finding after its line has moved."""
        return self if line == self.line else replace(self, line=line)


class Found:
    """Collects the findings of one line while the rules go over it."""

    __slots__ = ("findings", "images", "line", "plain_text")

    def __init__(self, line: int, *, plain_text: bool = False) -> None:
        self.line = line
        self.findings: list[Finding] = []
        self.plain_text = plain_text
        """Whether the raw line already showed that no text in it can hold a hidden character."""
        self.images = 0

    def add(self, code: str, path: str = "", /, *, fixable: bool = True, **arguments: object) -> None:
        """Note a finding; `fixable` is false where the code's fix would not be safe on this one."""
        self.note(code, path, arguments, fix=CATALOGUE[code].fix if fixable else None)

    def note(self, code: str, path: str, arguments: Mapping[str, object], fix: str | None = None) -> None:
        """The same, with the sentence's arguments as a mapping."""
        if len(self.findings) >= MOST_OF_ONE_LINE:
            return
        said = tuple(
            (name, kept(value) if isinstance(value, str) else str(value)) for name, value in arguments.items()
        )
        self.findings.append(Finding(self.line, code, masked(path) if path else "", said, fix))


def kept(text: str) -> str:
    """What a finding remembers of a text: enough for its sentence, secrets and personal data masked."""
    return masked(text[:_LONGEST_LOOKED_AT])[:LONGEST_KEPT]


def shorten(text: str) -> str:
    """Text as one short piece of visible characters, for use inside a sentence."""
    if len(text) > LONGEST_SHOWN:
        text = text[: LONGEST_SHOWN - 1] + "…"
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else _escaped(letter) for letter in text)


def shown(value: object) -> str:
    """A JSON value in its own notation, containers without what they hold: what a sentence says it found."""
    if isinstance(value, str):
        return f'"{kept(value)}"'
    if isinstance(value, dict):
        return "{…}" if value else "{}"
    if isinstance(value, list):
        return "[…]" if value else "[]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value)[:LONGEST_KEPT]


def _escaped(letter: str) -> str:
    return {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(letter, f"\\u{ord(letter):04x}")
