"""Rows of a file on a drive that hangs: the window lives on, shows what it has and fills in what comes."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ftdesk.dataset.document import Dataset
from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.lines import LineSource, index_lines
from ftdesk.desktop.dataset_tab.content_sized_editor import ContentSizedEditor
from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab

STALL = 0.2
ROWS = 3_000


class Drive(LineSource):
    """A file on a drive that can be held up; `read` waits meanwhile, as a network drive lets it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.answers = threading.Event()
        self.answers.set()
        self.reads = 0

    def read(self, start: int, stop: int) -> bytes:
        self.reads += 1
        assert self.answers.wait(60)
        return super().read(start, stop)


@pytest.fixture
def drive(tab: DatasetTab, tmp_path: Path, qtbot: QtBot) -> Iterator[Drive]:
    """A file of 3,000 examples open in the tab, its first one in the form."""
    path = tmp_path / "chats.jsonl"
    path.write_bytes(b"".join(_line(number) for number in range(ROWS)))
    made = Drive(path)
    tab.session.set_dataset(Dataset(made, index_lines(made)))
    tab.left.table.choose_row(0)
    tab.desk.start_over()
    qtbot.waitUntil(lambda: _first_text(tab) == "Question 0")
    tab.left.table.viewport().repaint()
    yield made
    made.answers.set()
    qtbot.waitUntil(lambda: not tab.session.reader.is_waiting)


def test_a_disk_that_answers_shows_every_row_in_its_first_frame(tab: DatasetTab, drive: Drive) -> None:
    tab.left.table.choose_row(2_000)
    assert None not in _previews(tab, 1_990, 2_030)


def test_scrolling_on_a_drive_that_hangs_paints_bars_at_once(tab: DatasetTab, drive: Drive) -> None:
    drive.answers.clear()
    assert _seconds(lambda: _scroll_to(tab, 2_000)) < STALL
    assert _seconds(lambda: _scroll_to(tab, 1_000)) < STALL
    assert set(_previews(tab, 1_000, 1_010)) == {None}


def test_a_letter_typed_in_the_table_reads_no_row(tab: DatasetTab, drive: Drive, qtbot: QtBot) -> None:
    reads = drive.reads
    qtbot.keyClicks(tab.left.table, "z")
    assert drive.reads == reads


def test_rows_are_filled_in_when_the_drive_answers(tab: DatasetTab, drive: Drive, qtbot: QtBot) -> None:
    drive.answers.clear()
    _scroll_to(tab, 1_000)
    _scroll_to(tab, 2_000)
    drive.answers.set()
    qtbot.waitUntil(lambda: _painted(tab, 2_000) == "Question 2000")


def test_an_example_that_cannot_be_read_yet_is_shown_when_it_comes(
    tab: DatasetTab, drive: Drive, qtbot: QtBot
) -> None:
    drive.answers.clear()
    assert _seconds(lambda: tab.left.table.choose_row(2_500)) < STALL
    assert not tab.pane.form.isVisible()
    assert "still being read" in tab.pane.findChild(QLabel, "no_form_reason").text()
    drive.answers.set()
    qtbot.waitUntil(lambda: tab.pane.form.isVisible() and _first_text(tab) == "Question 2500")


def test_typing_in_the_open_example_never_waits_for_the_drive(
    tab: DatasetTab, drive: Drive, qtbot: QtBot
) -> None:
    drive.answers.clear()
    editor = tab.findChild(ContentSizedEditor, "message_text_0")
    editor.setFocus()
    assert _seconds(lambda: qtbot.keyClicks(editor, "Hello ")) < 6 * STALL  # six keys
    assert _first_text(tab) == "Hello Question 0"
    assert _seconds(tab.undo_stack.undo) < STALL
    assert _first_text(tab) == "Question 0"


def test_the_figures_of_an_edited_file_never_wait_for_the_drive(
    tab: DatasetTab, drive: Drive, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(tab.session.checker.finished, timeout=20_000):
        tab.session.start_check(CheckOptions())
    tab.board.show_now()
    editor = tab.findChild(ContentSizedEditor, "message_text_0")
    drive.answers.clear()
    editor.setFocus()
    QTimer.singleShot(50, lambda: qtbot.keyClicks(editor, "x"))
    QTimer.singleShot(600, lambda: tab.left.table.choose_row(700))
    assert _longest_silence(qtbot, 1_500) < STALL


def test_duplicating_rows_that_cannot_be_read_waits_without_holding_the_window(
    tab: DatasetTab, drive: Drive, qtbot: QtBot
) -> None:
    tab.left.table.selectRow(40)
    drive.answers.clear()
    assert _seconds(tab.rows.duplicate) < STALL
    drive.answers.set()
    dataset = tab.session.dataset
    assert dataset is not None
    qtbot.waitUntil(lambda: len(dataset) == ROWS + 1)
    assert dataset.line(dataset.row_id_at(41)) == dataset.line(dataset.row_id_at(40))


def test_another_file_does_not_wait_for_the_drive_of_the_one_before(
    tab: DatasetTab, drive: Drive, tmp_path: Path
) -> None:
    other = tmp_path / "other.jsonl"
    other.write_bytes(_line(77))
    drive.answers.clear()
    _scroll_to(tab, 1_000)
    assert _seconds(lambda: tab.session.set_dataset(Dataset.open(other))) < STALL
    assert _previews(tab, 0, 0) == ["Question 77"]


def test_a_line_edited_while_it_is_being_read_is_shown_as_edited(
    tab: DatasetTab, drive: Drive, qtbot: QtBot
) -> None:
    drive.answers.clear()
    _scroll_to(tab, 1_000)
    dataset = tab.session.dataset
    assert dataset is not None
    tab.session.apply_change(
        dataset.changes.replacing([1_000], [_line(5).strip()], {1_000: _line(1_000).strip()}), "Edit"
    )
    drive.answers.set()
    qtbot.waitUntil(lambda: not tab.session.reader.is_waiting)
    assert _previews(tab, 1_000, 1_001) == ["Question 5", "Question 1001"]


def _line(number: int) -> bytes:
    messages = [
        {"role": "user", "content": f"Question {number}"},
        {"role": "assistant", "content": f"Answer {number}"},
    ]
    return json.dumps({"messages": messages}).encode() + b"\n"


def _seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def _longest_silence(qtbot: QtBot, milliseconds: int) -> float:
    """The longest time in which the window's thread did not answer a timer."""
    ticks = [time.perf_counter()]
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    timer.start()
    qtbot.wait(milliseconds)
    timer.stop()
    return max(later - earlier for earlier, later in pairwise(ticks))


def _scroll_to(tab: DatasetTab, row: int) -> None:
    table = tab.left.table
    table.scrollTo(table.examples.index(row, 0), table.ScrollHint.PositionAtTop)
    table.viewport().repaint()


def _previews(tab: DatasetTab, first: int, last: int) -> list[str | None]:
    views = tab.left.table.examples.views(first, last)
    return [view.preview.text if view.preview is not None else None for view in views]


def _painted(tab: DatasetTab, row: int) -> object:
    """What is remembered for the next frame, without asking for it."""
    table = tab.left.table
    return table.examples.data(table.examples.index(row, 0), Qt.ItemDataRole.DisplayRole)


def _first_text(tab: DatasetTab) -> str:
    editor = tab.findChild(ContentSizedEditor, "message_text_0")
    return editor.value() if editor is not None else ""
