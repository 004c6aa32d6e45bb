"""What a person does with the open file as a whole: go back to what is saved, see its folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from ftdesk.dataset.file_errors import DatasetFileError
from ftdesk.desktop.dataset_tab.document_files import DocumentFiles
from ftdesk.desktop.dataset_tab.document_session import DocumentSession
from ftdesk.desktop.dataset_tab.questions import ask_revert
from ftdesk.desktop.messages import show_failure
from ftdesk.wording import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from ftdesk.dataset.changes import Change
    from ftdesk.desktop.background import Background


class FolderNotShown(DatasetFileError):
    """The system has no program that shows folders, or the folder is gone."""

    template = QT_TRANSLATE_NOOP("DatasetFile", "The folder of “{name}” cannot be shown.")


class FileSteps(QObject):
    """Asks first where something could be lost."""

    def __init__(
        self, background: Background, session: DocumentSession, files: DocumentFiles, window: QWidget
    ) -> None:
        super().__init__(window)
        self._background = background
        self._session = session
        self._files = files
        self._window = window

    @property
    def can_revert(self) -> bool:
        """Whether there is a file to go back to, and edits that keep the rows from being its."""
        return self._session.path is not None and self._session.is_edited and not self._session.read_only

    def ask_revert(self) -> None:
        """Go back to the file, as one step that can be undone, after a question."""
        if self.can_revert:
            ask_revert(self._window, self._files.name, lambda: self._session.when_whole(self._revert))

    def _revert(self) -> None:
        """In a thread: lines of the file may have to be read. What is done meanwhile makes the change void."""
        dataset, position = self._session.dataset, self._session.stack.index()
        if dataset is None:
            return

        def take(change: Change) -> None:
            if dataset is self._session.dataset and self._session.stack.index() == position:
                self._session.apply_change(change, self.tr("Revert to the saved file"))
                self._session.history.mark_saved(self._session.history.place())

        self._background.run(
            self,
            lambda _: dataset.changes.reverting(),
            take,
            lambda error: show_failure(self._window, error),
        )

    def reveal(self) -> None:
        """Show the folder of the file in the system's own program; the file itself is not opened."""
        path = self._session.path
        if path is None:
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.absolute().parent))):
            show_failure(self._window, FolderNotShown(path))
