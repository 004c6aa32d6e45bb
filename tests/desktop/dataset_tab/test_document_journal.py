"""What was done in the tab survives its end without a save, and the tab says so quietly."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.services import Services

Opener = Callable[[Path], None]
Answer = Callable[[str, str], None]
MINE = b'{"messages": [{"role": "user", "content": "mine"}]}'


@pytest.fixture
def next_tab(qtbot: QtBot, desk_services: Services) -> Iterator[Callable[[], DatasetTab]]:
    """Make a tab as another window, or the next start, would."""
    made: list[DatasetTab] = []

    def make() -> DatasetTab:
        tab = DatasetTab(desk_services)
        tab.resize(1280, 760)
        tab.show()
        made.append(tab)
        return tab

    yield make
    for tab in made:
        tab.finish()
        tab.session.checker.stop()
        tab.close()
        tab.deleteLater()
    qtbot.waitUntil(lambda: not desk_services.background.running)


def edit_first(tab: DatasetTab, line: bytes = MINE) -> None:
    dataset = tab.session.dataset
    assert dataset is not None
    tab.session.replace_line(dataset.row_id_at(0), line, "Edit")


def is_written(tab: DatasetTab) -> bool:
    steps = tab.files.journal.steps
    return steps is not None and not steps.has_unwritten


def first_line(tab: DatasetTab) -> bytes:
    dataset = tab.session.dataset
    assert dataset is not None
    return dataset.line(dataset.row_id_at(0))


def wait_for_opening(qtbot: QtBot, tab: DatasetTab, path: Path) -> None:
    with qtbot.waitSignal(tab.opened, timeout=10_000):
        tab.open_path(path)


def press(tab: DatasetTab, name: str) -> None:
    button = tab.notices.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    button.click()


def test_unsaved_edits_are_back_with_their_history_and_a_notice(
    qtbot: QtBot, tab: DatasetTab, opened: Opener, chat_file: Path, next_tab: Callable[[], DatasetTab]
) -> None:
    opened(chat_file)
    before = first_line(tab)
    edit_first(tab)
    qtbot.waitUntil(lambda: is_written(tab))
    tab.finish()  # it ends without a save
    again = next_tab()
    wait_for_opening(qtbot, again, chat_file)
    assert first_line(again) == MINE
    assert again.session.is_edited
    assert "Unsaved edits" in again.notices.sentence("restored")
    again.undo_stack.undo()
    assert first_line(again) == before
    assert not again.session.is_edited


def test_a_saved_file_comes_back_with_its_history_and_without_a_notice(
    qtbot: QtBot, tab: DatasetTab, opened: Opener, chat_file: Path, next_tab: Callable[[], DatasetTab]
) -> None:
    opened(chat_file)
    edit_first(tab)
    with qtbot.waitSignal(tab.files.saved):
        tab.save()
    tab.finish()
    again = next_tab()
    wait_for_opening(qtbot, again, chat_file)
    assert not again.session.is_edited
    assert again.undo_stack.canUndo()
    assert again.notices.sentence("restored") == ""


def test_discarded_edits_do_not_come_back(
    qtbot: QtBot,
    tab: DatasetTab,
    opened: Opener,
    chat_file: Path,
    tmp_path: Path,
    answer: Answer,
    next_tab: Callable[[], DatasetTab],
) -> None:
    opened(chat_file)
    edit_first(tab)
    qtbot.waitUntil(lambda: is_written(tab))
    other = tmp_path / "other.jsonl"
    other.write_bytes(MINE + b"\n")
    with qtbot.waitSignal(tab.opened):
        tab.open_path(other)
        answer("unsaved_edits_box", "discard_edits_button")
    again = next_tab()
    qtbot.waitUntil(lambda: tab.files.reading.reopening.locks.is_free(key_of(chat_file)))
    wait_for_opening(qtbot, again, chat_file)
    assert first_line(again) != MINE
    assert not again.undo_stack.canUndo()


def key_of(path: Path) -> str:
    from ftdesk.workspace.journals import document_key

    return document_key(path)


def test_a_second_window_reads_only_until_the_first_lets_go(
    qtbot: QtBot, tab: DatasetTab, opened: Opener, chat_file: Path, next_tab: Callable[[], DatasetTab]
) -> None:
    opened(chat_file)
    second = next_tab()
    wait_for_opening(qtbot, second, chat_file)
    assert second.session.read_only
    before = first_line(second)
    edit_first(second)
    assert first_line(second) == before
    edit_first(tab)
    with qtbot.waitSignal(tab.files.saved):
        tab.save()
    tab.finish()
    with qtbot.waitSignal(second.opened, timeout=10_000):
        pass
    assert not second.session.read_only
    assert first_line(second) == MINE


def test_edits_of_a_file_that_was_replaced_meanwhile_open_as_a_new_file(
    qtbot: QtBot, tab: DatasetTab, opened: Opener, chat_file: Path, next_tab: Callable[[], DatasetTab]
) -> None:
    opened(chat_file)
    edit_first(tab)
    qtbot.waitUntil(lambda: is_written(tab))
    tab.finish()
    chat_file.write_bytes(b'{"prompt": "a", "completion": "b"}\n')
    again = next_tab()
    wait_for_opening(qtbot, again, chat_file)
    assert chat_file.name in again.notices.sentence("rescued")
    with qtbot.waitSignal(again.opened):
        press(again, "open_rescued_button")
    assert again.session.path is None
    assert first_line(again) == MINE


def test_a_new_document_that_was_never_saved_is_offered_at_the_next_start(
    qtbot: QtBot, tab: DatasetTab, next_tab: Callable[[], DatasetTab]
) -> None:
    with qtbot.waitSignal(tab.opened):
        tab.files.start_new()
    edit_first(tab)
    qtbot.waitUntil(lambda: is_written(tab))
    tab.finish()
    again = next_tab()
    with qtbot.waitSignal(again.opened):
        again.news.look_for_unfinished(open_one=True)
    assert again.session.path is None
    assert first_line(again) == MINE


def test_a_journal_that_cannot_be_written_is_said_and_forgotten_once_it_can(
    qtbot: QtBot, tab: DatasetTab, opened: Opener, chat_file: Path, desk_services: Services
) -> None:
    opened(chat_file)
    folder = desk_services.paths.journals
    aside = folder.with_name("journals aside")
    folder.rename(aside)
    folder.write_text("in the way")
    edit_first(tab)
    qtbot.waitUntil(lambda: tab.notices.sentence("failing") != "")
    assert not tab.keeps_edits
    folder.unlink()
    aside.rename(folder)
    edit_first(tab, MINE.replace(b"mine", b"mine too"))
    qtbot.waitUntil(lambda: is_written(tab))
    qtbot.waitUntil(lambda: tab.notices.sentence("failing") == "")
    assert tab.keeps_edits
    QApplication.processEvents()
