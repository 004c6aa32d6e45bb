"""The result of something the person asked for, said in a sentence where they asked."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from ftdesk.desktop.labels import plain_label, shortened
from ftdesk.desktop.stylesheet import set_look
from ftdesk.desktop.theme import colors, pixmap

_ICONS = {"success": "check-circle", "error": "error", "warning": "warning", "neutral": "clock"}


class ResultLine(QFrame):
    """A soft banner with a shape, a colour and words; gone until there is something to say."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._picture = QLabel()
        self._words = plain_label("", wrap=True)
        self._words.setObjectName(f"{name}_text")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self._picture)
        layout.addWidget(self._words, 1)
        self.clear()

    @property
    def text(self) -> str:
        """What it says now."""
        return self._words.text()

    def say(self, words: str, tone: str, details: str = "") -> None:
        """Say `words`; tone is success, error, warning or neutral; `details` show on hover."""
        self._words.setText(shortened(words, 500))
        self.setToolTip("" if not details else shortened(details, 800).replace("<", "‹"))
        self._picture.setPixmap(pixmap(_ICONS[tone], getattr(colors(), tone), 16, 2.0))
        set_look(self, "banner", tone)
        self.show()

    def clear(self) -> None:
        """Say nothing."""
        self._words.clear()
        self.hide()
