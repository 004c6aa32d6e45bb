"""What can be compared with what: two versions, a version or the file on the disk with the open file and its edits."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ftdesk.desktop.dataset_tab.versions.compare_window import CompareWindow
from ftdesk.desktop.dataset_tab.versions.version_words import version_title
from ftdesk.desktop.dataset_tab.visible_text import one_line

if TYPE_CHECKING:
    from ftdesk.dataset.compared_lines import Side
    from ftdesk.dataset.snapshot import Snapshot
    from ftdesk.desktop.dataset_tab.document_session import DocumentSession
    from ftdesk.desktop.services import Services
    from ftdesk.workspace.version_records import Version
    from ftdesk.workspace.versions_on_demand import VersionsOnDemand

OpenSide = Callable[[], "Side"]
"""Called in an I/O thread."""


class Comparisons(QObject):
    """Opens windows that compare; those about the open file close with it. Lives in the GUI thread."""

    def __init__(self, services: Services, session: DocumentSession, window: QWidget) -> None:
        super().__init__(session)
        self._services = services
        self._session = session
        self._window = window
        self._about_open_file: list[CompareWindow] = []
        session.replaced.connect(self._close_windows)

    def of_versions(self, older: Version, newer: Version) -> None:
        """Compare two versions."""
        versions = self._services.versions
        self._show(
            version_title(older),
            version_title(newer),
            partial(version_side, versions, older),
            partial(version_side, versions, newer),
        )

    def with_open_file(self, version: Version) -> None:
        """Compare a version with the open file and its unsaved edits, as soon as all rows are there."""
        self._with_document(version_title(version), partial(version_side, self._services.versions, version))

    def with_disk(self) -> None:
        """Compare what lies on the disk under the open file's name with what is here; nothing without a file."""
        path = self._session.path
        if path is not None:
            title = self.tr("{name} on the disk").format(name=one_line(path.name, 60))
            self._with_document(title, partial(file_side, path))

    def _with_document(self, title: str, open_before: OpenSide) -> None:
        def begin() -> None:
            dataset = self._session.dataset
            if dataset is None:
                return
            name = one_line(dataset.path.name, 60) if dataset.path is not None else self.tr("the new file")
            edited = (
                self.tr("{name} here, with your edits") if self._session.is_edited else self.tr("{name} here")
            )
            after = partial(document_side, dataset.snapshot())
            window = self._show(title, edited.format(name=name), open_before, after)
            self._about_open_file.append(window)
            window.finished.connect(lambda: self._forget(window))

        self._session.when_whole(begin)

    def _show(self, before: str, after: str, open_before: OpenSide, open_after: OpenSide) -> CompareWindow:
        window = CompareWindow(self._services.background, before, after, self._window.window())
        window.begin(lambda _: (open_before(), open_after()))
        window.show()
        return window

    def _forget(self, window: CompareWindow) -> None:
        if window in self._about_open_file:
            self._about_open_file.remove(window)

    def _close_windows(self) -> None:
        """The rows they show can no longer be read."""
        for window in tuple(self._about_open_file):
            window.close()


def version_side(versions: VersionsOnDemand, version: Version) -> Side:
    """A version as one side. Raises RecordMissing, DatabaseError."""
    from ftdesk.dataset.compared_lines import ContentSide

    return ContentSide(versions.store().content(version))


def file_side(path: Path) -> Side:
    """A file as it lies on the disk now as one side. Raises `DatasetFileError` subclasses."""
    from ftdesk.dataset.compared_lines import ContentSide, FileContent
    from ftdesk.dataset.lines import LineSource

    return ContentSide(FileContent(LineSource(path)))


def document_side(snapshot: Snapshot) -> Side:
    """A document as it stood as one side. Raises `DatasetFileError` subclasses."""
    from ftdesk.dataset.compared_lines import DocumentSide

    return DocumentSide(snapshot)
