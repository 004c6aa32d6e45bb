"""A save over what another program did: refused, unless nothing of anybody's is lost."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ftdesk.dataset.content_identity import take_samples
from ftdesk.dataset.document import Dataset
from ftdesk.dataset.drafts import FileOperations
from ftdesk.dataset.file_errors import ChangedOnDisk, FileChanged

LINES = b"".join(b'{"number": %d}\n' % number for number in range(1000))
MINE = b'{"mine": 1}'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "shared.jsonl"
    made.write_bytes(LINES)
    return made


@pytest.fixture
def dataset(path: Path) -> Dataset:
    """Opened, looked at, and edited in its first line."""
    made = Dataset.open(path)
    assert made.source is not None
    take_samples(made.source)
    made.replace(0, MINE)
    return made


def set_back(path: Path, status: os.stat_result) -> None:
    """Give a file the time it had: what was written leaves no trace in its stamp."""
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_added_lines_are_overwritten_only_by_a_save_that_insists(dataset: Dataset, path: Path) -> None:
    with path.open("ab") as file:
        file.write(b'{"theirs": 1}\n')
    with pytest.raises(ChangedOnDisk):
        dataset.save()
    assert path.read_bytes().endswith(b'{"theirs": 1}\n')
    dataset.save(overwrite_changed=True)
    assert path.read_bytes() == MINE + LINES[LINES.index(b"\n") :]


def test_added_lines_do_not_keep_a_save_under_another_name(dataset: Dataset, path: Path) -> None:
    with path.open("ab") as file:
        file.write(b'{"theirs": 1}\n')
    other = path.with_name("other.jsonl")
    dataset.save(other)
    assert other.read_bytes() == MINE + LINES[LINES.index(b"\n") :]


def test_a_touched_file_is_saved_without_a_question(dataset: Dataset, path: Path) -> None:
    os.utime(path, ns=(1, 1))
    dataset.save()
    assert path.read_bytes().startswith(MINE)


@pytest.mark.parametrize("insist", [False, True])
def test_a_change_that_leaves_no_trace_in_size_and_time_is_seen_by_the_save(
    insist: bool, dataset: Dataset, path: Path
) -> None:
    status, theirs = path.stat(), LINES.replace(b"500", b"501")
    path.write_bytes(theirs)
    set_back(path, status)
    with pytest.raises(FileChanged):
        dataset.save(overwrite_changed=insist)
    assert path.read_bytes() == theirs


def test_a_new_file_under_the_name_is_seen_whatever_its_size_and_time(dataset: Dataset, path: Path) -> None:
    status, theirs = path.stat(), LINES.replace(b"500", b"501")
    draft = path.with_suffix(".draft")
    draft.write_bytes(theirs)
    set_back(draft, status)
    draft.replace(path)
    with pytest.raises(ChangedOnDisk):
        dataset.save()
    assert path.read_bytes() == theirs


@pytest.mark.skipif(os.name == "nt", reason="Windows replaces no open file: readers wait for the new one")
@pytest.mark.parametrize("step", ["sync", "replace", "sync_folder"])
def test_whoever_edits_never_waits_for_a_save_whose_drive_hangs(
    step: str, dataset: Dataset, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hanging, answer = threading.Event(), threading.Event()
    files = FileOperations()
    works = getattr(files, step)

    def hang(*arguments: object) -> None:
        hanging.set()
        assert answer.wait(30)
        works(*arguments)

    monkeypatch.setattr(files, step, hang)
    with ThreadPoolExecutor() as threads:
        save = threads.submit(dataset.save, files=files)
        assert hanging.wait(10)
        editing = threads.submit(lambda: (dataset.line(5), dataset.snapshot(), dataset.replace(7, b"{}")))
        try:
            assert editing.result(10)[0] == b'{"number": 5}'
        finally:
            answer.set()
        save.result(10)
    lines = path.read_bytes().splitlines()
    assert (lines[0], lines[7]) == (MINE, b'{"number": 7}')
    assert dataset.line(7) == b"{}"
    assert dataset.is_modified
