import contextlib
import hashlib
import os
import random
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ftdesk.cancellation import Cancellation
from ftdesk.dataset.file_errors import FileChanged, FileMissing, SaveFailed
from ftdesk.dataset.lines import FileStamp, LineSource
from ftdesk.errors import Cancelled
from ftdesk.workspace.dataset_versions import DatasetVersions, Version, Why
from ftdesk.workspace.errors import DatabaseUnusable, RecordMissing, VersionsFull
from ftdesk.workspace.version_chunks import LEAST, MOST, cut


@pytest.fixture
def versions(tmp_path: Path) -> Iterator[DatasetVersions]:
    made = DatasetVersions(tmp_path / "versions.db")
    yield made
    made.close()


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """12 MB that do not compress well."""
    path = tmp_path / "large.jsonl"
    path.write_bytes(b"".join(noisy_lines(12_000)))
    return path


def noisy_lines(count: int, seed: int = 3) -> list[bytes]:
    made = random.Random(seed)
    return [
        b'{"text": "%s"}\n' % made.randbytes(made.randrange(250, 750)).hex().encode() for _ in range(count)
    ]


def saved(path: Path, content: bytes) -> Path:
    """Replace a file as a save does: by another file."""
    draft = path.with_suffix(".draft")
    draft.write_bytes(content)
    draft.replace(path)
    return path


def content_of(versions: DatasetVersions, version: Version) -> bytes:
    return b"".join(versions.content(version).chunks())


# -- cutting ------------------------------------------------------------------------------------------------


def test_chunks_end_at_line_ends_and_are_neither_small_nor_large() -> None:
    raw = b"".join(noisy_lines(8_000))
    chunks = list(cut(raw[start : start + 100_000] for start in range(0, len(raw), 100_000)))
    assert b"".join(chunks) == raw
    assert all(chunk.endswith(b"\n") and len(chunk) <= MOST for chunk in chunks)
    assert all(len(chunk) >= LEAST for chunk in chunks[:-1])


@pytest.mark.parametrize(
    "raw", [b"", b"x", b"\n", b"\n" * 3_000_000, b"x" * 3_000_000, b"\xef\xbb\xbfa\r\nb"]
)
def test_any_bytes_are_cut_and_come_together_again(raw: bytes) -> None:
    assert b"".join(cut([raw])) == raw
    assert b"".join(cut(raw[start : start + 65_536] for start in range(0, len(raw), 65_536))) == raw


def test_an_edit_and_an_insertion_change_the_chunks_around_them_alone() -> None:
    lines = noisy_lines(12_000)
    before = set(cut([b"".join(lines)]))
    lines[6_000] = b"edited\n"
    lines.insert(9, b"inserted\n")
    after = set(cut([b"".join(lines)]))
    assert len(before) > 15
    assert len(after - before) <= 4


# -- keeping ------------------------------------------------------------------------------------------------


def test_a_version_is_the_file_byte_for_byte(versions: DatasetVersions, large: Path, tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbf" + large.read_bytes() + b'{"last": "without line end"}'
    large.write_bytes(raw)
    version = versions.keep(large, Why.OPENED)
    assert (version.size, version.lines) == (len(raw), 12_001)
    assert version.sha256 == hashlib.sha256(raw).hexdigest()
    versions.write_to(version, tmp_path / "back.jsonl")
    assert (tmp_path / "back.jsonl").read_bytes() == raw
    assert content_of(versions, version) == raw


@pytest.mark.parametrize("raw", [b"", b"\n", b"one", b"\xff\xfe\x00\n\r\n\n"])
def test_odd_files_are_versions_too(versions: DatasetVersions, tmp_path: Path, raw: bytes) -> None:
    path = saved(tmp_path / "odd", raw)
    version = versions.keep(path, Why.SAVED)
    assert content_of(versions, version) == raw
    assert version.lines == len(raw.split(b"\n")) - raw.endswith(b"\n") - (raw == b"")


def test_a_later_version_of_a_large_file_costs_little(versions: DatasetVersions, large: Path) -> None:
    versions.keep(large, Why.OPENED)
    before = versions.space().used
    lines = large.read_bytes().splitlines(keepends=True)
    lines[6_000] = b'{"edited": true}\n'
    versions.keep(saved(large, b"".join(lines)), Why.SAVED)
    assert 0 < versions.space().used - before < MOST
    assert [content_of(versions, version)[:40] for version in versions.of(large)] == [lines[0][:40]] * 2


def test_one_content_is_stored_once(versions: DatasetVersions, large: Path, tmp_path: Path) -> None:
    first = versions.keep(large, Why.OPENED)
    used = versions.space().used
    copy = saved(tmp_path / "copy.jsonl", large.read_bytes())
    second = versions.keep(copy, Why.SAVED)
    assert (second.content_id, versions.space().used) == (first.content_id, used)
    assert versions.space().versions == 2


def test_the_same_content_again_is_no_new_version_unless_a_job_begins(
    versions: DatasetVersions, large: Path
) -> None:
    first = versions.keep(large, Why.SAVED)
    assert versions.keep(large, Why.OPENED) == first
    job = versions.keep(large, Why.JOB, tag="tag-1")
    assert versions.keep(large, Why.JOB, tag="tag-1") == job
    assert [version.why for version in versions.of(large)] == [Why.JOB, Why.SAVED]
    assert versions.of_job("tag-1") == (job,)
    assert versions.of_job("") == ()


def test_an_unchanged_file_is_not_read_again(versions: DatasetVersions, large: Path) -> None:
    long_ago = 1_600_000_000
    os.utime(large, (long_ago, long_ago))
    first = versions.keep(large, Why.OPENED)
    read: list[int] = []
    assert versions.keep(large, Why.OPENED, progress=lambda done, _total: read.append(done)) == first
    assert read == []


def test_a_file_written_to_a_moment_ago_is_read_again(versions: DatasetVersions, tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    path.write_bytes(b"one\n")
    versions.keep(path, Why.OPENED)
    before = path.stat()
    path.write_bytes(b"two\n")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert content_of(versions, versions.keep(path, Why.SAVED)) == b"two\n"


def test_what_was_open_is_kept_after_a_save_replaced_it(versions: DatasetVersions, large: Path) -> None:
    raw, source = large.read_bytes(), LineSource(large)
    saved(large, b"new\n")
    version = versions.keep(large, Why.OPENED, source=source)
    assert content_of(versions, version) == raw
    assert source.read(0, 1) == raw[:1]  # still open for others


def test_another_file_in_its_place_is_refused(versions: DatasetVersions, large: Path) -> None:
    stamp = FileStamp.of(large.stat())
    saved(large, b"new\n")
    with pytest.raises(FileChanged):
        versions.keep(large, Why.OPENED, stamp=stamp)
    with pytest.raises(FileChanged):
        versions.keep(large, Why.JOB, sha256="00" * 32)
    with pytest.raises(FileMissing):
        versions.keep(large.with_name("none"), Why.OPENED)
    assert versions.all() == ()
    assert versions.space().used == 0


def test_a_file_that_changes_while_it_is_read_is_refused(versions: DatasetVersions, large: Path) -> None:
    def write_into(done: int, total: int) -> None:
        if done == total:
            with large.open("r+b") as file:
                file.write(b"other")

    with pytest.raises(FileChanged):
        versions.keep(large, Why.OPENED, progress=write_into)
    assert versions.space() == versions.space().__class__(0, versions.limit, 0)


def test_keeping_can_be_cancelled_and_leaves_nothing(versions: DatasetVersions, large: Path) -> None:
    cancellation = Cancellation()
    with pytest.raises(Cancelled):
        versions.keep(
            large,
            Why.OPENED,
            cancellation=cancellation,
            progress=lambda done, total: cancellation.cancel() if done == total else None,
        )
    assert rows(versions, "chunks") == rows(versions, "contents") == rows(versions, "pieces") == 0


def rows(versions: DatasetVersions, table: str) -> int:
    with contextlib.closing(sqlite3.connect(versions.path)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


# -- room ---------------------------------------------------------------------------------------------------


@pytest.fixture
def history(versions: DatasetVersions, tmp_path: Path) -> Callable[[int], list[Version]]:
    """Successive versions of one file that have nothing in common, about 0.3 MB each on the disk."""

    def make(count: int) -> list[Version]:
        path = tmp_path / "changing.jsonl"
        return [
            versions.keep(saved(path, b"".join(noisy_lines(500, seed=turn))), Why.SAVED)
            for turn in range(count)
        ]

    return make


def test_the_oldest_go_first_and_the_limit_holds(
    versions: DatasetVersions, history: Callable[[int], list[Version]]
) -> None:
    versions.limit = 1_000_000
    made = history(6)
    kept = versions.all()
    assert kept == tuple(reversed(made[-len(kept) :]))
    assert 1 < len(kept) < 5
    assert versions.space().used <= versions.limit


def test_jobs_and_named_versions_go_last_and_the_newest_of_an_open_file_never(
    versions: DatasetVersions, history: Callable[[int], list[Version]], tmp_path: Path
) -> None:
    job = versions.keep(saved(tmp_path / "job.jsonl", b"".join(noisy_lines(400, 77))), Why.JOB, tag="t")
    first, second, third, newest = history(4)
    versions.rename(second.id, " keep me ")
    versions.limit = versions.space().used - 1
    versions.make_fit([newest.path])
    assert {version.id for version in versions.all()} == {job.id, second.id, third.id, newest.id}
    versions.limit = 700_000
    versions.make_fit([newest.path])
    assert {version.id for version in versions.all()} == {second.id, newest.id}
    assert first.id not in {version.id for version in versions.all()}
    versions.limit = 1
    with pytest.raises(VersionsFull, match="limit"):
        versions.make_fit([newest.path])
    assert newest.id in {version.id for version in versions.all()}


def test_a_version_that_can_never_fit_is_not_kept_and_says_so(versions: DatasetVersions, large: Path) -> None:
    small = versions.keep(saved(large.with_name("small"), b"small\n"), Why.SAVED)
    versions.limit = 3_000_000
    with pytest.raises(VersionsFull):
        versions.keep(large, Why.OPENED, open_paths=[small.path])
    assert versions.all() == (small,)
    assert versions.space().used < 100


def test_deleted_versions_give_their_room_back_to_the_disk(versions: DatasetVersions, large: Path) -> None:
    first = versions.keep(large, Why.OPENED)
    second = versions.keep(saved(large, large.read_bytes() + b"more\n"), Why.SAVED)
    versions.delete([first.id])
    assert content_of(versions, second).endswith(b"more\n")
    with pytest.raises(RecordMissing):
        versions.content(first)
    versions.delete([second.id])
    assert versions.space().used == rows(versions, "chunk_data") == 0
    assert versions.path.stat().st_size < 1_000_000


def test_names_are_kept_and_a_missing_version_is_told(tmp_path: Path) -> None:
    with contextlib.closing(DatasetVersions(tmp_path / "v.db")) as versions:
        version = versions.keep(saved(tmp_path / "d", b"x\n"), Why.SAVED)
        versions.rename(version.id, "before the clean-up")
        with pytest.raises(RecordMissing):
            versions.rename(version.id + 1, "none")
    with contextlib.closing(DatasetVersions(tmp_path / "v.db")) as versions:
        assert [found.name for found in versions.all()] == ["before the clean-up"]


# -- damage -------------------------------------------------------------------------------------------------


def test_a_store_that_is_no_database_is_set_aside_whole(tmp_path: Path) -> None:
    (tmp_path / "versions.db").write_bytes(b"no database" * 999)
    with contextlib.closing(DatasetVersions(tmp_path / "versions.db")) as versions:
        assert versions.quarantined is not None
        assert versions.quarantined.read_bytes() == b"no database" * 999
        versions.keep(saved(tmp_path / "d", b"x\n"), Why.SAVED)


def test_a_damaged_chunk_is_told_and_writes_nothing(
    versions: DatasetVersions, large: Path, tmp_path: Path
) -> None:
    version = versions.keep(large, Why.OPENED)
    with contextlib.closing(sqlite3.connect(versions.path)) as connection:
        connection.execute(
            "UPDATE chunk_data SET data=zeroblob(9) WHERE chunk=(SELECT max(chunk) FROM pieces)"
        )
        connection.commit()
    with pytest.raises(DatabaseUnusable, match="damaged"):
        versions.write_to(version, tmp_path / "back.jsonl")
    assert not (tmp_path / "back.jsonl").exists()
    assert not list(tmp_path.glob(".ftdesk-*"))


def test_a_full_disk_rolls_back_and_is_told(versions: DatasetVersions, large: Path) -> None:
    small = versions.keep(saved(large.with_name("small"), b"small\n"), Why.SAVED)
    with versions._database.reading() as connection:
        pages = int(connection.execute("PRAGMA page_count").fetchone()[0])
        connection.execute(f"PRAGMA max_page_count={pages + 100}")
    with pytest.raises(DatabaseUnusable, match="full"):
        versions.keep(large, Why.OPENED)
    assert versions.all() == (small,)
    assert rows(versions, "contents") == 1
    assert content_of(versions, small) == b"small\n"


def test_writing_where_one_may_not_is_a_save_that_failed(versions: DatasetVersions, tmp_path: Path) -> None:
    version = versions.keep(saved(tmp_path / "d", b"x\n"), Why.SAVED)
    with pytest.raises(SaveFailed):
        versions.write_to(version, tmp_path / "no folder" / "d")
    cancellation = Cancellation()
    cancellation.cancel()
    with pytest.raises(Cancelled):
        versions.write_to(version, tmp_path / "back", cancellation=cancellation)
    assert not (tmp_path / "back").exists()


def test_bytes_are_read_at_any_place(versions: DatasetVersions, large: Path) -> None:
    raw = large.read_bytes()
    content = versions.content(versions.keep(large, Why.OPENED))
    places = random.Random(1)
    for _ in range(50):
        start = places.randrange(len(raw))
        stop = min(len(raw), start + places.randrange(2_000_000))
        assert content.read(start, stop) == raw[start:stop]


def test_two_windows_keep_versions_in_one_store(versions: DatasetVersions, large: Path) -> None:
    """The other window drops what this one is about to build on: chunks in use stay."""
    first = versions.keep(large, Why.OPENED)
    with contextlib.closing(DatasetVersions(versions.path)) as other:
        changed = saved(large, large.read_bytes() + b"more\n")
        second = versions.keep(
            changed,
            Why.SAVED,
            progress=lambda done, total: other.delete([first.id]) if done == total else None,
        )
        assert content_of(other, second) == changed.read_bytes()
