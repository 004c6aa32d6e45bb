"""The operating system's part of a save, a method a step, so that tests can make any single step fail.

Every method raises OSError as the system does; the copying ones raise it with ENOSYS where the system has no such
call.
"""

import errno
import os
import shutil
import sys
from pathlib import Path

if sys.platform != "win32":
    import fcntl


class FileOperations:
    """The steps of a save as this system does them."""

    replaces_open_files = os.name != "nt"
    """Whether a file may be renamed over one that is open."""

    def free_space(self, folder: Path) -> int | None:
        """Bytes that may still be written to the folder's disk; None where the system does not know."""
        usage = shutil.disk_usage(folder)
        return usage.free if usage.total else None  # some network drives answer zeros

    def create(self, path: Path, mode: int) -> int:
        """Make a new file and open it for writing; `mode` is narrowed by the umask."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)

    def hold(self, descriptor: int) -> None:
        """Show that the file is being written, until it is closed or the process dies; nothing on Windows."""
        if sys.platform != "win32":
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def is_held(self, path: Path) -> bool:
        """Whether somebody `hold`s the file; always on Windows, where nobody can tell."""
        if sys.platform == "win32":
            return True
        descriptor = os.open(path, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(descriptor)
        return False

    def write(self, descriptor: int, data: memoryview) -> int:
        """Write as much as the system takes; returns how many bytes that was."""
        return os.write(descriptor, data)

    def copy_range(self, source: int, start: int, descriptor: int, count: int) -> int:
        """Let the file system copy, which may cost nothing; returns how many bytes that was."""
        if not hasattr(os, "copy_file_range"):
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
        return os.copy_file_range(source, descriptor, count, start)

    def send_range(self, source: int, start: int, descriptor: int, count: int) -> int:
        """Let the kernel copy; returns how many bytes that was."""
        if not hasattr(os, "sendfile"):
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
        return os.sendfile(descriptor, source, start, count)

    def set_owner(self, descriptor: int, owner: int, group: int) -> None:
        """Give the file to an owner and a group; -1 leaves one as it is."""
        os.fchown(descriptor, owner, group)

    def set_mode(self, descriptor: int, mode: int) -> None:
        """Set the permission bits."""
        os.fchmod(descriptor, mode)

    def set_attribute(self, descriptor: int, name: str, value: bytes | None) -> None:
        """Set an extended attribute, or remove it."""
        if value is None:
            os.removexattr(descriptor, name)
        else:
            os.setxattr(descriptor, name, value)

    def sync(self, descriptor: int) -> None:
        """Bring the written bytes to the disk; on a Mac out of the disk's own memory too, where it can."""
        if sys.platform == "darwin":
            try:
                fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            except OSError as error:
                if error.errno not in {errno.ENOTSUP, errno.EINVAL, errno.ENOTTY}:
                    raise
            else:
                return
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
