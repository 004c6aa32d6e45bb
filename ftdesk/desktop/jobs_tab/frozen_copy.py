"""A copy of a training file as it was when the person started the job: what is sent is what was hashed."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ftdesk.cancellation import Cancellation
from ftdesk.dataset.file_errors import ChangedSinceCheck, FileMissing, FileNotReadable
from ftdesk.workspace.job_records import TrainingData

if TYPE_CHECKING:
    from ftdesk.dataset.lines import FileStamp

_STEP = 1 << 20


@dataclass(frozen=True, slots=True)
class FrozenCopy:
    """`data` describes the bytes of `copy`, which nobody else writes."""

    data: TrainingData
    copy: Path

    @property
    def name(self) -> str:
        """The file name to show to the server."""
        return self.data.path.name

    def remove(self) -> None:
        """Delete the copy; nothing happens if it is gone."""
        with contextlib.suppress(OSError):
            self.copy.unlink()


def freeze(
    path: Path, folder: Path, cancellation: Cancellation, checked: FileStamp | None = None
) -> FrozenCopy:
    """Copy `path` into `folder` for the owner alone, hashing on the way.

    Raises DatasetFileError where the file cannot be read or is not the one that was `checked`, OSError where the
    copy cannot be written, and Cancelled.
    """
    copy = folder / f"{secrets.token_hex(8)}{path.suffix}"
    descriptor = os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    digest, size = hashlib.sha256(), 0
    try:
        with os.fdopen(descriptor, "wb") as target:
            for piece in _pieces(path, checked):
                cancellation.raise_if_set()
                digest.update(piece)
                target.write(piece)
                size += len(piece)
    except BaseException:
        copy.unlink(missing_ok=True)
        raise
    return FrozenCopy(TrainingData(path, digest.hexdigest(), size), copy)


def _pieces(path: Path, checked: FileStamp | None) -> Iterator[bytes]:
    try:
        with path.open("rb") as source:
            _compare(path, source, checked)
            while piece := source.read(_STEP):
                yield piece
            _compare(path, source, checked)
    except FileNotFoundError as error:
        raise FileMissing(path) from error
    except OSError as error:
        raise FileNotReadable(path, cause=error.strerror or str(error)) from error


def _compare(path: Path, source: BinaryIO, checked: FileStamp | None) -> None:
    from ftdesk.dataset.lines import FileStamp

    if checked is not None and FileStamp.of(os.fstat(source.fileno())) != checked:
        raise ChangedSinceCheck(path)


def remove_leftovers(folder: Path, before: float | None = None) -> None:
    """Delete copies that an earlier run left behind when it was killed; with `before`, only older ones."""
    with contextlib.suppress(OSError):
        for copy in folder.iterdir():
            with contextlib.suppress(OSError):
                if before is None or copy.stat().st_mtime < before:
                    copy.unlink()
