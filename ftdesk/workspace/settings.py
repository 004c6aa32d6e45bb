"""What the person chose, as one frozen object and one JSON file.

Keys that this version does not know are written back as they came. A file that cannot be read is set aside
under another name, never cleared.
"""

import dataclasses
import json
import threading
from pathlib import Path
from typing import Unpack

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
        self._lock = threading.RLock()
        self._current: Settings | None = None

    @property
    def current(self) -> Settings:
        """The settings as last loaded or saved; loads them the first time."""
        with self._lock:
            return self._current if self._current is not None else self.load()

    def load(self) -> Settings:
        """Read the file; defaults when there is none. Never raises.

        A file that is no settings file is set aside and defaults serve; where single values are of the wrong
        kind, those become their defaults and the file as it was is kept aside at the next save.
        """
        with self._lock:
            try:
                self._current, _ = settings_json.from_json(self._read())
            except OSError:
                # It could not be moved aside; saving tries again and says so.
                self._current = Settings()
            return self._current

    def save(self, settings: Settings) -> None:
        """Write `settings` so that the file is wholly old or wholly new. Raises SettingsNotSaved."""
        with self._lock:
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
            self._current = settings

    def update(self, **changes: Unpack[Changes]) -> Settings:
        """Change some fields of what the file holds now (another window may have written) and save.

        Raises SettingsNotSaved; the change then holds for this run only.
        """
        with self._lock:
            changed = dataclasses.replace(self.load(), **changes)
            self._current = changed
            self.save(changed)
            return changed

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
