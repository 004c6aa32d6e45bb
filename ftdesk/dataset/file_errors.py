"""What can go wrong between ftdesk and a dataset file.

DatasetFileError           path, template and arguments kept apart, so that the window can translate it
├── FileMissing            nothing has that name
├── FileIsFolder
├── FileNotReadable        no rights, or the disk failed
├── FileIsBinary           a PDF, an archive, a picture, a table file …: `kind` names it
├── FileChanged            another program changed the file while it was open here
├── AdditionsNotWritten    written lines could not be brought to the disk; they are still in memory
├── AdditionsDamaged       lines that were written earlier cannot be read back
├── SaveFailed             the old file is still whole; `reason` says what to do
│   ├── ChangedOnDisk      saving would overwrite what another program wrote
│   ├── HardLinked         saving would part the file from its other names
│   ├── NoSpace            how much is needed and how much is free is known
│   └── SystemRefused      none of the reasons for which there is advice
└── SavedWithReserve       the new file is in place and counts as saved, but the person should know something
    ├── NotConfirmed       a power cut may bring the old file back
    └── RightsNotKept      who may read or write it is not all as it was
"""

import errno
from enum import StrEnum
from pathlib import Path

from ftdesk.errors import FtdeskError
from ftdesk.wording import QT_TRANSLATE_NOOP, bytes_in_words

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

    def __reduce__(self) -> tuple[object, ...]:
        """As it is: made anew from its sentence alone it could not come back from a worker process."""
        return _remade, (type(self), self.args, self.__dict__)


def _remade(
    kind: type[DatasetFileError], args: tuple[object, ...], state: dict[str, object]
) -> DatasetFileError:
    made = kind.__new__(kind, *args)
    made.__dict__.update(state)
    return made


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

    @classmethod
    def from_os_error(cls, path: Path, error: OSError) -> "FileNotReadable":
        """Word an operating system failure."""
        return cls(path, cause=error.strerror or type(error).__name__)


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


class ChangedSinceCheck(DatasetFileError):
    """What would be sent is not what was checked and asked about."""

    template = QT_TRANSLATE_NOOP(
        "DatasetFile",
        "“{name}” was changed after it was checked. Nothing was sent: start again, and it is checked anew.",
    )


class AdditionsNotWritten(DatasetFileError):
    """Unsaved lines are in memory only; `path` is the journal's file for them."""

    template = QT_TRANSLATE_NOOP(
        "DatasetFile",
        "Your unsaved changes cannot be kept safe on the disk: {cause}. They are still in this window.",
    )


class AdditionsDamaged(DatasetFileError):
    """The journal's file of lines is not what was written."""

    template = QT_TRANSLATE_NOOP(
        "DatasetFile", "Unsaved changes of an earlier session are damaged in “{name}”."
    )


class SaveReason(StrEnum):
    """Why a save failed, as far as it decides what the person can do about it."""

    NO_SPACE = "no_space"
    NO_QUOTA = "no_quota"
    TOO_LARGE = "too_large"
    READ_ONLY = "read_only"
    NO_RIGHTS = "no_rights"
    IN_USE = "in_use"
    NO_FOLDER = "no_folder"
    TOO_LONG = "name_too_long"
    NO_FILE = "no_file"
    CHANGED = "changed_on_disk"
    HARD_LINKED = "hard_linked"
    DISK_FAILED = "disk_failed"
    NOT_AS_WRITTEN = "not_as_written"
    OTHER = "other"


ADVICE: dict[SaveReason, str] = {
    SaveReason.NO_SPACE: QT_TRANSLATE_NOOP(
        "DatasetFile", "the disk is full. Free some space or save to another disk"
    ),
    SaveReason.NO_QUOTA: QT_TRANSLATE_NOOP(
        "DatasetFile", "your share of this disk is used up. Free some space or save to another disk"
    ),
    SaveReason.TOO_LARGE: QT_TRANSLATE_NOOP(
        "DatasetFile", "the file is larger than this disk takes. Save to another disk"
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
    SaveReason.NO_FILE: QT_TRANSLATE_NOOP(
        "DatasetFile", "that is a device or a connection, not a file. Save under another name"
    ),
    SaveReason.CHANGED: QT_TRANSLATE_NOOP(
        "DatasetFile", "another program changed it since it was opened. Save under another name to keep both"
    ),
    SaveReason.HARD_LINKED: QT_TRANSLATE_NOOP(
        "DatasetFile",
        "the same file has other names too (hard links), which would keep the old content."
        " Save under another name, or separate this name from the others",
    ),
    SaveReason.DISK_FAILED: QT_TRANSLATE_NOOP(
        "DatasetFile", "the disk reported a failure. Save to another disk"
    ),
    SaveReason.NOT_AS_WRITTEN: QT_TRANSLATE_NOOP(
        "DatasetFile", "what was written could not be read back as it should be. Save to another disk"
    ),
}

_REASONS = {
    errno.ENOSPC: SaveReason.NO_SPACE,
    errno.EFBIG: SaveReason.TOO_LARGE,
    errno.EROFS: SaveReason.READ_ONLY,
    errno.EACCES: SaveReason.NO_RIGHTS,
    errno.EPERM: SaveReason.NO_RIGHTS,
    errno.EBUSY: SaveReason.IN_USE,
    errno.ETXTBSY: SaveReason.IN_USE,
    errno.ENOENT: SaveReason.NO_FOLDER,
    errno.ENOTDIR: SaveReason.NO_FOLDER,
    errno.ENAMETOOLONG: SaveReason.TOO_LONG,
    errno.EIO: SaveReason.DISK_FAILED,
}
if hasattr(errno, "EDQUOT"):  # not on Windows
    _REASONS[errno.EDQUOT] = SaveReason.NO_QUOTA

_SHARING_VIOLATIONS = (32, 33)  # Windows: another program has the file open


class SaveFailed(DatasetFileError):
    """Nothing was saved; what the file held before is still there, whole."""

    template = QT_TRANSLATE_NOOP("DatasetFile", "“{name}” was not saved: {advice}.")

    def __init__(self, path: Path, reason: SaveReason, cause: str = "", **arguments: str) -> None:
        self.reason = reason
        super().__init__(path, advice=ADVICE.get(reason, ""), cause=cause, **arguments)

    @classmethod
    def from_os_error(cls, path: Path, error: OSError) -> "SaveFailed":
        """Word an operating system failure."""
        cause = error.strerror or type(error).__name__
        if getattr(error, "winerror", None) in _SHARING_VIOLATIONS:
            return SaveFailed(path, SaveReason.IN_USE, cause)
        reason = _REASONS.get(error.errno or 0)
        return SystemRefused(path, cause) if reason is None else SaveFailed(path, reason, cause)


class ChangedOnDisk(SaveFailed):
    """Another program wrote to the target since it was opened; a second save may insist."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, SaveReason.CHANGED)


class HardLinked(SaveFailed):
    """Other names of the file would keep the old content; a second save may insist."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, SaveReason.HARD_LINKED)


class NoSpace(SaveFailed):
    """The disk has less free space than the file needs."""

    template = QT_TRANSLATE_NOOP(
        "DatasetFile",
        "“{name}” was not saved: the new file takes up to {needed}, and {free} are free on the disk."
        " Free some space or save to another disk.",
    )

    def __init__(self, path: Path, needed: int, free: int) -> None:
        super().__init__(path, SaveReason.NO_SPACE, needed=bytes_in_words(needed), free=bytes_in_words(free))


class SystemRefused(SaveFailed):
    """A failure that says nothing to people but its name."""

    template = QT_TRANSLATE_NOOP(
        "DatasetFile",
        "“{name}” was not saved: the system answered “{cause}”. Try again, or save to another folder.",
    )

    def __init__(self, path: Path, cause: str) -> None:
        super().__init__(path, SaveReason.OTHER, cause)


class SavedWithReserve(DatasetFileError):
    """The new version is in place and counts as saved, but something the person may rely on did not succeed."""


class NotConfirmed(SavedWithReserve):
    """The folder could not be synced, so the rename may not be on the disk yet."""

    template = QT_TRANSLATE_NOOP(
        "DatasetFile",
        "“{name}” was saved, but the disk did not confirm it ({cause}): a power cut could bring the old version back."
        " Save a copy on another disk to be sure.",
    )


class RightsNotKept(SavedWithReserve):
    """Owner, mode, access list or security label could not be given to the new version."""

    template = QT_TRANSLATE_NOOP(
        "DatasetFile",
        "“{name}” was saved, but its access rights are not all as they were ({lost})."
        " Look who may read and write it now.",
    )
