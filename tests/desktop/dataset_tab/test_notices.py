"""The bar of notices above the table, alone and in the tab."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.dataset_tab.notice_bar import NoticeAction, NoticeBar, Severity
from ftdesk.desktop.reading_order import stops


@pytest.fixture
def bar(qtbot: QtBot) -> NoticeBar:
    made = NoticeBar()
    made.resize(900, 200)
    qtbot.addWidget(made)
    return made


def sentences(bar: NoticeBar) -> list[str]:
    """What can be read in the bar, from top to bottom."""
    labels = [label for label in bar.findChildren(QLabel, "notice_text") if label.isVisible()]
    return [label.text() for label in sorted(labels, key=lambda label: label.mapTo(bar, label.pos()).y())]


def test_a_bar_without_notices_is_not_seen(bar: NoticeBar) -> None:
    assert not bar.isVisible()
    bar.show_notice("a", "Something is so.", lasting=True)
    assert bar.isVisible()
    bar.withdraw("a")
    assert not bar.isVisible()


def test_a_notice_of_the_same_key_takes_the_place_of_the_earlier(bar: NoticeBar, qtbot: QtBot) -> None:
    bar.show_notice("a", "first", lasting=True)
    bar.show_notice("b", "second", lasting=True, severity=Severity.ATTENTION)
    bar.show_notice("a", "first again", lasting=False)
    qtbot.waitUntil(lambda: sentences(bar) == ["first again", "second"])
    assert (bar.sentence("a"), bar.sentence("b"), bar.sentence("c")) == ("first again", "second", "")


def test_what_a_file_is_called_is_no_markup(bar: NoticeBar) -> None:
    bar.show_notice("a", "<b>bold.jsonl</b> changed", lasting=True)
    (label,) = bar.findChildren(QLabel, "notice_text")
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_an_action_takes_its_notice_away_unless_it_stays(bar: NoticeBar) -> None:
    pressed: list[str] = []
    for name, stays in (("once", False), ("often", True)):
        action = NoticeAction(name, lambda name=name: pressed.append(name), f"{name}_button", stays)
        bar.show_notice(name, f"about {name}", [action], lasting=True)
    for _ in range(2):
        for button in bar.findChildren(QPushButton):
            if button.isVisible():
                button.click()
    assert pressed == ["once", "often", "often"]
    assert (bar.sentence("once"), bar.sentence("often")) == ("", "about often")


def test_an_action_may_show_the_next_notice_of_its_key(bar: NoticeBar) -> None:
    action = NoticeAction("Go on", lambda: bar.show_notice("a", "gone on", lasting=True), "go_on_button")
    bar.show_notice("a", "asking", [action], lasting=True)
    bar.findChildren(QPushButton)[0].click()
    assert bar.sentence("a") == "gone on"


def test_only_what_does_not_last_can_be_dismissed_by_button_or_escape(bar: NoticeBar, qtbot: QtBot) -> None:
    bar.show_notice("lasting", "stays", [NoticeAction("Act", lambda: None, "act_button")], lasting=True)
    bar.show_notice("passing", "goes", lasting=False)
    bar.show_notice("other", "goes too", lasting=False)
    act = bar.findChildren(QPushButton)[0]
    act.setFocus()
    qtbot.keyClick(act, Qt.Key.Key_Escape)
    first, second = bar.findChildren(QToolButton)
    first.click()
    second.setFocus()
    qtbot.keyClick(second, Qt.Key.Key_Escape)
    assert [bar.sentence(key) for key in ("lasting", "passing", "other")] == ["stays", "", ""]


def test_tab_walks_over_the_buttons_from_left_to_right(bar: NoticeBar) -> None:
    actions = [NoticeAction("One", lambda: None), NoticeAction("Two", lambda: None)]
    bar.show_notice("a", "choose", actions, lasting=False)
    (dismissal,) = bar.findChildren(QToolButton)
    assert list(stops(bar)) == [*bar.findChildren(QPushButton), dismissal]


def test_a_long_name_makes_the_window_no_wider(bar: NoticeBar) -> None:
    bar.show_notice("a", "changed", lasting=True)
    narrow = bar.minimumSizeHint().width()
    bar.show_notice("a", "x" * 300 + ".jsonl changed", lasting=True)
    assert bar.minimumSizeHint().width() == narrow


def test_another_file_clears_the_notices(
    tab: DatasetTab, opened: Callable[[Path], None], chat_file: Path
) -> None:
    tab.notices.show_notice("a", "about the file before", lasting=True)
    opened(chat_file)
    assert not tab.notices.isVisible()
    tab.notices.show_notice("a", "about this file", lasting=True)
    assert (
        tab.notices.mapTo(tab, tab.notices.rect().bottomLeft()).y()
        < tab.left.mapTo(tab, tab.left.rect().topLeft()).y()
    )
