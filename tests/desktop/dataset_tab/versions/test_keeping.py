"""Versions come by themselves: the file as it was before the first edit, and each save."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.services import Services
from ftdesk.workspace.dataset_versions import DatasetVersions, Version, Why

Opener = Callable[[Path], None]
NEW = b'{"messages":[{"role":"user","content":"x"},{"role":"assistant","content":"y"}]}'


def bytes_of(store: DatasetVersions, version: Version) -> bytes:
    return b"".join(store.content(version).chunks())


def test_the_file_before_the_first_edit_and_each_save_are_versions(
    edit: Callable[[int], None],
    tab: DatasetTab,
    opened: Opener,
    chat_file: Path,
    store: DatasetVersions,
    save: Callable[[], None],
) -> None:
    contents = [chat_file.read_bytes()]
    opened(chat_file)
    for row in (2, 5):
        edit(row)
        save()
        contents.append(chat_file.read_bytes())
    kept = store.of(chat_file)[::-1]
    assert [version.why for version in kept] == [Why.OPENED, Why.SAVED, Why.SAVED]
    assert [bytes_of(store, version) for version in kept] == contents


def test_a_file_that_is_only_looked_at_is_no_version(
    tab: DatasetTab,
    opened: Opener,
    chat_file: Path,
    store: DatasetVersions,
    kept: Callable[[], None],
    qtbot: QtBot,
) -> None:
    opened(chat_file)
    kept()
    assert store.all() == ()


def test_a_save_before_another_file_is_opened_is_kept_too(
    edit: Callable[[int], None],
    tab: DatasetTab,
    opened: Opener,
    chat_file: Path,
    tmp_path: Path,
    store: DatasetVersions,
    kept: Callable[[], None],
    qtbot: QtBot,
) -> None:
    other = tmp_path / "other.jsonl"
    other.write_bytes(NEW + b"\n")
    opened(chat_file)
    edit(2)
    with qtbot.waitSignal(tab.opened):
        tab.files.save(lambda: tab.files.open_path(other))
    kept()
    assert bytes_of(store, store.of(chat_file)[0]) == chat_file.read_bytes()


def test_the_sample_is_never_a_version(
    edit: Callable[[int], None],
    tab: DatasetTab,
    store: DatasetVersions,
    kept: Callable[[], None],
    qtbot: QtBot,
) -> None:
    with qtbot.waitSignal(tab.opened):
        tab.files.open_sample()
    edit(0)
    kept()
    assert store.all() == ()


def test_without_room_a_save_succeeds_and_a_quiet_notice_says_why_there_is_no_version(
    edit: Callable[[int], None],
    tab: DatasetTab,
    opened: Opener,
    chat_file: Path,
    store: DatasetVersions,
    save: Callable[[], None],
    desk_services: Services,
) -> None:
    desk_services.settings.change(versions_limit=10)
    opened(chat_file)
    edit(2)
    save()
    assert chat_file.read_bytes().split(b"\n")[2] == NEW
    assert store.all() == ()
    assert "was not kept" in tab.notices.sentence("versions")


def test_what_another_program_wrote_is_a_version_before_it_is_written_over(
    edit: Callable[[int], None],
    tab: DatasetTab,
    opened: Opener,
    chat_file: Path,
    store: DatasetVersions,
    kept: Callable[[], None],
    answer: Callable[[str, str], None],
    qtbot: QtBot,
) -> None:
    opened(chat_file)
    edit(2)
    kept()
    other = chat_file.with_name("other")
    other.write_bytes(b"another program's text\n")
    other.replace(chat_file)
    tab.save()
    with qtbot.waitSignal(tab.files.saved):
        answer("changed_on_disk_box", "keep_mine_button")
    kept()
    assert [version.why for version in store.of(chat_file)] == [Why.SAVED, Why.OUTSIDE, Why.OPENED]
    assert bytes_of(store, store.of(chat_file)[1]) == b"another program's text\n"


def test_a_version_that_was_opened_is_no_recent_file(
    tab: DatasetTab, opened: Opener, chat_file: Path, store: DatasetVersions, qtbot: QtBot
) -> None:
    opened(chat_file)
    qtbot.waitUntil(lambda: tab.files.recent == (str(chat_file),))
    version = store.keep(chat_file, Why.OPENED)
    with qtbot.waitSignal(tab.opened):
        tab.versions.open(version)
    with qtbot.waitSignal(tab.files.recent_changed):
        tab.open_path(chat_file)
    assert tab.files.recent == (str(chat_file),)


def test_a_file_that_comes_back_with_edits_is_kept_before_they_are_saved(
    tab: DatasetTab,
    opened: Opener,
    edit: Callable[[int], None],
    chat_file: Path,
    store: DatasetVersions,
    save: Callable[[], None],
    kept: Callable[[], None],
) -> None:
    before = chat_file.read_bytes()
    opened(chat_file)
    edit(2)
    kept()
    assert tab.finish()
    tab.session.set_dataset(None)
    store.delete(version.id for version in store.all())
    opened(chat_file)
    assert tab.session.is_edited
    save()
    assert [bytes_of(store, version) for version in store.of(chat_file)] == [chat_file.read_bytes(), before]


def test_a_window_that_closes_waits_a_moment_for_the_version_under_way(
    tab: DatasetTab, opened: Opener, tmp_path: Path, store: DatasetVersions
) -> None:
    path = tmp_path / "large.jsonl"
    path.write_bytes((NEW + b" " * 2_000_000 + b"\n") * 30)
    opened(path)
    tab.session.insert_lines(0, [NEW], "insert")
    tab.finish(20.0)
    assert [version.why for version in store.of(path)] == [Why.OPENED]
