"""What can be done with versions of the open file, for the menu, the notices and the jobs tab."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ftdesk.desktop.dataset_tab.versions.bringing_back import BringingBack
from ftdesk.desktop.dataset_tab.versions.comparisons import Comparisons
from ftdesk.desktop.dataset_tab.versions.version_keeper import VersionKeeper
from ftdesk.desktop.dataset_tab.versions.version_opening import VersionOpening
from ftdesk.desktop.dataset_tab.versions.version_words import version_title
from ftdesk.desktop.messages import explain, show_failure
from ftdesk.wording import QT_TRANSLATE_NOOP
from ftdesk.workspace.errors import RecordMissing

if TYPE_CHECKING:
    from ftdesk.desktop.dataset_tab.document_files import DocumentFiles
    from ftdesk.desktop.dataset_tab.document_session import DocumentSession
    from ftdesk.desktop.dataset_tab.notice_bar import NoticeBar
    from ftdesk.desktop.dataset_tab.versions.versions_dialog import VersionsDialog
    from ftdesk.desktop.services import Services
    from ftdesk.workspace.dataset_versions import DatasetVersions
    from ftdesk.workspace.version_records import Version

_NOTICE = "versions"
_NO_DATA = QT_TRANSLATE_NOOP(
    "Workspace", "The data of this job is not kept: there was no room for it, or it was deleted since."
)


class VersionDesk(QObject):
    """Keeps versions of the open file, shows them, opens them and brings them back; lives in the GUI thread."""

    def __init__(
        self,
        services: Services,
        session: DocumentSession,
        files: DocumentFiles,
        notices: NoticeBar,
        window: QWidget,
    ) -> None:
        super().__init__(session)
        self._services = services
        self._session = session
        self._notices = notices
        self._window = window
        self._dialog: VersionsDialog | None = None
        self.keeper = VersionKeeper(services, session, lambda: files.busy, files.is_own)
        self.opening = VersionOpening(services, session, files, notices)
        self.bringing_back = BringingBack(services, session)
        self.comparisons = Comparisons(services, session, window)
        self.keeper.not_kept.connect(self._tell_not_kept)
        self.keeper.set_aside.connect(self._tell_set_aside)
        self.bringing_back.brought_back.connect(self._tell_brought_back)
        self.bringing_back.failed.connect(self._fail)
        files.opened.connect(self.keeper.keep_if_edited)
        files.saved.connect(self.keeper.keep_saved)
        files.writing.before_overwriting = self.keeper.keep_outside
        for changed in (files.opened, files.saved, session.replaced, session.read_only_changed):
            changed.connect(self._show_file)
        self.keeper.kept.connect(self._reload)

    def show(self) -> None:
        """Show the versions of the open file; without one, those of all files."""
        from ftdesk.desktop.dataset_tab.versions.versions_dialog import VersionsDialog

        if self._dialog is None:
            self._dialog = dialog = VersionsDialog(self._services, self._window.window())
            dialog.open_wanted.connect(self.open)
            dialog.bring_back_wanted.connect(self.bringing_back.bring_back)
            dialog.compare_wanted.connect(self._compare)
            dialog.finished.connect(self._forget_dialog)
            self._show_file()
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def open(self, version: Version) -> None:
        """Open a version, to be looked at."""
        self.opening.open(lambda _: version, self._fail)

    def open_job(self, tag: str) -> None:
        """Open what a job was started with, by the tag of its intent."""
        self.opening.open(partial(training_data, tag=tag), self._fail)

    def compare_with_disk(self) -> None:
        """Show how the file on the disk and what is here, unsaved edits and all, differ."""
        self.comparisons.with_disk()

    # -- the dialog --------------------------------------------------------------------------------------------------

    def _show_file(self, *_: object) -> None:
        if self._dialog is not None:
            shown = self.opening.shown
            path = shown.path if shown is not None else self._session.path
            self._dialog.show_file(path, may_change=not self._session.read_only)

    def _reload(self) -> None:
        if self._dialog is not None:
            self._dialog.reload()

    def _compare(self, version: Version, newer: Version | None) -> None:
        if newer is None:
            self.comparisons.with_open_file(version)
        else:
            self.comparisons.of_versions(version, newer)

    def _forget_dialog(self) -> None:
        self._dialog = None

    # -- what is told ------------------------------------------------------------------------------------------------

    def _tell_not_kept(self, error: Exception) -> None:
        self._notices.show_notice(_NOTICE, explain(error).sentence, lasting=False)

    def _tell_set_aside(self, aside: Path) -> None:
        sentence = self.tr(
            "The versions kept so far could not be read. They lie in {name} in {folder}, and new ones are kept from now"
            " on."
        )
        self._notices.show_notice(
            _NOTICE, sentence.format(name=aside.name, folder=aside.parent), lasting=False
        )

    def _tell_brought_back(self, version: Version, differed: bool) -> None:  # noqa: FBT001 - what the signal sends
        back = self.tr("This is back: {title}. Undo takes it away again; saving puts it into the file.")
        equal = self.tr("Nothing to bring back: the open file is the same as this version: {title}.")
        sentence = (back if differed else equal).format(title=version_title(version))
        self._notices.show_notice(_NOTICE, sentence, lasting=False)

    def _fail(self, error: Exception) -> None:
        show_failure(self._window, error)


def training_data(store: DatasetVersions, tag: str) -> Version:
    """The training file of a job as it was sent. Raises RecordMissing where it was not kept, or is no longer."""
    kept = store.of_job(tag)
    if not kept:
        raise RecordMissing(_NO_DATA)
    return kept[0]
