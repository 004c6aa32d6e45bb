"""Talking to a model: streamed, stopped, cut, edited, kept, and turned into an example."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ftdesk.desktop.playground_tab.asking import shown_text
from ftdesk.desktop.playground_tab.conversation_list import ConversationList
from ftdesk.desktop.playground_tab.playground_tab import PlaygroundTab
from ftdesk.desktop.playground_tab.reply_view import ReplyView
from ftdesk.desktop.playground_tab.turn_card import TurnCard
from ftdesk.workspace.conversations import KeptToolCall

ANSWER = "Aye, the tide is in."


def find(parent: QWidget, kind: type[Any], name: str) -> Any:
    found = parent.findChild(kind, name)
    assert found is not None, name
    return found


def cards(tab: PlaygroundTab) -> list[TurnCard]:
    return [card for card in tab.findChildren(TurnCard) if card.isVisibleTo(tab)]


def ask(tab: PlaygroundTab, qtbot: QtBot, text: str = "Is the tide in?") -> None:
    edit = find(tab, QPlainTextEdit, "composer_edit")
    edit.setPlainText(text)
    qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not tab.streaming, timeout=10_000)


def note(card: TurnCard) -> str:
    return str(find(card, QLabel, "turn_note").text())


def test_an_answer_streams_into_a_card_with_its_figures(tab: PlaygroundTab, qtbot: QtBot) -> None:
    ask(tab, qtbot)
    assert [card.text for card in cards(tab)] == ["Is the tide in?", ANSWER]
    assert "7 → 5 tokens" in note(cards(tab)[1])
    assert "price unknown" in note(cards(tab)[1])


def test_the_request_carries_system_prompt_and_parameters(
    tab: PlaygroundTab, qtbot: QtBot, script: Any
) -> None:
    find(tab, QPlainTextEdit, "system_prompt_edit").setPlainText("Speak like a sailor.")
    find(tab, QDoubleSpinBox, "temperature_spin").setValue(0.25)
    ask(tab, qtbot)
    path, body = script.asked[0]
    assert path == "/v1/chat/completions"
    assert body["messages"][0] == {"role": "system", "content": "Speak like a sailor."}
    assert body["temperature"] == 0.25
    assert "top_p" not in body


def test_a_completion_model_is_asked_with_the_prompt_alone(
    tab: PlaygroundTab, qtbot: QtBot, script: Any
) -> None:
    find(tab, QComboBox, "playground_model_combo").setCurrentText("ft:babbage-002:org::abc")
    ask(tab, qtbot, "Once upon")
    assert script.asked[0][0] == "/v1/completions"
    assert script.asked[0][1]["prompt"] == "Once upon"
    assert cards(tab)[1].text == ANSWER


def test_stop_keeps_the_text_that_came(tab: PlaygroundTab, qtbot: QtBot, script: Any) -> None:
    script.hold_after = 2
    find(tab, QPlainTextEdit, "composer_edit").setPlainText("Is the tide in?")
    button = find(tab, QPushButton, "send_button")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(cards(tab)) == 2 and cards(tab)[1].text == "Aye, the tide ", timeout=10_000)
    assert button.text() == "Stop"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tab.streaming, timeout=2_000)
    assert cards(tab)[1].text == "Aye, the tide "
    assert "stopped" in note(cards(tab)[1])


def test_a_cut_answer_keeps_its_text_and_says_so(tab: PlaygroundTab, qtbot: QtBot, script: Any) -> None:
    script.cut = True
    ask(tab, qtbot)
    assert cards(tab)[1].text == ANSWER
    assert note(cards(tab)[1])
    assert len(script.asked) == 1  # a paid question is never asked again by itself


def test_a_refusal_is_told_below_the_question(tab: PlaygroundTab, qtbot: QtBot, script: Any) -> None:
    script.status = 404
    ask(tab, qtbot)
    assert note(cards(tab)[1])
    assert len(script.asked) == 1


def test_an_edited_question_is_asked_again_and_what_followed_goes(
    tab: PlaygroundTab, qtbot: QtBot, script: Any
) -> None:
    ask(tab, qtbot)
    ask(tab, qtbot, "And now?")
    question = cards(tab)[0]
    qtbot.mouseClick(find(question, QToolButton, "edit_turn_button"), Qt.MouseButton.LeftButton)
    find(question, QPlainTextEdit, "turn_edit").setPlainText("Is it low tide?")
    qtbot.mouseClick(find(question, QPushButton, "save_turn_button"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(script.asked) == 3 and not tab.streaming, timeout=10_000)
    assert [card.text for card in cards(tab)] == ["Is it low tide?", ANSWER]
    assert [m["content"] for m in script.asked[2][1]["messages"]] == ["Is it low tide?"]


def test_answering_again_replaces_the_last_answer(tab: PlaygroundTab, qtbot: QtBot, script: Any) -> None:
    ask(tab, qtbot)
    script.pieces = ["No."]
    qtbot.mouseClick(find(cards(tab)[1], QToolButton, "regenerate_button"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(script.asked) == 2 and not tab.streaming, timeout=10_000)
    assert [card.text for card in cards(tab)] == ["Is the tide in?", "No."]


def test_a_good_answer_becomes_an_example_with_its_system_prompt(tab: PlaygroundTab, qtbot: QtBot) -> None:
    find(tab, QPlainTextEdit, "system_prompt_edit").setPlainText("Speak like a sailor.")
    ask(tab, qtbot)
    with qtbot.waitSignal(tab.example_made) as made:
        qtbot.mouseClick(find(cards(tab)[1], QPushButton, "make_example_button"), Qt.MouseButton.LeftButton)
    assert [(turn.role, turn.content) for turn in made.args[0].turns] == [
        ("system", "Speak like a sailor."),
        ("user", "Is the tide in?"),
        ("assistant", ANSWER),
    ]


def test_a_conversation_is_there_after_a_restart(
    tab: PlaygroundTab, make_tab: Callable[[], PlaygroundTab], qtbot: QtBot
) -> None:
    ask(tab, qtbot)
    kept = tab._services.conversations
    qtbot.waitUntil(
        lambda: [turn.content for found in kept.list() for turn in kept.turns(found.id)][1:] == [ANSWER],
        timeout=5_000,
    )
    again = make_tab()
    chats = find(again, QListWidget, "conversation_list")
    qtbot.waitUntil(lambda: chats.count() == 1, timeout=5_000)
    chats.setCurrentRow(0)
    qtbot.waitUntil(
        lambda: [card.text for card in cards(again)] == ["Is the tide in?", ANSWER], timeout=5_000
    )


def test_tuned_models_are_offered_first(tab: PlaygroundTab, qtbot: QtBot) -> None:
    combo = find(tab, QComboBox, "playground_model_combo")
    qtbot.waitUntil(lambda: combo.count() == 2, timeout=5_000)
    assert combo.itemText(0).startswith("ft:")


@pytest.mark.parametrize("name", ["composer_edit", "system_prompt_edit"])
def test_everything_can_be_written_while_the_server_is_away(tab: PlaygroundTab, name: str) -> None:
    tab._services.connection.shutdown()
    assert find(tab, QPlainTextEdit, name).isEnabled()


def hold_in_the_middle(tab: PlaygroundTab, qtbot: QtBot, script: Any) -> None:
    """Ask, and wait for the first two pieces of an answer that then waits for `script.go_on`."""
    script.hold_after = 2
    tab.ask("Is the tide in?")
    qtbot.waitUntil(lambda: len(cards(tab)) == 2 and cards(tab)[1].text == "Aye, the tide ", timeout=10_000)


def kept_texts(tab: PlaygroundTab) -> list[str]:
    kept = tab._services.conversations
    return [turn.content for found in kept.list() for turn in kept.turns(found.id)]


def test_leaving_a_chat_in_the_middle_of_an_answer_keeps_what_came(
    tab: PlaygroundTab, qtbot: QtBot, script: Any
) -> None:
    hold_in_the_middle(tab, qtbot, script)
    tab.start_new_chat()
    qtbot.waitUntil(lambda: not tab.streaming, timeout=5_000)
    qtbot.waitUntil(lambda: kept_texts(tab) == ["Is the tide in?", "Aye, the tide "], timeout=5_000)
    assert cards(tab) == []


def test_deleting_the_chat_that_is_being_answered_ends_the_answer(
    tab: PlaygroundTab, qtbot: QtBot, script: Any
) -> None:
    hold_in_the_middle(tab, qtbot, script)
    told: list[object] = []
    tab._services.background.unexpected.connect(told.append)
    chats = find(tab, QListWidget, "conversation_list")
    qtbot.waitUntil(lambda: chats.count() == 1, timeout=5_000)
    tab.findChild(ConversationList).deleted.emit(tab._session.conversation.id)
    qtbot.waitUntil(lambda: not tab.streaming and chats.count() == 0, timeout=5_000)
    assert (kept_texts(tab), told) == ([], [])


def test_closing_in_the_middle_of_an_answer_keeps_what_came(
    tab: PlaygroundTab, qtbot: QtBot, script: Any
) -> None:
    hold_in_the_middle(tab, qtbot, script)
    find(tab, QPlainTextEdit, "system_prompt_edit").setPlainText("Speak like a sailor.")
    assert tab.finish()
    assert kept_texts(tab) == ["Is the tide in?", "Aye, the tide "]
    assert tab._services.conversations.list()[0].system_prompt == "Speak like a sailor."
    assert tab._services.settings.load().playground.system_prompt == "Speak like a sailor."


def test_an_answer_asked_for_again_comes_back_when_the_server_refuses(
    tab: PlaygroundTab, qtbot: QtBot, script: Any
) -> None:
    ask(tab, qtbot)
    script.status = 500
    qtbot.mouseClick(find(cards(tab)[1], QToolButton, "regenerate_button"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(script.asked) == 2 and not tab.streaming, timeout=10_000)
    assert [card.text for card in cards(tab)] == ["Is the tide in?", ANSWER]
    qtbot.waitUntil(lambda: kept_texts(tab) == ["Is the tide in?", ANSWER], timeout=5_000)


def test_an_answer_is_not_given_up_while_there_is_no_server(tab: PlaygroundTab, qtbot: QtBot) -> None:
    ask(tab, qtbot)
    tab._services.connection.select("local")  # starts an engine that is not ready yet
    qtbot.mouseClick(find(cards(tab)[1], QToolButton, "regenerate_button"), Qt.MouseButton.LeftButton)
    assert [card.text for card in cards(tab)] == ["Is the tide in?", ANSWER]
    assert "free" not in note(cards(tab)[1])


def test_editing_an_answer_with_a_tool_call_edits_its_words_alone(qtbot: QtBot) -> None:
    card = TurnCard("assistant", "")
    qtbot.addWidget(card)
    card.show_text("Looking.", shown_text("Looking.", (KeptToolCall("1", "tide", "{}"),)))
    assert "tide({})" in find(card, ReplyView, "reply_view").toPlainText()
    card.start_edit()
    assert find(card, QPlainTextEdit, "turn_edit").toPlainText() == "Looking."


def test_a_copied_message_has_nothing_that_a_terminal_obeys(qtbot: QtBot) -> None:
    card = TurnCard("assistant", "echo hi\x00\r\n\x1b]0;x\x07\techo \u202eoh\u2069")
    qtbot.addWidget(card)
    find(card, QToolButton, "copy_turn_button").click()
    assert QGuiApplication.clipboard().text() == "echo hi\n]0;x\techo oh"


def test_an_answer_without_end_is_shown_as_far_as_one_can_read(qtbot: QtBot) -> None:
    card = TurnCard("assistant", "")
    qtbot.addWidget(card)
    for _ in range(30):
        card.append_text("word " * 1_000)
    assert len(find(card, ReplyView, "reply_view").toPlainText()) < 101_000
    assert find(card, QLabel, "turn_rest").text() == "… and 50,000 more characters"
    assert len(card.text) == 150_000


def test_closing_before_another_answer_came_keeps_the_one_before(
    tab: PlaygroundTab, qtbot: QtBot, script: Any
) -> None:
    ask(tab, qtbot)
    script.hold_after = 0
    qtbot.mouseClick(find(cards(tab)[1], QToolButton, "regenerate_button"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(script.asked) == 2, timeout=5_000)
    assert tab.finish()
    assert kept_texts(tab) == ["Is the tide in?", ANSWER]
