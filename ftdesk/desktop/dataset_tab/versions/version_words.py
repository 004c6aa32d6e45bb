"""Words about a version."""

from PySide6.QtCore import QCoreApplication

from ftdesk.desktop.dataset_tab.visible_text import one_line
from ftdesk.desktop.figure_words import exactly
from ftdesk.workspace.version_records import Version, Why

translate = QCoreApplication.translate


def why_words(why: Why) -> str:
    """What made the version, for the list."""
    return {
        Why.OPENED: translate("Versions", "Before your first edit"),
        Why.SAVED: translate("Versions", "Saved"),
        Why.OUTSIDE: translate("Versions", "Written by another program"),
        Why.JOB: translate("Versions", "Sent to a job"),
    }[why]


def version_title(version: Version) -> str:
    """A version in a few words: its name, or what made it, and when."""
    name = one_line(version.name, 60) if version.name else why_words(version.why)
    return translate("Versions", "{name}, {time}").format(name=name, time=exactly(version.kept_at))
