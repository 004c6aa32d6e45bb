"""A quiet band over an example that is too long for its model: where it passes the limit, and what is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.stylesheet import set_look

if TYPE_CHECKING:
    from ftdesk.dataset.truncation import Cut


class CutNotice(QFrame):
    """Signals: `place_wanted()` when the person wants to see the place."""

    place_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cut_notice")
        set_look(self, "notice")
        self.setProperty("tone", "warning")
        self._words = plain_label("", wrap=True, parent=self)
        self._words.setObjectName("cut_words")
        show = QPushButton(self.tr("Show where"), self)
        show.setObjectName("show_cut_button")
        set_look(show, "link")
        show.clicked.connect(self.place_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self._words, 1)
        row.addWidget(show, alignment=Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_cut(self, cut: Cut | None) -> None:
        """Say what is cut off, or go away."""
        if cut is not None:
            self._words.setText(f"{self._place(cut)} {self._loss(cut)}")
        self.setVisible(cut is not None)

    def _place(self, cut: Cut) -> str:
        number = next((part + 1 for part in cut.place if isinstance(part, int)), None)
        words = {"limit": f"{cut.limit:,}", "character": f"{cut.character + 1:,}"}
        if number is not None:
            template = self.tr(
                "The limit of {limit} tokens is passed in message {number}, at character {character}."
            )
            return template.format(number=f"{number:,}", **words)
        if cut.place[0] in ("tools", "functions"):
            return self.tr("The definitions of the tools alone pass the limit of {limit} tokens.").format(
                **words
            )
        template = self.tr("The limit of {limit} tokens is passed in the {field}, at character {character}.")
        return template.format(field=cut.place[0], **words)

    def _loss(self, cut: Cut) -> str:
        words = {
            "cut": self.tr(
                "The {lost} tokens after it are cut off; {trained} of them would have been trained on."
            ),
            "dropped": self.tr("With {lost} tokens too many the example is left out."),
            "refused": self.tr("With {lost} tokens too many in this example the job is refused."),
            None: self.tr("What becomes of the {lost} tokens after it is not known."),
        }
        return words[cut.fate].format(lost=f"{cut.lost:,}", trained=f"{cut.lost_trained:,}")
