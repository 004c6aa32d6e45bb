"""A list of messages as cards, in order, with the edits that concern the list: add, delete, duplicate, move."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from ftdesk.dataset import example_edits
from ftdesk.dataset.example import Example, MessageView, Pointer
from ftdesk.dataset.formats import Format
from ftdesk.dataset.rules.finding import Finding
from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.copy_message import duplicate_message
from ftdesk.desktop.dataset_tab.edit import Edit
from ftdesk.desktop.dataset_tab.message_card import CardPlace, MessageCard
from ftdesk.desktop.dataset_tab.message_drag import MessageDrag
from ftdesk.desktop.dataset_tab.role_tag import ROLES
from ftdesk.desktop.labels import plain_label

FIRST_CARDS = 30
CARDS_AT_ONCE = 3
_SINGLE: tuple[Pointer, ...] = (("preferred_output",), ("non_preferred_output",))
"""Lists that hold exactly one message."""


class MessageList(QWidget):
    """The cards of one list, such as `("messages",)`; a very long list shows its beginning and offers the rest.

    Signals:
        edit_requested(object): Edit.
        more_requested(): the same example should be shown again, with more of its cards.
    """

    edit_requested = Signal(object)  # Edit
    more_requested = Signal()

    def __init__(self, within: Pointer, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.within = within
        self.cards: list[MessageCard] = []
        self._spare: list[MessageCard] = []
        self._views: tuple[MessageView, ...] = ()
        self._most = FIRST_CARDS
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.more_requested)
        self._drag = MessageDrag(self)
        self._drag.moved.connect(self._move)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._title = plain_label(title, "section", parent=self)
        self._title.setVisible(bool(title))
        self._layout.addWidget(self._title)
        self._layout.addLayout(self._make_footer())

    # -- showing ----------------------------------------------------------------------------------------------------

    def show_messages(self, example: Example, number: int, *, fresh: bool) -> int:
        """Show the list of an example; the first card gets `number`. Returns the number after the last card."""
        weighted = example.format is Format.CHAT
        if fresh:
            self._most = FIRST_CARDS
        self._views = example.messages(self.within)
        views = self._views[: min(self._most, len(self.cards) + len(self._spare) + CARDS_AT_ONCE)]
        self._fit_cards(len(views))
        last = len(self._views) - 1
        for index, (card, view) in enumerate(zip(self.cards, views, strict=True)):
            card.show_message(
                example, view, number + index, CardPlace(index == 0, index == last, fresh, weighted)
            )
        hidden = len(self._views) - self._most
        if len(views) < min(self._most, len(self._views)):
            self._later.start(0)
        self.add_button.setVisible(self.within not in _SINGLE or not self._views)
        self._more.setVisible(hidden > 0)
        self._more.setText(self.tr("Show {count} more messages").format(count=f"{hidden:,}"))
        return number + len(views)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Hand each card its findings."""
        for card in self.cards:
            card.show_findings(findings)

    def set_locked(self, *, locked: bool) -> None:
        """Whether the list may only be read."""
        self.add_button.setDisabled(locked)

    def focus_place(self, pointer: Pointer) -> bool:
        """Give the keyboard to a message, a place inside one, or the end of the list; false for another place."""
        card = self.card_for(pointer)
        if card is not None:
            card.focus_place(pointer[len(self.within) + 1 :])
        elif pointer == self.within and self.add_button.isVisibleTo(self):
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif pointer == self.within and self.cards:  # the one message of a list that takes no other
            self.cards[0].focus_place(())
        return card is not None or pointer == self.within

    def card_for(self, pointer: Pointer) -> MessageCard | None:
        """The card of a message or of a place inside one."""
        depth = len(self.within)
        if pointer[:depth] != self.within or len(pointer) <= depth:
            return None
        index = pointer[depth]
        if not isinstance(index, int) or not 0 <= index < len(self._views):
            return None
        if index >= len(self.cards):
            self._most = max(self._most, index + FIRST_CARDS)
            self._fit_cards(index + 1)
            self.more_requested.emit()
        return self.cards[index] if index < len(self.cards) else None

    # -- editing ----------------------------------------------------------------------------------------------------

    def add_message(self, role: str | None = None, *_: object) -> None:
        """Ask for a new message at the end; without a role, whoever's turn it is."""
        within, index = self.within, len(self._views)
        speaker = role or self._next_role()
        self.edit_requested.emit(
            Edit(
                lambda example: example_edits.add_message(example, within, index, speaker),
                self.tr("Add message"),
                focus=(*within, index),
            )
        )

    def _add_next(self) -> None:
        self.add_message()

    def act(self, card: MessageCard, action: str) -> None:
        """Ask for what a card's button, or its shortcut, says: up, down, duplicate or delete."""
        index = self.cards.index(card)
        if action in ("up", "down"):
            self._move(index, index - 1 if action == "up" else index + 1)
        elif action == "duplicate":
            self._duplicate(index)
        elif action == "delete":
            self._delete(index)

    def _move(self, index: int, target: int) -> None:
        if not 0 <= target < len(self._views):
            return
        message = (*self.within, index)
        self.edit_requested.emit(
            Edit(
                lambda example: example_edits.move_message(example, message, target),
                self.tr("Move message"),
                focus=(*self.within, target),
            )
        )

    def _duplicate(self, index: int) -> None:
        message = (*self.within, index)
        self.edit_requested.emit(
            Edit(
                lambda example: duplicate_message(example, message),
                self.tr("Duplicate message"),
                focus=(*self.within, index + 1),
            )
        )

    def _delete(self, index: int) -> None:
        message = (*self.within, index)
        neighbour = max(0, min(index, len(self._views) - 2))
        self.edit_requested.emit(
            Edit(
                lambda example: example_edits.delete_message(example, message),
                self.tr("Delete message"),
                focus=(*self.within, neighbour) if len(self._views) > 1 else None,
            )
        )

    def _next_role(self) -> str:
        last = self._views[-1].role if self._views else None
        return {None: "user", "user": "assistant", "tool": "assistant", "function": "assistant"}.get(
            last, "user"
        )

    # -- inside -----------------------------------------------------------------------------------------------------

    def prepare(self, count: int) -> None:
        """Make cards before they are needed."""
        self._fit_cards(count)
        self._fit_cards(0)

    def _fit_cards(self, count: int) -> None:
        """Have `count` cards; those not needed are kept out of sight, since a new one costs some milliseconds."""
        while len(self.cards) > count:
            card = self.cards.pop()
            card.put_away()
            self._spare.append(card)
        while len(self.cards) < count:
            card = self._spare.pop() if self._spare else self._make_card()
            self.cards.append(card)
            card.show()

    def _make_card(self) -> MessageCard:
        card = MessageCard(self)
        self._drag.follow(card)
        card.edit_requested.connect(self.edit_requested)
        card.action_chosen.connect(lambda action: self.act(card, action))
        self._layout.insertWidget(len(self.cards) + 1, card)
        return card

    def _make_footer(self) -> QHBoxLayout:
        self._more = QPushButton(self)
        self._more.setObjectName("show_more_messages_button")
        self._more.setProperty("look", "link")
        self._more.hide()
        self._more.clicked.connect(self._show_all)
        self.add_button = QToolButton(self)
        self.add_button.setObjectName("add_message_button")
        self.add_button.setText(self.tr("Add message"))
        self.add_button.setToolTip(
            self.tr("Add a message at the end (Ctrl+Return); the arrow chooses who speaks")
        )
        self.add_button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.add_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        theme.set_icon(self.add_button, "plus", "text_muted")
        menu = QMenu(self.add_button)
        for role in ROLES:
            menu.addAction(role).triggered.connect(partial(self.add_message, role))
        self.add_button.setMenu(menu)
        self.add_button.clicked.connect(self._add_next)
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addWidget(self._more)
        row.addStretch(1)
        return row

    def _show_all(self) -> None:
        self._most += 10 * FIRST_CARDS
        self.more_requested.emit()
