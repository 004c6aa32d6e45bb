"""From a finding to its place, and to its fix."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QListWidgetItem, QPushButton
from pytestqt.qtbot import QtBot

from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from tests.dataset.rules.test_every_code import CASES

Opener = Callable[[Path], None]
LINES = [
    {"messages": [{"role": "user", "content": "A"}, {"role": "assistant", "content": "B"}]},
    {"messages": [{"role": "user", "content": "C"}, {"role": "bot", "content": "D"}]},
    {"messages": [{"role": "user", "content": "E", "weight": 1}, {"role": "assistant", "content": "F"}]},
]


@pytest.fixture
def faulty(tab: DatasetTab, opened: Opener, tmp_path: Path) -> DatasetTab:
    path = tmp_path / "faulty.jsonl"
    lines = [*map(json.dumps, LINES), '{"messages": [}', ""]
    path.write_text("\n".join(lines), encoding="utf-8")
    opened(path)
    tab.activateWindow()
    return tab


def focused_name() -> str:
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def test_f8_walks_through_the_findings_of_the_file(faulty: DatasetTab) -> None:
    faulty.desk.step_finding(forward=True)
    assert faulty.left.table.current_id() == 1
    assert focused_name() == "message_role_1"
    rows = set()
    for _ in range(8):
        faulty.desk.step_finding(forward=True)
        rows.add(faulty.left.table.current_id())
    assert rows == {1, 2, 3}
    faulty.desk.go_to_line(4)
    faulty.desk.step_finding(forward=False)
    assert faulty.left.table.current_id() == 2


def test_a_clicked_finding_gives_the_keyboard_to_its_place(faulty: DatasetTab) -> None:
    faulty.desk.go_to_line(2)
    item = faulty.side.findings.list.item(0)
    assert item.text() == "Error: The role “bot” is not known."
    faulty.side.findings.list.itemClicked.emit(item)
    assert focused_name() == "message_role_1"


def test_a_finding_of_a_broken_line_leads_to_its_column(faulty: DatasetTab) -> None:
    faulty.desk.go_to_line(4)
    faulty.side.findings.list.itemClicked.emit(faulty.side.findings.list.item(0))
    assert focused_name() == "raw_json_edit"
    assert faulty.pane.raw.textCursor().selectedText() == "}"


def test_a_fix_is_one_click_and_can_be_undone(faulty: DatasetTab) -> None:
    before = faulty.session.line(2)
    faulty.desk.go_to_line(3)
    button = faulty.side.findings.findChild(QPushButton, "fix_button")
    assert button.text() == "Remove the weight"
    button.click()
    assert faulty.session.line(2) == before.replace(b', "weight": 1', b"")
    assert not faulty.session.checker.row_findings(2)
    faulty.undo_stack.undo()
    assert faulty.session.line(2) == before


def test_findings_of_the_whole_file_stand_below_those_of_the_example(faulty: DatasetTab) -> None:
    texts = [faulty.side.findings.list.item(row).text() for row in range(faulty.side.findings.list.count())]
    assert texts[0] == "In the whole file"
    assert any("too few examples" in text for text in texts)


def test_counts_follow_an_edit(faulty: DatasetTab, qtbot: QtBot) -> None:
    errors = faulty.summary.errors
    faulty.desk.go_to_line(2)
    faulty.session.replace_line(1, json.dumps(LINES[0]).encode(), "mend")
    assert errors is not None
    qtbot.waitUntil(lambda: faulty.summary.errors == errors - 3)
    assert faulty.session.checker.row_findings(1)[0].code == "example.duplicate"


def click(tab: DatasetTab, code: str, qtbot: QtBot) -> None:
    shown = tab.side.findings.list

    def item() -> QListWidgetItem | None:
        items = [shown.item(place) for place in range(shown.count())]
        return next((found for found in items if found.toolTip() == code), None)

    qtbot.waitUntil(lambda: item() is not None, timeout=30_000)
    found = item()
    assert found is not None
    shown.itemClicked.emit(found)


def test_a_finding_of_a_byte_that_is_no_utf8_leads_to_it(
    tab: DatasetTab, opened: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "bytes.jsonl"
    path.write_bytes('{"prompt": "café '.encode() + b'\xff\xfe", "completion": " a"}\n')
    opened(path)
    tab.activateWindow()
    tab.desk.go_to_line(1)
    click(tab, "line.not_utf8", qtbot)
    assert focused_name() == "raw_json_edit"
    cursor = tab.pane.raw.textCursor()
    assert (cursor.selectionStart(), cursor.selectionEnd()) == (17, 18)


def test_a_finding_of_the_whole_file_leads_to_the_list_of_its_examples(
    faulty: DatasetTab, qtbot: QtBot
) -> None:
    faulty.desk.go_to_line(2)
    faulty.pane.raw.setFocus()
    click(faulty, "file.too_few_examples", qtbot)
    assert QApplication.focusWidget() is faulty.left.table


def test_a_finding_of_all_completions_leads_to_this_one(
    tab: DatasetTab, opened: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text('{"prompt": "a =", "completion": " 1"}\n{"prompt": "b =", "completion": " 2"}\n')
    opened(path)
    tab.activateWindow()
    tab.desk.go_to_line(2)
    click(tab, "completion.no_stop", qtbot)
    assert tab.pane.form.isAncestorOf(QApplication.focusWidget())


def test_every_finding_of_an_example_leads_to_a_place_of_it(
    tab: DatasetTab, opened: Opener, tmp_path: Path
) -> None:
    path = tmp_path / "all.jsonl"
    lines = [case.bad[-1] for case in CASES]
    raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    small = [line for line in raw if len(line) < 10_000]
    path.write_bytes(b"\n".join(small) + b"\n")
    opened(path)
    tab.activateWindow()
    strays = []
    for number in range(1, len(small) + 1):
        tab.desk.go_to_line(number)
        for finding in tab.session.checker.row_findings(number - 1):
            QApplication.processEvents()
            tab.left.table.setFocus()
            tab.side.findings.place_chosen.emit(finding)
            if not tab.pane.isAncestorOf(QApplication.focusWidget()):
                strays.append((number, finding.code, finding.path))
    assert not strays, "\n".join(map(str, strays))
