"""Who owns a file and who may read it, and its extended attributes: read from one version, given to the next.

A rename puts a new file in the place of the old one, so that all of this would be lost. What cannot be given and
decides who may read the file is reported; never does it end up open to more people than before.
"""

import errno
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ftdesk.dataset.file_operations import FileOperations

_ACCESS_LIST = "system.posix_acl_access"
_SECURITY = (_ACCESS_LIST, "system.nfs4_acl", "system.richacl", "security.selinux", "security.SMACK64")
# The kernel computes these from the file itself.
_NOT_COPIED = ("security.ima", "security.evm", "security.capability")

_NO_ATTRIBUTES = {errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, getattr(errno, "ENODATA", errno.ENOTSUP)}


@dataclass(frozen=True, slots=True)
class FileRights:
    """What the next version of a file must have again."""

    mode: int
    owner: int
    group: int
    attributes: Mapping[str, bytes]
    unread: tuple[str, ...]
    """Names of security attributes that could not be read."""

    @classmethod
    def of(cls, path: Path, status: os.stat_result) -> "FileRights":
        """Those of a file. Raises nothing: what cannot be read is `unread`."""
        attributes: dict[str, bytes] = {}
        unread = []
        for name in _names(path):
            try:
                attributes[name] = os.getxattr(path, name)
            except OSError as error:
                if name in _SECURITY and error.errno not in _NO_ATTRIBUTES:
                    unread.append(name)
        return cls(stat.S_IMODE(status.st_mode), status.st_uid, status.st_gid, attributes, tuple(unread))

    def give(self, descriptor: int, files: FileOperations) -> tuple[str, ...]:
        """Give them to an open file; returns which of those that matter it could not be given. Raises OSError."""
        if not hasattr(os, "fchown"):  # Windows: what the folder says counts
            return ()
        owned, grouped = self._give_owner(descriptor, files)
        lost = [f"owner {self.owner}"] * (not owned) + [f"group {self.group}"] * (not grouped)
        lost += [*self.unread, *self._give_attributes(descriptor, files, grouped=grouped)]
        mode = _narrowed(self.mode, owned=owned, grouped=grouped and _ACCESS_LIST not in lost)
        if not _set_mode(descriptor, mode, files):
            lost.append(f"mode {mode:o}")
        return tuple(lost)

    def _give_owner(self, descriptor: int, files: FileOperations) -> tuple[bool, bool]:
        """Whether the file has the owner, and the group."""
        now = os.fstat(descriptor)
        if (now.st_uid, now.st_gid) != (self.owner, self.group):
            for owner in (
                self.owner,
                -1,
            ):  # only root may give a file away; to a group of one's own, everybody
                with suppress(OSError):
                    files.set_owner(descriptor, owner, self.group)
                    break
        now = os.fstat(descriptor)
        return now.st_uid == self.owner, now.st_gid == self.group

    def _give_attributes(self, descriptor: int, files: FileOperations, *, grouped: bool) -> list[str]:
        """Names of security attributes that the file has not got, or got from its folder and keeps."""
        wanted: dict[str, bytes | None] = {_ACCESS_LIST: None, **self.attributes}
        if not grouped:  # the list would give a stranger's group what was the group's
            wanted[_ACCESS_LIST] = None
        lost = [_ACCESS_LIST] if wanted[_ACCESS_LIST] != self.attributes.get(_ACCESS_LIST) else []
        for name, value in wanted.items():
            if _attribute(descriptor, name) != value:
                with suppress(OSError):
                    files.set_attribute(descriptor, name, value)
                if name in _SECURITY and _attribute(descriptor, name) != value:
                    lost.append(name)
        return lost


def _names(path: Path) -> list[str]:
    if not hasattr(os, "listxattr"):
        return []
    try:
        return [name for name in os.listxattr(path) if name not in _NOT_COPIED]
    except OSError as error:
        return [] if error.errno in _NO_ATTRIBUTES else list(_SECURITY)


def _narrowed(mode: int, *, owned: bool, grouped: bool) -> int:
    """The mode with which nobody may do more than before: another group gets what everybody gets."""
    if not owned:
        mode &= ~stat.S_ISUID
    if not grouped:
        mode &= ~stat.S_ISGID & ~stat.S_IRWXG | (mode & stat.S_IRWXO) << 3
    return mode


def _set_mode(descriptor: int, mode: int, files: FileOperations) -> bool:
    if stat.S_IMODE(os.fstat(descriptor).st_mode) != mode:
        with suppress(OSError):
            files.set_mode(descriptor, mode)
    return stat.S_IMODE(os.fstat(descriptor).st_mode) == mode


def _attribute(descriptor: int, name: str) -> bytes | None:
    """Its value; None where there is none; nothing where that cannot be told, which no value is that matters."""
    if not hasattr(os, "getxattr"):
        return None
    try:
        return os.getxattr(descriptor, name)
    except OSError as error:
        return None if error.errno in _NO_ATTRIBUTES else b""
