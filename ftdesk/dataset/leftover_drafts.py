"""Names of drafts, and the drafts that killed processes left: as large as the file, and on a full disk in the way."""

import os
import secrets
import time
import zlib
from contextlib import suppress
from pathlib import Path

from ftdesk.dataset.file_operations import FileOperations

_SECONDS = 60
"""A draft is held while it is written, and much shorter than this until it is put in place."""
_SECONDS_UNKNOWN = 3600
"""Where nobody can tell whether it is held."""


def draft_name(target: Path) -> str:
    """A name that nothing has: short, whatever the target's name is, and yet telling whose draft it is."""
    return f"{_prefix(target)}{secrets.token_hex(6)}.tmp"


def remove_leftovers(target: Path, files: FileOperations) -> None:
    """Remove drafts of a file that nobody is writing any more; what cannot be removed stays."""
    with suppress(OSError):
        for draft in target.parent.glob(f"{_prefix(target)}*.tmp"):
            with suppress(OSError):
                if time.time() - draft.stat().st_mtime > _patience(draft, files):
                    draft.unlink()


def _patience(draft: Path, files: FileOperations) -> int:
    try:
        return _SECONDS_UNKNOWN if files.is_held(draft) else _SECONDS
    except OSError:
        return _SECONDS_UNKNOWN


def _prefix(target: Path) -> str:
    return f".ftdesk-{zlib.crc32(os.fsencode(target.name)):08x}-"
