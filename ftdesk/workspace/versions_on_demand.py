"""The store of versions as the window has it: opened when somebody first needs it, never while the window starts."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from ftdesk.workspace.dataset_versions import DatasetVersions
    from ftdesk.workspace.settings import SettingsStore


class VersionsOnDemand:
    """Hands out the one open store of a workspace; safe to use from any thread.

    Opening it brings in numpy and may wait for the disk: not for the window's own thread.
    """

    def __init__(self, path: Path, settings: SettingsStore) -> None:
        self._path = path
        self._settings = settings
        self._lock = threading.Lock()
        self._store: DatasetVersions | None = None
        self._aside: Path | None = None

    def store(self) -> DatasetVersions:
        """The store, with the limit that the person chose. Raises DatabaseError."""
        with self._lock:
            if self._store is None:
                from ftdesk.workspace.dataset_versions import DatasetVersions

                self._store = DatasetVersions(self._path)
                self._aside = self._store.quarantined
            self._store.limit = self._settings.current.versions_limit
            return self._store

    def take_set_aside(self) -> Path | None:
        """Where a store was moved that could not be read; told once, None afterwards."""
        with self._lock:
            aside, self._aside = self._aside, None
            return aside

    def close(self) -> None:
        """Let the file go; idempotent."""
        with self._lock:
            if self._store is not None:
                self._store.close()
