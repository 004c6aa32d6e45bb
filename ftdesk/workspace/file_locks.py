"""One writer for each document: a window that has a lock may change the file, all others only read it.

The lock of a dead process is free at once, without a question.
"""

import contextlib
import errno
import os
import time
from pathlib import Path

from ftdesk.workspace.errors import FolderUnusable
from ftdesk.workspace.locked_files import lock_file
from ftdesk.workspace.private_files import PRIVATE_FILE, make_private_folder

_HELD = {
    errno.EWOULDBLOCK,
    errno.EAGAIN,
    errno.EACCES,
    errno.EDEADLK,
    getattr(errno, "EDEADLOCK", errno.EDEADLK),
}
_TRIES = 3
_PAUSE_SECONDS = 0.02
"""Somebody who only looks whether a lock is free holds it for a moment."""


class FileLock:
    """A held lock; `release` it, or end."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor

    def release(self) -> None:
        """Let others have it; idempotent."""
        if self._descriptor < 0:
            return
        descriptor, self._descriptor = self._descriptor, -1
        with contextlib.suppress(OSError):  # while it is held: nobody locks a file that is about to go
            self._path.unlink()
        os.close(descriptor)
        if os.name == "nt":  # removes no open file
            with contextlib.suppress(OSError):
                self._path.unlink()


class FileLocks:
    """The locks of one workspace, by document key; for threads that may wait.

    Raises FolderUnusable where no file can be locked.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def acquire(self, key: str) -> FileLock | None:
        """The lock of that key; None while another window, or another holder in this one, has it."""
        for _ in range(_TRIES):
            lock = self._acquire(key)
            if lock is not None:
                return lock
            time.sleep(_PAUSE_SECONDS)
        return None

    def is_free(self, key: str) -> bool:
        """Whether nobody holds the lock of that key at this moment."""
        lock = self._acquire(key)
        if lock is None:
            return False
        lock.release()
        return True

    def _acquire(self, key: str) -> FileLock | None:
        path = self._folder / f"{key}.lock"
        try:
            make_private_folder(self._folder)
            while True:
                descriptor = os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
                if not _lock(descriptor):
                    os.close(descriptor)
                    return None
                if _is_at(descriptor, path):
                    return FileLock(path, descriptor)
                os.close(descriptor)  # its holder removed it after we opened it
        except OSError as error:
            raise FolderUnusable.from_os_error(self._folder, error) from error


def _lock(descriptor: int) -> bool:
    try:
        lock_file(descriptor)
    except OSError as error:
        if error.errno in _HELD:
            return False
        os.close(descriptor)
        raise
    return True


def _is_at(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False
