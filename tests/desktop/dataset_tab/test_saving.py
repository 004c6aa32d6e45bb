"""Saving and leaving: untouched bytes stay, failures lose nothing, and nobody is asked twice or blocked."""

import errno
import json
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from ftdesk.dataset.file_operations import FileOperations
from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.services import Services

Opener = Callable[[Path], None]
Answer = Callable[[str, str], None]
NEW = b'{"messages":[{"role":"user","content":"x"},{"role":"assistant","content":"y"}]}'


@pytest.fixture
def edited(tab: DatasetTab, opened: Opener, chat_file: Path, qtbot: QtBot) -> DatasetTab:
    """The file is open and its third line is edited."""
    opened(chat_file)
    qtbot.waitUntil(lambda: tab.session.line(2) is not None)  # read from the disk
    tab.session.replace_line(2, NEW, "edit")
    return tab


def is_saved(tab: DatasetTab) -> bool:
    return not tab.summary.edited and not tab.files.busy


def test_a_save_changes_only_the_edited_line(edited: DatasetTab, chat_file: Path, qtbot: QtBot) -> None:
    before = chat_file.read_bytes().split(b"\n")
    edited.save()
    qtbot.waitUntil(lambda: is_saved(edited))
    after = chat_file.read_bytes().split(b"\n")
    assert after[2] == NEW
    assert after[:2] + after[3:] == before[:2] + before[3:]


def test_undo_after_a_save_is_an_unsaved_edit_again(
    edited: DatasetTab, chat_file: Path, qtbot: QtBot
) -> None:
    before = chat_file.read_bytes()
    edited.save()
    qtbot.waitUntil(lambda: is_saved(edited))
    edited.undo_stack.undo()
    assert edited.summary.edited
    edited.save()
    qtbot.waitUntil(lambda: is_saved(edited))
    assert chat_file.read_bytes() == before


def test_what_is_typed_while_a_save_runs_stays_an_unsaved_edit(
    edited: DatasetTab, chat_file: Path, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: edited.session.line(4) is not None)
    edited.save()
    edited.session.replace_line(4, NEW, "edit", merge_key=("messages", 0, "content"))
    qtbot.waitUntil(lambda: not edited.files.busy)
    assert edited.summary.edited
    assert edited.session.line(4) == NEW


def test_a_failed_save_says_why_and_keeps_the_edits(
    edited: DatasetTab, tmp_path: Path, failure_sentence: Callable[[], str]
) -> None:
    edited.files.save_to(tmp_path / "nowhere" / "file.jsonl")
    assert "was not saved" in failure_sentence()
    assert edited.summary.edited
    assert edited.session.line(2) == NEW


def test_a_file_that_another_program_changed_is_not_overwritten_silently(
    edited: DatasetTab, chat_file: Path, answer: Answer, qtbot: QtBot
) -> None:
    other = chat_file.with_name("other")
    other.write_bytes(b"another program's text\n")
    other.replace(chat_file)
    edited.save()
    qtbot.waitUntil(lambda: not edited.files.busy)
    assert chat_file.read_bytes() == b"another program's text\n"
    answer("changed_on_disk_box", "keep_mine_button")
    qtbot.waitUntil(lambda: is_saved(edited))
    assert chat_file.read_bytes().split(b"\n")[2] == NEW


def test_a_file_with_a_second_name_is_parted_from_it_only_when_told_to(
    edited: DatasetTab, chat_file: Path, answer: Answer, qtbot: QtBot
) -> None:
    second, before = chat_file.with_name("second.jsonl"), chat_file.read_bytes()
    second.hardlink_to(chat_file)
    edited.save()
    qtbot.waitUntil(lambda: not edited.files.busy)
    assert chat_file.read_bytes() == before
    assert edited.summary.edited
    answer("hard_linked_box", "part_links_button")
    qtbot.waitUntil(lambda: is_saved(edited))
    assert chat_file.read_bytes().split(b"\n")[2] == NEW
    assert second.read_bytes() == before


def test_a_save_that_the_disk_does_not_confirm_is_told_and_counts(
    edited: DatasetTab,
    chat_file: Path,
    failure_sentence: Callable[[], str],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(_files: FileOperations, _folder: Path) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(FileOperations, "sync_folder", fail)
    edited.save()
    assert "was saved, but the disk did not confirm it" in failure_sentence()
    assert chat_file.read_bytes().split(b"\n")[2] == NEW
    assert is_saved(edited)


def test_who_cancels_while_the_file_is_put_in_place_is_too_late_and_sees_it_saved(
    edited: DatasetTab,
    chat_file: Path,
    desk_services: Services,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reached, cancelled = threading.Event(), threading.Event()

    def wait(_files: FileOperations, _folder: Path) -> None:
        reached.set()
        assert cancelled.wait(10)

    monkeypatch.setattr(FileOperations, "sync_folder", wait)
    edited.save()
    qtbot.waitUntil(reached.is_set)
    for activity in desk_services.background.running:
        activity.cancel()
    cancelled.set()
    qtbot.waitUntil(lambda: is_saved(edited))
    assert chat_file.read_bytes().split(b"\n")[2] == NEW


def test_a_save_that_is_cancelled_in_time_leaves_the_file_and_the_edit(
    edited: DatasetTab,
    chat_file: Path,
    desk_services: Services,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = chat_file.read_bytes()
    reached, cancelled = threading.Event(), threading.Event()

    def wait(_files: FileOperations, _descriptor: int) -> None:
        reached.set()
        assert cancelled.wait(10)

    monkeypatch.setattr(FileOperations, "sync", wait)
    edited.save()
    qtbot.waitUntil(reached.is_set)
    for activity in desk_services.background.running:
        activity.cancel()
    cancelled.set()
    qtbot.waitUntil(lambda: not edited.files.busy)
    assert chat_file.read_bytes() == before
    assert edited.summary.edited
    assert [path.name for path in chat_file.parent.iterdir()] == [chat_file.name]


@pytest.mark.skipif(sys.platform != "linux", reason="what is open is told by Linux only")
def test_after_a_save_nothing_holds_the_old_file_and_its_room_on_the_disk(
    edited: DatasetTab, chat_file: Path, qtbot: QtBot
) -> None:
    def held() -> list[str]:
        names = []
        for entry in Path("/proc/self/fd").iterdir():
            with suppress(OSError):  # closed meanwhile, such as the one of this look itself
                names.append(str(entry.readlink()))
        return [name for name in names if name.startswith(str(chat_file.parent)) and "(deleted)" in name]

    edited.save()
    qtbot.waitUntil(lambda: is_saved(edited))
    qtbot.waitUntil(lambda: not held(), timeout=2000)


def test_reload_takes_the_other_programs_version(
    edited: DatasetTab, chat_file: Path, answer: Answer, qtbot: QtBot
) -> None:
    other = chat_file.with_name("other")
    other.write_bytes(NEW + b"\n")
    other.replace(chat_file)
    edited.save()
    with qtbot.waitSignal(edited.opened):
        answer("changed_on_disk_box", "reload_button")
    assert edited.left.table.examples.rowCount() == 1


def test_save_as_writes_a_second_file_and_goes_on_with_it(
    edited: DatasetTab, chat_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    before = chat_file.read_bytes()
    edited.files.save_to(tmp_path / "copy.jsonl")
    qtbot.waitUntil(lambda: is_saved(edited))
    assert chat_file.read_bytes() == before
    assert edited.session.path == tmp_path / "copy.jsonl"


@pytest.mark.parametrize(
    ("button", "left", "kept"),
    [
        ("save_edits_button", True, True),
        ("discard_edits_button", True, False),
        ("cancel_button", False, True),
    ],
)
def test_leaving_with_unsaved_edits_asks_first(
    button: str, left: bool, kept: bool, edited: DatasetTab, chat_file: Path, answer: Answer, qtbot: QtBot
) -> None:
    calls: list[str] = []
    edited.can_close(lambda: calls.append("closed"))
    answer("unsaved_edits_box", button)
    qtbot.waitUntil(lambda: not edited.files.busy)
    assert calls == (["closed"] if left else [])
    assert (chat_file.read_bytes().split(b"\n")[2] == NEW) is (kept and left)


def test_leaving_without_edits_asks_nothing(tab: DatasetTab, opened: Opener, chat_file: Path) -> None:
    opened(chat_file)
    calls: list[str] = []
    tab.can_close(lambda: calls.append("closed"))
    assert calls == ["closed"]


def test_opening_another_file_over_edits_asks_first(
    edited: DatasetTab, chat_file: Path, answer: Answer, qtbot: QtBot
) -> None:
    other = chat_file.with_name("other.jsonl")
    other.write_bytes(NEW + b"\n")
    edited.open_path(other)
    assert edited.session.path == chat_file
    with qtbot.waitSignal(edited.opened):
        answer("unsaved_edits_box", "discard_edits_button")
    assert edited.session.path == other


def test_a_new_file_asks_for_its_name(tab: DatasetTab, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tab.opened):
        tab.files.start_new()
    tab.save()
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog) and w.isVisible())
    dialog.fileSelected.emit(str(tmp_path / "new.jsonl"))
    dialog.close()
    qtbot.waitUntil(lambda: (tmp_path / "new.jsonl").exists() and is_saved(tab))
    roles = [message["role"] for message in json.loads((tmp_path / "new.jsonl").read_bytes())["messages"]]
    assert roles == ["user", "assistant"]


def test_a_job_is_asked_for_with_the_saved_file(
    edited: DatasetTab, chat_file: Path, qtbot: QtBot, desk_services: Services
) -> None:
    with qtbot.waitSignal(edited.job_requested) as asked:
        edited.ask_for_job()
    assert asked.args == [chat_file]
    assert chat_file.read_bytes().split(b"\n")[2] == NEW
