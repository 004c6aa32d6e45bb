"""What can be done with versions of the open file, for the menu, the notices and the jobs tab."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ftdesk.desktop.dataset_tab.versions.version_keeper import VersionKeeper
from ftdesk.desktop.messages import explain
from ftdesk.resource_files import resource_directory

if TYPE_CHECKING:
    from ftdesk.desktop.dataset_tab.document_files import DocumentFiles
    from ftdesk.desktop.dataset_tab.document_session import DocumentSession
    from ftdesk.desktop.dataset_tab.notice_bar import NoticeBar
    from ftdesk.desktop.services import Services

_NOTICE = "versions"


class VersionDesk(QObject):
    """Keeps versions of the open file and says quietly where that is not possible; lives in the GUI thread."""

    def __init__(
        self, services: Services, session: DocumentSession, files: DocumentFiles, notices: NoticeBar
    ) -> None:
        super().__init__(session)
        self._services = services
        self._notices = notices
        self.keeper = VersionKeeper(services, session, lambda: files.busy, self._is_own_file)
        self.keeper.not_kept.connect(self._tell_not_kept)
        self.keeper.set_aside.connect(self._tell_set_aside)
        files.saved.connect(self.keeper.keep_saved)

    def _is_own_file(self, path: Path) -> bool:
        own = (resource_directory() / "samples", self._services.paths.opened_versions)
        return path.absolute().parent in own

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
