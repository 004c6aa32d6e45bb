"""The open conversation: its turns in memory, each change kept in the database in the order it was made."""

from __future__ import annotations

import contextlib
import dataclasses
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ftdesk.desktop.background import Background
from ftdesk.desktop.serial_work import SerialWork
from ftdesk.workspace.conversations import Conversation, Conversations, Turn
from ftdesk.workspace.errors import RecordMissing

if TYPE_CHECKING:
    from ftdesk.desktop.playground_tab.settings_panel import AskSettings

_TITLE_LENGTH = 60


class Entry:
    """A turn of the open conversation. The GUI thread sets `turn`; the database's thread sets `id`, once."""

    def __init__(self, turn: Turn) -> None:
        self.turn = turn
        self.id = turn.id


class ConversationSession(QObject):
    """Lives in the GUI thread; every database call happens elsewhere, one after the other.

    Signals:
        listed(object): tuple[Conversation, ...], all of them, after a change to the list.
        opened(object): Conversation | None, after another one was opened; its turns are in `entries`.
    """

    listed = Signal(object)  # tuple[Conversation, ...]
    opened = Signal(object)  # Conversation | None

    def __init__(self, background: Background, conversations: Conversations, parent: QObject) -> None:
        super().__init__(parent)
        self._conversations = conversations
        self._work = SerialWork(background, self)
        self._holder: _Holder = _Holder(None)
        self.entries: list[Entry] = []

    @property
    def conversation(self) -> Conversation | None:
        """The open conversation; None while a new one has no message yet."""
        return self._holder.conversation

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns as they are now."""
        return tuple(entry.turn for entry in self.entries)

    def finish(self, seconds: float) -> bool:
        """At the end, write what is not written yet; False when `seconds` were not enough. Raises DatabaseError."""
        return self._work.finish(seconds)

    def load_list(self) -> None:
        """Ask for `listed`."""
        self._work.add(self._conversations.list, self.listed.emit)

    def start_new(self) -> None:
        """Open an empty conversation; it is kept from its first message on."""
        self._holder = _Holder(None)
        self.entries = []
        self.opened.emit(None)

    def open(self, conversation_id: int) -> None:
        """Load a kept conversation, then emit `opened`."""

        def load() -> tuple[Conversation, tuple[Turn, ...]]:
            return self._conversations.get(conversation_id), self._conversations.turns(conversation_id)

        self._work.add(load, self._show)

    def _show(self, loaded: tuple[Conversation, tuple[Turn, ...]]) -> None:
        conversation, turns = loaded
        self._holder = _Holder(conversation)
        self.entries = [Entry(turn) for turn in turns]
        self.opened.emit(conversation)

    def append(self, turn: Turn, settings: AskSettings) -> Entry:
        """Add a turn at the end; a new conversation takes its title from its first message."""
        kept = dataclasses.replace(turn, created_at=time.time())
        entry = Entry(kept)
        self.entries.append(entry)
        holder = self._holder
        title = " ".join(turn.content.split())[:_TITLE_LENGTH]

        def keep() -> None:
            if holder.conversation is None:
                holder.conversation = self._conversations.create(
                    title,
                    model=settings.model,
                    system_prompt=settings.system_prompt,
                    parameters=settings.parameters,
                )
            entry.id = self._conversations.append(holder.conversation.id, kept).id

        is_first = holder.conversation is None and len(self.entries) == 1
        self._work.add(keep, (lambda _: self.load_list()) if is_first else None)
        return entry

    def replace(self, entry: Entry, turn: Turn) -> None:
        """Change a turn (an edit, or an answer that has ended)."""
        entry.turn = turn

        def keep() -> None:
            if entry.id is not None:  # known by now: the work that appended it ran before this
                with contextlib.suppress(RecordMissing):  # deleted while it was still being answered
                    self._conversations.replace(dataclasses.replace(turn, id=entry.id))

        self._work.add(keep)

    def cut_from(self, index: int) -> None:
        """Remove the turn at `index` and all after it."""
        removed, self.entries = self.entries[index:], self.entries[:index]
        holder = self._holder

        def keep() -> None:
            first = next((entry.id for entry in removed if entry.id is not None), None)
            if first is not None and holder.conversation is not None:
                self._conversations.delete_from(holder.conversation.id, first)

        self._work.add(keep)

    def set_up(self, settings: AskSettings) -> None:
        """Remember with the conversation how its next turn is asked."""
        holder = self._holder

        def keep() -> None:
            if holder.conversation is not None:
                holder.conversation = self._conversations.set_up(
                    holder.conversation.id,
                    model=settings.model,
                    system_prompt=settings.system_prompt,
                    parameters=settings.parameters,
                )

        self._work.add(keep)

    def rename(self, conversation_id: int, title: str) -> None:
        """Give a conversation another title."""
        self._work.add(lambda: self._conversations.rename(conversation_id, title))
        self.load_list()

    def delete(self, conversation_id: int) -> None:
        """Forget a conversation; when it is the open one, a new one takes its place."""
        self._work.add(lambda: self._conversations.delete(conversation_id))
        if self.conversation is not None and self.conversation.id == conversation_id:
            self.start_new()
        self.load_list()


class _Holder:
    """Who the waiting work belongs to: a conversation that may only come to be while it waits."""

    def __init__(self, conversation: Conversation | None) -> None:
        self.conversation = conversation
