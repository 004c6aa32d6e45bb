"""Where this machine remembers things: one private folder with everything in it."""

import os
from pathlib import Path

import platformdirs

from ftdesk.workspace.errors import FolderUnusable
from ftdesk.workspace.private_files import make_private_folder

PROVIDERS, PRICES = "providers", "prices"
"""Folders of the workspace with data of the person's own."""


def default_root() -> Path:
    """`FTDESK_HOME` if set, otherwise the platform's place for application data."""
    override = os.environ.get("FTDESK_HOME", "").strip()
    if override:
        return Path(override).expanduser().absolute()
    return Path(platformdirs.user_data_dir("ftdesk", appauthor=False))


class WorkspacePaths:
    """The files and folders of one workspace; making one creates the folders, readable by the owner alone.

    Raises FolderUnusable when a folder cannot be made.
    """

    def __init__(self, root: Path | None = None) -> None:
        self.root = root.expanduser().absolute() if root is not None else default_root()
        self.database = self.root / "workspace.db"
        self.versions = self.root / "versions.db"
        """Contents of dataset files as they were saved, opened and sent."""
        self.opened_versions = self.root / "opened_versions"
        """Copies of versions that were opened, to be looked at only."""
        self.settings = self.root / "settings.json"
        self.engine = self.root / "engine"
        self.logs = self.root / "logs"
        self.uploads = self.root / "uploads"
        """Frozen copies of files on their way to a server; each is removed once its job is settled."""
        self.windows = self.root / "windows"
        """One locked file for each window that has this workspace open."""
        self.journals = self.root / "journals"
        """A folder for each document with its unsaved edits and its history."""
        self.locks = self.root / "locks"
        """One locked file for each document that is open."""
        self.analysis = self.root / "analysis"
        """What was worked out about files, by their content; only a cache."""
        self.providers = self.root / PROVIDERS
        """What the person knows of models besides what ships, one file a provider; they may be written by hand."""
        self.prices = self.root / PRICES
        """The person's own prices, in the same way."""
        folders = (
            self.engine,
            self.logs,
            self.uploads,
            self.windows,
            self.opened_versions,
            self.providers,
            self.prices,
        )
        for folder in (self.root, *folders, self.journals, self.locks, self.analysis):
            try:
                make_private_folder(folder)
            except OSError as error:
                raise FolderUnusable.from_os_error(folder, error) from error
