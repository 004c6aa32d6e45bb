"""Comparing on a real tab: counts, filter, word by word, keys, cancel, and what cannot be read."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QToolButton
from pytestqt.qtbot import QtBot

from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.dataset_tab.versions.compare_window import CompareWindow
from ftdesk.desktop.dataset_tab.versions.comparing import Compared, Comparing
from ftdesk.desktop.dataset_tab.versions.comparisons import file_side
from ftdesk.desktop.dataset_tab.versions.difference_model import AFTER, BEFORE, EXAMPLE, KIND
from ftdesk.desktop.dataset_tab.versions.differences_view import DifferencesView
from ftdesk.desktop.dataset_tab.versions.versions_dialog import VersionsDialog
from ftdesk.desktop.services import Services
from ftdesk.errors import Cancelled
from ftdesk.workspace.dataset_versions import DatasetVersions, Why

Opener = Callable[[Path], None]
Answer = Callable[[str, str], None]


def chat(question: str, answer: str) -> bytes:
    messages = [{"role": "user", "content": question}, {"role": "assistant", "content": answer}]
    return json.dumps({"messages": messages}, ensure_ascii=False).encode()


def windows() -> list[CompareWindow]:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, CompareWindow) and w.isVisible()]
    return sorted(found, key=lambda window: window.windowTitle())


def compared(qtbot: QtBot) -> DifferencesView:
    """Wait until the one window has compared."""
    qtbot.waitUntil(lambda: len(windows()) == 1 and windows()[0].view is not None, timeout=10_000)
    view = windows()[0].view
    assert view is not None
    return view


def rows(view: DifferencesView) -> list[tuple[str, str, str]]:
    model = view.model
    return [
        (
            str(model.index(row, KIND).data()),
            str(model.index(row, BEFORE).data()),
            str(model.index(row, AFTER).data()),
        )
        for row in range(model.rowCount())
    ]


def label(name: str) -> str:
    found = windows()[0].findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


def marked(text: QPlainTextEdit, is_marked: Callable[[QTextCharFormat], bool]) -> str:
    """The characters that are formatted in a way."""
    cursor, found = QTextCursor(text.document()), ""
    while cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor):
        if is_marked(cursor.charFormat()):
            found += cursor.selectedText().strip("\u2029")
        cursor.setPosition(cursor.position())
    return found


@pytest.fixture
def two_files(tmp_path: Path) -> tuple[Path, Path]:
    """The second is the first shuffled, with one changed, one added and one removed."""
    made = random.Random(4)
    words = ["tide", "harbour", "rope", "sail", "storm", "anchor", "north", "map", "港", "船長"]
    lines = [chat(f"Question {n}: {' '.join(made.choices(words, k=9))}?", "Answer.") for n in range(30)]
    others = [*lines]
    others[7] = lines[7].replace(b"Answer.", "Réponse longue.".encode())
    del others[20]
    others.append(chat("Something entirely new <b>and bold</b>", "別の答え"))
    made.shuffle(others)
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    first.write_bytes(b"\n".join(lines) + b"\n")
    second.write_bytes(b"\n".join(others) + b"\n")
    return first, second


@pytest.fixture
def shuffled(
    tab: DatasetTab, store: DatasetVersions, two_files: tuple[Path, Path], qtbot: QtBot
) -> DifferencesView:
    """Both files are versions and compared."""
    older, newer = (store.keep(path, Why.OPENED) for path in two_files)
    tab.versions.comparisons.of_versions(older, newer)
    return compared(qtbot)


def test_two_versions_compare_by_example_after_a_shuffle(shuffled: DifferencesView) -> None:
    comparison = shuffled.model._compared.comparison
    shown = {
        button.text().rsplit(" ", 1)[0]: int(button.text().rsplit(" ", 1)[1])
        for button in shuffled.filters.values()
    }
    assert (shown["± Changed"], shown["+ Added"], shown["− Removed"]) == (1, 1, 1)
    assert shown["↕ Moved"] + comparison.unchanged == 28
    assert shuffled.model.rowCount() == 3 + shown["↕ Moved"]


def test_the_filter_shows_the_chosen_kinds_alone(shuffled: DifferencesView, qtbot: QtBot) -> None:
    for kind, button in shuffled.filters.items():
        button.setChecked(kind.name == "ADDED")
    assert [kind for kind, _, _ in rows(shuffled)] == ["+ Added"]
    qtbot.waitUntil(lambda: label("diff_before_head") == "− Not there before")
    assert shuffled.panes.before.toPlainText() == ""
    assert "Something entirely new <b>and bold</b>" in shuffled.panes.after.toPlainText()
    shuffled.filters[next(kind for kind in shuffled.filters if kind.name == "ADDED")].setChecked(False)
    assert shuffled.model.rowCount() == 0
    assert shuffled.panes.after.toPlainText() == ""


def test_a_changed_example_is_marked_word_by_word_without_needing_colour(
    shuffled: DifferencesView, qtbot: QtBot
) -> None:
    for kind, button in shuffled.filters.items():
        button.setChecked(kind.name == "CHANGED")
    panes = shuffled.panes
    qtbot.waitUntil(lambda: "longue" in panes.after.toPlainText())
    assert marked(panes.before, lambda looks: looks.fontStrikeOut()) == "Answer"
    assert marked(panes.after, lambda looks: looks.fontUnderline()) == "Réponse longue"
    assert marked(panes.after, lambda looks: looks.fontStrikeOut()) == ""
    assert label("diff_before_head") == "− Example 8"


def test_keys_walk_through_the_differences(shuffled: DifferencesView, qtbot: QtBot) -> None:
    last = shuffled.model.rowCount() - 1
    qtbot.keyClick(shuffled.table, Qt.Key.Key_F7)
    assert shuffled.table.currentIndex().row() == 1
    qtbot.keyClick(shuffled.table, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(shuffled.table, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    assert shuffled.table.currentIndex().row() == 0
    for _ in range(last + 3):
        qtbot.keyClick(shuffled.table, Qt.Key.Key_F7)
    assert shuffled.table.currentIndex().row() == last
    assert label("difference_place") == f"{last + 1} of {last + 1} differences"


def test_rows_say_how_their_examples_begin(shuffled: DifferencesView, qtbot: QtBot) -> None:
    model = shuffled.model
    qtbot.waitUntil(lambda: all(model.index(row, EXAMPLE).data() for row in range(model.rowCount())))
    assert any(
        str(model.index(row, EXAMPLE).data()).startswith("Something entirely new <b>")
        for row in range(model.rowCount())
    )


def test_a_version_is_compared_with_the_open_file_and_its_unsaved_edits(
    tab: DatasetTab, dialog: VersionsDialog, qtbot: QtBot
) -> None:
    tab.session.delete_rows([11], "delete")
    dialog.compare_button.click()
    assert rows(compared(qtbot)) == [("− Removed", "12", "")]


def test_two_chosen_versions_are_compared_the_older_first(
    tab: DatasetTab, dialog: VersionsDialog, qtbot: QtBot
) -> None:
    dialog.table.selectAll()
    assert not dialog.compare_button.isEnabled()
    dialog.table.clearSelection()
    dialog.table.show_versions(dialog.table.records._records[2:], of_all_files=False)
    dialog.table.selectAll()
    assert dialog.compare_button.text() == "Compare the two"
    dialog.compare_button.click()
    assert rows(compared(qtbot)) == [("− Removed", "3", ""), ("+ Added", "", "3")]


def test_what_another_program_wrote_is_compared_with_the_edits_here(
    tab: DatasetTab, opened: Opener, chat_file: Path, qtbot: QtBot
) -> None:
    opened(chat_file)
    qtbot.waitUntil(lambda: tab.session.line(0) is not None)
    tab.session.replace_line(0, chat("Something of mine", "that nobody else wrote"), "edit")
    theirs = chat_file.with_name("theirs")
    theirs.write_bytes(b"".join(chat_file.read_bytes().splitlines(keepends=True)[:11]))
    theirs.replace(chat_file)
    tab.versions.compare_with_disk()
    view = compared(qtbot)
    assert rows(view) == [("+ Added", "", "1"), ("± Changed", "1", "12")]  # the two are alike
    assert windows()[0].findChild(QLabel, "compare_before").text() == "− chat.jsonl on the disk"
    assert windows()[0].findChild(QLabel, "compare_after").text() == "+ chat.jsonl here, with your edits"


def test_equal_versions_say_so(tab: DatasetTab, dialog: VersionsDialog, qtbot: QtBot) -> None:
    dialog.compare_button.click()
    qtbot.waitUntil(lambda: len(windows()) == 1 and windows()[0].note.text() != "")
    assert windows()[0].note.text().startswith("Nothing differs: all 12 examples")


def test_a_file_that_is_gone_is_told_in_the_window(
    tab: DatasetTab, opened: Opener, chat_file: Path, qtbot: QtBot
) -> None:
    opened(chat_file)
    chat_file.unlink()
    tab.versions.compare_with_disk()
    qtbot.waitUntil(lambda: len(windows()) == 1 and windows()[0].note.text() != "")
    assert "chat.jsonl" in windows()[0].note.text()


def test_a_damaged_version_is_told_where_it_is_shown(
    tab: DatasetTab, dialog: VersionsDialog, store: DatasetVersions, qtbot: QtBot
) -> None:
    with store._database.writing() as connection:
        connection.execute("UPDATE chunk_data SET data=x'00'")
    dialog.compare_button.click()
    qtbot.waitUntil(lambda: len(windows()) == 1 and windows()[0].note.text() != "")
    assert "damaged" in windows()[0].note.text()


def test_the_window_closes_with_the_file_it_is_about(
    tab: DatasetTab, dialog: VersionsDialog, tmp_path: Path, answer: Answer, qtbot: QtBot
) -> None:
    tab.session.delete_rows([11], "delete")
    dialog.compare_button.click()
    compared(qtbot)
    other = tmp_path / "other.jsonl"
    other.write_bytes(chat("q", "a"))
    tab.open_path(other)
    answer("unsaved_edits_box", "discard_edits_button")
    qtbot.waitUntil(lambda: not windows())


def test_closing_the_window_stops_the_comparison(
    tab: DatasetTab,
    store: DatasetVersions,
    two_files: tuple[Path, Path],
    desk_services: Services,
    qtbot: QtBot,
) -> None:
    older, newer = (store.keep(path, Why.OPENED) for path in two_files)
    tab.versions.comparisons.of_versions(older, newer)
    assert [activity.title for activity in desk_services.background.running] == ["Comparing"]
    qtbot.keyClick(windows()[0], Qt.Key.Key_Escape)
    assert not windows()
    qtbot.waitUntil(lambda: not desk_services.background.running)


def test_a_cancelled_comparison_tells_nothing_but_that(
    tab: DatasetTab, two_files: tuple[Path, Path], desk_services: Services, qtbot: QtBot
) -> None:
    comparing = Comparing(desk_services.background, "Comparing", tab)
    told: list[object] = []
    comparing.finished.connect(told.append)
    with qtbot.waitSignal(comparing.failed) as failed:
        comparing.start(lambda _: (file_side(two_files[0]), file_side(two_files[1])))
        comparing.advanced.connect(lambda _: comparing.cancel())
    assert isinstance(failed.args[0], Cancelled)
    assert told == []


def test_a_comparison_tells_how_far_it_is(
    tab: DatasetTab, two_files: tuple[Path, Path], desk_services: Services, qtbot: QtBot
) -> None:
    comparing = Comparing(desk_services.background, "Comparing", tab)
    steps: list[int] = []
    comparing.advanced.connect(steps.append)
    with qtbot.waitSignal(comparing.finished) as finished:
        comparing.start(lambda _: (file_side(two_files[0]), file_side(two_files[1])))
    assert steps == sorted(steps)
    assert len(steps) >= 2
    assert isinstance(finished.args[0], Compared)


def test_long_texts_are_shown_in_parts_from_the_first_that_changed(
    tab: DatasetTab, store: DatasetVersions, tmp_path: Path, qtbot: QtBot
) -> None:
    text = "word " * 9_000
    versions = []
    for name, changed in (("a", text + "old " + text), ("b", text + "new " + text)):
        path = tmp_path / f"{name}.jsonl"
        path.write_bytes(chat("q", changed))
        versions.append(store.keep(path, Why.OPENED))
    tab.versions.comparisons.of_versions(*versions)
    view = compared(qtbot)
    qtbot.waitUntil(lambda: "old" in view.panes.before.toPlainText())
    assert "new" in view.panes.after.toPlainText()
    assert label("diff_part_label") == "Part 3 of 5"
    assert len(view.panes.before.toPlainText()) <= 20_000
    button = windows()[0].findChild(QToolButton, "next_part_button")
    assert isinstance(button, QToolButton)
    button.click()
    assert label("diff_part_label") == "Part 4 of 5"
    assert "old" not in view.panes.before.toPlainText()
