"""The open conversation: its messages, where the next one is written, and the answer on its way."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ftdesk.desktop.made_example import MadeExample
from ftdesk.desktop.messages import explain
from ftdesk.desktop.playground_tab import asking
from ftdesk.desktop.playground_tab.chat_stream import ChatStream, Outcome, Question
from ftdesk.desktop.playground_tab.composer import Composer
from ftdesk.desktop.playground_tab.conversation_session import ConversationSession, Entry
from ftdesk.desktop.playground_tab.empty_state import EmptyState
from ftdesk.desktop.playground_tab.link_question import ask_before_opening
from ftdesk.desktop.playground_tab.settings_panel import AskSettings
from ftdesk.desktop.playground_tab.transcript import Transcript
from ftdesk.desktop.playground_tab.turn_card import TurnCard
from ftdesk.desktop.services import Services
from ftdesk.desktop.stylesheet import set_look
from ftdesk.workspace.conversations import KeptToolCall, Turn

_PAINT_INTERVAL_MS = 33


class Dialogue(QWidget):
    """Asks with what `settings` says at that moment; the session keeps what was said.

    Signals:
        example_made(object): MadeExample, when the person chose an answer to learn from.
    """

    example_made = Signal(object)  # MadeExample
    _asked = Signal(object)  # Question, to the stream's thread

    def __init__(
        self, services: Services, session: ConversationSession, settings: Callable[[], AskSettings]
    ) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_look(self, "surface")
        self._services = services
        self._session = session
        self._settings = settings
        self._question: Question | None = None
        self._entry: Entry | None = None
        self._provider = ""
        self._arrived: list[str] = []
        """The text of the answer on its way; its card may be gone before it ends."""
        self._earlier: Turn | None = None
        """The answer in whose place another was asked for; it comes back when none does."""
        self._transcript = Transcript()
        self.composer = Composer()
        self.empty_state = EmptyState()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty_state)
        self._pages.addWidget(self._transcript)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._pages, 1)
        column.addWidget(self.composer)
        self._stream = ChatStream(services.connection)
        self._paint_timer = QTimer(self, interval=_PAINT_INTERVAL_MS, singleShot=True)
        self._connect()
        services.background.start(self._stream, "chat stream")

    def _connect(self) -> None:
        self._asked.connect(self._stream.answer)
        self._stream.text_waiting.connect(self._text_waits)
        self._stream.ended.connect(self._end_answer)
        self._paint_timer.timeout.connect(self._paint_text)
        self.composer.send_wanted.connect(self.ask)
        self.composer.stop_wanted.connect(self.stop)
        self.empty_state.suggestion_chosen.connect(self.composer.write)
        self._session.opened.connect(self._show_conversation)

    # -- asking --------------------------------------------------------------------------------------------

    @property
    def streaming(self) -> bool:
        """Whether an answer is on its way."""
        return self._question is not None

    @Slot(object)
    def ask(self, text: str) -> None:
        """Send `text` as the next message."""
        if self.streaming or not text.strip():
            return
        self._add_card(self._session.append(Turn("user", text), self._settings()))
        self.composer.clear()
        self._answer()

    @Slot()
    def stop(self) -> None:
        """End the answer on its way; its text stays."""
        if self._question is not None:
            self._question.cancellation.cancel()

    def finish(self) -> None:
        """The window closes: hand what arrived of an answer to the session as it is."""
        if self._question is None or self._entry is None:
            return
        entry, self._entry = self._entry, None  # whatever comes after this is too late
        self.stop()
        self._arrived.append(self._stream.take())
        text = "".join(self._arrived)
        turn = dataclasses.replace(entry.turn, content=text, finish_reason="stopped")
        self._session.replace(entry, turn if text else self._earlier or turn)

    def _answer(self, earlier: Turn | None = None) -> None:
        """Ask the model for the next turn of the conversation as it stands."""
        settings = self._settings()
        request = asking.request_for(self._session.turns, settings)
        # Kept as "cut" from the start: so it reads if nothing further happens to it.
        turn = Turn(
            "assistant", "", model=settings.model, parameters=settings.parameters, finish_reason="cut"
        )
        self._entry = self._session.append(turn, settings)
        self._add_card(self._entry)
        self._arrived, self._earlier = [], earlier
        self._provider = self._services.connection.profile.kind
        self._question = Question(request)
        self._show_streaming(streaming=True)
        self._asked.emit(self._question)

    @Slot(object)
    def _text_waits(self, question: Question) -> None:
        if question is self._question and not self._paint_timer.isActive():
            self._paint_text()

    @Slot()
    def _paint_text(self) -> None:
        """Show what arrived; further text waits for the next beat, so that painting never piles up."""
        text = self._stream.take()
        card = self._card(self._entry)
        if text:
            self._arrived.append(text)
            self._paint_timer.start()
        if text and card is not None:
            card.append_text(text)

    @Slot(object)
    def _end_answer(self, outcome: Outcome) -> None:
        if outcome.question is not self._question or self._entry is None:
            return
        self._paint_timer.stop()
        self._paint_text()
        self._paint_timer.stop()
        entry, card = self._entry, self._card(self._entry)
        self._question = self._entry = None
        self._show_streaming(streaming=False)
        turn = self._finished_turn(entry.turn, "".join(self._arrived), outcome)
        self._session.replace(entry, turn)
        if card is None:  # the conversation was left meanwhile; what came of the answer is kept with it
            return
        if turn.tool_calls or turn.content != card.text:  # else it is there; a long one takes its time
            card.show_text(turn.content, asking.shown_text(turn.content, turn.tool_calls))
        if outcome.error is None:
            card.show_note(asking.figures(turn))
        else:
            worded = explain(outcome.error)
            told = (worded.sentence, worded.cause, worded.next_step)
            card.show_note("\n".join(filter(None, told)), trouble=True)

    def _finished_turn(self, turn: Turn, text: str, outcome: Outcome) -> Turn:
        if self._earlier is not None and not (text or outcome.tool_calls or outcome.finish_reason == "stop"):
            return dataclasses.replace(self._earlier, id=turn.id)
        usage = outcome.usage
        finished = dataclasses.replace(
            turn,
            content=text,
            tool_calls=tuple(KeptToolCall(call.id, call.name, call.arguments) for call in outcome.tool_calls),
            prompt_tokens=usage.prompt_tokens if usage else None,
            completion_tokens=usage.completion_tokens if usage else None,
            first_token_seconds=outcome.first_token_seconds,
            duration_seconds=outcome.duration_seconds,
            finish_reason="cut" if outcome.error is not None else outcome.finish_reason,
        )
        price = asking.price_text(finished, self._services.prices, self._provider)
        return dataclasses.replace(finished, price=price)

    def _show_streaming(self, *, streaming: bool) -> None:
        self.composer.show_streaming(streaming)
        for card in self._transcript.cards:
            card.let_act(not streaming)

    # -- what was said -------------------------------------------------------------------------------------

    @Slot(object)
    def _show_conversation(self, _: object) -> None:
        self.stop()  # an answer belongs to the conversation that was left
        self._transcript.remove_from(0)
        for entry in self._session.entries:
            self._add_card(entry)
        self._show_page()

    def _show_page(self) -> None:
        self._pages.setCurrentWidget(self._transcript if self._session.entries else self.empty_state)

    def _add_card(self, entry: Entry) -> None:
        turn = entry.turn
        card = TurnCard(turn.role, turn.content, turn.model or "")
        if turn.tool_calls:
            card.show_text(turn.content, asking.shown_text(turn.content, turn.tool_calls))
        card.edited.connect(lambda text: self._edit(entry, text))
        card.regenerate_wanted.connect(lambda: self._regenerate(entry))
        card.example_wanted.connect(lambda: self._make_example(entry))
        card.link_chosen.connect(self._ask_before_opening)
        if turn.role == "assistant" and turn.duration_seconds is not None:
            card.show_note(asking.figures(turn))
        self._transcript.add(card)
        self._show_page()

    def _card(self, entry: Entry | None) -> TurnCard | None:
        """The card of an entry that is still in the open conversation."""
        if entry is None or entry not in self._session.entries:
            return None
        return self._transcript.cards[self._session.entries.index(entry)]

    def _edit(self, entry: Entry, text: str) -> None:
        """Keep an edited message; an edited question is asked again."""
        if self.streaming or entry not in self._session.entries:
            return
        turn = dataclasses.replace(entry.turn, content=text)
        self._session.replace(entry, turn)
        card = self._card(entry)
        if card is not None and turn.tool_calls:
            card.show_text(text, asking.shown_text(text, turn.tool_calls))
        if turn.role == "user" and self._services.connection.state.ready:
            self._cut_from(self._session.entries.index(entry) + 1)
            self._answer()

    def _regenerate(self, entry: Entry) -> None:
        """Ask for an answer anew; without a server it stays as it is."""
        ready = self._services.connection.state.ready and not self.streaming
        if ready and entry in self._session.entries:
            is_last = entry is self._session.entries[-1]
            self._cut_from(self._session.entries.index(entry))
            self._answer(earlier=entry.turn if is_last else None)

    @Slot()
    def regenerate_last(self) -> None:
        """Ask for the last answer anew."""
        if self._session.entries and self._session.entries[-1].turn.role == "assistant":
            self._regenerate(self._session.entries[-1])

    def _cut_from(self, index: int) -> None:
        self._transcript.remove_from(index)
        self._session.cut_from(index)

    @Slot()
    def make_example_of_last(self) -> None:
        """Hand over the conversation up to its last answer."""
        answers = [entry for entry in self._session.entries if entry.turn.role == "assistant"]
        if answers and not self.streaming:
            self._make_example(answers[-1])

    def _make_example(self, entry: Entry) -> None:
        if entry not in self._session.entries or not (entry.turn.content or entry.turn.tool_calls):
            return
        settings = self._settings()
        turns = self._session.turns[: self._session.entries.index(entry) + 1]
        if settings.completion:
            self.example_made.emit(MadeExample(asking.chat_turns(turns[-2:], ""), completion=True))
        else:
            self.example_made.emit(MadeExample(asking.chat_turns(turns, settings.system_prompt)))

    @Slot(object)
    def _ask_before_opening(self, address: QUrl) -> None:
        ask_before_opening(self, address)
