"""What can go wrong between ftdesk and a dataset file.

DatasetFileError           path, template and arguments kept apart, so that the window can translate it
├── FileMissing            nothing has that name
├── FileIsFolder
├── FileNotReadable        no rights, or the disk failed
├── FileIsBinary           a PDF, an archive, a picture, a table file …: `kind` names it
├── FileChanged            another program changed the file while it was open here
└── SaveFailed             the old file is still whole; `reason` says what to do
    └── ChangedOnDisk      saving would overwrite what another program wrote
"""

import errno
from enum import StrEnum
from pathlib import Path

from ftdesk.errors import FtdeskError
from ftdesk.wording import QT_TRANSLATE_NOOP

CONTEXT = "DatasetFile"
"""The translation context of every template here."""


class DatasetFileError(FtdeskError):
    """A dataset file that cannot be used as asked. `str()` is the whole sentence in English.

    The values of `arguments` called kind and advice are marked for translation in the same context.
    """

    template = ""

    def __init__(self, path: Path, **arguments: str) -> None:
        self.path = path
        self.arguments = {"name": path.name or str(path), **arguments}
        super().__init__(self.template.format(**self.arguments))


class FileMissing(DatasetFileError):
    """Nothing has that name."""

    template = QT_TRANSLATE_NOOP(
        "DatasetFile", "There is no file “{name}”. It may have been moved or renamed."
    )


class FileIsFolder(DatasetFileError):
    """A folder where a file was asked for."""

    template = QT_TRANSLATE_NOOP("DatasetFile", "“{name}” is a folder. Open one of the files in it.")


class FileNotReadable(DatasetFileError):
    """The system refuses to read the file."""

    template = QT_TRANSLATE_NOOP("DatasetFile", "“{name}” cannot be read: {cause}.")


class FileIsBinary(DatasetFileError):
    """Bytes that are no text lines; `arguments["kind"]` names what they are."""

    template = QT_TRANSLATE_NOOP(
        "DatasetFile", "“{name}” is not a text file but {kind}. A dataset is a JSONL text file in UTF-8."
    )


class FileChanged(DatasetFileError):
    """The bytes under the untouched lines are no longer what was opened."""

    template = QT_TRANSLATE_NOOP(
        "DatasetFile",
        "Another program changed “{name}” while it was open here. Open it again to see its new content.",
    )


class SaveReason(StrEnum):
    """Why a save failed, as far as it decides what the person can do about it."""

    NO_SPACE = "no_space"
    READ_ONLY = "read_only"
    NO_RIGHTS = "no_rights"
    IN_USE = "in_use"
    NO_FOLDER = "no_folder"
    TOO_LONG = "name_too_long"
    CHANGED = "changed_on_disk"
    DISK_FAILED = "disk_failed"


ADVICE: dict[SaveReason, str] = {
    SaveReason.NO_SPACE: QT_TRANSLATE_NOOP(
        "DatasetFile", "the disk is full. Free some space or save to another disk"
    ),
    SaveReason.READ_ONLY: QT_TRANSLATE_NOOP(
        "DatasetFile", "the file or its disk is read-only. Save under another name"
    ),
    SaveReason.NO_RIGHTS: QT_TRANSLATE_NOOP("DatasetFile", "you may not write there. Save to another folder"),
    SaveReason.IN_USE: QT_TRANSLATE_NOOP(
        "DatasetFile", "another program holds the file. Close it there and save again"
    ),
    SaveReason.NO_FOLDER: QT_TRANSLATE_NOOP(
        "DatasetFile", "the folder is not there any more. Save to another folder"
    ),
    SaveReason.TOO_LONG: QT_TRANSLATE_NOOP(
        "DatasetFile", "the name is too long for this disk. Choose a shorter one"
    ),
    SaveReason.CHANGED: QT_TRANSLATE_NOOP(
        "DatasetFile", "another program changed it since it was opened. Save under another name to keep both"
    ),
    SaveReason.DISK_FAILED: QT_TRANSLATE_NOOP(
        "DatasetFile", "the disk reported a failure. Save to another disk"
    ),
}

_REASONS = {
    errno.ENOSPC: SaveReason.NO_SPACE,
    errno.EFBIG: SaveReason.NO_SPACE,
    errno.EROFS: SaveReason.READ_ONLY,
    errno.EACCES: SaveReason.NO_RIGHTS,
    errno.EPERM: SaveReason.NO_RIGHTS,
    errno.EBUSY: SaveReason.IN_USE,
    errno.ETXTBSY: SaveReason.IN_USE,
    errno.ENOENT: SaveReason.NO_FOLDER,
    errno.ENOTDIR: SaveReason.NO_FOLDER,
    errno.ENAMETOOLONG: SaveReason.TOO_LONG,
}
if hasattr(errno, "EDQUOT"):  # not on Windows
    _REASONS[errno.EDQUOT] = SaveReason.NO_SPACE

_SHARING_VIOLATIONS = (32, 33)  # Windows: another program has the file open


class SaveFailed(DatasetFileError):
    """Nothing was saved; what the file held before is still there, whole."""

    template = QT_TRANSLATE_NOOP("DatasetFile", "“{name}” was not saved: {advice}.")

    def __init__(self, path: Path, reason: SaveReason, cause: str = "") -> None:
        self.reason = reason
        super().__init__(path, advice=ADVICE[reason], cause=cause)

    @classmethod
    def from_os_error(cls, path: Path, error: OSError) -> "SaveFailed":
        """Word an operating system failure."""
        if getattr(error, "winerror", None) in _SHARING_VIOLATIONS:
            reason = SaveReason.IN_USE
        else:
            reason = _REASONS.get(error.errno or 0, SaveReason.DISK_FAILED)
        return cls(path, reason, error.strerror or type(error).__name__)


class ChangedOnDisk(SaveFailed):
    """Another program wrote to the target since it was opened; a second save may insist."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, SaveReason.CHANGED)
