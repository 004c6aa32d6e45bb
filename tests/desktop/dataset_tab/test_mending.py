"""Fixes of many rows on the real tab: counted, shown and unticked first, then one step that undo takes back whole."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ftdesk.desktop.dataset_tab.bulk_words import NOTICE
from ftdesk.desktop.dataset_tab.change_list import ChangeList
from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.dataset_tab.mend_dialog import MendDialog

Opener = Callable[[Path], None]

WEIGHTED = '{"messages":[{"role":"user","content":"A%d","weight":1},{"role":"assistant","content":"B"}]}'
PLAIN = '{"messages": [{"role": "user", "content": "C"}, {"role": "assistant", "content": "D"}]}'
LINES = [WEIGHTED % 0, PLAIN, WEIGHTED % 2, "", PLAIN, WEIGHTED % 5, PLAIN]
PAIRS = [{"prompt": f"Say {n}", "completion": f" {n}."} for n in range(10, 13)]


def write(path: Path, lines: list[str]) -> Path:
    path.write_bytes("\r\n".join(lines).encode() + b"\r\n")
    return path


@pytest.fixture
def faulty(tab: DatasetTab, opened: Opener, tmp_path: Path) -> DatasetTab:
    opened(write(tmp_path / "faulty.jsonl", LINES))
    return tab


@pytest.fixture
def pairs(tab: DatasetTab, opened: Opener, tmp_path: Path) -> DatasetTab:
    opened(write(tmp_path / "pairs.jsonl", [json.dumps(pair) for pair in PAIRS]))
    return tab


def press(qtbot: QtBot, tab: DatasetTab, line: int, code: str, name: str) -> None:
    """Press a button of a finding of a line, as soon as it is there."""
    tab.desk.go_to_line(line)
    shown = tab.side.findings.list

    def button() -> QPushButton | None:
        items = [shown.item(place) for place in range(shown.count())]
        rows = [shown.itemWidget(item) for item in items if item.toolTip() == code]
        return rows[0].findChild(QPushButton, name) if rows and rows[0] is not None else None

    qtbot.waitUntil(lambda: button() is not None, timeout=30_000)
    found = button()
    assert found is not None
    found.click()


def dialog_of(qtbot: QtBot, tab: DatasetTab, count: int) -> MendDialog:
    """The dialog, as soon as it has counted so many changes."""

    def counted() -> MendDialog | None:
        dialogs = [open_ for open_ in tab.window().findChildren(MendDialog) if open_.isVisible()]
        return next(
            (found for found in dialogs if found.changes.count == count and found.do.isEnabled()), None
        )

    qtbot.waitUntil(lambda: counted() is not None, timeout=30_000)
    dialog = counted()
    assert dialog is not None
    return dialog


def do(qtbot: QtBot, tab: DatasetTab, dialog: MendDialog) -> None:
    before = tab.undo_stack.count()
    dialog.do.click()
    qtbot.waitUntil(lambda: tab.undo_stack.count() == before + 1, timeout=30_000)


def lines_of(tab: DatasetTab) -> list[str]:
    dataset = tab.session.dataset
    assert dataset is not None
    return [dataset.line(row_id).decode() for row_id in dataset.row_ids().tolist()]


def test_a_fix_mends_all_examples_with_its_finding_as_one_step(faulty: DatasetTab, qtbot: QtBot) -> None:
    press(qtbot, faulty, 1, "weight.not_assistant", "fix_everywhere_button")
    dialog = dialog_of(qtbot, faulty, 3)
    assert dialog.scope.itemText(0) == "All examples with this finding (3)"
    assert dialog.do.text() == "Change 3"
    do(qtbot, faulty, dialog)
    assert lines_of(faulty) == [line.replace(',"weight":1', "") for line in LINES]
    assert faulty.undo_stack.undoText() == "Remove the weight in 3 examples"
    assert faulty.notices.sentence(NOTICE) == "Changed examples: 3."
    faulty.undo_stack.undo()
    assert lines_of(faulty) == LINES
    assert not faulty.session.is_edited


def test_a_change_is_shown_and_can_be_left_out(faulty: DatasetTab, qtbot: QtBot) -> None:
    press(qtbot, faulty, 1, "weight.not_assistant", "fix_everywhere_button")
    dialog = dialog_of(qtbot, faulty, 3)
    words = lambda: str(dialog.changes.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole))  # noqa: E731
    qtbot.waitUntil(lambda: "…" not in words(), timeout=30_000)
    assert words() == 'Line 3: “,"weight":1” becomes “”'
    dialog.findChild(ChangeList).setCurrentIndex(dialog.changes.index(1, 0))
    qtbot.keyClick(dialog.findChild(ChangeList), Qt.Key.Key_Space)
    assert dialog.do.text() == "Change 2"
    do(qtbot, faulty, dialog)
    assert ["weight" in line for line in lines_of(faulty)] == [False, False, True, *[False] * 4]


def test_a_fix_can_be_for_the_selected_examples_alone(faulty: DatasetTab, qtbot: QtBot) -> None:
    press(qtbot, faulty, 3, "weight.not_assistant", "fix_everywhere_button")
    dialog = dialog_of(qtbot, faulty, 3)
    assert dialog.scope.itemText(1) == "Those of them that are selected (1)"
    dialog.scope.setCurrentIndex(1)
    do(qtbot, faulty, dialog_of(qtbot, faulty, 1))
    assert ["weight" in line for line in lines_of(faulty)] == [True, False, False, False, False, True, False]


def test_nothing_changes_where_one_only_looks(faulty: DatasetTab, qtbot: QtBot) -> None:
    press(qtbot, faulty, 1, "weight.not_assistant", "fix_everywhere_button")
    dialog = dialog_of(qtbot, faulty, 3)
    with qtbot.waitSignal(dialog.finished):
        dialog.reject()
    assert lines_of(faulty) == LINES
    assert not faulty.undo_stack.count()


def test_a_mend_that_is_given_up_while_it_runs_changes_nothing(faulty: DatasetTab, qtbot: QtBot) -> None:
    press(qtbot, faulty, 1, "weight.not_assistant", "fix_everywhere_button")
    dialog = dialog_of(qtbot, faulty, 3)
    dialog.do.click()
    assert not dialog.do.isEnabled()
    dialog.reject()
    qtbot.waitUntil(lambda: not faulty._services.background.running, timeout=30_000)
    assert lines_of(faulty) == LINES
    assert not faulty.undo_stack.count()


def test_copies_are_deleted_and_the_first_is_kept(faulty: DatasetTab, qtbot: QtBot) -> None:
    press(qtbot, faulty, 5, "example.duplicate", "fix_everywhere_button")
    dialog = dialog_of(qtbot, faulty, 2)
    assert dialog.do.text() == "Delete 2"
    do(qtbot, faulty, dialog)
    assert lines_of(faulty) == [*LINES[:4], LINES[5]]
    assert faulty.undo_stack.undoText() == "Delete the copy in 2 examples"
    faulty.undo_stack.undo()
    assert lines_of(faulty) == LINES


def test_a_blank_line_is_deleted_by_its_fix(faulty: DatasetTab, qtbot: QtBot) -> None:
    press(qtbot, faulty, 4, "line.blank", "fix_button")
    assert lines_of(faulty) == [*LINES[:3], *LINES[4:]]
    faulty.undo_stack.undo()
    assert lines_of(faulty) == LINES


def test_what_other_programs_left_around_examples_is_removed(
    tab: DatasetTab, opened: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    good = [PLAIN.replace("C", str(number)) for number in range(6)]
    listed = [*good[:4], good[4] + ",", "\ufeff" + good[5]]
    opened(write(tmp_path / "listed.jsonl", listed))
    press(qtbot, tab, 5, "json.invalid", "fix_button")
    assert lines_of(tab) == [*good[:5], listed[5]]
    tab.undo_stack.undo()
    press(qtbot, tab, 6, "json.invalid", "fix_everywhere_button")
    dialog_of(qtbot, tab, 2).do.click()
    qtbot.waitUntil(lambda: lines_of(tab) == good, timeout=30_000)
    tab.undo_stack.undo()
    assert lines_of(tab) == listed


def test_a_copy_leads_to_the_example_that_it_repeats(faulty: DatasetTab, qtbot: QtBot) -> None:
    press(qtbot, faulty, 7, "example.duplicate", "show_line_button")
    assert faulty.desk.current_line() == 2


def test_what_is_said_of_the_whole_file_is_mended_in_all_its_examples(
    pairs: DatasetTab, qtbot: QtBot
) -> None:
    before = lines_of(pairs)
    press(qtbot, pairs, 1, "prompt.no_separator", "fix_button")
    dialog = dialog_of(qtbot, pairs, 3)
    assert any("“ ->”" in label.text() for label in dialog.findChildren(QLabel))
    do(qtbot, pairs, dialog)
    assert lines_of(pairs) == [line.replace('", "comp', ' ->", "comp') for line in before]
    check = pairs.session.checker.check
    assert check is not None
    assert "prompt.no_separator" not in [finding.code for finding in check.file_findings()]
    pairs.undo_stack.undo()
    assert lines_of(pairs) == before


def test_asking_twice_while_all_examples_are_looked_at_opens_one_dialog(
    pairs: DatasetTab, qtbot: QtBot
) -> None:
    check = pairs.session.checker.check
    assert check is not None
    finding = next(found for found in check.file_findings() if found.code == "prompt.no_separator")
    pairs.bulk.fixes.ask(finding)
    pairs.bulk.fixes.ask(finding)
    dialog_of(qtbot, pairs, 3)
    assert len(pairs.window().findChildren(MendDialog)) == 1
    qtbot.waitUntil(lambda: not pairs._services.background.running, timeout=30_000)
    assert len(pairs.window().findChildren(MendDialog)) == 1


def test_an_example_edited_while_one_looks_stays_as_it_is(faulty: DatasetTab, qtbot: QtBot) -> None:
    press(qtbot, faulty, 1, "weight.not_assistant", "fix_everywhere_button")
    dialog = dialog_of(qtbot, faulty, 3)
    faulty.session.replace_line(2, b'{"messages": []}', "edit")
    do(qtbot, faulty, dialog)
    assert lines_of(faulty)[2] == '{"messages": []}'
    assert "Edited meanwhile, so left as they are: 1." in faulty.notices.sentence(NOTICE)


def test_nothing_is_mended_in_a_file_that_may_only_be_read(faulty: DatasetTab, qtbot: QtBot) -> None:
    press(qtbot, faulty, 1, "weight.not_assistant", "fix_everywhere_button")
    dialog = dialog_of(qtbot, faulty, 3)
    faulty.session.set_read_only("another window has it")
    assert not dialog.do.isEnabled()
    button = faulty.side.findings.list.findChild(QPushButton, "fix_everywhere_button")
    assert not button.isEnabled()


def test_blanks_at_the_ends_of_messages_are_trimmed_after_a_look(
    tab: DatasetTab, opened: Opener, tmp_path: Path, command: Callable[[str], QAction], qtbot: QtBot
) -> None:
    blank = '{"messages": [{"role": "user", "content": " A\\n"}, {"role": "assistant", "content": "B"}]}'
    opened(write(tmp_path / "blanks.jsonl", [blank, PLAIN]))
    command("trim_blanks").trigger()
    do(qtbot, tab, dialog_of(qtbot, tab, 1))
    assert lines_of(tab) == [blank.replace(" A\\n", "A"), PLAIN]
    assert tab.undo_stack.undoText() == "Trim blanks"
    tab.undo_stack.undo()
    assert lines_of(tab) == [blank, PLAIN]
