import errno
import os
import stat
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ftdesk.cancellation import Cancellation
from ftdesk.dataset.document import Dataset
from ftdesk.dataset.drafts import Draft, FileOperations
from ftdesk.dataset.file_errors import (
    ChangedOnDisk,
    FileChanged,
    FileIsFolder,
    HardLinked,
    NoSpace,
    NotConfirmed,
    SaveFailed,
    SaveReason,
    SystemRefused,
)
from ftdesk.dataset.lines import STEP
from ftdesk.errors import Cancelled

MakeDataset = Callable[[bytes], Dataset]

needs_posix = pytest.mark.skipif(os.name == "nt", reason="POSIX rights")


class FailingOperations(FileOperations):
    """Fails in one step, the `after`-th time it is taken."""

    def __init__(self, step: str, error: int, after: int = 1) -> None:
        self._step, self._error, self._left = step, error, after
        self.taken: list[str] = []

    def _count(self, step: str) -> None:
        self.taken.append(step)
        if step == self._step:
            self._left -= 1
            if self._left == 0:
                raise OSError(self._error, os.strerror(self._error))

    def create(self, path: Path, mode: int) -> int:
        self._count("create")
        return super().create(path, mode)

    def write(self, descriptor: int, data: memoryview) -> int:
        self._count("write")
        return super().write(descriptor, data)

    def copy_range(self, source: int, start: int, descriptor: int, count: int) -> int:
        self._count("copy_range")
        if self._step == "write":  # so that there is something to write
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        return super().copy_range(source, start, descriptor, count)

    def send_range(self, source: int, start: int, descriptor: int, count: int) -> int:
        self._count("send_range")
        if self._step == "write":
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
        return super().send_range(source, start, descriptor, count)

    def sync(self, descriptor: int) -> None:
        self._count("sync")
        super().sync(descriptor)

    def close(self, descriptor: int) -> None:
        super().close(descriptor)
        self._count("close")

    def replace(self, source: Path, target: Path) -> None:
        self._count("replace")
        super().replace(source, target)

    def sync_folder(self, folder: Path) -> None:
        self._count("sync_folder")
        super().sync_folder(folder)


def edited(make_dataset: MakeDataset, content: bytes = b"a\nb\n") -> Dataset:
    dataset = make_dataset(content)
    dataset.replace(1, b"B")
    return dataset


@pytest.mark.parametrize("step", ["create", "write", "sync", "close", "replace"])
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_whatever_step_fails_the_old_file_stands_and_the_edit_is_kept(
    make_dataset: MakeDataset, tmp_path: Path, step: str, error: int
) -> None:
    dataset = edited(make_dataset)
    with pytest.raises(SaveFailed):
        dataset.save(files=FailingOperations(step, error))
    assert (tmp_path / "data.jsonl").read_bytes() == b"a\nb\n"
    assert list(tmp_path.iterdir()) == [tmp_path / "data.jsonl"]
    assert dataset.is_edited(1)
    dataset.save()
    assert (tmp_path / "data.jsonl").read_bytes() == b"a\nB\n"


def test_the_steps_come_in_the_order_that_survives_a_crash(make_dataset: MakeDataset) -> None:
    files = FailingOperations("none", 0)
    edited(make_dataset).save(files=files)
    assert [step for step in files.taken if step != "write"] == [
        "create",
        "sync",
        "close",
        "replace",
        "sync_folder",
    ]


def test_every_write_of_a_long_file_is_checked(make_dataset: MakeDataset, tmp_path: Path) -> None:
    content = (b"x" * 99 + b"\n") * (3 * STEP // 100)
    dataset = edited(make_dataset, content)
    with pytest.raises(SaveFailed, match="disk is full"):
        dataset.save(files=FailingOperations("write", errno.ENOSPC, after=3))
    assert (tmp_path / "data.jsonl").read_bytes() == content


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_every_range_that_the_system_copies_is_checked(
    make_dataset: MakeDataset, tmp_path: Path, error: int
) -> None:
    content = (b"x" * 99 + b"\n") * (3 * STEP // 100)
    with pytest.raises(SaveFailed):
        edited(make_dataset, content).save(files=FailingOperations("copy_range", error))
    assert (tmp_path / "data.jsonl").read_bytes() == content
    assert list(tmp_path.iterdir()) == [tmp_path / "data.jsonl"]


def test_short_writes_are_continued(make_dataset: MakeDataset, tmp_path: Path) -> None:
    class ShortWrites(FileOperations):
        def write(self, descriptor: int, data: memoryview) -> int:
            return super().write(descriptor, data[:1])

    edited(make_dataset).save(files=ShortWrites())
    assert (tmp_path / "data.jsonl").read_bytes() == b"a\nB\n"


def test_a_disk_that_drops_bytes_is_found_out_before_the_old_file_goes(
    make_dataset: MakeDataset, tmp_path: Path
) -> None:
    class Dropping(FileOperations):
        def write(self, descriptor: int, data: memoryview) -> int:
            return len(data)

    with pytest.raises(SaveFailed):
        edited(make_dataset).save(files=Dropping())
    assert (tmp_path / "data.jsonl").read_bytes() == b"a\nb\n"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (errno.ENOSPC, SaveReason.NO_SPACE),
        (errno.EROFS, SaveReason.READ_ONLY),
        (errno.EACCES, SaveReason.NO_RIGHTS),
        (errno.EBUSY, SaveReason.IN_USE),
        (errno.EIO, SaveReason.DISK_FAILED),
        (errno.ENAMETOOLONG, SaveReason.TOO_LONG),
    ],
)
def test_a_failed_save_says_what_to_do(make_dataset: MakeDataset, error: int, reason: SaveReason) -> None:
    with pytest.raises(SaveFailed, match=r"“data\.jsonl” was not saved: ") as caught:
        edited(make_dataset).save(files=FailingOperations("create", error))
    assert caught.value.reason is reason
    assert caught.value.arguments["cause"] == os.strerror(error)


def test_after_a_folder_that_does_not_sync_the_file_is_saved_and_that_is_told(
    make_dataset: MakeDataset, tmp_path: Path
) -> None:
    dataset = edited(make_dataset)
    with pytest.raises(NotConfirmed, match=r"was saved, but the disk did not confirm it \(Input/output"):
        dataset.save(files=FailingOperations("sync_folder", errno.EIO))
    assert (tmp_path / "data.jsonl").read_bytes() == b"a\nB\n"
    assert dataset.line(1) == b"B"
    assert not dataset.is_modified


def test_a_sync_that_failed_is_not_tried_again(make_dataset: MakeDataset) -> None:
    files = FailingOperations("sync", errno.EIO)
    with pytest.raises(SaveFailed, match="the disk reported a failure"):
        edited(make_dataset).save(files=files)
    assert files.taken.count("sync") == 1
    assert files.taken[-1] == "close"


def test_what_failed_first_is_told_even_if_closing_fails_too(make_dataset: MakeDataset) -> None:
    class FailingTwice(FailingOperations):
        def close(self, descriptor: int) -> None:
            super().close(descriptor)
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    with pytest.raises(SaveFailed, match="your share of this disk is used up"):
        edited(make_dataset).save(files=FailingTwice("write", errno.EDQUOT))


def test_a_disk_without_enough_room_is_told_before_anything_is_written(
    make_dataset: MakeDataset, tmp_path: Path
) -> None:
    class AlmostFull(FailingOperations):
        def free_space(self, folder: Path) -> int:
            return 3

    files = AlmostFull("none", 0)
    with pytest.raises(NoSpace, match=r"the new file takes up to 7 B, and 3 B are free"):
        edited(make_dataset).save(files=files)
    assert files.taken == []


def test_a_disk_that_does_not_know_its_room_is_tried(make_dataset: MakeDataset, tmp_path: Path) -> None:
    class Unknowing(FileOperations):
        def free_space(self, folder: Path) -> None:
            return None

    edited(make_dataset).save(files=Unknowing())
    assert (tmp_path / "data.jsonl").read_bytes() == b"a\nB\n"


def test_a_file_with_a_second_name_is_not_parted_from_it_unasked(
    make_dataset: MakeDataset, tmp_path: Path
) -> None:
    dataset = edited(make_dataset)
    (tmp_path / "second.jsonl").hardlink_to(tmp_path / "data.jsonl")
    with pytest.raises(HardLinked, match=r"other names too \(hard links\)"):
        dataset.save()
    assert (tmp_path / "data.jsonl").samefile(tmp_path / "second.jsonl")
    dataset.save(break_links=True)
    assert (tmp_path / "data.jsonl").read_bytes() == b"a\nB\n"
    assert (tmp_path / "second.jsonl").read_bytes() == b"a\nb\n"


@needs_posix
def test_a_device_or_pipe_is_not_replaced(make_dataset: MakeDataset, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SaveFailed, match="a device or a connection"):
        edited(make_dataset).save(tmp_path / "pipe")


def test_a_failure_without_advice_is_told_by_its_name(make_dataset: MakeDataset) -> None:
    with pytest.raises(SystemRefused, match=os.strerror(errno.EMFILE)):
        edited(make_dataset).save(files=FailingOperations("create", errno.EMFILE))


def test_a_file_system_that_cannot_sync_folders_is_fine(make_dataset: MakeDataset) -> None:
    edited(make_dataset).save(files=FailingOperations("sync_folder", errno.EINVAL))


def test_a_missing_folder_is_named_as_the_cause(make_dataset: MakeDataset, tmp_path: Path) -> None:
    with pytest.raises(SaveFailed, match="folder is not there"):
        edited(make_dataset).save(tmp_path / "gone" / "data.jsonl")


def test_saving_onto_a_folder_is_refused(make_dataset: MakeDataset, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileIsFolder):
        edited(make_dataset).save(tmp_path / "folder")


@needs_posix
def test_the_mode_of_the_file_is_kept(make_dataset: MakeDataset, tmp_path: Path) -> None:
    dataset = edited(make_dataset)
    (tmp_path / "data.jsonl").chmod(0o604)
    dataset.save()
    assert stat.S_IMODE((tmp_path / "data.jsonl").stat().st_mode) == 0o604


@needs_posix
def test_a_new_file_gets_the_mode_that_the_umask_gives(tmp_path: Path) -> None:
    dataset, old = Dataset.empty(), os.umask(0o027)
    try:
        dataset.save(tmp_path / "new.jsonl")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "new.jsonl").stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_write_protected_file_is_not_replaced(make_dataset: MakeDataset, tmp_path: Path) -> None:
    dataset = edited(make_dataset)
    (tmp_path / "data.jsonl").chmod(0o444)
    with pytest.raises(SaveFailed, match="read-only"):
        dataset.save()


@pytest.mark.skipif(sys.platform == "win32", reason="symlinks need rights on Windows")
def test_a_symlink_stays_one_and_its_target_is_updated(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "data.jsonl").write_bytes(b"a\nb\n")
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real" / "data.jsonl")
    dataset = Dataset.open(tmp_path / "link.jsonl")
    dataset.replace(0, b"A")
    dataset.save()
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "real" / "data.jsonl").read_bytes() == b"A\nb\n"
    assert dataset.path == tmp_path / "link.jsonl"


def test_a_file_replaced_by_another_program_is_not_overwritten_unasked(
    make_dataset: MakeDataset, tmp_path: Path
) -> None:
    dataset = edited(make_dataset)
    (tmp_path / "other").write_bytes(b"theirs\n")
    (tmp_path / "other").replace(tmp_path / "data.jsonl")
    with pytest.raises(ChangedOnDisk):
        dataset.save()
    dataset.save(tmp_path / "mine.jsonl")
    assert (tmp_path / "mine.jsonl").read_bytes() == b"a\nB\n"
    assert (tmp_path / "data.jsonl").read_bytes() == b"theirs\n"


def test_a_file_that_another_program_replaces_while_the_save_runs_is_not_overwritten(
    make_dataset: MakeDataset, tmp_path: Path
) -> None:
    dataset = edited(make_dataset)
    (tmp_path / "other").write_bytes(b"theirs\n")
    meanwhile = EditingMeanwhile(lambda: (tmp_path / "other").replace(tmp_path / "data.jsonl"))
    with pytest.raises(ChangedOnDisk):
        dataset.save(files=meanwhile)
    assert (tmp_path / "data.jsonl").read_bytes() == b"theirs\n"


def test_a_file_written_into_is_not_mixed_with_ours_even_when_told_to_overwrite(
    make_dataset: MakeDataset, tmp_path: Path
) -> None:
    dataset = edited(make_dataset)
    (tmp_path / "data.jsonl").write_bytes(b"longer than before\nb\n")
    with pytest.raises(FileChanged):
        dataset.save(overwrite_changed=True)
    assert (tmp_path / "data.jsonl").read_bytes() == b"longer than before\nb\n"


def test_a_file_replaced_by_another_program_is_overwritten_when_asked(
    make_dataset: MakeDataset, tmp_path: Path
) -> None:
    dataset = edited(make_dataset)
    (tmp_path / "other").write_bytes(b"theirs\n")
    (tmp_path / "other").replace(tmp_path / "data.jsonl")
    dataset.save(overwrite_changed=True)
    assert (tmp_path / "data.jsonl").read_bytes() == b"a\nB\n"


def test_a_file_deleted_by_another_program_is_written_again(
    make_dataset: MakeDataset, tmp_path: Path
) -> None:
    if os.name == "nt":
        pytest.skip("an open file cannot be deleted")
    dataset = edited(make_dataset)
    (tmp_path / "data.jsonl").unlink()
    dataset.save()
    assert (tmp_path / "data.jsonl").read_bytes() == b"a\nB\n"


def test_a_file_written_into_by_another_program_is_never_mixed_with_ours(
    make_dataset: MakeDataset, tmp_path: Path
) -> None:
    dataset = edited(make_dataset)
    (tmp_path / "data.jsonl").write_bytes(b"longer than before\nb\n")
    with pytest.raises(FileChanged):
        dataset.save(tmp_path / "mine.jsonl")
    assert not (tmp_path / "mine.jsonl").exists()


def test_a_save_tells_how_far_it_is(make_dataset: MakeDataset) -> None:
    content = (b"x" * 99 + b"\n") * (40 * STEP // 100)
    seen: list[tuple[int, int]] = []
    edited(make_dataset, content).save(progress=lambda done, total: seen.append((done, total)))
    done = [step for step, _ in seen]
    assert done == sorted(done)
    assert len(done) > 2
    assert seen[-1][0] == len(content) - 98
    assert all(step <= total for step, total in seen)


def test_a_save_can_be_cancelled_between_two_steps(make_dataset: MakeDataset, tmp_path: Path) -> None:
    content = (b"x" * 99 + b"\n") * (40 * STEP // 100)
    dataset, cancellation = edited(make_dataset, content), Cancellation()
    with pytest.raises(Cancelled):
        dataset.save(cancellation=cancellation, progress=lambda _done, _total: cancellation.cancel())
    assert (tmp_path / "data.jsonl").read_bytes() == content
    assert list(tmp_path.iterdir()) == [tmp_path / "data.jsonl"]
    assert dataset.is_edited(1)


def test_a_save_can_be_cancelled_and_leaves_nothing_behind(make_dataset: MakeDataset, tmp_path: Path) -> None:
    dataset, cancellation = edited(make_dataset), Cancellation()
    cancellation.cancel()
    with pytest.raises(Cancelled):
        dataset.save(cancellation=cancellation)
    assert list(tmp_path.iterdir()) == [tmp_path / "data.jsonl"]


def test_what_a_killed_save_left_is_removed_before_the_next_one_needs_its_room(
    make_dataset: MakeDataset, tmp_path: Path
) -> None:
    dataset = edited(make_dataset)
    left, young, foreign, held = (
        Draft(tmp_path / name, FileOperations()).draft
        for name in ("data.jsonl", "data.jsonl", "b", "data.jsonl")
    )
    for path in (left, young, foreign, held):
        path.write_bytes(b"half")
    for path, age in ((left, 90), (foreign, 90), (held, 90)):
        os.utime(path, (time.time() - age,) * 2)

    class Looking(FileOperations):
        def free_space(self, folder: Path) -> int | None:
            seen.append(left.exists())
            return None

    seen: list[bool] = []
    with held.open("rb") as other:
        FileOperations().hold(other.fileno())
        dataset.save(files=Looking())
    assert (left.exists(), young.exists(), foreign.exists()) == (os.name == "nt", True, True)
    assert held.exists()
    assert seen == [os.name == "nt"]


def test_where_nobody_can_tell_who_writes_leftovers_stay_for_an_hour(
    make_dataset: MakeDataset, tmp_path: Path
) -> None:
    class WithoutLocks(FileOperations):
        def hold(self, descriptor: int) -> None:
            raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

        def is_held(self, path: Path) -> bool:
            raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    dataset = edited(make_dataset)
    fresh, old = (Draft(tmp_path / "data.jsonl", FileOperations()).draft for _ in range(2))
    for path, age in ((fresh, 3500), (old, 3700)):
        path.write_bytes(b"half")
        os.utime(path, (time.time() - age,) * 2)
    dataset.save(files=WithoutLocks())
    assert (fresh.exists(), old.exists()) == (True, False)


class EditingMeanwhile(FileOperations):
    """A person goes on typing while the save runs in another thread."""

    def __init__(self, edit: Callable[[], object]) -> None:
        self._edit = edit

    def sync(self, descriptor: int) -> None:
        super().sync(descriptor)
        self._edit()


def test_what_is_typed_while_a_save_runs_stays_an_unsaved_edit(
    make_dataset: MakeDataset, tmp_path: Path
) -> None:
    dataset = edited(make_dataset, b"a\nb\nc\nd\n")

    def edit() -> None:
        dataset.replace(1, b"B2")
        dataset.replace(0, b"A")
        dataset.delete(2)
        dataset.insert(0, b"new")

    dataset.save(files=EditingMeanwhile(edit))
    assert (tmp_path / "data.jsonl").read_bytes() == b"a\nB\nc\nd\n"
    assert [dataset.line(row) for row in dataset.row_ids().tolist()] == [b"new", b"A", b"B2", b"d"]
    dataset.save()
    assert (tmp_path / "data.jsonl").read_bytes() == b"new\nA\nB2\nd\n"


def test_an_undo_while_a_save_runs_is_kept(make_dataset: MakeDataset, tmp_path: Path) -> None:
    dataset = edited(make_dataset)
    dataset.save(files=EditingMeanwhile(lambda: dataset.replace(1, b"b")))
    assert (tmp_path / "data.jsonl").read_bytes() == b"a\nB\n"
    assert dataset.line(1) == b"b"
    assert dataset.is_modified


def test_an_edited_and_deleted_row_that_is_undone_while_the_file_is_put_in_place_has_its_old_line(
    make_dataset: MakeDataset, tmp_path: Path
) -> None:
    dataset = make_dataset(b"a\nb\nc\n")
    edit = dataset.changes.replacing([1], [b"B"])
    dataset.apply(edit)
    delete = dataset.changes.deleting([1])
    dataset.apply(delete)

    def undo(*_: object) -> None:
        dataset.apply(delete, undo=True)
        dataset.apply(edit, undo=True)

    dataset.save(prepare=undo)
    assert (tmp_path / "data.jsonl").read_bytes() == b"a\nc\n"
    assert [dataset.line(row) for row in dataset.row_ids().tolist()] == [b"a", b"b", b"c"]
    dataset.save()
    assert (tmp_path / "data.jsonl").read_bytes() == b"a\nb\nc\n"


def test_rows_may_come_while_a_save_looks_at_all_of_them(make_dataset: MakeDataset) -> None:
    dataset = make_dataset(b"a\nb\nc\n")
    snapshot = dataset.snapshot()
    troubles: list[Exception] = []
    looking = threading.Event()

    def look() -> None:
        try:
            while not looking.is_set():
                dataset.base_of(snapshot, dataset.rescue(snapshot))
        except ValueError as error:
            troubles.append(error)

    thread = threading.Thread(target=look)
    thread.start()
    for _ in range(5000):
        dataset.changes.inserting(0, [b"new"])
    looking.set()
    thread.join()
    assert troubles == []


class ClosesFirst(FailingOperations):
    """A system where an open file cannot be replaced."""

    replaces_open_files = False


def test_where_open_files_cannot_be_replaced_ours_is_closed_first(
    make_dataset: MakeDataset, tmp_path: Path
) -> None:
    dataset = edited(make_dataset)
    blocks = dataset.blocks(1)
    dataset.save(files=ClosesFirst("none", 0))
    assert dataset.line(0) == b"a"
    with pytest.raises(FileChanged):
        next(blocks)


def test_where_such_a_save_fails_the_old_file_is_read_on(make_dataset: MakeDataset) -> None:
    dataset = edited(make_dataset)
    with pytest.raises(SaveFailed, match="may not write"):
        dataset.save(files=ClosesFirst("replace", errno.EACCES))
    assert (dataset.line(0), dataset.line(1)) == (b"a", b"B")
    dataset.save()
    assert not dataset.is_modified
