"""Journals by document: found again, set aside when they cannot be used, kept while they are of use."""

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from ftdesk.workspace.file_locks import FileLocks
from ftdesk.workspace.journal import Journal
from ftdesk.workspace.journal_records import Base, Done, SaveBegun, Undone
from ftdesk.workspace.journals import Journals, Leftovers, document_key

BASE = Base(Path("/data/a.jsonl"), None, b"content", b"rows", 3)
LINES = [b'{"line": 1}', b"second", b""]


@pytest.fixture
def journals(tmp_path: Path) -> Journals:
    return Journals(tmp_path / "journals")


@pytest.fixture
def locks(tmp_path: Path) -> FileLocks:
    return FileLocks(tmp_path / "locks")


def edited(journals: Journals, key: str, base: Base = BASE) -> Journal:
    journal = journals.open(key).journal
    journal.begin(base)
    journal.lines.append(LINES)
    journal.write([Done(1, b"first change", "Edit", 1), Done(2, b"second change", "Edit", 2)])
    journal.write([Undone(2, 1)])
    return journal


def clean(journals: Journals, key: str) -> Journal:
    journal = edited(journals, key)
    journal.write([SaveBegun(1)])
    journal.prepare(BASE)
    journal.confirm()
    return journal


def folders(tmp_path: Path) -> set[str]:
    return {path.name for path in (tmp_path / "journals").iterdir()}


def test_a_document_has_one_key_by_all_its_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.jsonl").touch()
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "a.jsonl")
    monkeypatch.chdir(tmp_path)
    names = [
        tmp_path / "a.jsonl",
        tmp_path / "link.jsonl",
        Path("a.jsonl"),
        Path("../") / tmp_path.name / "a.jsonl",
    ]
    assert len({document_key(name) for name in names}) == 1
    assert document_key(tmp_path / "b.jsonl") != document_key(tmp_path / "a.jsonl")
    assert document_key(None) != document_key(None)
    assert document_key(None).startswith("new-")


def test_a_journal_is_found_again_by_its_key(journals: Journals) -> None:
    assert not journals.exists("key")
    edited(journals, "key").close()
    assert journals.exists("key")
    opened = journals.open("key")
    history = opened.journal.read()
    assert opened.set_aside is None
    assert history is not None
    assert len(history.replay) == 3
    assert [opened.journal.lines.read(number) for number in range(3)] == LINES


def test_a_discarded_journal_is_gone(journals: Journals, tmp_path: Path) -> None:
    journals.discard(edited(journals, "key"))
    assert not journals.exists("key")
    assert folders(tmp_path) == set()


def test_a_journal_that_was_set_aside_is_kept_whole_and_opened_no_more(
    journals: Journals, locks: FileLocks
) -> None:
    aside = journals.set_aside(edited(journals, "key"))
    assert {path.name for path in aside.iterdir()} == {"journal.db", "lines"}
    assert not journals.exists("key")
    assert journals.look_through(locks) == Leftovers((), ())
    history = Journal(aside).read()
    assert history is not None
    assert len(history.replay) == 3


def test_a_journal_goes_with_its_document_to_another_name(journals: Journals, tmp_path: Path) -> None:
    journal = journals.move(edited(journals, "old"), "new")
    journal.write([Done(3, b"third change", "", 2)])
    assert folders(tmp_path) == {"new"}
    journal.close()
    history = journals.open("new").journal.read()
    assert history is not None
    assert len(history.replay) == 4


def test_what_was_under_the_new_name_is_removed_only_if_nothing_is_lost(
    journals: Journals, tmp_path: Path
) -> None:
    clean(journals, "saved").close()
    journals.move(edited(journals, "one"), "saved").close()
    assert folders(tmp_path) == {"saved"}
    journals.move(clean(journals, "two"), "saved").close()
    left = folders(tmp_path)
    assert len(left) == 2
    (aside,) = (name for name in left if name != "saved")
    assert aside.startswith("saved.unreadable-")


def test_unfinished_documents_are_found_newest_first_and_clean_ones_kept(
    journals: Journals, locks: FileLocks, tmp_path: Path
) -> None:
    edited(journals, "first").close()
    clean(journals, "clean").close()
    edited(journals, "new-1", Base(None, None, b"", b"rows")).close()
    left = journals.look_through(locks)
    assert [(found.key, found.path) for found in left.unfinished] == [
        ("new-1", None),
        ("first", Path("/data/a.jsonl")),
    ]
    assert left.set_aside == ()
    assert "clean" in folders(tmp_path)


def test_a_document_that_a_window_has_open_is_not_left_over(journals: Journals, locks: FileLocks) -> None:
    held = locks.acquire("open")
    assert held is not None
    edited(journals, "open").close()
    assert journals.look_through(locks).unfinished == ()
    held.release()
    assert [found.key for found in journals.look_through(locks).unfinished] == ["open"]


def test_only_the_newest_clean_journals_are_kept(
    journals: Journals, locks: FileLocks, tmp_path: Path
) -> None:
    for number in range(23):
        clean(journals, f"clean{number:02}").close()
    edited(journals, "edited").close()
    assert [found.key for found in journals.look_through(locks).unfinished] == ["edited"]
    assert folders(tmp_path) == {"edited", *(f"clean{number:02}" for number in range(3, 23))}


def test_clean_journals_are_kept_up_to_a_size(journals: Journals, locks: FileLocks, tmp_path: Path) -> None:
    for number in range(3):
        clean(journals, f"clean{number}").close()
    with (tmp_path / "journals" / "clean1" / "lines").open("ab") as file:
        file.truncate(500 << 20)
    journals.look_through(locks)
    assert folders(tmp_path) == {"clean2"}


def test_a_folder_that_was_half_removed_is_removed(
    journals: Journals, locks: FileLocks, tmp_path: Path
) -> None:
    edited(journals, "key").close()
    (tmp_path / "journals" / "key").rename(tmp_path / "journals" / ".discarded-0123")
    assert journals.look_through(locks) == Leftovers((), ())
    assert folders(tmp_path) == set()


def test_an_empty_workspace_has_no_leftovers(journals: Journals, locks: FileLocks) -> None:
    assert journals.look_through(locks) == Leftovers((), ())


# -- damage -----------------------------------------------------------------------------------------------------------


def newer(folder: Path) -> None:
    with contextlib.closing(sqlite3.connect(folder / "journal.db")) as connection:
        connection.execute("PRAGMA user_version=99")


def not_a_database(folder: Path) -> None:
    (folder / "journal.db").write_bytes(b"this is not a database" * 1000)


def no_database(folder: Path) -> None:
    (folder / "journal.db").unlink()


def empty_database(folder: Path) -> None:
    (folder / "journal.db").write_bytes(b"")


def unknown_way_of_writing(folder: Path) -> None:
    with (folder / "journal.db").open("r+b") as file:
        file.seek(18)
        file.write(b"\x07")


def one_byte(folder: Path) -> None:
    (folder / "journal.db").write_bytes(b"S")


def no_lines(folder: Path) -> None:
    (folder / "lines").unlink()


def entries_missing(folder: Path) -> None:
    with contextlib.closing(sqlite3.connect(folder / "journal.db")) as connection, connection:
        connection.execute("DELETE FROM entries WHERE id=2")


def content_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize(
    "damage",
    [
        newer,
        not_a_database,
        no_database,
        empty_database,
        one_byte,
        unknown_way_of_writing,
        no_lines,
        entries_missing,
    ],
)
def test_a_journal_that_cannot_be_used_is_set_aside_with_all_its_files(
    journals: Journals, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    edited(journals, "key").close()
    damage(tmp_path / "journals" / "key")
    before = content_of(tmp_path / "journals" / "key")
    opened = journals.open("key")
    assert opened.set_aside is not None
    assert opened.set_aside.name.startswith("key.unreadable-")
    kept = content_of(opened.set_aside)
    assert {name: kept[name] for name in before if before[name]} == {n: c for n, c in before.items() if c}
    assert opened.journal.read() is None
    opened.journal.begin(BASE)
    opened.journal.close()
    assert journals.open("key").set_aside is None


@pytest.mark.parametrize("damage", [newer, not_a_database, no_database, empty_database])
def test_a_look_at_leftovers_sets_aside_what_it_cannot_read(
    journals: Journals, locks: FileLocks, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    edited(journals, "bad").close()
    edited(journals, "good").close()
    damage(tmp_path / "journals" / "bad")
    left = journals.look_through(locks)
    assert [found.key for found in left.unfinished] == ["good"]
    (aside,) = left.set_aside
    assert aside.name.startswith("bad.unreadable-")
    assert journals.look_through(locks).set_aside == ()
