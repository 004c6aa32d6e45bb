"""An export to another tool's format tells row by row what is lost before anything is written."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.dataset_tab.export_dialog import ExportDialog

Opener = Callable[[Path], None]
MARK = b"\xef\xbb\xbf"


def line_of(tab: DatasetTab, row: int) -> bytes:
    dataset = tab.session.dataset
    assert dataset is not None
    return dataset.line(row)


@pytest.fixture
def dialog(
    tab: DatasetTab, opened: Opener, chat_file: Path, command: Callable[[str], QAction], qtbot: QtBot
) -> ExportDialog:
    """An export of twelve examples, of which the third has a weight and the fifth calls a tool."""
    opened(chat_file)
    weighted = line_of(tab, 2).replace(b'"Answer 2."', b'"Answer 2.","weight":0')
    tab.session.replace_line(2, weighted, "edit")
    call = b'{"id":"x","type":"function","function":{"name":"f","arguments":"{}"}}'
    calling = (
        b'{"messages":[{"role":"user","content":"Q"},{"role":"assistant","tool_calls":[' + call + b"]}]}"
    )
    tab.session.replace_line(4, calling, "edit")
    command("export_file").trigger()
    qtbot.waitUntil(lambda: _dialog() is not None)
    found = _dialog()
    assert found is not None
    return found


def _dialog() -> ExportDialog | None:
    shown = (w for w in QApplication.allWidgets() if isinstance(w, ExportDialog) and w.isVisible())
    return next(shown, None)


def choose(dialog: ExportDialog, goal: str, qtbot: QtBot) -> None:
    dialog.form.choose_goal(goal)
    qtbot.waitUntil(lambda: not dialog.conversion.running, timeout=20_000)


def press(dialog: ExportDialog, tab: DatasetTab, path: Path, qtbot: QtBot) -> bytes:
    """Export, and give what was written."""
    dialog.findChild(QPushButton, "export_button").click()
    qtbot.waitUntil(lambda: path.name in tab.notices.sentence("written"), timeout=10_000)
    return path.read_bytes()


def test_losses_are_listed_by_row_and_then_the_file_is_written(
    dialog: ExportDialog, tab: DatasetTab, chat_file: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(dialog, "alpaca", qtbot)
    assert dialog.losses.toPlainText().splitlines() == [
        "Row 3: Message 2 will be trained on in spite of its weight of 0: Alpaca has no weights.",
        "Row 5, not converted: It calls tools; Alpaca has no place for that.",
    ]
    assert "will be left out: 1." in dialog.reason.text()
    path = chat_file.with_name("chat.export.json")
    assert dialog.form.path() == path
    assert not path.exists()
    written = json.loads(press(dialog, tab, path, qtbot))
    assert [row["output"] for row in written] == [f"Answer {n}." for n in range(12) if n != 4]


def test_a_table_is_written_with_a_mark_and_takes_every_row(
    dialog: ExportDialog, tab: DatasetTab, chat_file: Path, qtbot: QtBot
) -> None:
    choose(dialog, "chat_table", qtbot)
    assert dialog.reason.text() == "Everything is carried over."
    assert not dialog.losses.isVisible()
    written = press(dialog, tab, chat_file.with_name("chat.export.csv"), qtbot)
    assert written.startswith(MARK + b"system,user,assistant,example\r\n")
    assert written.count(b"\r\n") == 13


def test_azure_gets_the_lines_as_they_are_behind_a_mark(
    dialog: ExportDialog, tab: DatasetTab, chat_file: Path, qtbot: QtBot
) -> None:
    choose(dialog, "azure", qtbot)
    assert dialog.form.mark.isChecked()
    assert not dialog.conversion.running
    written = press(dialog, tab, chat_file.with_name("chat.export.jsonl"), qtbot)
    assert written.startswith(MARK + b'{"messages":[{"role":"user"')
    lines = written.removeprefix(MARK).splitlines()
    assert [json.loads(line) for line in lines] == [json.loads(line_of(tab, row)) for row in range(12)]


def test_rows_of_a_selection_are_named_by_their_place_in_the_file(
    tab: DatasetTab,
    opened: Opener,
    chat_file: Path,
    command: Callable[[str], QAction],
    qtbot: QtBot,
) -> None:
    opened(chat_file)
    for row in (1, 9):
        tab.session.replace_line(row, b'{"messages": []}', "edit")
    tab.left.table.choose_row(9)
    command("export_file").trigger()
    qtbot.waitUntil(lambda: _dialog() is not None)
    dialog = _dialog()
    assert dialog is not None
    dialog.form.choose_rows("selected")
    choose(dialog, "alpaca", qtbot)
    assert dialog.losses.toPlainText().startswith("Row 10, not converted: Its messages are not questions")
    assert not dialog.findChild(QPushButton, "export_button").isEnabled()
    dialog.reject()


def test_what_was_converted_and_is_not_wanted_goes(
    dialog: ExportDialog, tab: DatasetTab, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    choose(dialog, "sharegpt", qtbot)
    assert list(scratch.iterdir())
    dialog.reject()
    qtbot.waitUntil(lambda: not list(scratch.iterdir()), timeout=10_000)
