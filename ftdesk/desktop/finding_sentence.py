"""A finding in the person's language: its template is translated, then the words of ours that fill it."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from ftdesk.dataset.formats import TITLES, Format
from ftdesk.dataset.rules.amounts import grouped
from ftdesk.dataset.rules.finding import Finding, shorten

_CONTEXT = "Finding"
_FILLED_BY_US = frozenset({"expected", "fate", "found", "id", "role", "type"})
"""Places that a word such as "missing" can fill; what stands in the others is the file's own."""
_FORMATS = frozenset({"format", "majority"})


def sentence(finding: Finding, shown: Callable[[str], str] = shorten) -> str:
    """One plain sentence; `shown` makes text out of the file safe to show."""
    places = {name: shown(_in_words(name, value)) for name, value in finding.arguments}
    return QCoreApplication.translate(_CONTEXT, finding.template).format(**places)


def _in_words(name: str, value: str) -> str:
    if name in _FILLED_BY_US:
        return QCoreApplication.translate(_CONTEXT, value)
    if name in _FORMATS and value in TITLES:
        return QCoreApplication.translate("Format", TITLES[Format(value)])
    return grouped(name, value)
