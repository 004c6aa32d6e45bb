"""Words of the data files that people read. A file gains one: mark it here, and it is translated too."""

from PySide6.QtCore import QCoreApplication

from ftdesk.wording import QT_TRANSLATE_NOOP

KNOWN = frozenset(
    {
        QT_TRANSLATE_NOOP("Data", "OpenAI"),
        QT_TRANSLATE_NOOP("Data", "OpenAI's pricing page of November 2025"),
        QT_TRANSLATE_NOOP("Data", "OpenAI-compatible server"),
        QT_TRANSLATE_NOOP("Data", "This machine"),
        QT_TRANSLATE_NOOP("Data", "ftdesk's own engine"),
    }
)
"""Titles of providers, and where prices come from."""


def in_words(text: str) -> str:
    """`text` of a data file in the person's language."""
    return QCoreApplication.translate("Data", text)
