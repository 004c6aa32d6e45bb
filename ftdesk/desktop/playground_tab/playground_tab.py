"""The playground: a conversation in the middle, kept ones to the left, what it is asked with to the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from ftdesk.desktop.actions import make_action
from ftdesk.desktop.column_scroll import ColumnScroll
from ftdesk.desktop.connection import ConnectionState, ConnectionStatus
from ftdesk.desktop.messages import explain
from ftdesk.desktop.playground_tab.conversation_list import ConversationList
from ftdesk.desktop.playground_tab.conversation_session import ConversationSession
from ftdesk.desktop.playground_tab.dialogue import Dialogue
from ftdesk.desktop.playground_tab.settings_panel import AskSettings, SettingsPanel
from ftdesk.desktop.services import Services
from ftdesk.workspace.conversations import ChatParameters, Conversation
from ftdesk.workspace.preferences import PlaygroundDefaults

if TYPE_CHECKING:
    from ftdesk.api.types import Model

_SAVE_DELAY_MS = 600


class PlaygroundTab(QWidget):
    """Signals:
    example_made(object): MadeExample, for the open dataset.
    settings_requested(): the person wants to mend the connection.
    """

    example_made = Signal(object)  # MadeExample
    settings_requested = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("playground_tab")
        self._services = services
        self._session = ConversationSession(services.background, services.conversations, self)
        self._chats = ConversationList()
        self._panel = SettingsPanel()
        self._dialogue = Dialogue(services, self._session, lambda: self._panel.settings)
        self._save_timer = QTimer(self, interval=_SAVE_DELAY_MS, singleShot=True)
        self._lay_out()
        self.commands = self._make_commands()
        self._connect()
        self._show_defaults()
        self._session.load_list()
        self._follow_connection(services.connection.state)

    # -- what the window uses ------------------------------------------------------------------------------

    def show_model(self, name: str) -> None:
        """Start a new chat with that model."""
        self.start_new_chat()
        self._panel.show_model(name)
        self._dialogue.composer.write("")

    def ask(self, text: str) -> None:
        """Send `text` as the next message."""
        self._dialogue.ask(text)

    @property
    def streaming(self) -> bool:
        """Whether an answer is on its way."""
        return self._dialogue.streaming

    def finish(self, seconds: float = 2.0) -> bool:
        """The window closes: keep what was said and set; False when `seconds` were not enough.

        Raises DatabaseError and SettingsNotSaved.
        """
        self._dialogue.finish()
        if self._save_timer.isActive():
            self._save_timer.stop()
            self._session.set_up(self._panel.settings)
            self._services.settings.update(playground=self._defaults())
        return self._session.finish(seconds)

    # -- building ------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setObjectName("playground_splitter")
        for index, widget in enumerate((self._chats, self._dialogue, ColumnScroll(self._panel))):
            splitter.addWidget(widget)
            splitter.setStretchFactor(index, 1 if widget is self._dialogue else 0)
        splitter.setSizes([200, 780, 292])
        splitter.setChildrenCollapsible(False)
        self.setFocusProxy(self._dialogue.composer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def _make_commands(self) -> list[QAction]:
        dialogue = self._dialogue
        again, make = self.tr("Answer again"), self.tr("Make example of the last answer")
        return [
            make_action(self, "new_chat", self.tr("New chat"), self.start_new_chat, "Ctrl+N", "plus"),
            make_action(self, "regenerate", again, dialogue.regenerate_last, "Ctrl+R", "refresh"),
            make_action(self, "stop_answer", self.tr("Stop the answer"), dialogue.stop, None, "stop"),
            make_action(self, "make_example", make, dialogue.make_example_of_last, "Ctrl+E", "wand"),
            make_action(
                self, "refresh_models", self.tr("Refresh models"), self.refresh_models, "F5", "refresh"
            ),
        ]

    def _connect(self) -> None:
        self._save_timer.timeout.connect(self._save_settings)
        self._dialogue.example_made.connect(self.example_made)
        self._dialogue.composer.settings_wanted.connect(self.settings_requested)
        self._panel.changed.connect(self._follow_settings)
        self._panel.refresh_wanted.connect(self.refresh_models)
        self._chats.chosen.connect(self._open_chat)
        self._chats.new_wanted.connect(self.start_new_chat)
        self._chats.renamed.connect(self._session.rename)
        self._chats.deleted.connect(self._session.delete)
        self._session.listed.connect(self._show_list)
        self._session.opened.connect(self._show_settings_of)
        self._services.connection.changed.connect(self._follow_connection)

    # -- models --------------------------------------------------------------------------------------------

    @Slot()
    def refresh_models(self) -> None:
        """Ask the server which models there are; without it the names already known stay."""
        connection = self._services.connection
        if not connection.state.ready:
            return

        def load(_: object) -> tuple[Model, ...]:
            from ftdesk.api.models import list_models

            return tuple(list_models(connection.client()))

        self._services.background.run(self, load, self._show_models, self._models_failed)

    def _show_models(self, models: tuple[Model, ...]) -> None:
        self._dialogue.empty_state.show_trouble("")
        self._panel.show_models([model.id for model in models])

    def _models_failed(self, error: Exception) -> None:
        """Nothing is in the way: the name of a model can still be typed."""
        self._dialogue.empty_state.show_trouble(explain(error).sentence)

    @Slot(object)
    def _follow_connection(self, state: ConnectionState) -> None:
        self._panel.show_nature(built_in=state.profile.kind == "local")
        waiting = state.sentence or self.tr("The server is not ready yet")
        mendable = state.status in {ConnectionStatus.NEEDS_KEY, ConnectionStatus.FAILED}
        self._dialogue.composer.block("" if state.ready else waiting, settings=mendable)
        if state.ready:
            self.refresh_models()

    # -- settings ------------------------------------------------------------------------------------------

    @Slot(object)
    def _follow_settings(self, settings: AskSettings) -> None:
        self._dialogue.composer.ask_for_message(completion=settings.completion)
        self._save_timer.start()

    @Slot()
    def _save_settings(self) -> None:
        """Keep the settings with the conversation and as the start of the next one."""
        self._session.set_up(self._panel.settings)
        store, defaults = self._services.settings, self._defaults()
        self._services.background.run(self, lambda _: store.update(playground=defaults))

    def _defaults(self) -> PlaygroundDefaults:
        """What the next conversation begins with."""
        settings = self._panel.settings
        asked = settings.parameters
        return PlaygroundDefaults(
            model=settings.model or None,
            system_prompt=settings.system_prompt,
            temperature=asked.temperature,
            top_p=asked.top_p,
            max_tokens=asked.max_tokens,
            seed=asked.seed,
            stop=asked.stop,
        )

    def _show_defaults(self) -> None:
        chosen = self._services.settings.current.playground
        parameters = ChatParameters(
            chosen.temperature, chosen.top_p, chosen.max_tokens, chosen.seed, chosen.stop
        )
        self._panel.show_settings(chosen.model, chosen.system_prompt, parameters)

    @Slot(object)
    def _show_settings_of(self, conversation: Conversation | None) -> None:
        if conversation is not None:
            asked = conversation.parameters
            self._panel.show_settings(conversation.model, conversation.system_prompt, asked)
        self._session.load_list()

    # -- conversations -------------------------------------------------------------------------------------

    @Slot()
    def start_new_chat(self) -> None:
        """Leave the open conversation (it is kept) and start an empty one."""
        self._dialogue.stop()
        self._session.start_new()

    @Slot(object)
    def _open_chat(self, conversation_id: int) -> None:
        self._dialogue.stop()
        self._session.open(conversation_id)

    @Slot(object)
    def _show_list(self, conversations: tuple[Conversation, ...]) -> None:
        current = self._session.conversation
        self._chats.show_conversations(conversations, None if current is None else current.id)
