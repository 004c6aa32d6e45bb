"""Ways to save: ftdesk's own, and the known-bad ones that a check of faults has to catch."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ftdesk.dataset.document import Dataset
from ftdesk.dataset.file_errors import NotConfirmed, SaveFailed
from ftdesk.dataset.file_operations import FileOperations

Saver = Callable[[Dataset, Path, FileOperations], object]


def save(dataset: Dataset, path: Path, files: FileOperations) -> None:
    """As ftdesk does."""
    dataset.save(path, files=files)


def naive(dataset: Dataset, path: Path, files: FileOperations) -> None:
    """Write over the old file, as most programs do."""
    content = b"".join(dataset.snapshot().chunks())
    with _telling(path):
        path.unlink(missing_ok=True)
        _write(path, content, files)


def without_counting(dataset: Dataset, path: Path, files: FileOperations) -> None:
    """A temporary file, but nobody looks how much of it was written."""
    _replace(dataset, path, files, all_of_it=False)


def without_looking_at_sync(dataset: Dataset, path: Path, files: FileOperations) -> None:
    """A temporary file whose sync may fail without a word."""
    _replace(dataset, path, files, check_sync=False)


def without_sync(dataset: Dataset, path: Path, files: FileOperations) -> None:
    """A temporary file that is put in place before it is on the disk."""
    _replace(dataset, path, files, sync=False)


def _replace(
    dataset: Dataset,
    path: Path,
    files: FileOperations,
    *,
    all_of_it: bool = True,
    sync: bool = True,
    check_sync: bool = True,
) -> None:
    """As ftdesk does but for what is left out."""
    target = Path(os.path.realpath(path))
    draft = target.with_name(".draft")
    content = b"".join(dataset.snapshot().chunks())
    with _telling(path):
        try:
            _write(draft, content, files, all_of_it=all_of_it, sync=sync, check_sync=check_sync)
            files.replace(draft, target)
        finally:
            with suppress(OSError):
                draft.unlink()
    try:
        files.sync_folder(target.parent)
    except OSError as error:
        raise NotConfirmed(path, cause=str(error)) from error


def _write(
    path: Path,
    content: bytes,
    files: FileOperations,
    *,
    all_of_it: bool = True,
    sync: bool = True,
    check_sync: bool = True,
) -> None:
    descriptor = files.create(path, 0o600)
    try:
        rest = memoryview(content)
        while rest:
            count = files.write(descriptor, rest)
            rest = rest[count:] if all_of_it else rest[:0]
        with suppress(() if check_sync else OSError):
            if sync:
                files.sync(descriptor)
    finally:
        files.close(descriptor)


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SaveFailed.from_os_error(path, error) from error


KNOWN_BAD: dict[str, Saver] = {
    "naive-save": naive,
    "short-write-ignored": without_counting,
    "sync-failure-ignored": without_looking_at_sync,
    "no-sync": without_sync,
}


def saver(control: str | None) -> Saver:
    """ftdesk's own saver, or a known-bad one by name."""
    return save if control is None else KNOWN_BAD[control]
