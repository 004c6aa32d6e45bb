"""The filter on the real tab: text, expressions, findings, tokens, edits, orders; together, and to be stopped."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QSpinBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from ftdesk.dataset.row_query import Key, RowOrder, RowQuery
from ftdesk.dataset.text_query import Place, TextQuery
from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.dataset_tab.filter_chips import FilterChips

Opener = Callable[[Path], None]
W = TypeVar("W", bound=QWidget)


@pytest.fixture
def mixed(tab: DatasetTab, opened: Opener, tmp_path: Path) -> DatasetTab:
    """Six examples: 1 says “tide” as user, 2 as assistant in escapes, 4 repeats 1, 5 is no JSON."""
    path = tmp_path / "mixed.jsonl"
    path.write_bytes(
        b"\n".join(
            [
                chat("Good morning.", "Hello."),
                chat("When is the tide?", "At noon. " * 40),
                chat("Tell me more.", "The tide rises.").replace(b"tide", b"\\u0074id\\u0065"),
                json.dumps({"messages": [{"role": "tool", "content": "x"}]}).encode(),
                chat("When is the tide?", "At noon. " * 40),
                b"{broken",
            ]
        )
        + b"\n"
    )
    opened(path)
    return tab


def chat(question: str, answer: str) -> bytes:
    roles = {"user": question, "assistant": answer}
    return json.dumps(
        {"messages": [{"role": role, "content": text} for role, text in roles.items()]}
    ).encode()


def shown(tab: DatasetTab) -> list[int]:
    return tab.left.table.examples.shown_ids().tolist()


def wait_for(qtbot: QtBot, tab: DatasetTab, rows: list[int]) -> None:
    qtbot.waitUntil(lambda: not tab.left.finder.searching and shown(tab) == rows, timeout=30_000)


def part(tab: DatasetTab, kind: type[W], name: str) -> W:
    found = tab.findChild(kind, name)
    assert found is not None, name
    return found


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        (TextQuery("TIDE"), [1, 2, 4]),
        (TextQuery("TIDE", match_case=True), []),
        (TextQuery("tide", place=Place.USER), [1, 4]),
        (TextQuery("tide", place=Place.ASSISTANT), [2]),
        (TextQuery("tid", whole_words=True), []),
        (TextQuery(r"^the\s+t", is_pattern=True), [2]),
        (TextQuery('"user"', place=Place.ANYWHERE), [0, 1, 2, 4]),
        (TextQuery("broken"), [5]),
    ],
)
def test_a_text_is_looked_for_where_and_how_one_says(
    mixed: DatasetTab, qtbot: QtBot, query: TextQuery, rows: list[int]
) -> None:
    mixed.left.filter.show_query(RowQuery(text=query))
    wait_for(qtbot, mixed, rows)


def test_conditions_count_together_and_are_taken_away_one_by_one(mixed: DatasetTab, qtbot: QtBot) -> None:
    bar = mixed.left.filter
    bar.show_query(RowQuery(text=TextQuery("tide", place=Place.USER), copies=True, most_tokens=5_000))
    wait_for(qtbot, mixed, [4])
    chips = bar.findChildren(QToolButton, "filter_chip")
    assert [chip.text() for chip in chips] == ["in user messages", "at most 5,000 tokens", "repeats"]
    qtbot.mouseClick(chips[2], Qt.MouseButton.LeftButton)
    wait_for(qtbot, mixed, [1, 4])
    qtbot.mouseClick(bar.findChildren(QToolButton, "filter_chip")[0], Qt.MouseButton.LeftButton)
    wait_for(qtbot, mixed, [1, 2, 4])
    assert part(mixed, QLabel, "row_count_label").text() == "3 of 6"


def test_escape_takes_everything_away(mixed: DatasetTab, qtbot: QtBot) -> None:
    bar = mixed.left.filter
    bar.show_query(RowQuery(text=TextQuery("tide", match_case=True, is_pattern=True), copies=True))
    bar.show_order(RowOrder(Key.TOKENS, falling=True))
    wait_for(qtbot, mixed, [4])
    qtbot.keyClick(bar.edit, Qt.Key.Key_Escape)
    assert shown(mixed) == list(range(6))
    assert (bar.query(), bar.order(), bar.edit.text()) == (RowQuery(), RowOrder(), "")
    assert not part(mixed, QToolButton, "filter_case_button").isChecked()
    assert part(mixed, QWidget, "filter_chips").isHidden()


def test_a_bad_expression_is_said_and_leaves_the_rows_as_they_are(mixed: DatasetTab, qtbot: QtBot) -> None:
    part(mixed, QToolButton, "filter_pattern_button").click()
    trouble = part(mixed, QLabel, "filter_trouble")
    mixed.left.filter.edit.setText("(tide")
    qtbot.waitUntil(trouble.isVisible, timeout=30_000)
    assert "no regular expression" in trouble.text()
    assert shown(mixed) == list(range(6))
    mixed.left.filter.edit.setText("(tide)")
    qtbot.waitUntil(lambda: shown(mixed) == [1, 2, 4], timeout=30_000)
    assert trouble.isHidden()


def test_an_expression_without_end_is_given_up_and_the_workers_go_on(
    tab: DatasetTab, opened: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "slow.jsonl"
    path.write_text('{"prompt": "p", "completion": " c"}\n' * 3, encoding="utf-8")
    opened(path)
    tab.session.replace_line(1, json.dumps({"prompt": "a" * 70 + "!", "completion": " b"}).encode(), "edit")
    tab.left.filter.show_query(RowQuery(text=TextQuery("(a|a)+$", is_pattern=True), edited=True))
    trouble = part(tab, QLabel, "filter_trouble")
    qtbot.waitUntil(trouble.isVisible, timeout=60_000)
    assert "too long on line 2" in trouble.text()
    tab.left.filter.show_query(RowQuery(text=TextQuery("aaa")))
    wait_for(qtbot, tab, [1])


def test_a_search_can_be_stopped(mixed: DatasetTab, qtbot: QtBot) -> None:
    mixed.left.filter.show_query(RowQuery(text=TextQuery("(t|t)+ide", is_pattern=True)))
    stop = part(mixed, QToolButton, "filter_stop_button")
    assert stop.isVisible()
    qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    assert not mixed.left.finder.searching
    assert stop.isHidden()


def test_the_further_conditions_count_at_once(mixed: DatasetTab, qtbot: QtBot) -> None:
    mixed.left.filter.open_conditions()
    part(mixed, QCheckBox, "filter_copies").click()
    assert shown(mixed) == [4]
    part(mixed, QCheckBox, "filter_copies").click()
    tokens = mixed.session.checker.figures(0).tokens
    assert tokens is not None
    part(mixed, QSpinBox, "filter_least_tokens").setValue(tokens + 1)
    assert shown(mixed) == [1, 2, 4]
    qtbot.keyClick(part(mixed, QWidget, "filter_popup"), Qt.Key.Key_Escape)
    assert part(mixed, QWidget, "filter_popup").isHidden()
    assert shown(mixed) == [1, 2, 4]


def test_turns_and_the_length_of_answers_are_bounded(mixed: DatasetTab) -> None:
    bar = mixed.left.filter
    bar.open_conditions()
    part(mixed, QSpinBox, "filter_most_turns").setValue(1)
    assert shown(mixed) == [3]
    part(mixed, QSpinBox, "filter_least_turns").setValue(2)
    part(mixed, QSpinBox, "filter_most_turns").setValue(2)
    assert shown(mixed) == [0, 1, 2, 4]
    part(mixed, QSpinBox, "filter_least_answer").setValue(len("Hello.") + 1)
    part(mixed, QSpinBox, "filter_most_answer").setValue(len("At noon. ") * 40 - 1)
    assert shown(mixed) == [2]
    assert part(mixed, FilterChips, "filter_chips").texts() == ["2 turns", "answers of 7 to 359 characters"]
    part(mixed, QSpinBox, "filter_least_turns").setValue(-1)
    assert bar.query() == RowQuery(most_turns=2, least_answer=7, most_answer=359)


def test_findings_are_chosen_by_their_code_and_examples_by_who_speaks(mixed: DatasetTab) -> None:
    mixed.left.filter.show_query(RowQuery(codes=frozenset({"json.invalid"})))
    assert shown(mixed) == [5]
    mixed.left.filter.show_query(RowQuery(roles=frozenset({"tool"})))
    assert shown(mixed) == [3]


def test_an_edited_row_stays_until_the_filter_is_used_again(mixed: DatasetTab, qtbot: QtBot) -> None:
    bar = mixed.left.filter
    bar.show_query(RowQuery(text=TextQuery("tide")))
    wait_for(qtbot, mixed, [1, 2, 4])
    mixed.session.replace_line(2, b'{"prompt": "ebb"}', "edit")
    assert shown(mixed) == [1, 2, 4]
    qtbot.keyClick(bar.edit, Qt.Key.Key_Return)
    wait_for(qtbot, mixed, [1, 4])
    bar.show_query(RowQuery(edited=True))
    assert shown(mixed) == [2]


def test_deleted_rows_leave_a_filtered_table_and_come_back(mixed: DatasetTab, qtbot: QtBot) -> None:
    mixed.left.filter.show_query(RowQuery(text=TextQuery("tide")))
    wait_for(qtbot, mixed, [1, 2, 4])
    mixed.left.table.selectAll()
    mixed.rows.delete()
    assert shown(mixed) == []
    mixed.undo_stack.undo()
    assert shown(mixed) == [1, 2, 4]


def test_rows_are_put_in_order_for_the_eye_alone(mixed: DatasetTab, qtbot: QtBot) -> None:
    bar = mixed.left.filter
    bar.show_order(RowOrder(Key.POSITION, falling=True))
    assert shown(mixed) == [5, 4, 3, 2, 1, 0]
    bar.show_order(RowOrder(Key.FINDINGS, falling=True))
    assert set(shown(mixed)[:2]) <= {3, 5}
    bar.show_query(RowQuery(text=TextQuery("tide")))
    qtbot.waitUntil(lambda: not mixed.left.finder.searching)
    bar.show_order(RowOrder(Key.TOKENS, falling=True))
    assert shown(mixed) == [1, 4, 2]
    bar.show_order(RowOrder())
    assert shown(mixed) == [1, 2, 4]
    assert not mixed.session.is_edited


def test_a_search_goes_on_over_a_save(mixed: DatasetTab, qtbot: QtBot) -> None:
    """The parts were described before the save, so the workers find another file under the name."""
    assert mixed.session.dataset is not None
    mixed.session.replace_line(0, b'{"prompt": "low tide"}', "edit")
    mixed.left.filter.show_query(RowQuery(text=TextQuery("tide")))
    mixed.session.dataset.save()
    wait_for(qtbot, mixed, [0, 1, 2, 4])


def test_another_file_begins_without_the_filter(
    mixed: DatasetTab, opened: Opener, chat_file: Path, qtbot: QtBot
) -> None:
    query = RowQuery(text=TextQuery("tide", is_pattern=True))
    mixed.left.filter.show_query(query)
    wait_for(qtbot, mixed, [1, 2, 4])
    opened(chat_file)
    assert len(shown(mixed)) == 12
    assert mixed.left.filter.query() == replace(query, text=TextQuery())
