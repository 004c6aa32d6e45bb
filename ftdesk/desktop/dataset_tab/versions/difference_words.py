"""Words, signs and colours of what may have become of an example."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from ftdesk.dataset.comparison import Kind

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class KindLook:
    """A kind of difference: a sign that tells it without colour, its word, and a semantic colour."""

    sign: str
    word: str
    tone: str


def look_of(kind: Kind) -> KindLook:
    """How a kind of difference looks."""
    return {
        "CHANGED": KindLook("±", translate("Compare", "Changed"), "warning"),
        "ADDED": KindLook("+", translate("Compare", "Added"), "success"),
        "REMOVED": KindLook("−", translate("Compare", "Removed"), "error"),
        "MOVED": KindLook("↕", translate("Compare", "Moved"), "info"),
    }[kind.name]
