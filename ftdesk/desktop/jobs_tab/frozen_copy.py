"""A copy of a training file as it was when the person started the job: what is sent is what was hashed."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from ftdesk.cancellation import Cancellation
from ftdesk.errors import FtdeskError
from ftdesk.workspace.job_records import TrainingData

_STEP = 1 << 20


class CopyFailed(FtdeskError):
    """A training file could not be copied; `path` is which, `cause` the system's word."""

    def __init__(self, path: Path, cause: str) -> None:
        super().__init__(f"{path}: {cause}")
        self.path = path
        self.cause = cause


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


def freeze(path: Path, folder: Path, cancellation: Cancellation) -> FrozenCopy:
    """Copy `path` into `folder` for the owner alone, hashing on the way. Raises CopyFailed and Cancelled."""
    copy = folder / f"{secrets.token_hex(8)}{path.suffix}"
    digest, size = hashlib.sha256(), 0
    try:
        descriptor = os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as target, path.open("rb") as source:
            while piece := source.read(_STEP):
                cancellation.raise_if_set()
                digest.update(piece)
                target.write(piece)
                size += len(piece)
    except OSError as error:
        copy.unlink(missing_ok=True)
        raise CopyFailed(path, error.strerror or str(error)) from error
    except BaseException:
        copy.unlink(missing_ok=True)
        raise
    return FrozenCopy(TrainingData(path, digest.hexdigest(), size), copy)


def remove_leftovers(folder: Path) -> None:
    """Delete copies that an earlier run left behind when it was killed."""
    with contextlib.suppress(OSError):
        for copy in folder.iterdir():
            with contextlib.suppress(OSError):
                copy.unlink()
