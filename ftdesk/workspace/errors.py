"""What can go wrong with what this machine remembers.

WorkspaceError                 template and arguments kept apart, so that the window can translate it
├── FolderUnusable             the workspace folder cannot be made or written
├── OwnFilesClash              files with data of the person's own stand in each other's way
├── SettingsNotSaved           the settings file could not be written
├── DatabaseError
│   ├── DatabaseTooNew         written by a newer ftdesk; left untouched
│   └── DatabaseUnusable       no space, no rights, locked for too long, damaged under way
├── JournalDamaged             unsaved edits that were written earlier cannot be read back
├── FileInUse                  another window has the file open
├── VersionsFull              a dataset's version would take more than the versions may
├── LedgerError
│   ├── IntentMoveRefused      a step that the order of states does not allow
│   └── RecordMissing          an id that the database does not know
└── CredentialsError
    ├── KeyRejectedLocally     the pasted text cannot be a key (empty, line break, not ASCII, too long)
    ├── AddressNotSafe         the address is unusable or would carry the key in clear text
    ├── StoreLocked            the system keyring is locked or its question was dismissed
    └── StoreFailed            any other failure of the system keyring
"""

from pathlib import Path

from ftdesk.errors import FtdeskError
from ftdesk.wording import QT_TRANSLATE_NOOP

_UNUSABLE = QT_TRANSLATE_NOOP("Workspace", "The folder {folder} cannot be used: {cause}")


class WorkspaceError(FtdeskError):
    """An English `template` under the translation context "Workspace", and the `arguments` that fill it."""

    def __init__(self, template: str, **arguments: str) -> None:
        super().__init__(template.format(**arguments))
        self.template = template
        self.arguments = arguments


class FolderUnusable(WorkspaceError):
    """A folder of the workspace cannot be made or written."""

    @classmethod
    def from_os_error(cls, folder: Path, error: OSError) -> "FolderUnusable":
        """Word an operating system failure."""
        return cls(_UNUSABLE, folder=str(folder), cause=error.strerror or str(error))


class OwnFilesClash(WorkspaceError):
    """Files with data of the person's own stand in each other's way; none was written."""


class SettingsNotSaved(WorkspaceError):
    """The settings file could not be written; the old one is still whole."""


class DatabaseError(WorkspaceError):
    """The workspace database cannot be used."""


class DatabaseTooNew(DatabaseError):
    """A newer ftdesk wrote the database; it was left untouched."""


class DatabaseUnusable(DatabaseError):
    """A read or write failed: no space, no rights, locked for too long, damaged."""


class JournalDamaged(WorkspaceError):
    """A journal is not what was written; it is set aside, never cleared."""


class FileInUse(WorkspaceError):
    """Another window has the file open; only one may change it."""


class VersionsFull(WorkspaceError):
    """A version was not kept: with all that must stay it would take more than the limit."""


class LedgerError(WorkspaceError):
    """A record that does not exist, or a step that may not be taken."""


class IntentMoveRefused(LedgerError):
    """An intent cannot go from its state to the wished one."""


class RecordMissing(LedgerError):
    """The database knows no record of that id."""


class CredentialsError(WorkspaceError):
    """A key cannot be kept, read or removed. Never carries the key."""


class KeyRejectedLocally(CredentialsError):
    """The text cannot be a key; nothing was stored."""


class AddressNotSafe(CredentialsError):
    """The address has no host, or would carry the key in clear text over a network."""


class StoreLocked(CredentialsError):
    """The system keyring is locked, or the person dismissed its question."""


class StoreFailed(CredentialsError):
    """The system keyring failed in another way; `arguments["cause"]` has its words."""
