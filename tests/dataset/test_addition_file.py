"""The file that keeps written lines: real files, cut, damaged and failing."""

import os
import random
import time
from pathlib import Path

import numpy as np
import pytest

from ftdesk.dataset.addition_file import AdditionFile
from ftdesk.dataset.additions import Additions
from ftdesk.dataset.file_errors import AdditionsDamaged, AdditionsNotWritten
from ftdesk.dataset.file_operations import FileOperations

LINES = [b'{"a": 1}', b"", "例え".encode(), b"\xff\xfe invalid", b"x" * 5000]


def lines_of(file: AdditionFile) -> list[bytes]:
    return [file.read(number) for number in range(len(file))]


def written(path: Path, *appends: list[bytes]) -> AdditionFile:
    file = AdditionFile(path)
    for lines in appends:
        file.append(lines)
    return file


def test_lines_are_there_at_once_and_after_opening_again(tmp_path: Path) -> None:
    file = written(tmp_path / "lines", LINES, [], [b"one more"])
    assert lines_of(file) == [*LINES, b"one more"]
    file.close()
    again = AdditionFile(tmp_path / "lines", known=6)
    assert lines_of(again) == [*LINES, b"one more"]
    assert again.sizes.tolist() == [len(line) for line in [*LINES, b"one more"]]
    again.append([b"later"])
    assert lines_of(AdditionFile(tmp_path / "lines", known=7))[-2:] == [b"one more", b"later"]


def test_a_number_that_was_never_written_is_an_index_error(tmp_path: Path) -> None:
    file = written(tmp_path / "lines", LINES)
    for number in (-1, len(LINES)):
        with pytest.raises(IndexError):
            file.read(number)


def test_a_line_of_many_megabytes_and_many_short_ones_are_kept(tmp_path: Path) -> None:
    long = os.urandom(1 << 20) * 30
    lines = [b"before", long, *(b"%d" % number for number in range(20_000)), long]
    written(tmp_path / "lines", lines).close()
    assert lines_of(AdditionFile(tmp_path / "lines", known=len(lines))) == lines


def test_lines_that_were_never_counted_are_written_over(tmp_path: Path) -> None:
    written(tmp_path / "lines", LINES, [b"not counted"] * 100).close()
    file = AdditionFile(tmp_path / "lines", known=len(LINES))
    assert lines_of(file) == LINES
    file.append([b"next"])
    assert lines_of(AdditionFile(tmp_path / "lines", known=len(LINES) + 1)) == [*LINES, b"next"]


def test_a_file_cut_anywhere_has_all_its_known_lines_or_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    written(path, LINES[:4]).close()
    whole = path.stat().st_size
    written(path, LINES[:4], [b"torn"]).close()
    content = path.read_bytes()
    for size in range(len(content)):
        path.write_bytes(content[:size])
        if size < whole:
            with pytest.raises(AdditionsDamaged):
                AdditionFile(path, known=4)
        else:
            assert lines_of(AdditionFile(path, known=4)) == LINES[:4]


def test_no_flipped_byte_gives_another_line(tmp_path: Path) -> None:
    path, chance = tmp_path / "lines", random.Random(1)
    written(path, LINES, [b"second"]).close()
    content = path.read_bytes()
    for _ in range(500):
        damaged = bytearray(content)
        damaged[chance.randrange(len(content))] ^= chance.randrange(1, 256)
        path.write_bytes(damaged)
        with pytest.raises(AdditionsDamaged):
            AdditionFile(path, known=6)


def test_a_line_that_changed_after_opening_is_not_handed_out(tmp_path: Path) -> None:
    file = written(tmp_path / "lines", [b"as it was written"])
    content = (tmp_path / "lines").read_bytes()
    (tmp_path / "lines").write_bytes(content.replace(b"as it was", b"as it is!"))
    with pytest.raises(AdditionsDamaged):
        file.read(0)


def test_a_missing_file_and_a_wrong_count_are_damage(tmp_path: Path) -> None:
    with pytest.raises(AdditionsDamaged):
        AdditionFile(tmp_path / "none", known=1)
    written(tmp_path / "lines", LINES).close()
    for known in (len(LINES) - 1, len(LINES) + 1):
        with pytest.raises(AdditionsDamaged):
            AdditionFile(tmp_path / "lines", known=known)


def test_beginning_anew_forgets_the_lines_or_keeps_them_all(tmp_path: Path) -> None:
    file = written(tmp_path / "lines", LINES)
    file.begin(keep=len(LINES))
    assert lines_of(file) == LINES
    with pytest.raises(ValueError, match="2 of 5"):
        file.begin(keep=2)
    file.begin()
    assert len(file) == 0
    assert (tmp_path / "lines").stat().st_size == 0


class ShortWrites(FileOperations):
    """Takes a few bytes at a time, as a system may."""

    def write(self, descriptor: int, data: memoryview) -> int:
        return super().write(descriptor, data[:7])


def test_short_writes_are_continued(tmp_path: Path) -> None:
    AdditionFile(tmp_path / "lines", files=ShortWrites()).append(LINES)
    assert lines_of(AdditionFile(tmp_path / "lines", known=len(LINES))) == LINES


class FailsOnce(FileOperations):
    """One call of a kind fails; remembers which descriptors were synced."""

    def __init__(self, name: str) -> None:
        self.name: str | None = name
        self.synced: list[os.stat_result] = []

    def fail(self, name: str) -> None:
        if self.name == name:
            self.name = None
            raise OSError(28, "No space left on device")

    def write(self, descriptor: int, data: memoryview) -> int:
        written = os.write(descriptor, data[: max(1, len(data) // 2)])
        self.fail("write")  # a part is there, then the disk is full
        return written

    def sync(self, descriptor: int) -> None:
        self.fail("sync")
        super().sync(descriptor)


@pytest.mark.parametrize("name", ["write", "sync"])
def test_after_a_failure_nothing_counts_and_the_next_append_writes_all_anew(
    tmp_path: Path, name: str
) -> None:
    written(tmp_path / "lines", [b"before"]).close()
    file = AdditionFile(tmp_path / "lines", known=1, files=FailsOnce(name))
    with pytest.raises(AdditionsNotWritten, match="No space left"):
        file.append([b"lost?"])
    assert lines_of(file) == [b"before"]
    writer = file._writer
    assert writer == -1, "a descriptor whose sync failed is not used again"
    file.append([b"lost?", b"and more"])
    assert lines_of(AdditionFile(tmp_path / "lines", known=3)) == [b"before", b"lost?", b"and more"]


def test_what_could_not_be_written_stays_in_memory_and_is_written_later(tmp_path: Path) -> None:
    additions = Additions()
    additions.back_with(AdditionFile(tmp_path / "lines", files=FailsOnce("sync")))
    additions.append(LINES)
    with pytest.raises(AdditionsNotWritten):
        additions.write_out()
    assert [additions.line(number) for number in range(len(LINES))] == LINES
    assert additions.write_out() == len(LINES)
    assert lines_of(AdditionFile(tmp_path / "lines", known=len(LINES))) == LINES


def test_a_folder_that_refuses_is_told(tmp_path: Path) -> None:
    with pytest.raises(AdditionsNotWritten, match="unsaved changes"):
        AdditionFile(tmp_path / "no folder" / "lines").append([b"line"])


def test_the_file_is_read_on_after_its_folder_moved(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    file = written(tmp_path / "old" / "lines", LINES)
    with file.moving(tmp_path / "new" / "lines"):
        (tmp_path / "old").rename(tmp_path / "new")
    file.append([b"there"])
    assert lines_of(file) == [*LINES, b"there"]
    assert lines_of(AdditionFile(tmp_path / "new" / "lines", known=6)) == [*LINES, b"there"]


def test_a_million_lines_open_without_an_object_for_each(tmp_path: Path) -> None:
    lines = [b"%07d" % number for number in range(1_000_000)]
    written(tmp_path / "lines", lines).close()
    began = time.perf_counter()
    file = AdditionFile(tmp_path / "lines", known=1_000_000)
    assert time.perf_counter() - began < 1
    assert int(np.sum(file.sizes)) == 7_000_000
    assert file.read(999_999) == b"0999999"
