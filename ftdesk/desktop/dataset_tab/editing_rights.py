"""Whether the open file may be edited here, and be saved under its name; whoever shows or edits it follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from ftdesk.desktop.dataset_tab.document_files import DocumentFiles
from ftdesk.desktop.dataset_tab.document_session import DocumentSession
from ftdesk.desktop.dataset_tab.file_watch import FileWatch


class Lock(Protocol):
    """What turns editing off in a part of the tab."""

    def __call__(self, *, locked: bool) -> None: ...


class EditingRights(QObject):
    """Signals:
    changed(): `reason` is another.
    """

    changed = Signal()

    def __init__(
        self,
        session: DocumentSession,
        files: DocumentFiles,
        watch: FileWatch,
        locks: Sequence[Lock],
        enable_commands: Callable[[], None],
    ) -> None:
        """`locks` are called when editing is turned off or on, then `enable_commands`."""
        super().__init__(session)
        self._session = session
        self._files = files
        self._watch = watch
        self._locks = locks
        self._enable_commands = enable_commands
        session.read_only_changed.connect(self._lock)
        watch.protection_changed.connect(self._take_protection)

    @property
    def reason(self) -> str:
        """Why the file cannot be edited, or not be saved under its name; empty where it can."""
        if self._session.read_only or not self._files.protected:
            return self._session.read_only
        return self.tr("The file, or its folder, may not be written. Save asks for another name.")

    @Slot()
    def _lock(self) -> None:
        for lock in self._locks:
            lock(locked=bool(self._session.read_only))
        self._enable_commands()
        self.changed.emit()

    @Slot()
    def _take_protection(self) -> None:
        self._files.protected = self._watch.protected
        self.changed.emit()
