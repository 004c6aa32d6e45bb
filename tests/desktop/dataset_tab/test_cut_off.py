"""An example that is too long for its model shows where it ends there, and what is lost."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ftdesk.desktop.dataset_tab.cut_notice import CutNotice
from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.dataset_tab.message_card import MessageCard

Opener = Callable[[Path], None]
LIMIT = 4_096
WORD = "hello "
TURN = [{"role": "user", "content": "Say it."}, {"role": "assistant", "content": WORD * 3_000}]


@pytest.fixture
def long_example(tab: DatasetTab, opened: Opener, tmp_path: Path) -> DatasetTab:
    """The first example passes the limit in its fourth message and goes on; the second one fits."""
    path = tmp_path / "long.jsonl"
    thanks = [{"role": "user", "content": "Thanks."}, {"role": "assistant", "content": "Gladly."}]
    examples = [{"messages": [*TURN, *TURN, *thanks]}, {"messages": thanks}]
    path.write_text("".join(json.dumps(example) + "\n" for example in examples))
    models = tab.side.cost.models
    models.setCurrentIndex(
        next(i for i in range(models.count()) if models.itemText(i) == "gpt-3.5-turbo-0613")
    )
    opened(path)
    return tab


def notice(tab: DatasetTab) -> CutNotice:
    return tab.findChild(CutNotice, "cut_notice")


def tints(tab: DatasetTab) -> list[str]:
    """What is tinted of each message in turn."""
    cards = sorted(
        (card for card in tab.pane.form.findChildren(MessageCard) if card.isVisibleTo(tab.pane.form)),
        key=lambda card: card.pointer,
    )
    return ["".join(tint.cursor.selectedText() for tint in card.text.extraSelections()) for card in cards]


def test_the_end_that_is_cut_off_is_named_and_tinted(long_example: DatasetTab, qtbot: QtBot) -> None:
    tab = long_example
    qtbot.waitUntil(lambda: notice(tab).isVisibleTo(tab))
    words = tab.findChild(QLabel, "cut_words").text()
    assert "The limit of 4,096 tokens is passed in message 4, at character 6,4" in words
    qtbot.waitUntil(lambda: len(tints(tab)) == 6)
    first, second, third, fourth, fifth, sixth = tints(tab)
    assert (first, second, third, fifth, sixth) == ("", "", "", "Thanks.", "Gladly.")
    assert 11_000 < len(fourth) < len(WORD) * 3_000 - 6_000
    figures = tab.session.checker.figures(0)
    lost = f"{figures.tokens - LIMIT:,} tokens after it are cut off"
    assert lost in words

    tab.findChild(QPushButton, "show_cut_button").click()
    cursor = tab.pane.form.focusWidget().textCursor()
    assert cursor.position() == len(WORD) * 3_000 - len(fourth)


def test_an_example_that_fits_says_nothing(long_example: DatasetTab, qtbot: QtBot) -> None:
    tab = long_example
    qtbot.waitUntil(lambda: notice(tab).isVisibleTo(tab))
    tab.desk.reveal(1)
    qtbot.waitUntil(lambda: not notice(tab).isVisibleTo(tab))
    assert set(tints(tab)) == {""}


def test_totals_hold_what_is_trained_on_after_the_cut(long_example: DatasetTab) -> None:
    totals = long_example.session.checker.check.totals()
    assert totals.tokens > 6_000
    assert LIMIT - 60 < totals.trained_tokens < LIMIT
