"""The folder an engine works in: private to its owner, held by one engine at a time, a fresh token inside.

The lock is the operating system's own, so it is free again the moment its holder dies, however it died.
"""

import os
import secrets
import stat
import sys
from pathlib import Path

from ftdesk.engine.errors import EngineUnusable, FolderInUse

TOKEN_BYTES = 32


class DataDirectory:
    """`path` with the sub-folders files, models, base and work; made private when opened."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.files = self.path / "files"
        self.models = self.path / "models"
        self.base = self.path / "base"
        self.work = self.path / "work"
        self.database = self.path / "engine.sqlite"
        self.token_file = self.path / "token"
        self._lock: int | None = None

    def open(self) -> None:
        """Make the folders and take the lock. Raises EngineUnusable when either is impossible: FolderInUse
        where another engine has the lock.
        """
        try:
            for folder in (self.path, self.files, self.models, self.base, self.work):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.path.chmod(0o700)
            self._lock = os.open(self.path / "engine.lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise EngineUnusable(f"The data folder {self.path} cannot be used: {error.strerror}.") from error
        try:
            _lock_file(self._lock)
        except OSError as error:
            self.close()
            raise FolderInUse(f"Another engine is already using the data folder {self.path}.") from error

    def write_token(self) -> str:
        """Write a new random token to a file only its owner can read, and return it."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        fresh = self.token_file.with_name("token.new")
        try:
            fresh.unlink(missing_ok=True)
            # O_EXCL follows no link that somebody may have laid in the way.
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(token)
            fresh.replace(self.token_file)
        except OSError as error:
            raise EngineUnusable(f"The token cannot be written to {self.path}: {error.strerror}.") from error
        return token

    def close(self) -> None:
        """Give the lock back."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


if sys.platform == "win32":
    import msvcrt

    def _lock_file(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock_file(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
