"""What the person chose, as one frozen object and one JSON file.

Keys that this version does not know are written back as they came. A file that cannot be read is set aside
under another name, never cleared.
"""

import dataclasses
import json
import threading
from pathlib import Path
from typing import Unpack, cast

from ftdesk.wording import QT_TRANSLATE_NOOP
from ftdesk.workspace import settings_json
from ftdesk.workspace.errors import SettingsNotSaved
from ftdesk.workspace.preferences import (
    LOCAL_PROFILE,
    OPENAI_PROFILE,
    Changes,
    PlaygroundDefaults,
    Profile,
    ProfileKind,
    Settings,
)
from ftdesk.workspace.private_files import make_private_folder, set_aside, write_private_file

__all__ = [
    "LOCAL_PROFILE",
    "OPENAI_PROFILE",
    "Changes",
    "PlaygroundDefaults",
    "Profile",
    "ProfileKind",
    "Settings",
    "SettingsStore",
]

_NOT_SAVED = QT_TRANSLATE_NOOP("Workspace", "The settings could not be saved to {path}: {cause}")


class SettingsStore:
    """Reads and writes the settings file; safe to use from any thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.set_aside: Path | None = None
        """Where the last file went that could not be (wholly) read, for a word to the person."""
        self._lock = threading.Lock()
        """Guards what is in memory; never held while the disk is waited for."""
        self._disk = threading.RLock()
        self._current: Settings | None = None
        self._unsaved: Changes = {}

    @property
    def current(self) -> Settings:
        """The settings as last loaded or changed; loads them the first time."""
        with self._lock:
            current = self._current
        return current if current is not None else self.load()

    def load(self) -> Settings:
        """Read the file; defaults when there is none. Never raises.

        A file that is no settings file is set aside and defaults serve; where single values are of the wrong
        kind, those become their defaults and the file as it was is kept aside at the next save.
        """
        with self._disk:
            try:
                found, _ = settings_json.from_json(self._read())
            except OSError:
                # It could not be moved aside; saving tries again and says so.
                found = Settings()
            with self._lock:
                self._current = dataclasses.replace(found, **self._unsaved)
                return self._current

    def save(self, settings: Settings) -> None:
        """Write `settings` so that the file is wholly old or wholly new. Raises SettingsNotSaved."""
        with self._disk:
            self._write(settings)
            with self._lock:
                self._current, self._unsaved = settings, {}

    def change(self, **changes: Unpack[Changes]) -> Settings:
        """Change some fields at once for this run, waiting for no disk; `flush` writes them."""
        current = self.current
        with self._lock:
            self._unsaved.update(changes)
            self._current = dataclasses.replace(self._current or current, **changes)
            return self._current

    def flush(self) -> None:
        """Write what was changed over what the file holds now (another window may have written).

        Raises SettingsNotSaved; the changes then hold for this run, and the next flush tries again.
        """
        with self._disk:
            with self._lock:
                unsaved = self._unsaved.copy()
            if not unsaved:
                return
            written = self.load()
            self._write(written)
            with self._lock:
                later = [
                    (name, value) for name, value in self._unsaved.items() if not _holds(unsaved, name, value)
                ]
                self._unsaved = cast("Changes", dict(later))

    def update(self, **changes: Unpack[Changes]) -> Settings:
        """Change some fields and write them; blocks on the disk. Raises SettingsNotSaved like `flush`."""
        self.change(**changes)
        self.flush()
        return self.current

    def _write(self, settings: Settings) -> None:
        try:
            make_private_folder(self.path.parent)
            earlier = self._read()
            if settings_json.from_json(earlier)[1]:
                self.set_aside = set_aside(self.path)
            content = settings_json.to_json(settings, earlier)
            write_private_file(self.path, json.dumps(content, indent=2).encode())
        except OSError as error:
            cause = error.strerror or str(error)
            raise SettingsNotSaved(_NOT_SAVED, path=str(self.path), cause=cause) from error

    def _read(self) -> settings_json.Json:
        """The file's JSON object, empty when there is none or it had to be set aside. Raises OSError."""
        try:
            raw = json.loads(self.path.read_bytes())
            if isinstance(raw, dict):
                return raw
        except FileNotFoundError:
            return {}
        except (ValueError, RecursionError, PermissionError, IsADirectoryError):
            pass
        self.set_aside = set_aside(self.path)
        return {}


def _holds(changes: Changes, name: str, value: object) -> bool:
    return name in changes and changes.get(name) == value
