"""Folders and files for their owner alone, written wholly or not at all, set aside rather than cleared."""

import contextlib
import os
import secrets
import sys
from datetime import datetime
from pathlib import Path

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


def make_private_folder(path: Path) -> None:
    """Create `path` and its parents for the owner alone; tighten it if it exists. Raises OSError."""
    path.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    if path.stat().st_mode & 0o077:
        path.chmod(PRIVATE_FOLDER)


def touch_private_file(path: Path) -> None:
    """Make an empty file for the owner alone, before a library makes it readable to all. Raises OSError."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, PRIVATE_FILE))
    if path.stat().st_mode & 0o077:
        path.chmod(PRIVATE_FILE)


def write_private_file(path: Path, content: bytes) -> None:
    """Replace `path` so that it is wholly old or wholly new after a crash. Raises OSError."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut. Windows opens no folders: nothing to do there."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def set_aside(path: Path) -> Path:
    """Move a file that cannot be read to a free name beside it and return that name. Raises OSError."""
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    name = f"{path.stem}.unreadable-{stamp}"
    target = path.with_name(f"{name}{path.suffix}")
    count = 1
    while target.exists():
        count += 1
        target = path.with_name(f"{name}-{count}{path.suffix}")
    path.rename(target)
    return target
