import contextlib
import os
import sqlite3
import stat
import threading
from pathlib import Path

import pytest

from ftdesk.workspace.database import Database
from ftdesk.workspace.errors import DatabaseTooNew, DatabaseUnusable
from ftdesk.workspace.job_ledger import JobLedger
from ftdesk.workspace.schema import STEPS

NEXT_STEP = ("ALTER TABLE jobs ADD COLUMN colour TEXT",)


def version_of(path: Path) -> int:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def filled(path: Path) -> None:
    with contextlib.closing(Database(path)) as database, database.writing() as connection:
        connection.execute(
            "INSERT INTO jobs (profile_id, id, model, status, state, created_at, seen_at)"
            " VALUES ('p', 'j', 'm', 's', 's', 1, 1)"
        )


def test_a_new_database_has_the_newest_version_and_syncs_every_commit(tmp_path: Path) -> None:
    with contextlib.closing(Database(tmp_path / "w.db")) as database, database.reading() as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == len(STEPS)
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2


@pytest.mark.skipif(os.name == "nt", reason="modes are a POSIX matter")
def test_the_database_and_its_log_are_for_the_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with contextlib.closing(Database(tmp_path / "w.db")), contextlib.suppress(FileNotFoundError):
            modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    finally:
        os.umask(before)
    assert modes == {0o600}


def test_migrating_keeps_a_backup_and_the_rows(tmp_path: Path) -> None:
    filled(tmp_path / "w.db")
    Database(tmp_path / "w.db", steps=(*STEPS, NEXT_STEP)).close()
    assert version_of(tmp_path / "w.db") == len(STEPS) + 1
    backup = tmp_path / f"w.version-{len(STEPS)}.db"
    assert version_of(backup) == len(STEPS)
    for path in (tmp_path / "w.db", backup):
        with contextlib.closing(sqlite3.connect(path)) as connection:
            assert connection.execute("SELECT id FROM jobs").fetchall() == [("j",)]


def test_a_failing_migration_changes_nothing(tmp_path: Path) -> None:
    filled(tmp_path / "w.db")
    with pytest.raises(DatabaseUnusable):
        Database(tmp_path / "w.db", steps=(*STEPS, (*NEXT_STEP, "NOT SQL")))
    assert version_of(tmp_path / "w.db") == len(STEPS)
    with contextlib.closing(Database(tmp_path / "w.db")) as database, database.reading() as connection:
        columns = [row["name"] for row in connection.execute("PRAGMA table_info(jobs)")]
    assert "colour" not in columns


def test_a_database_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    Database(tmp_path / "w.db", steps=(*STEPS, NEXT_STEP)).close()
    before = (tmp_path / "w.db").read_bytes()
    with pytest.raises(DatabaseTooNew, match="newer ftdesk"):
        Database(tmp_path / "w.db")
    assert (tmp_path / "w.db").read_bytes() == before


def test_garbage_is_set_aside_whole_and_a_fresh_database_serves(tmp_path: Path) -> None:
    (tmp_path / "w.db").write_bytes(b"this is not a database" * 1000)
    with contextlib.closing(Database(tmp_path / "w.db")) as database:
        assert database.quarantined is not None
        assert database.quarantined.read_bytes() == b"this is not a database" * 1000
        assert JobLedger(database).jobs("p") == ()


def test_a_damaged_database_is_set_aside(tmp_path: Path) -> None:
    filled(tmp_path / "w.db")
    content = bytearray((tmp_path / "w.db").read_bytes())
    content[4096:12288] = b"\xa5" * 8192
    (tmp_path / "w.db").write_bytes(content)
    with contextlib.closing(Database(tmp_path / "w.db")) as database:
        assert database.quarantined is not None
        assert database.quarantined.read_bytes() == bytes(content)


def test_an_empty_file_is_a_fresh_database(tmp_path: Path) -> None:
    (tmp_path / "w.db").touch()
    with contextlib.closing(Database(tmp_path / "w.db")) as database:
        assert database.quarantined is None


def test_a_folder_in_the_place_of_the_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "w.db").mkdir()
    with pytest.raises(DatabaseUnusable, match=r"w\.db"):
        Database(tmp_path / "w.db")


def test_an_exception_inside_a_write_takes_it_back(database: Database) -> None:
    def write_and_fail() -> None:
        with database.writing() as connection:
            connection.execute("INSERT INTO conversations VALUES (1, '', 0, 0, NULL, '', '{}', '')")
            raise KeyError

    with pytest.raises(KeyError):
        write_and_fail()
    with database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM conversations").fetchone()[0] == 0


def test_threads_write_without_losing_rows_and_leave_no_connection(database: Database) -> None:
    def write(start: int) -> None:
        for number in range(start, start + 25):
            with database.writing() as connection:
                connection.execute(
                    "INSERT INTO conversations VALUES (?, '', 0, 0, NULL, '', '{}', '')", (number,)
                )

    threads = [threading.Thread(target=write, args=(100 * index,)) for index in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM conversations").fetchone()[0] == 100
    assert len(database._connections) == 1
