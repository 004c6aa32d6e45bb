"""Was it the truth? What a save may say after a fault, and what must then stand on the disk."""

import errno

from ftdesk.dataset.file_errors import (
    DatasetFileError,
    FileNotReadable,
    SavedWithReserve,
    SaveFailed,
    SaveReason,
)
from tests.faults.scenes import Scene

# What each failure of the system may be called. That the draft cannot be read back is true of any.
_TRUE = {
    errno.ENOSPC: {SaveReason.NO_SPACE},
    errno.EDQUOT: {SaveReason.NO_QUOTA},
    errno.EROFS: {SaveReason.READ_ONLY},
    errno.EIO: {SaveReason.DISK_FAILED},
    errno.EINTR: {SaveReason.OTHER},
}


def judge(scene: Scene, told: BaseException | None, error: int | None) -> str | None:
    """What is wrong after a save that told this (None: that it saved), where a call failed with `error`."""
    held = scene.on_disk()
    if held not in (scene.old, scene.new):
        return f"the file is neither old nor new ({told!r})"
    saved = told is None or isinstance(told, SavedWithReserve)
    if saved is not (held == scene.new):
        return f"told {told!r}, but the file is {'old' if saved else 'new'}"
    if not scene.keeps_edits():
        return f"edits are lost ({told!r})"
    if saved:
        return None
    if not isinstance(told, DatasetFileError):
        return f"not a sentence for people: {told!r}"
    if error is not None and not _is_true(told, error):
        return f"{errno.errorcode[error]} was called “{told}”"
    return None


def _is_true(told: DatasetFileError, error: int) -> bool:
    if isinstance(told, SaveFailed):
        return told.reason in _TRUE.get(error, set()) | {SaveReason.NOT_AS_WRITTEN}
    return isinstance(told, FileNotReadable)


def judge_retry(scene: Scene) -> str | None:
    """What is wrong with saving once more when the fault is gone."""
    scene.dataset.save(scene.path, overwrite_changed=True)
    if scene.on_disk() != scene.new:
        return "the next save does not write the edits"
    return None if not scene.dataset.is_modified else "saved, and yet modified"
