"""What the person chose, as one frozen object and one JSON file.

Keys that this version does not know are written back as they came. A file that cannot be read is set aside
under another name, never cleared.
"""

import dataclasses
import threading
from pathlib import Path
from typing import Unpack

import orjson

from ftdesk.workspace.errors import QT_TRANSLATE_NOOP, SettingsNotSaved
from ftdesk.workspace.preferences import Changes, Settings, from_json, to_json
from ftdesk.workspace.private_files import make_private_folder, set_aside, write_private_file

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
        """Read the file; defaults when there is none. A file that cannot be read is set aside first.

        A value of the wrong kind becomes its default, and the file is kept aside as well.
        """
        with self._lock:
            raw = self._read()
            self._current, faulty = from_json(raw)
            if faulty:
                self.set_aside = set_aside(self.path)
                self._write(self._current, raw)
            return self._current

    def save(self, settings: Settings) -> None:
        """Write `settings` so that the file is wholly old or wholly new. Raises SettingsNotSaved."""
        with self._lock:
            self._write(settings, self._read())
            self._current = settings

    def update(self, **changes: Unpack[Changes]) -> Settings:
        """Change some fields of what the file holds now (another window may have written) and save."""
        with self._lock:
            changed = dataclasses.replace(self.load(), **changes)
            self.save(changed)
            return changed
