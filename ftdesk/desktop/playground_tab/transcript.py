"""The messages of a conversation on one page, which follows the text unless the person scrolled up."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ftdesk.desktop import theme
from ftdesk.desktop.playground_tab.turn_card import TurnCard

_WIDEST = 860
"""Pixels; longer lines are hard to read."""


class Transcript(QScrollArea):
    """Holds the cards in order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("transcript")
        self.setAccessibleName(self.tr("Conversation"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        page.setObjectName("transcript_page")
        column = QWidget()
        column.setMaximumWidth(_WIDEST)
        self._column = QVBoxLayout(column)
        self._column.setContentsMargins(16, 16, 16, 16)
        self._column.setSpacing(12)
        self._column.addStretch(1)
        outer = QVBoxLayout(page)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(column)
        self.setWidget(page)
        self._cards: list[TurnCard] = []
        self._at_end = True
        self.verticalScrollBar().valueChanged.connect(self._look_where)
        self.verticalScrollBar().rangeChanged.connect(self._follow)
        theme.notifier().theme_changed.connect(self._redraw)

    @property
    def cards(self) -> list[TurnCard]:
        """The cards, first message first."""
        return list(self._cards)

    def add(self, card: TurnCard) -> None:
        """Put a card below the others and show it."""
        self._at_end = True
        self._cards.append(card)
        self._column.insertWidget(self._column.count() - 1, card)

    def remove_from(self, index: int) -> None:
        """Take away that card and all below it."""
        removed, self._cards = self._cards[index:], self._cards[:index]
        for card in removed:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()

    @Slot()
    def _look_where(self) -> None:
        bar = self.verticalScrollBar()
        self._at_end = bar.value() >= bar.maximum() - 24

    @Slot()
    def _follow(self) -> None:
        if self._at_end:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    @Slot()
    def _redraw(self) -> None:
        for card in self._cards:
            card.redraw()
