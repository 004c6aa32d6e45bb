"""Another program touches the open file: it is noticed, said quietly, and nothing happens before the person chose."""

import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ftdesk.dataset.row_query import RowQuery
from ftdesk.dataset.rules.finding import Severity
from ftdesk.dataset.text_query import TextQuery
from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.dataset_tab.file_notices import DRIVE, STATE
from ftdesk.desktop.dataset_tab.versions.differences_view import DifferencesView
from ftdesk.desktop.services import Services

Opener = Callable[[Path], None]
Answer = Callable[[str, str], None]
Noticed = Callable[[str], str]
MINE = b'{"messages":[{"role":"user","content":"mine"},{"role":"assistant","content":"y"}]}'
THEIRS = b'{"messages":[{"role":"user","content":"theirs"},{"role":"assistant","content":"y"}]}\n'
SLOW = 20_000
"""Milliseconds; every save brings a journal and a file to the disk."""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows keeps others from replacing an open file")


@pytest.fixture
def watched(tab: DatasetTab, opened: Opener, chat_file: Path, qtbot: QtBot) -> DatasetTab:
    """The file is open, and the first look has been taken."""
    opened(chat_file)
    rest(tab, qtbot)
    return tab


@pytest.fixture
def noticed(watched: DatasetTab, qtbot: QtBot) -> Noticed:
    """Wait for a notice and give its sentence."""

    def wait(key: str) -> str:
        def look() -> bool:
            watched.file_notices.watch.look()
            return bool(watched.notices.sentence(key))

        qtbot.waitUntil(look, timeout=SLOW)
        return watched.notices.sentence(key)

    return wait


def rest(tab: DatasetTab, qtbot: QtBot) -> None:
    """Wait for three looks, enough for whatever happened to be told."""
    watch = tab.file_notices.watch
    for _ in range(3):
        watch.look()
        qtbot.waitUntil(lambda: watch.is_idle, timeout=SLOW)


def replace(path: Path, content: bytes) -> None:
    draft = path.with_suffix(".draft")
    draft.write_bytes(content)
    draft.replace(path)


def touch(path: Path) -> None:
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1_000_000))


@contextmanager
def unreadable(tab: DatasetTab) -> Iterator[None]:
    """Every read of the open file fails, as on a drive that is broken: where it was, a folder is open."""
    source = tab.session.dataset.source if tab.session.dataset is not None else None
    assert source is not None
    kept, folder = os.dup(source._descriptor), os.open("/", os.O_RDONLY)
    os.dup2(folder, source._descriptor)
    os.close(folder)
    yield
    os.dup2(kept, source._descriptor)
    os.close(kept)


def press(tab: DatasetTab, name: str) -> None:
    button = tab.notices.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    button.click()


def difference_rows() -> list[int]:
    """The rows of the window that compares, once it has."""
    views = [widget for widget in QApplication.allWidgets() if isinstance(widget, DifferencesView)]
    return [row for view in views for row in range(view.model.rowCount())]


def shown_words(tab: DatasetTab) -> list[str]:
    """What the middle of the tab says in labels."""
    return [label.text() for label in tab.pane.findChildren(QLabel) if label.isVisible()]


def is_saved(tab: DatasetTab) -> bool:
    return not tab.summary.edited and not tab.files.busy


def test_a_new_version_is_told_and_reload_shows_it(
    watched: DatasetTab, noticed: Noticed, chat_file: Path, qtbot: QtBot
) -> None:
    replace(chat_file, THEIRS)
    assert "wrote a new “chat.jsonl”" in noticed(STATE)
    assert watched.left.table.examples.rowCount() == 12
    with qtbot.waitSignal(watched.opened):
        press(watched, "reload_notice_button")
    assert watched.left.table.examples.rowCount() == 1
    assert not watched.notices.isVisible()


def test_reload_asks_before_edits_are_given_up(
    watched: DatasetTab, noticed: Noticed, answer: Answer, chat_file: Path, qtbot: QtBot
) -> None:
    watched.session.replace_line(2, MINE, "edit")
    replace(chat_file, THEIRS)
    noticed(STATE)
    press(watched, "reload_notice_button")
    answer("reload_box", "cancel_button")
    assert watched.session.line(2) == MINE
    assert watched.notices.sentence(STATE)
    press(watched, "reload_notice_button")
    with qtbot.waitSignal(watched.opened):
        answer("reload_box", "reload_button")
    assert watched.left.table.examples.rowCount() == 1


def test_compare_shows_what_differs_and_leaves_the_choice_open(
    watched: DatasetTab, noticed: Noticed, chat_file: Path, qtbot: QtBot
) -> None:
    replace(chat_file, chat_file.read_bytes() + THEIRS)
    noticed(STATE)
    press(watched, "compare_notice_button")
    qtbot.waitUntil(lambda: len(difference_rows()) == 1, timeout=10_000)
    assert watched.notices.sentence(STATE)


def test_keep_mine_goes_on_and_the_next_save_asks_once(
    watched: DatasetTab, noticed: Noticed, answer: Answer, chat_file: Path, qtbot: QtBot
) -> None:
    before = chat_file.read_bytes().split(b"\n")
    watched.session.replace_line(2, MINE, "edit")
    replace(chat_file, THEIRS)
    noticed(STATE)
    press(watched, "keep_mine_notice_button")
    rest(watched, qtbot)
    assert not watched.notices.sentence(STATE)
    watched.save()
    answer("changed_on_disk_box", "keep_mine_button")
    qtbot.waitUntil(lambda: is_saved(watched), timeout=SLOW)
    after = chat_file.read_bytes().split(b"\n")
    assert after[2] == MINE
    assert after[:2] + after[3:] == before[:2] + before[3:]
    rest(watched, qtbot)
    assert not watched.notices.isVisible()


def test_a_save_and_a_touch_are_silent(watched: DatasetTab, chat_file: Path, qtbot: QtBot) -> None:
    watched.session.replace_line(2, MINE, "edit")
    watched.save()
    qtbot.waitUntil(lambda: is_saved(watched), timeout=SLOW)
    rest(watched, qtbot)
    touch(chat_file)
    rest(watched, qtbot)
    assert not watched.notices.isVisible()
    watched.session.replace_line(3, MINE, "edit")
    watched.save()  # which asks nothing: the touched file is still the one that was opened
    qtbot.waitUntil(lambda: is_saved(watched), timeout=SLOW)
    assert chat_file.read_bytes().split(b"\r\n")[1].endswith(MINE)


def test_a_deleted_file_is_written_anew_by_a_save(
    watched: DatasetTab, noticed: Noticed, chat_file: Path, qtbot: QtBot
) -> None:
    before = chat_file.read_bytes()
    chat_file.unlink()
    assert "deleted" in noticed(STATE)
    press(watched, "keep_mine_notice_button")
    watched.save()
    qtbot.waitUntil(chat_file.exists, timeout=SLOW)
    assert chat_file.read_bytes() == before


def test_a_file_that_comes_back_takes_its_notice_away(
    watched: DatasetTab, noticed: Noticed, chat_file: Path, qtbot: QtBot
) -> None:
    away = chat_file.with_suffix(".away")
    chat_file.rename(away)
    noticed(STATE)
    away.rename(chat_file)
    rest(watched, qtbot)
    assert not watched.notices.isVisible()


def test_a_deleted_file_can_be_closed(watched: DatasetTab, noticed: Noticed, chat_file: Path) -> None:
    chat_file.unlink()
    noticed(STATE)
    press(watched, "close_file_notice_button")
    assert not watched.is_open
    assert not watched.notices.isVisible()


def test_a_file_cut_short_says_what_is_lost_and_opens_what_was_edited(
    watched: DatasetTab, noticed: Noticed, chat_file: Path, qtbot: QtBot
) -> None:
    watched.session.replace_line(2, MINE, "edit")
    os.truncate(chat_file, 10)
    sentence = noticed(STATE)
    assert "can no longer be read" in sentence
    watched.left.table.choose_row(9)
    qtbot.waitUntil(lambda: "This example can no longer be read." in shown_words(watched))
    assert watched.notices.sentence(STATE) == sentence
    assert watched.summary.read_only
    with qtbot.waitSignal(watched.opened):
        press(watched, "rescue_edits_button")
    assert watched.session.path is None
    assert not watched.summary.read_only
    assert watched.left.table.examples.rowCount() == 1
    assert watched.session.line(watched.session.dataset.row_id_at(0)) == MINE


def test_a_file_that_gets_its_lines_back_can_be_edited_again(
    watched: DatasetTab, noticed: Noticed, chat_file: Path, qtbot: QtBot
) -> None:
    content = chat_file.read_bytes()
    os.truncate(chat_file, 10)
    noticed(STATE)
    assert watched.summary.read_only
    chat_file.write_bytes(content)
    touch(chat_file)
    rest(watched, qtbot)
    assert not watched.notices.isVisible()
    watched.session.replace_line(7, MINE, "edit")
    watched.save()
    qtbot.waitUntil(lambda: is_saved(watched), timeout=SLOW)
    assert chat_file.read_bytes().count(MINE) == 1


def test_lines_added_by_another_program_leave_the_shown_ones_readable(
    watched: DatasetTab, noticed: Noticed, chat_file: Path
) -> None:
    with chat_file.open("ab") as file:
        file.write(THEIRS)
    assert "added to" in noticed(STATE)
    assert json.loads(watched.session.line(11))["messages"][0]["content"].startswith("Question 11")


def test_save_as_is_offered_for_the_version_that_was_opened(
    watched: DatasetTab, noticed: Noticed, chat_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    before = chat_file.read_bytes()
    replace(chat_file, THEIRS)
    noticed(STATE)
    press(watched, "save_as_notice_button")
    dialog = watched.window().findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "mine.jsonl"))
    dialog.close()
    qtbot.waitUntil(lambda: not watched.notices.isVisible(), timeout=SLOW)
    assert watched.session.path == tmp_path / "mine.jsonl"
    assert (tmp_path / "mine.jsonl").read_bytes() == before
    assert chat_file.read_bytes() == THEIRS


def test_a_check_that_cannot_read_its_file_is_not_complete_and_goes_on_when_it_can(
    tab: DatasetTab, opened: Opener, desk_services: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    path, away = tmp_path / "chats.jsonl", tmp_path / "away.jsonl"
    path.write_bytes(THEIRS * 4000)
    failures: list[object] = []
    desk_services.background.unexpected.connect(failures.append)
    opened(path)
    rest(tab, qtbot)
    touch(path)  # the workers have it open under its former stamp, and could read on
    rest(tab, qtbot)
    assert not tab.notices.isVisible()
    checker, watch = tab.session.checker, tab.file_notices.watch
    assert checker.check is not None
    with unreadable(tab), qtbot.waitSignal(checker.unreadable, timeout=SLOW):
        path.rename(away)
        tab.session.start_check(checker.check.options)
        qtbot.waitUntil(lambda: not checker.running and bool(tab.notices.sentence(STATE)), timeout=SLOW)
        assert not checker.is_complete
        assert (tab.summary.errors, tab.summary.tokens) == (None, None)
        qtbot.waitUntil(lambda: watch.look() or "deleted" in tab.notices.sentence(STATE), timeout=SLOW)
        qtbot.waitUntil(lambda: not checker.running, timeout=SLOW)
    away.rename(path)
    qtbot.waitUntil(lambda: watch.look() or not tab.notices.sentence(STATE), timeout=SLOW)
    qtbot.waitUntil(lambda: checker.is_complete and not checker.running, timeout=SLOW)
    assert checker.counts()[Severity.WARNING] == 3999
    desk_services.background.unexpected.disconnect(failures.append)
    assert failures == []


def test_a_filter_that_cannot_read_the_file_ends_with_the_notice_alone(
    watched: DatasetTab, noticed: Noticed, desk_services: Services, chat_file: Path, qtbot: QtBot
) -> None:
    failures: list[object] = []
    desk_services.background.unexpected.connect(failures.append)
    away = chat_file.with_suffix(".away")
    touch(chat_file)  # the workers have it open under its former stamp, and could read on
    rest(watched, qtbot)
    with unreadable(watched), qtbot.waitSignal(watched.session.unreadable, timeout=SLOW):
        chat_file.rename(away)
        watched.left.filter.show_query(RowQuery(text=TextQuery("Answer")))
    qtbot.waitUntil(lambda: not watched.left.finder.searching, timeout=SLOW)
    assert noticed(STATE)
    desk_services.background.unexpected.disconnect(failures.append)
    assert failures == []


def test_a_drive_that_does_not_answer_is_told_and_looked_at_only_once(
    watched: DatasetTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, looks = threading.Event(), []
    look_at = Path.stat

    def hang(path: Path) -> os.stat_result:
        looks.append(path)
        assert answer.wait(30)
        return look_at(path)

    monkeypatch.setattr("ftdesk.dataset.file_state.Path.stat", hang)
    watched.file_notices.watch.look()
    qtbot.waitUntil(lambda: "Waiting for the drive" in watched.notices.sentence(DRIVE), timeout=10_000)
    watched.file_notices.watch.look()
    answer.set()
    qtbot.waitUntil(lambda: not watched.notices.sentence(DRIVE), timeout=10_000)
    assert len(looks) == 1
