"""Opening files through the tab: good ones, and the bad ones that a new user tries."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from ftdesk.dataset.rules.finding import Severity
from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab

Opener = Callable[[Path], None]
REAL = Path(__file__).resolve().parents[4] / "shared" / "datasets"


def test_the_first_thing_shown_is_what_the_place_is_for(tab: DatasetTab) -> None:
    assert tab.findChild(QWidget, "dataset_empty_state").isVisible()
    assert tab.findChild(QPushButton, "open_file_button").isVisible()


def test_an_opened_file_shows_its_rows_findings_and_figures(
    tab: DatasetTab, opened: Opener, chat_file: Path
) -> None:
    opened(chat_file)
    assert tab.left.table.examples.rowCount() == 12
    assert tab.left.table.examples.index(0, 0).data() == "Question 0, café?"
    assert (tab.summary.examples, tab.summary.errors) == (12, 0)
    assert tab.summary.tokens is not None
    assert tab.pane.form.isVisible()


def test_the_sample_opens_from_the_empty_state(tab: DatasetTab, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tab.opened):
        tab.findChild(QPushButton, "open_sample_button").click()
    qtbot.waitUntil(lambda: not tab.session.checker.running)
    assert tab.summary.errors == 0
    assert tab.summary.examples > 100


@pytest.mark.parametrize(
    ("name", "word"),
    [("missing.jsonl", "There is no file"), ("folder", "is a folder"), ("paper.pdf", "not a text file")],
)
def test_a_bad_file_gives_a_sentence_and_the_tab_lives(
    name: str, word: str, tmp_path: Path, tab: DatasetTab, failure_sentence: Callable[[], str]
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")
    tab.open_path(tmp_path / name)
    assert word in failure_sentence()
    assert not tab.is_open


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may read everything")
def test_a_file_without_rights_gives_a_sentence(
    chat_file: Path, tab: DatasetTab, failure_sentence: Callable[[], str]
) -> None:
    chat_file.chmod(0)
    tab.open_path(chat_file)
    assert "cannot be read" in failure_sentence()


def test_a_failed_opening_keeps_the_file_that_is_open(
    tab: DatasetTab, opened: Opener, chat_file: Path, failure_sentence: Callable[[], str]
) -> None:
    opened(chat_file)
    tab.open_path(chat_file.parent / "missing.jsonl")
    failure_sentence()
    assert tab.session.path == chat_file
    assert tab.left.table.examples.rowCount() == 12


def test_an_empty_file_opens_and_says_that_it_is_empty(
    tab: DatasetTab, opened: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "empty.jsonl"
    path.touch()
    opened(path)
    assert tab.left.table.examples.rowCount() == 0
    qtbot.waitUntil(lambda: tab.side.findings.list.count() >= 1)
    assert tab.summary.errors == 1


def test_an_opened_file_is_offered_again_as_recent(
    tab: DatasetTab, opened: Opener, chat_file: Path, qtbot: QtBot
) -> None:
    opened(chat_file)
    qtbot.waitUntil(lambda: tab.files.recent == (str(chat_file),))
    tab.empty.show_recent(tab.files.recent)
    assert tab.empty.findChild(QPushButton, "recent_file_0").text() == "chat.jsonl"


def test_bytes_that_are_no_utf_8_show_as_text_and_stay_as_they_are(
    tab: DatasetTab, opened: Opener, tmp_path: Path
) -> None:
    path = tmp_path / "latin.jsonl"
    path.write_bytes(b'{"messages": "caf\xe9"}\n')
    opened(path)
    assert not tab.pane.form.isVisible()
    tab.pane.raw.setPlainText(tab.pane.raw.toPlainText() + " ")
    assert tab.session.line(0) == b'{"messages": "caf\xe9"} '


def test_a_line_of_a_megabyte_is_shown_and_edited_in_parts(
    tab: DatasetTab, opened: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "long.jsonl"
    line = '{"messages": [{"role": "user", "content": "' + "word " * 250_000 + '"}]}'
    path.write_text(line + "\n", encoding="utf-8")
    opened(path)
    raw = tab.pane.raw
    assert raw.toPlainText() == line[:20_000]
    qtbot.mouseClick(raw.findChild(QToolButton, "later_part_button"), Qt.MouseButton.LeftButton)
    assert raw.toPlainText() == line[20_000:40_000]
    raw.setFocus()
    qtbot.keyClicks(raw, "new ")
    assert tab.session.line(0) == line.encode()  # handed on when typing rests
    qtbot.waitUntil(lambda: tab.session.line(0) == (line[:20_000] + "new " + line[20_000:]).encode())
    qtbot.keyClicks(raw, "x")
    qtbot.keyClick(raw, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert tab.session.line(0) == line.encode()  # the x was handed on before it was undone


def test_a_line_of_thirty_megabytes_shows_its_beginning_alone(
    tab: DatasetTab, opened: Opener, tmp_path: Path
) -> None:
    path = tmp_path / "huge.jsonl"
    path.write_bytes(b'{"messages": "' + b"x" * 30_000_000 + b'"}\n{"messages": []}\n')
    opened(path)
    assert tab.pane.raw.isReadOnly()
    assert "30 MB" in tab.pane.findChild(QLabel, "no_form_reason").text()
    assert tab.pane.raw.toPlainText() == '{"messages": "' + "x" * 14_986
    tab.left.table.choose_row(1)
    assert not tab.pane.raw.isReadOnly()


def test_hostile_text_is_shown_as_text(tab: DatasetTab, opened: Opener, tmp_path: Path) -> None:
    path = tmp_path / "hostile.jsonl"
    path.write_text(
        '{"messages": [{"role": "<b>x</b>", "content": "<img src=file:///etc/passwd>\\u202etxt\\u0000"}]}\n',
        encoding="utf-8",
    )
    opened(path)
    preview = tab.left.table.examples.index(0, 0).data()
    assert preview == "<img src=file:///etc/passwd>⟨U+202E⟩txt␀"
    assert tab.pane.form.findChild(QWidget, "message_text_0").toPlainText().endswith("▯txt␀")


@pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not here")
@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("gsm8k_chat_train.jsonl", 449),
        ("stock_toolcall_train.jsonl", 86),
        ("orca_dpo_preference.jsonl", 284),
        ("countdown_reinforcement.jsonl", 100),
    ],
)
def test_a_real_file_opens_without_a_false_error(
    name: str, rows: int, tab: DatasetTab, opened: Opener
) -> None:
    opened(REAL / name)
    assert tab.left.table.examples.rowCount() == rows
    assert tab.session.checker.counts()[Severity.ERROR] == 0
    assert tab.pane.form.isVisible()
