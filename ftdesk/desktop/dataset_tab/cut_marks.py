"""The texts of the form that a provider cuts off at its limit, from the character on where it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.message_card import MessageCard
from ftdesk.desktop.dataset_tab.text_section import TextSection

if TYPE_CHECKING:
    from ftdesk.dataset.example import Pointer
    from ftdesk.dataset.truncation import Cut


class CutMarks(QObject):
    """Tints what is cut off in all fields of a form, also in those that come later."""

    def __init__(self, form: QWidget) -> None:
        super().__init__(form)
        self._form = form
        self._cut: Cut | None = None
        theme.notifier().theme_changed.connect(self.apply)

    def show_cut(self, cut: Cut | None) -> None:
        """Tint from a cut on, or nothing."""
        if cut != self._cut:
            self._cut = cut
            self.apply()

    def apply(self) -> None:
        """Do so in the fields as they are now."""
        for card in self._form.findChildren(MessageCard):
            card.text.tint_from(self._cut_in_message(card.pointer))
        for section in self._form.findChildren(TextSection):
            section.editor.tint_from(self._cut_in_text(section.key))

    def _cut_in_message(self, pointer: Pointer) -> int | None:
        """From which character on the text of a message is lost."""
        if self._cut is None or not pointer:
            return None
        depth, place = len(pointer), self._cut.place
        if place[: depth - 1] != pointer[:-1] or depth > len(place):
            return None
        if place[:depth] == pointer:
            rest = place[depth:]
            return self._cut.character if rest in ((), ("content",)) else None
        own, cut_at = pointer[-1], place[depth - 1]
        later = isinstance(own, int) and isinstance(cut_at, int) and own > cut_at
        return 0 if later else None

    def _cut_in_text(self, key: str) -> int | None:
        """The same for a prompt or a completion; the prompt is read first."""
        if self._cut is None or self._cut.place[:1] not in (("prompt",), ("completion",)):
            return None
        if self._cut.place == (key,):
            return self._cut.character
        return 0 if key == "completion" else None
