"""Bringing a version back: its rows replace those of the open file, as one step that can be undone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ftdesk.desktop.dataset_tab.versions.comparing import Compared, Comparing
from ftdesk.desktop.dataset_tab.versions.version_words import version_title

if TYPE_CHECKING:
    from ftdesk.dataset.bringing_back import NewLines
    from ftdesk.dataset.compared_lines import Side
    from ftdesk.dataset.comparison import Comparison
    from ftdesk.dataset.document import Dataset
    from ftdesk.dataset.snapshot import Snapshot
    from ftdesk.desktop.dataset_tab.document_session import DocumentSession
    from ftdesk.desktop.services import Services
    from ftdesk.desktop.tasks import Work
    from ftdesk.workspace.version_records import Version


class BringingBack(QObject):
    """Compares the open file with a version, and gives it what it lacks; lives in the GUI thread.

    Signals:
        brought_back(object, bool): Version, and whether anything differed.
        failed(object): Exception, or `Cancelled` if it was stopped.
    """

    brought_back = Signal(object, bool)  # Version
    failed = Signal(object)  # Exception

    def __init__(self, services: Services, session: DocumentSession) -> None:
        super().__init__(session)
        self._services = services
        self._session = session
        self._comparing: Comparing | None = None

    def bring_back(self, version: Version) -> None:
        """Begin, as soon as all rows of the open file are there; one at a time."""
        self._session.when_whole(lambda: self._compare(version))

    def _compare(self, version: Version) -> None:
        dataset = self._session.dataset
        if dataset is None or self._comparing is not None:
            return
        snapshot, versions = dataset.snapshot(), self._services.versions

        def open_sides(_work: Work) -> tuple[Side, Side]:
            from ftdesk.dataset.compared_lines import ContentSide, DocumentSide

            return DocumentSide(snapshot), ContentSide(versions.store().content(version))

        self._comparing = Comparing(self._services.background, self.tr("Bringing a version back"), self)
        self._comparing.finished.connect(partial(self._read_lines, version, dataset, snapshot))
        self._comparing.failed.connect(self._fail)
        self._comparing.start(open_sides)

    def _read_lines(self, version: Version, dataset: Dataset, snapshot: Snapshot, compared: Compared) -> None:
        from ftdesk.dataset.bringing_back import read_new_lines, reusing_rows

        def read(work: Work) -> tuple[Comparison, NewLines]:
            comparison = reusing_rows(compared.comparison)
            return comparison, read_new_lines(comparison, compared.after, work)

        self._services.background.run(
            self,
            read,
            lambda found: self._change(version, dataset, snapshot, *found),
            self._fail,
            title=self.tr("Bringing a version back"),
        )

    def _change(
        self,
        version: Version,
        dataset: Dataset,
        snapshot: Snapshot,
        comparison: Comparison,
        lines: NewLines,
    ) -> None:
        from ftdesk.dataset.bringing_back import change_into, is_as_compared

        self._end()
        if dataset is not self._session.dataset:
            return
        if not is_as_compared(dataset, snapshot):
            self._compare(version)  # the person went on typing: what is there now is what is to be replaced
            return
        differs = bool(len(comparison))
        if differs:
            text = self.tr("Bring back: {title}").format(title=version_title(version))
            self._session.apply_change(change_into(dataset, comparison, lines), text)
        self.brought_back.emit(version, differs)

    def _fail(self, error: Exception) -> None:
        self._end()
        self.failed.emit(error)

    def _end(self) -> None:
        if self._comparing is not None:
            self._comparing.deleteLater()
            self._comparing = None
