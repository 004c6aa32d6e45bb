"""The form of each format, and of what is in none: everything is shown, nothing is lost."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.dataset_tab.line_field import LineField
from ftdesk.desktop.dataset_tab.message_card import MessageCard

Opener = Callable[[Path], None]
Shower = Callable[[object], None]
USER = {"role": "user", "content": "Hello"}
REPLY = {"role": "assistant", "content": "Aye"}
CALL = {"id": "call_1", "type": "function", "function": {"name": "tide", "arguments": "{}"}}


@pytest.fixture
def show(tab: DatasetTab, opened: Opener, tmp_path: Path) -> Shower:
    def show_value(value: object) -> None:
        path = tmp_path / "one.jsonl"
        path.write_text(json.dumps(value) + "\n", encoding="utf-8")
        opened(path)

    return show_value


def editor(tab: DatasetTab, name: str) -> QPlainTextEdit:
    found = tab.findChild(QPlainTextEdit, name)
    assert isinstance(found, QPlainTextEdit), name
    return found


def value(tab: DatasetTab) -> dict:
    return json.loads(tab.session.line(0))


def test_prompt_and_completion_are_two_texts(tab: DatasetTab, show: Shower) -> None:
    show({"prompt": "Q", "completion": " A", "extra": 1.50})
    editor(tab, "completion_text").insertPlainText("!")
    assert value(tab) == {"prompt": "Q", "completion": "! A", "extra": 1.5}
    assert b"1.5" in tab.session.line(0)
    assert editor(tab, "example_key_extra_json").isVisible()


def test_a_preference_has_input_preferred_and_non_preferred_cards(tab: DatasetTab, show: Shower) -> None:
    show(
        {
            "input": {"messages": [USER], "tools": []},
            "preferred_output": [REPLY],
            "non_preferred_output": [{"role": "assistant", "content": "No"}],
        }
    )
    texts = [editor(tab, f"message_text_{number}").toPlainText() for number in range(3)]
    assert texts == ["Hello", "Aye", "No"]
    editor(tab, "message_text_2").setPlainText("Nay")
    assert value(tab)["non_preferred_output"][0]["content"] == "Nay"
    assert editor(tab, "input_key_tools_json").toPlainText() == "[]"


def test_a_reinforcement_example_shows_what_the_grader_reads(tab: DatasetTab, show: Shower) -> None:
    show({"messages": [USER], "target": 25, "nums": [1, 2]})
    editor(tab, "example_key_target_json").setPlainText("26")
    assert value(tab)["target"] == 26
    assert tab.findChild(MessageCard, "message_card_0").isVisible()


def test_json_that_is_not_valid_yet_is_kept_and_not_applied(tab: DatasetTab, show: Shower) -> None:
    show({"messages": [USER], "target": 25})
    before = tab.session.line(0)
    field = editor(tab, "example_key_target_json")
    field.setPlainText("[25")
    assert tab.session.line(0) == before
    editor(tab, "message_text_0").insertPlainText("!")
    assert field.toPlainText() == "[25"
    field.setPlainText("[25]")
    assert value(tab)["target"] == [25]


def test_a_draft_of_json_is_still_there_after_a_look_at_another_example(
    tab: DatasetTab, opened: Opener, tmp_path: Path
) -> None:
    path = tmp_path / "two.jsonl"
    line = json.dumps({"messages": [USER], "target": 25})
    path.write_text(f"{line}\n{line}\n", encoding="utf-8")
    opened(path)
    editor(tab, "example_key_target_json").setPlainText("[25")
    tab.desk.go_to_line(2)
    assert editor(tab, "example_key_target_json").toPlainText() == "25"
    tab.desk.go_to_line(1)
    assert editor(tab, "example_key_target_json").toPlainText() == "[25"


def test_tool_calls_have_fields_and_only_what_is_typed_changes(tab: DatasetTab, show: Shower) -> None:
    show({"messages": [USER, {"role": "assistant", "tool_calls": [CALL, CALL | {"id": "call_2"}]}]})
    before = value(tab)
    tab.findChild(LineField, "message_call_1_1_name").setText("wind")
    tab.findChild(LineField, "message_call_1_1_name").textEdited.emit("wind")
    editor(tab, "message_call_1_0_arguments").setPlainText('{"port": "Oslo"}')
    calls = before["messages"][1]["tool_calls"]
    calls[1]["function"]["name"] = "wind"
    calls[0]["function"]["arguments"] = '{"port": "Oslo"}'
    assert value(tab) == before
    assert not editor(tab, "message_text_1").isVisible()


def test_arguments_that_are_no_json_stay_and_are_told(tab: DatasetTab, show: Shower, qtbot: QtBot) -> None:
    show({"messages": [USER, {"role": "assistant", "tool_calls": [CALL]}]})
    editor(tab, "message_call_1_0_arguments").setPlainText('{"port": ')
    assert value(tab)["messages"][1]["tool_calls"][0]["function"]["arguments"] == '{"port": '
    call = tab.findChild(QWidget, "message_call_1_0")
    qtbot.waitUntil(lambda: any("JSON" in label.text() for label in call.findChildren(QLabel)))


def test_a_tool_call_is_added_with_an_id_of_its_own_and_removed(tab: DatasetTab, show: Shower) -> None:
    show({"messages": [USER, {"role": "assistant", "tool_calls": [CALL]}]})
    card = tab.findChild(MessageCard, "message_card_1")
    card.header.action_chosen.emit("add_tool_calls")
    calls = value(tab)["messages"][1]["tool_calls"]
    assert [call["id"] for call in calls] == ["call_1", "call_2"]
    for _ in range(2):
        tab.findChild(QWidget, "message_call_1_0").findChild(QToolButton, "remove_call_button").click()
    assert "tool_calls" not in value(tab)["messages"][1]


def test_tool_calls_of_another_shape_are_edited_as_json_with_their_number_spelling(
    tab: DatasetTab, show: Shower
) -> None:
    show({"messages": [USER, {"role": "assistant", "tool_calls": [CALL | {"index": 1.50}]}], "tools": []})
    field = editor(tab, "message_key_1_tool_calls_json")
    field.setPlainText(field.toPlainText().replace("tide", "wind"))
    assert value(tab)["messages"][1]["tool_calls"][0]["function"]["name"] == "wind"
    assert not editor(tab, "message_text_1").isVisible()


def test_content_parts_are_shown_as_parts_and_their_texts_edited(tab: DatasetTab, show: Shower) -> None:
    image = {"type": "image_url", "image_url": {"url": "https://example.test/boat.png"}}
    show({"messages": [{"role": "user", "content": [{"type": "text", "text": "What?"}, image]}, REPLY]})
    assert tab.findChild(QWidget, "message_part_0_1").isVisible()
    editor(tab, "message_part_0_0").setPlainText("What is this?")
    assert value(tab)["messages"][0]["content"] == [{"type": "text", "text": "What is this?"}, image]


def test_odd_values_are_shown_as_json(tab: DatasetTab, show: Shower) -> None:
    show({"messages": [{"role": "user", "content": 5, "weight": 2, "mood": "odd"}]})
    shown = {
        key: editor(tab, f"message_key_0_{key}_json").toPlainText() for key in ("content", "weight", "mood")
    }
    assert shown == {"content": "5", "weight": "2", "mood": '"odd"'}


def test_a_key_can_be_removed(tab: DatasetTab, show: Shower) -> None:
    show({"messages": [{**USER, "mood": "odd"}, REPLY]})
    card = tab.findChild(QWidget, "message_key_0_mood")
    card.findChild(QToolButton, "remove_key_button").click()
    assert value(tab)["messages"][0] == USER


def test_a_message_that_is_no_object_can_be_replaced_in_the_raw_line(tab: DatasetTab, show: Shower) -> None:
    show({"messages": ["Hello", REPLY]})
    assert tab.findChild(MessageCard, "message_card_0").isVisible()
    assert "message.type" in {finding.code for finding in tab.session.checker.row_findings(0)}


def test_another_tools_format_is_shown_key_by_key(tab: DatasetTab, show: Shower) -> None:
    show({"instruction": "Say aye", "output": "Aye"})
    assert editor(tab, "example_key_instruction_json").toPlainText() == '"Say aye"'


def test_a_long_conversation_shows_its_beginning_and_offers_the_rest(
    tab: DatasetTab, show: Shower, qtbot
) -> None:
    show({"messages": [USER, REPLY] * 40})
    messages = tab.pane.form._lists["messages",]
    qtbot.waitUntil(lambda: len(messages.cards) == 30)
    assert messages._more.isVisible()
    assert tab.pane.form.focus_place(("messages", 70, "content"))
    assert tab.findChild(MessageCard, "message_card_70").isVisible()


def test_an_example_of_very_many_values_is_edited_as_its_raw_line(tab: DatasetTab, show: Shower) -> None:
    show({"messages": [USER] * 6000})
    assert not tab.pane.form.isVisible()
    assert tab.pane.raw.isVisible()


def test_many_keys_and_parts_are_shown_in_part_and_none_is_lost(tab: DatasetTab, show: Shower) -> None:
    parts = [{"type": "text", "text": str(number)} for number in range(100)]
    show({"messages": [{"role": "user", "content": parts}, REPLY], **{f"k{n}": n for n in range(100)}})
    editor(tab, "message_part_0_0").setPlainText("first")
    assert len(value(tab)["messages"][0]["content"]) == 100
    assert len(value(tab)) == 101
    assert tab.findChild(QWidget, "message_part_0_99") is None
