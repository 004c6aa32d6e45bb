"""Opening a version to look at: a copy of its bytes under a name that tells when it was, which cannot be changed.

The copy is there only to be looked at and goes when another file is opened. A version itself never changes; who wants
to work on it saves it under a name of its own, or brings it back into the file.
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QObject

from ftdesk.desktop.dataset_tab.notice_bar import READ_ONLY
from ftdesk.desktop.dataset_tab.versions.version_words import version_title
from ftdesk.desktop.dataset_tab.visible_text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from ftdesk.desktop.dataset_tab.document_files import DocumentFiles
    from ftdesk.desktop.dataset_tab.document_session import DocumentSession
    from ftdesk.desktop.dataset_tab.notice_bar import NoticeBar
    from ftdesk.desktop.services import Services
    from ftdesk.desktop.tasks import Work
    from ftdesk.workspace.dataset_versions import DatasetVersions
    from ftdesk.workspace.version_records import Version

_LEFTOVER_SECONDS = 24 * 3600


class VersionOpening(QObject):
    """Opens versions in the tab; lives in the GUI thread."""

    def __init__(
        self, services: Services, session: DocumentSession, files: DocumentFiles, notices: NoticeBar
    ) -> None:
        super().__init__(session)
        self._services = services
        self._session = session
        self._files = files
        self._notices = notices
        self._expected: tuple[Path, Version] | None = None
        self._shown: tuple[Path, Version] | None = None
        files.opened.connect(self._mark)
        files.saved.connect(self._unmark)
        session.replaced.connect(self._forget)

    @property
    def shown(self) -> Version | None:
        """The version that is open now, if it is one."""
        return self._shown[1] if self._shown is not None else None

    def open(self, find: Callable[[DatasetVersions], Version], failed: Callable[[Exception], None]) -> None:
        """Open what `find`, called in an I/O thread, gives; unsaved edits are asked about first."""
        self._files.before_leaving(lambda: self._write(find, failed))

    def _write(self, find: Callable[[DatasetVersions], Version], failed: Callable[[Exception], None]) -> None:
        versions, folder = self._services.versions, self._services.paths.opened_versions

        def write(work: Work) -> tuple[Path, Version]:
            remove_copies(folder, before=time.time() - _LEFTOVER_SECONDS)
            store = versions.store()
            version = find(store)
            copy = folder / copy_name(version)
            if not _has_size(copy, version.size):
                store.write_to(version, copy, cancellation=work)
                copy.chmod(0o400)
            return copy, version

        self._services.background.run(self, write, self._show, failed, title=self.tr("Opening a version"))

    def _show(self, found: tuple[Path, Version]) -> None:
        self._expected = found
        self._files.reading.open(found[0])  # the edits were asked about before

    def _mark(self) -> None:
        """If what was just opened is a version, say so, and let nobody change it."""
        expected, self._expected = self._expected, None
        if expected is None or self._session.path != expected[0]:
            return
        self._shown = expected
        version = expected[1]
        self._session.set_read_only(self.tr("Versions cannot be changed."))
        sentence = self.tr(
            "This is a version of {name}: {title}. It cannot be changed here; Save as… keeps it as a file of its own."
        )
        name = one_line(version.path.name, 80)
        self._notices.show_notice(
            READ_ONLY, sentence.format(name=name, title=version_title(version)), lasting=True
        )

    def _unmark(self, path: Path) -> None:
        """Saved under another name it is a file like any other."""
        if self._shown is not None and path != self._shown[0]:
            self._forget()
            self._session.set_read_only("")
            self._notices.withdraw(READ_ONLY)

    def _forget(self) -> None:
        """Another file is open, or none: the copy is no longer needed."""
        shown, self._shown = self._shown, None
        if shown is not None and (self._expected is None or self._expected[0] != shown[0]):
            self._services.background.run(self, lambda _: remove_copy(shown[0]))


def copy_name(version: Version) -> str:
    """The name of a version's copy: that of its file, when it was kept, and its number, which no other version has."""
    when = QDateTime.fromSecsSinceEpoch(int(version.kept_at)).toString("yyyy-MM-dd HH.mm.ss")
    return f"{version.path.stem[:100]} {when} ({version.id}){version.path.suffix}"


def remove_copies(folder: Path, before: float) -> None:
    """Delete copies last written before a time (seconds since 1970), left behind by windows that were killed."""
    with suppress(OSError):
        for copy in folder.iterdir():
            if copy.stat().st_mtime < before:
                remove_copy(copy)


def remove_copy(copy: Path) -> None:
    """Delete a copy; nothing happens if that is not possible."""
    with suppress(OSError):
        copy.chmod(0o600)  # Windows deletes nothing that is read-only
        copy.unlink()


def _has_size(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except OSError:
        return False
