"""Whatever way of copying a system allows, and however little it takes at a time, the bytes are the same."""

import errno
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from ftdesk.dataset.document import Dataset
from ftdesk.dataset.file_errors import FileChanged, FileNotReadable, SaveFailed
from ftdesk.dataset.file_operations import FileOperations
from ftdesk.dataset.lines import STEP, LineSource

MakeDataset = Callable[[bytes], Dataset]


class Copying(FileOperations):
    """Refuses ways of copying with an error, and copies at most so many bytes at a time."""

    def __init__(self, refused: tuple[str, ...], error: int = errno.EXDEV, most: int = 1 << 30) -> None:
        self._refused, self._error, self._most = refused, error, most
        self.taken: list[str] = []

    def _take(self, way: str) -> None:
        self.taken.append(way)
        if way in self._refused:
            raise OSError(self._error, os.strerror(self._error))

    def copy_range(self, source: int, start: int, descriptor: int, count: int) -> int:
        self._take("copy_range")
        return super().copy_range(source, start, descriptor, min(count, self._most))

    def send_range(self, source: int, start: int, descriptor: int, count: int) -> int:
        self._take("send_range")
        return super().send_range(source, start, descriptor, min(count, self._most))

    def write(self, descriptor: int, data: memoryview) -> int:
        return super().write(descriptor, data[: self._most])


def large(dice: random.Random) -> bytes:
    return b"".join(b"%0598x\n" % dice.getrandbits(2400) for _ in range(5 * STEP // 600))


@pytest.mark.parametrize("error", [errno.EXDEV, errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.EPERM])
@pytest.mark.parametrize("refused", [(), ("copy_range",), ("copy_range", "send_range")])
@pytest.mark.parametrize("most", [1 << 30, 100_001])
def test_untouched_ranges_are_copied_by_whatever_way_the_system_allows(
    make_dataset: MakeDataset, tmp_path: Path, refused: tuple[str, ...], error: int, most: int
) -> None:
    content = large(random.Random(1))
    lines = content.split(b"\n")
    dataset = make_dataset(content)
    dataset.replace(3000, b"edited")
    files = Copying(refused, error, most)
    dataset.save(files=files)
    assert (tmp_path / "data.jsonl").read_bytes() == b"\n".join([*lines[:3000], b"edited", *lines[3001:]])
    assert [files.taken.count(way) for way in refused] == [1] * len(refused)  # once refused, not tried again


def test_many_short_ranges_cost_no_call_each(make_dataset: MakeDataset, tmp_path: Path) -> None:
    content = large(random.Random(2))
    dataset = make_dataset(content)
    dataset.apply(dataset.changes.reordering(dataset.row_ids()[::-1]))
    files = Copying(())
    dataset.save(files=files)
    assert (tmp_path / "data.jsonl").read_bytes() == b"\n".join(content.split(b"\n")[-2::-1]) + b"\n"
    assert files.taken == []


def test_a_long_new_line_is_written_whole(make_dataset: MakeDataset, tmp_path: Path) -> None:
    dataset = make_dataset(b"a\nb\n")
    line = b"%x" % random.Random(3).getrandbits(24 * STEP)
    dataset.replace(0, line)
    dataset.save(files=Copying((), most=700_001))
    assert (tmp_path / "data.jsonl").read_bytes() == line + b"\nb\n"


def test_a_source_that_cannot_be_read_is_named_rather_than_the_new_file(
    make_dataset: MakeDataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = make_dataset(large(random.Random(4)))
    dataset.replace(3000, b"edited")

    def fail(source: LineSource, start: int, stop: int) -> bytes:
        if stop - start < 100_000:
            return read(source, start, stop)
        raise FileNotReadable(source.path, cause="Input/output error")

    read = LineSource.read
    monkeypatch.setattr(LineSource, "read", fail)
    with pytest.raises(FileNotReadable):
        dataset.save(files=Copying(("copy_range", "send_range"), errno.EIO))
    monkeypatch.undo()
    dataset.save()


def test_a_disk_that_takes_nothing_has_failed(make_dataset: MakeDataset) -> None:
    dataset = make_dataset(b"a\n")
    dataset.replace(0, b"b")
    with pytest.raises(SaveFailed, match="the disk reported a failure"):
        dataset.save(files=Copying((), most=0))


def test_a_document_that_is_closed_meanwhile_is_not_saved_half(
    make_dataset: MakeDataset, tmp_path: Path
) -> None:
    content = large(random.Random(5))
    dataset = make_dataset(content)
    dataset.replace(3000, b"edited")
    with pytest.raises(FileChanged):
        dataset.save(progress=lambda _done, _total: dataset.close())
    assert (tmp_path / "data.jsonl").read_bytes() == content
