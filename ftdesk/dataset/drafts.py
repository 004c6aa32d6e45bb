"""A file's next version, written beside it and put in its place in one step.

The order is what survives a crash: write, sync the file, rename, sync the folder. Every step is checked,
short writes are continued, and until the rename the old file is untouched. A sync that failed is never tried again
on the same file: the system may have dropped what it could not write.
"""

import errno
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ftdesk.cancellation import Cancellation
from ftdesk.dataset.file_errors import (
    FileIsFolder,
    HardLinked,
    NoSpace,
    NotConfirmed,
    RightsNotKept,
    SaveFailed,
    SaveReason,
)
from ftdesk.dataset.file_operations import FILES, FileOperations
from ftdesk.dataset.file_rights import FileRights
from ftdesk.dataset.leftover_drafts import draft_name, remove_leftovers
from ftdesk.dataset.lines import LineSource, Progress
from ftdesk.dataset.piece_writer import Piece, PieceWriter

__all__ = ["FILES", "Draft", "FileOperations"]

_FOLDER_CANNOT_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EBADF}


class Draft:
    """The next version of `path`: `write` it, then `publish` or `discard` it. Raises `SaveFailed`.

    A symlink stays one: the file it points to gets the new version. Mode, owner and attributes are kept as far as
    they can be (`file_rights.py`). A file with more names than one is refused (`HardLinked`) unless `break_links`.
    """

    def __init__(self, path: Path, files: FileOperations = FILES, *, break_links: bool = False) -> None:
        self.path = path
        self._files = files
        self._target = self._follow_links()
        self.draft = self._target.with_name(draft_name(self._target))
        self._rights = self._look_at_target(break_links=break_links)
        self._lost_rights: tuple[str, ...] = ()

    def _follow_links(self) -> Path:
        try:
            return Path(os.path.realpath(self.path, strict=True))
        except FileNotFoundError:  # a new file, or a link to one
            return Path(os.path.realpath(self.path))
        except OSError as error:
            raise SaveFailed.from_os_error(self.path, error) from error

    def _look_at_target(self, *, break_links: bool) -> FileRights | None:
        try:
            status = self._target.stat()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise SaveFailed.from_os_error(self.path, error) from error
        if stat.S_ISDIR(status.st_mode):
            raise FileIsFolder(self.path)
        if not stat.S_ISREG(status.st_mode):
            raise SaveFailed(self.path, SaveReason.NO_FILE)
        self._require_writable()
        if status.st_nlink > 1 and not break_links:
            raise HardLinked(self.path)
        return FileRights.of(self._target, status)

    def _require_writable(self) -> None:
        """A rename would overwrite a file in spite of its mode."""
        try:
            os.close(os.open(self._target, os.O_WRONLY))
        except PermissionError as error:
            raise SaveFailed(self.path, SaveReason.READ_ONLY, error.strerror or "") from error
        except OSError as error:
            raise SaveFailed.from_os_error(self.path, error) from error

    def write(
        self,
        pieces: Iterable[Piece],
        *,
        source: LineSource | None = None,
        size: int = 0,
        progress: Progress | None = None,
        cancellation: Cancellation | None = None,
    ) -> None:
        """Write all bytes to the draft and sync it. Whatever fails, nothing is left behind.

        Ranges among the pieces are those of `source`. `size` is what the file needs at most: where the disk has less
        free space, nothing is begun (0: not known). Raises what reading the source raises, too, and `Cancelled`.
        """
        remove_leftovers(self._target, self._files)
        try:
            self._require_space(size)
            descriptor = self._files.create(self.draft, 0o666 if self._rights is None else 0o600)
        except OSError as error:
            raise self._failure(error, size) from error
        try:
            try:
                with suppress(OSError):  # some network drives have no locks
                    self._files.hold(descriptor)
                PieceWriter(source, descriptor, self._files).write(pieces, size, progress, cancellation)
                if self._rights is not None:
                    self._lost_rights = self._rights.give(descriptor, self._files)
                self._files.sync(descriptor)
            except BaseException:
                with suppress(OSError):  # what went wrong first is what to tell
                    self._files.close(descriptor)
                raise
            self._files.close(descriptor)
        except OSError as error:
            self.discard()
            raise self._failure(error, size) from error
        except BaseException:
            self.discard()
            raise

    def _require_space(self, size: int) -> None:
        free = self._free_space()
        if free is not None and free < size:
            raise NoSpace(self.path, size, free)

    def _failure(self, error: OSError, size: int) -> SaveFailed:
        """In words; that the disk is full, with figures where they bear it out."""
        free = self._free_space() if error.errno == errno.ENOSPC else None
        if free is not None and free < size:
            return NoSpace(self.path, size, free)
        return SaveFailed.from_os_error(self.path, error)

    def _free_space(self) -> int | None:
        try:
            return self._files.free_space(self._target.parent)
        except OSError:  # the folder may be gone; creating the file tells
            return None

    def read_back(self) -> LineSource:
        """The written draft, open for reading; it stays open when the draft is published."""
        return LineSource(self.draft)

    def publish(self) -> None:
        """Put the draft in the file's place; on failure the draft is removed and the old file stands."""
        try:
            self._files.replace(self.draft, self._target)
        except OSError as error:
            self.discard()
            raise SaveFailed.from_os_error(self.path, error) from error

    def confirm(self) -> None:
        """Sync the folder, so that a power cut cannot bring the old file back.

        Raises `SavedWithReserve` subclasses: the new file is in place whatever fails here.
        """
        try:
            self._files.sync_folder(self._target.parent)
        except OSError as error:
            if error.errno not in _FOLDER_CANNOT_SYNC:
                raise NotConfirmed(self.path, cause=error.strerror or type(error).__name__) from error
        if self._lost_rights:
            raise RightsNotKept(self.path, lost=", ".join(self._lost_rights))

    def discard(self) -> None:
        """Remove the draft, if it is there."""
        with suppress(OSError):
            self.draft.unlink()
