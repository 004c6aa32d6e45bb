"""What became of an open file behind the editor's back. Stats and reads: for I/O threads only.

Size, time and inode say whether to look closer; content decides. A program that writes a new file and renames it
leaves the open one as it was, so that untouched lines can still be read; one that writes into the open file takes
them away, unless it only appended.
"""

import os
from enum import StrEnum
from pathlib import Path

from ftdesk.cancellation import Cancellation
from ftdesk.dataset.content_identity import holds_what_was_opened, sampled_identity
from ftdesk.dataset.file_errors import ChangedOnDisk, FileChanged, FileMissing, FileNotReadable, SaveFailed
from ftdesk.dataset.lines import STEP, FileStamp, LineSource


class FileState(StrEnum):
    """How the file of that name stands to the one that is open."""

    SAME = "same"
    TOUCHED = "touched"
    """Another time or inode, the same content."""
    REPLACED = "replaced"
    """Another file has the name; untouched lines can still be read."""
    APPENDED = "appended"
    """More lines at the end; untouched lines can still be read."""
    OVERWRITTEN = "overwritten"
    """Written into, or cut short: untouched lines are gone."""
    DELETED = "deleted"
    """No file has the name; untouched lines can still be read."""
    AWAY = "away"
    """No file has the name and the open one is cut off, as when its drive is gone; it may come back."""

    @property
    def keeps_lines(self) -> bool:
        """Whether untouched lines can still be read, so that everything here could be saved."""
        return self not in (FileState.OVERWRITTEN, FileState.AWAY)


def stamp_at(path: Path) -> FileStamp | None:
    """The stamp of the file of that name, None where there is none. Raises `FileNotReadable`."""
    try:
        return FileStamp.of(path.stat())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise FileNotReadable.from_os_error(path, error) from error


def may_be_saved(path: Path) -> bool:
    """Whether a save could put a new version in the place of an existing file, as far as rights go."""
    target = Path(os.path.realpath(path))
    return os.access(target, os.W_OK) and (os.name == "nt" or os.access(target.parent, os.W_OK | os.X_OK))


def state_of(source: LineSource, now: FileStamp | None, cancellation: Cancellation) -> FileState:
    """Judge a stamp of the file under the name of an open one.

    A file written into at the same size is told apart by the samples alone: what they miss is shown late, but not
    lost, since untouched lines are read from that very file. Raises `FileNotReadable`, `Cancelled`.
    """
    if is_cut_off(source):
        return _state_of_cut_off(source, now)
    if now == source.stamp:
        return FileState.SAME
    if now is None:
        return FileState.DELETED
    if not holds_what_was_opened(source):
        return FileState.OVERWRITTEN
    if now.identity != source.stamp.identity:
        return FileState.TOUCHED if _same_content(source, cancellation) else FileState.REPLACED
    return FileState.APPENDED if now.size > source.stamp.size else FileState.TOUCHED


def is_cut_off(source: LineSource) -> bool:
    """Whether the open file answers nothing but failures."""
    try:
        source.has_changed()
    except FileNotReadable:
        return True
    return False


def _state_of_cut_off(source: LineSource, now: FileStamp | None) -> FileState:
    if now is None:
        return FileState.AWAY
    if source.samples is None:  # its drive went before they were taken: size and time must do
        same = (now.size, now.modified_ns) == (source.stamp.size, source.stamp.modified_ns)
    else:
        same = sampled_identity(source.path) == source.samples
    return FileState.TOUCHED if same else FileState.OVERWRITTEN


def refuse_foreign_changes(source: LineSource | None, target: Path, *, overwrite: bool = False) -> None:
    """Before a save: raise `ChangedOnDisk` where another program's text would go, unless `overwrite`.

    Raises `FileChanged` where untouched lines are lost, `FileNotReadable`, and `SaveFailed` where the target's folder
    cannot be looked into.
    """
    if source is None:
        return
    if not holds_what_was_opened(source):
        raise FileChanged(source.path)
    if overwrite or target != source.path:
        return
    try:
        now = FileStamp.of(target.stat())
    except FileNotFoundError:  # deleted meanwhile: nothing is lost by writing it again
        return
    except OSError as error:
        raise SaveFailed.from_os_error(target, error) from error
    touched = source.samples is not None and _same_place(now, source.stamp)
    if now != source.stamp and not touched:
        raise ChangedOnDisk(target)


def _same_place(now: FileStamp, then: FileStamp) -> bool:
    return (now.size, now.identity) == (then.size, then.identity)


def _same_content(source: LineSource, cancellation: Cancellation) -> bool:
    """Whether the file that took the name has, byte for byte, the content of the open one."""
    try:
        other = LineSource(source.path)
    except FileMissing:
        return False
    try:
        if other.stamp.size != source.stamp.size:
            return False
        for start in range(0, source.stamp.size, STEP):
            cancellation.raise_if_set()
            stop = min(source.stamp.size, start + STEP)
            if source.read(start, stop) != other.read(start, stop):
                return False
    except FileChanged:
        return False
    finally:
        other.close()
    return True
