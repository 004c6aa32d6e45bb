"""Which windows have this workspace open: each holds a locked file, free again the moment its process dies.

What looks left over from an earlier run may be the work of another window that is still busy with it.
"""

import contextlib
import os
import secrets
import time
from pathlib import Path

from ftdesk.workspace.locked_files import lock_file
from ftdesk.workspace.private_files import make_private_folder

_SUFFIX = ".window"
_SETTLED_SECONDS = 60.0
"""A younger file may belong to a window that is about to lock it."""


class Presence:
    """Shows this window to others as long as it is open. Raises OSError where no file can be locked."""

    def __init__(self, folder: Path) -> None:
        make_private_folder(folder)
        self._path = folder / f"{secrets.token_hex(8)}{_SUFFIX}"
        self._lock: int | None = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            lock_file(self._lock)
        except OSError:
            self.close()
            raise

    def others_since(self) -> float | None:
        """When the first of the other open windows began (seconds since 1970); None when this is the only one."""
        others = [path for path in self._path.parent.glob(f"*{_SUFFIX}") if path != self._path]
        return min((began for path in others if (began := _began(path)) is not None), default=None)

    def close(self) -> None:
        """This window is gone; idempotent."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None
            with contextlib.suppress(OSError):
                self._path.unlink()


def _began(path: Path) -> float | None:
    """When the window of this file began; None if it is gone. Its file is then removed."""
    try:
        began = path.stat().st_mtime
        descriptor = os.open(path, os.O_RDWR)
    except OSError:
        return None
    try:
        lock_file(descriptor)
    except OSError:
        return began
    finally:
        os.close(descriptor)
    if time.time() - began > _SETTLED_SECONDS:
        with contextlib.suppress(OSError):
            path.unlink()
    return None
