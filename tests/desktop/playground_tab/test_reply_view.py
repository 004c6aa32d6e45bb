"""What a model writes is shown, and does nothing."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from ftdesk.desktop import theme
from ftdesk.desktop.playground_tab.reply_view import ReplyView


@pytest.fixture
def view(qtbot: QtBot) -> ReplyView:
    made = ReplyView()
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    return made


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_streamed_markdown_looks_like_the_whole(view: ReplyView, size: int) -> None:
    text = "# Title\n\nSome **bold** words.\n\n```py\na = 1\n```\n\n- one\n- two\n"
    for at in range(0, len(text), size):
        view.append_source(text[at : at + size])
    assert view.toPlainText().split() == ["Title", "Some", "bold", "words.", "a", "=", "1", "one", "two"]


def test_html_is_shown_as_it_was_written(view: ReplyView) -> None:
    view.set_source("<b>bold</b> and <table><tr><td>x</td></tr></table>")
    assert "<b>bold</b>" in view.toPlainText()


def test_an_image_is_named_and_not_loaded(view: ReplyView, tmp_path: Path) -> None:
    picture = QImage(300, 300, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    picture.save(str(tmp_path / "red.png"))
    address = QUrl.fromLocalFile(str(tmp_path / "red.png")).toString()
    view.set_source(f"look: ![a red square]({address})")
    assert f"[a red square {address}]" in view.toPlainText()
    assert not any(view.grab().toImage().pixelColor(x, 20) == QColor("red") for x in range(0, 300, 5))


def test_a_link_only_tells_where_it_leads(view: ReplyView, qtbot: QtBot) -> None:
    view.set_source("[here](https://example.org/a)")
    with qtbot.waitSignal(view.link_chosen) as chosen:
        view.anchorClicked.emit(QUrl("https://example.org/a"))
    assert chosen.args == [QUrl("https://example.org/a")]
    assert view.source() == QUrl()  # it did not go there itself


@pytest.mark.parametrize(
    "text",
    ["> " * 4000, "*a_" * 20_000, "[" * 50_000, "- " * 3000, "<table>" * 200, "word" * 30_000],
    ids=["quotes", "marks", "brackets", "lists", "tables", "one word"],
)
def test_hostile_text_is_shown_within_two_seconds(view: ReplyView, text: str) -> None:
    started = time.monotonic()
    view.set_source(text)
    view.grab()
    assert time.monotonic() - started < 2
    assert view.toPlainText().strip()


def test_no_line_of_a_reply_is_scrolled_out_of_its_view(view: ReplyView) -> None:
    view.setStyleSheet("QTextBrowser { padding: 3px; border: 2px solid red; }")
    view.set_source("\n\n".join(["a paragraph"] * 5))
    assert view.verticalScrollBar().maximum() == 0


def test_the_view_is_as_high_as_its_text(view: ReplyView) -> None:
    view.set_source("one line")
    low = view.height()
    view.set_source("\n\n".join(["a paragraph"] * 20))
    assert view.height() > 10 * low


def test_every_line_of_code_stands_on_the_ground_of_code(view: ReplyView) -> None:
    view.set_source("Words:\n\n```python\nfirst = 1\nlast = 2\n```\n\n| A | B |\n|---|---|\n| 1 | 2 |\n")
    document = view.document()
    grounds = {
        block.text(): block.blockFormat().background().color().name()
        for block in (document.findBlockByNumber(n) for n in range(document.blockCount()))
        if block.text()
    }
    code = theme.color("code_ground").name()
    assert [text for text, ground in grounds.items() if ground == code] == ["first = 1", "last = 2"]


def test_what_is_copied_has_nothing_that_a_terminal_obeys(view: ReplyView) -> None:
    view.set_source("run \u202eevil\u202c now\x1b[2J")
    view.selectAll()
    copied = view.createMimeDataFromSelection()
    assert copied.formats() == ["text/plain"]
    assert copied.text() == "run evil now[2J"
