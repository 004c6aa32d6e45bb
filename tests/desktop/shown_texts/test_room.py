"""Words have the room they need, in English and in Japanese, in a large and in a small window, in large type."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHeaderView,
    QLabel,
    QScrollArea,
)
from pytestqt.exceptions import TimeoutError as QtBotTimeout
from pytestqt.qtbot import QtBot

from ftdesk.desktop.theme import apply_theme

ACROSS = Qt.Orientation.Horizontal
SLACK = 4
"""Pixels of a line's height that are empty below and above the letters."""


def cut_texts() -> set[str]:
    """What has less room than its text, of all that has no ellipsis of its own."""
    found = set()
    for widget in QApplication.allWidgets():
        if isinstance(widget, QHeaderView) and widget.isVisible() and widget.orientation() is ACROSS:
            found.update(cut_headers(widget))
        if isinstance(widget, QScrollArea) and widget.isVisible():
            found.update(cut_page(widget))
        if not widget.isVisible() or not isinstance(widget, QLabel | QAbstractButton) or not widget.text():
            continue
        hint = widget.sizeHint()
        if isinstance(widget, QLabel) and widget.wordWrap():
            hint = QSize(widget.width(), widget.heightForWidth(widget.width()))
        if widget.width() < hint.width() or widget.height() < hint.height() - SLACK:
            sizes = f"{widget.width()}×{widget.height()} for {hint.width()}×{hint.height()}"
            found.add(f"{type(widget).__name__} {widget.objectName()}: {widget.text()}: {sizes}")
    return found


def cut_headers(header: QHeaderView) -> Iterator[str]:
    for column in range(header.count()):
        width, wanted = header.sectionSize(column), header.sectionSizeHint(column)
        if 0 < width < wanted:
            yield f"header: {header.model().headerData(column, ACROSS)}: {width} for {wanted}"


def cut_page(area: QScrollArea) -> Iterator[str]:
    """What cannot be scrolled sideways has to be as narrow as its window."""
    page, room = area.widget(), area.viewport().width()
    if area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff and page.width() > room:
        yield f"page of {area.objectName() or area.parent().objectName()}: {page.width()} for {room}"


def settled(qtbot: QtBot) -> set[str]:
    """`cut_texts` once the layouts are done."""
    with contextlib.suppress(QtBotTimeout):
        qtbot.waitUntil(lambda: not cut_texts(), timeout=1_000)
    return cut_texts()


@pytest.fixture
def dress(qapp: QApplication) -> Iterator[Callable[[int], None]]:
    """Sets a text size, until the test is over."""
    yield lambda text_size: apply_theme(qapp, "light", text_size)
    apply_theme(qapp, "light")


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(("size", "text_size"), [((1280, 800), 13), ((1024, 700), 13), ((1024, 700), 18)])
def test_no_label_or_button_is_cut(
    language: str,
    size: tuple[int, int],
    text_size: int,
    speak: Callable[[str], object],
    dress: Callable[[int], None],
    make_desk: Callable[[], Any],
) -> None:
    speak(language)
    dress(text_size)
    desk = make_desk()
    desk.window.resize(*size)
    cut = {text: scene for scene in desk.scenes() for text in settled(desk.qtbot)}
    assert not cut, "\n".join(f"{scene}: {text}" for text, scene in cut.items())
