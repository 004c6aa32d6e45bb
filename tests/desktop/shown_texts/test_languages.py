"""All that stands on the screen can be translated, and is."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

SAME_EVERYWHERE = re.compile(
    r"<[^>]*>|(/[\w.-]+){2,}|https?(://\S*)?|/v1|(ftdesk-replies|gpt|o\d|davinci|babbage)[-\w.]*|ftdesk(-[0-9a-f]{24})?"
    r"|([\w.-]+/)?[\w.-]*([Ll]lama|[Qq]wen|[Mm]inistral|[Mm]istral|gemma|gpt-oss)[-\w.]*"
    r"|Azure|Microsoft|Nebius|Together|Fireworks|Foundry|Token Factory|EUR|GBP|JPY"
    r"|ShareGPT|Alpaca|Linux|macOS|Windows|ASCII|CR LF|LF|Shift_JIS|CSV|\.csv|JSON Lines|API|Files|Uploads"
    r"|OpenAI|JSONL?|UTF-8|SHA-256|USD|ID|px|bytes|[kMGT]B|Aa|English|Top p"
    r"|Apache License|(PySide6|Python|Qt|httpx|numpy|LGPL|BSD|MIT|Apache|MPL|PSF)[-\w]*"
    r"|(Ctrl|Shift|Alt)(\+\S*)?|F\d+|Esc|Return|Enter|Delete|Backspace|[a-z_]+[.…]+[a-z_.]+"
    r"|system|developer|user|assistant|tool_call_id|tools?|function|messages|prompt|completion|chosen|rejected"
)
"""Paths, names of models and providers, units, keys of the keyboard and of a file, codes of findings."""


def texts_of(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Every text that a widget shows or says, with the kind of it."""
    yield "tool tip", widget.toolTip()
    yield "accessible name", widget.accessibleName()
    yield "accessible description", widget.accessibleDescription()
    yield "title", widget.windowTitle() if widget.isWindow() else ""
    yield from (("action", action.text()) for action in widget.actions())
    match widget:
        case QLabel() | QAbstractButton():
            yield "text", widget.text()
        case QLineEdit() | QPlainTextEdit():
            yield "placeholder", widget.placeholderText()
        case QComboBox():
            yield from (("choice", widget.itemText(row)) for row in range(widget.count()))
        case QTabBar():
            yield from (("tab", widget.tabText(index)) for index in range(widget.count()))
        case QHeaderView() if widget.model() is not None:
            model, across = widget.model(), widget.orientation()
            yield from (("header", str(model.headerData(i, across) or "")) for i in range(widget.count()))
        case QListWidget():
            yield from (("item", widget.item(row).text()) for row in range(widget.count()))
        case _:
            pass


def english_in(text: str) -> str:
    """The words of a text that are neither translated nor the same everywhere."""
    while (rest := re.sub(r"⟦[^⟦⟧]*⟧", "", text)) != text:
        text = rest
    return " ".join(re.findall(r"[A-Za-z]{2,}", SAME_EVERYWHERE.sub(" ", text.replace("&", ""))))


@pytest.mark.parametrize("language", ["marks", "ja"])
def test_no_visible_text_stays_english(
    language: str, speak: Callable[[str], object], make_desk: Callable[[], Any]
) -> None:
    speak(language)
    found = {}
    for scene in make_desk().scenes():
        for widget in QApplication.allWidgets():
            if widget.isVisible():
                texts = ((kind, text) for kind, text in texts_of(widget) if english_in(text))
                found.update(dict.fromkeys(texts, f"{scene}: {widget.objectName()}"))
    assert not found, "\n".join(f"{where}: {kind}: {text}" for (kind, text), where in found.items())


def test_the_window_speaks_japanese(speak: Callable[[str], object], make_desk: Callable[[], Any]) -> None:
    speak("ja")
    window = make_desk().window
    tabs = window.findChild(QTabBar, "main_tabs")
    assert [tabs.tabText(index) for index in range(tabs.count())] == [
        "データセット",
        "ジョブ",
        "プレイグラウンド",
    ]
    assert [menu.text() for menu in window.menuBar().actions()][:2] == ["ファイル(&F)", "編集(&E)"]
    assert window.commands()[0].text == "ファイル: 新しいファイル"
    assert window.findChild(QAbstractButton, "provider_chip").text() == "ローカルエンジン ▾"
