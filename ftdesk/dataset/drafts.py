"""A file's next version, written beside it and put in its place in one step.

The order is what survives a crash: write, sync the file, rename, sync the folder. Every step is checked,
short writes are continued, and until the rename the old file is untouched.
"""

import errno
import os
import secrets
import stat
import time
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ftdesk.dataset.file_errors import ChangedOnDisk, FileChanged, FileIsFolder, SaveFailed, SaveReason
from ftdesk.dataset.lines import FileStamp, LineIndex, LineSource, index_lines

_FOLDER_CANNOT_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EBADF}
_LEFTOVER_SECONDS = 3600


class FileOperations:
    """The operating system's part of a save, a method a step; tests make single steps fail."""

    replaces_open_files = os.name != "nt"
    """Whether a file may be renamed over one that is open."""

    def create(self, path: Path, mode: int) -> int:
        """Make a new file and open it for writing; `mode` is narrowed by the umask."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)

    def write(self, descriptor: int, data: memoryview) -> int:
        """Write as much as the system takes; returns how many bytes that was."""
        return os.write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        """Bring the written bytes to the disk."""
        os.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        """Close; network drives report late write failures here."""
        os.close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        """Rename over the target in one step."""
        source.replace(target)

    def sync_folder(self, folder: Path) -> None:
        """Bring a rename to the disk; Windows has no such call."""
        if os.name == "nt":
            return
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


FILES = FileOperations()


class Draft:
    """The next version of `path`: `write` it, then `publish` or `discard` it. Raises `SaveFailed`.

    A symlink stays one: the file it points to gets the new version. Mode and, where allowed, owner are kept.
    """

    def __init__(self, path: Path, files: FileOperations) -> None:
        self.path = path
        self._files = files
        self._target = Path(os.path.realpath(path))
        # Short, whatever the target's name is, and yet telling whose it is.
        self._prefix = f".ftdesk-{zlib.crc32(os.fsencode(self._target.name)):08x}-"
        self.draft = self._target.with_name(f"{self._prefix}{secrets.token_hex(6)}.tmp")
        self._status = self._look_at_target()

    def _look_at_target(self) -> os.stat_result | None:
        try:
            status = self._target.stat()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise SaveFailed.from_os_error(self.path, error) from error
        if stat.S_ISDIR(status.st_mode):
            raise FileIsFolder(self.path)
        if not os.access(self._target, os.W_OK):  # a rename would overwrite it in spite of its mode
            raise SaveFailed(self.path, SaveReason.READ_ONLY)
        return status

    def write(self, chunks: Iterable[bytes]) -> None:
        """Write all bytes to the draft and sync it. Whatever fails, nothing is left behind."""
        mode = stat.S_IMODE(self._status.st_mode) if self._status else 0o666
        try:
            descriptor = self._files.create(self.draft, mode & 0o777)
        except OSError as error:
            raise SaveFailed.from_os_error(self.path, error) from error
        try:
            try:
                for chunk in chunks:
                    self._write_all(descriptor, memoryview(chunk))
                self._files.sync(descriptor)
            finally:
                self._files.close(descriptor)
        except OSError as error:
            self.discard()
            raise SaveFailed.from_os_error(self.path, error) from error
        except BaseException:
            self.discard()
            raise
        self._keep_rights()

    def _write_all(self, descriptor: int, rest: memoryview) -> None:
        while rest:
            written = self._files.write(descriptor, rest)
            if written <= 0:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            rest = rest[written:]

    def _keep_rights(self) -> None:
        if self._status is None:
            return
        if hasattr(os, "chown"):
            with suppress(OSError):  # only root may give a file away
                os.chown(self.draft, self._status.st_uid, self._status.st_gid)
        with suppress(OSError):  # made with that mode already, as far as the umask allows: only narrower
            self.draft.chmod(stat.S_IMODE(self._status.st_mode))

    def index(self, rows: int) -> LineIndex:
        """Read back what was written; that it has as many lines as there are rows is the last check."""
        written = LineSource(self.draft)
        try:
            index = index_lines(written)
        finally:
            written.close()
        if index.count != rows:
            raise SaveFailed(self.path, SaveReason.DISK_FAILED)
        return index

    def publish(self) -> None:
        """Put the draft in the file's place; on failure the draft is removed and the old file stands."""
        try:
            self._files.replace(self.draft, self._target)
        except OSError as error:
            self.discard()
            raise SaveFailed.from_os_error(self.path, error) from error

    def remove_leftovers(self) -> None:
        """Remove drafts of the same file that a killed process left; a young one may be somebody's."""
        with suppress(OSError):
            for leftover in self._target.parent.glob(f"{self._prefix}*.tmp"):
                if time.time() - leftover.stat().st_mtime > _LEFTOVER_SECONDS:
                    leftover.unlink()

    def confirm(self) -> None:
        """Sync the folder, so that a power cut cannot bring the old file back."""
        try:
            self._files.sync_folder(self._target.parent)
        except OSError as error:
            if error.errno not in _FOLDER_CANNOT_SYNC:
                raise SaveFailed.from_os_error(self.path, error) from error

    def discard(self) -> None:
        """Remove the draft, if it is there."""
        with suppress(OSError):
            self.draft.unlink()


def refuse_foreign_changes(source: LineSource | None, target: Path) -> None:
    """Raise where another program wrote into the open file, or put a new one where `target` is."""
    if source is None:
        return
    if source.has_changed():
        raise FileChanged(source.path)
    if target != source.path:
        return
    try:
        now = FileStamp.of(target.stat())
    except OSError:  # deleted meanwhile; or the save itself will say what is wrong
        return
    if now != source.stamp:
        raise ChangedOnDisk(target)
