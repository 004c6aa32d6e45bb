"""Bringing a version back: its rows replace those of the open file, as one step that can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ftdesk.desktop.dataset_tab.versions.comparing import Compared, Comparing
from ftdesk.desktop.dataset_tab.versions.version_words import version_title

if TYPE_CHECKING:
    from ftdesk.dataset.bringing_back import NewLines
    from ftdesk.dataset.compared_lines import Side
    from ftdesk.dataset.document import Dataset
    from ftdesk.dataset.snapshot import Snapshot
    from ftdesk.desktop.dataset_tab.document_session import DocumentSession
    from ftdesk.desktop.services import Services
    from ftdesk.desktop.tasks import Work
    from ftdesk.workspace.version_records import Version


@dataclass(frozen=True, slots=True, eq=False)
class _Wish:
    """What is to come back, and into what, as it stood when it was compared."""

    version: Version
    dataset: Dataset
    snapshot: Snapshot


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
        wish, versions = _Wish(version, dataset, dataset.snapshot()), self._services.versions

        def open_sides(_work: Work) -> tuple[Side, Side]:
            from ftdesk.dataset.compared_lines import ContentSide, DocumentSide

            return DocumentSide(wish.snapshot), ContentSide(versions.store().content(version))

        self._comparing = Comparing(self._services.background, self.tr("Bringing a version back"), self)
        self._comparing.finished.connect(lambda compared: self._add_lines(wish, compared))
        self._comparing.failed.connect(self._fail)
        self._comparing.start(open_sides)

    def _add_lines(self, wish: _Wish, compared: Compared) -> None:
        def add(work: Work) -> NewLines | None:
            from ftdesk.dataset.bringing_back import add_new_lines

            try:
                return add_new_lines(wish.dataset, wish.snapshot, compared.comparison, compared.after, work)
            except KeyError:  # a row was deleted meanwhile
                return None

        self._services.background.run(
            self,
            add,
            lambda lines: self._change(wish, lines),
            self._fail,
            title=self.tr("Bringing a version back"),
        )

    def _change(self, wish: _Wish, lines: NewLines | None) -> None:
        from ftdesk.dataset.bringing_back import change_into, is_as_compared

        self._end()
        if wish.dataset is not self._session.dataset:
            return
        if lines is None or not is_as_compared(wish.dataset, wish.snapshot):
            self._compare(wish.version)  # the person went on: what is there now is what is to be replaced
            return
        differs = bool(len(lines.comparison))
        if differs:
            text = self.tr("Bring back: {title}").format(title=version_title(wish.version))
            self._session.apply_change(change_into(wish.dataset, lines), text)
        self.brought_back.emit(wish.version, differs)

    def _fail(self, error: Exception) -> None:
        self._end()
        self.failed.emit(error)

    def _end(self) -> None:
        if self._comparing is not None:
            self._comparing.deleteLater()
            self._comparing = None
