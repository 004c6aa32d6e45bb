"""The open file as a person deals with it: open, save, leave. Nothing typed is lost on the way, and nothing here
waits for a disk.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from ftdesk.desktop.dataset_tab.document_import import DocumentImport
from ftdesk.desktop.dataset_tab.document_journal import DocumentJournal
from ftdesk.desktop.dataset_tab.document_opening import DocumentOpening
from ftdesk.desktop.dataset_tab.document_saving import DocumentSaving
from ftdesk.desktop.dataset_tab.document_session import DocumentSession
from ftdesk.desktop.dataset_tab.notice_bar import NoticeBar
from ftdesk.desktop.dataset_tab.questions import ask_unsaved
from ftdesk.desktop.messages import show_failure
from ftdesk.resource_files import resource_directory

if TYPE_CHECKING:
    from ftdesk.desktop.services import Services
    from ftdesk.workspace.reopening import Reopened

SAMPLE = "harbor_tone.jsonl"
RECENT_MOST = 10
_FIRST_LINE = b'{"messages": [{"role": "user", "content": ""}, {"role": "assistant", "content": ""}]}'
_Then = Callable[[], None]


class DocumentFiles(QObject):
    """Opens, saves and leaves the session's file, and asks where something could be lost.

    Signals:
        opening(object): Path that is being read now.
        opened(object): Reopened, another document is open.
        saved(object): Path that was written.
        recent_changed(): the list of recent files is another.
    """

    opening = Signal(object)
    opened = Signal(object)
    saved = Signal(object)
    recent_changed = Signal()

    def __init__(
        self, services: Services, session: DocumentSession, notices: NoticeBar, window: QWidget
    ) -> None:
        super().__init__(window)
        self._services = services
        self._session = session
        self._window = window
        self.journal = DocumentJournal(services.background, session, self)
        self.reading = DocumentOpening(services, session, self.journal, self)
        self.writing = DocumentSaving(services.background, session, self.journal, window)
        self.importing = DocumentImport(services.background, self, notices, window)
        self.reading.begun.connect(self.opening)
        self.reading.opened.connect(self._show_opened)
        self.reading.failed.connect(self._show_failure)
        self.writing.saved.connect(self._show_saved)
        self.writing.reload_wanted.connect(self.reload)
        self.writing.name_wanted.connect(self.choose_and_save)
        self.protected = False
        """Whether the file may not be written under its name: a save asks for another."""

    @property
    def recent(self) -> tuple[str, ...]:
        """Paths of the files that were open lately, newest first."""
        return self._services.settings.current.recent_files

    @property
    def busy(self) -> bool:
        """Whether a file is being read or written."""
        return self.writing.busy or self.reading.busy

    @property
    def name(self) -> str:
        """What to call the open file."""
        return self._session.path.name if self._session.path is not None else self.tr("the new file")

    def is_own(self, path: Path) -> bool:
        """Whether ftdesk itself made a file (a sample, a version to look at): it is saved under another name."""
        return path.absolute().parent in (
            resource_directory() / "samples",
            self._services.paths.opened_versions,
        )

    # -- opening ----------------------------------------------------------------------------------------------------

    def open_path(self, path: Path) -> None:
        """Open a file, or import one in another shape, after asking about unsaved edits of the one that is open."""
        self.importing.look(path, lambda: self.before_leaving(lambda: self.reading.open(path)))

    def choose_and_open(self) -> None:
        """Let the person pick a file."""
        dialog = self._make_dialog(self.tr("Open a training file"), QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        examples = self.tr("Training files and tables (*.jsonl *.json *.txt *.csv *.tsv *.gz)")
        dialog.setNameFilters([examples, self.tr("All files (*)")])
        dialog.fileSelected.connect(lambda chosen: self.open_path(Path(chosen)))
        dialog.open()

    def open_sample(self, name: str = SAMPLE) -> None:
        """Open a sample that ships with ftdesk."""
        self.open_path(resource_directory() / "samples" / name)

    def start_new(self) -> None:
        """Begin a file with one empty example."""
        self.before_leaving(lambda: self.reading.begin([_FIRST_LINE], worth_keeping=False))

    def begin(self, lines: Sequence[bytes] = (), then: _Then | None = None) -> None:
        """Begin a file with these rows, unsaved, then call `then`; what is open must have been left before."""
        self.reading.begin(lines, then)

    @Slot()
    def reload(self) -> None:
        """Read the file anew; edits made here, and their history, go."""
        if self._session.path is not None:
            self.journal.discarding = True
            self.reading.open(self._session.path)

    def close(self) -> None:
        """Close the file, after asking about unsaved edits."""
        self.before_leaving(self.reading.close)

    def before_leaving(self, proceed: _Then) -> None:
        """Call `proceed` once the open file may be left: at once, or after Save or Discard; never after Cancel."""
        if not self._session.is_edited:
            proceed()
            return

        def discard() -> None:
            self.journal.discarding = True
            proceed()

        ask_unsaved(self._window, self.name, save=lambda: self.save(proceed), discard=discard)

    # -- saving -----------------------------------------------------------------------------------------------------

    def save(self, then: _Then | None = None) -> None:
        """Write the file; a new one, or the sample, asks for its name first. `then` is called only if it was saved."""
        if self._session.dataset is None:
            return
        path = self._session.path
        if path is None or self.is_own(path) or self.protected or self._session.read_only:
            self.choose_and_save(then)
        else:
            self.writing.write(None, then)

    @Slot(object)
    def choose_and_save(self, then: _Then | None = None) -> None:
        """Let the person pick a name to save under."""
        dialog = self._make_dialog(self.tr("Save the training file"), QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("jsonl")
        if self._session.path is not None:
            dialog.selectFile(str(self._session.path))
        dialog.fileSelected.connect(lambda chosen: self.writing.write(Path(chosen), then))
        dialog.open()

    def save_to(self, path: Path, then: _Then | None = None) -> None:
        """Write the file under a name."""
        self.writing.write(path, then)

    # -- inside -----------------------------------------------------------------------------------------------------

    @Slot(object)
    def _show_opened(self, opened: Reopened) -> None:
        if opened.dataset.path is not None:
            self._remember(opened.dataset.path)
        self.opened.emit(opened)

    @Slot(object)
    def _show_saved(self, path: Path) -> None:
        self._session.set_read_only("")  # saved under another name, it is nobody else's
        self._remember(path)
        self.saved.emit(path)

    @Slot(object)
    def _show_failure(self, error: Exception) -> None:
        show_failure(self._window, error)

    def _remember(self, path: Path) -> None:
        text = str(path.absolute())
        if self.is_own(path):
            return
        recent = (text, *(other for other in self.recent if other != text))[:RECENT_MOST]
        settings = self._services.settings
        self._services.background.run(
            self, lambda _work: settings.update(recent_files=recent), lambda _: self.recent_changed.emit()
        )

    def _make_dialog(self, title: str, mode: QFileDialog.AcceptMode) -> QFileDialog:
        dialog = QFileDialog(self._window.window(), title)
        dialog.setAcceptMode(mode)
        dialog.setNameFilters([self.tr("Training files (*.jsonl *.json *.txt)"), self.tr("All files (*)")])
        if self._session.path is not None and not self.is_own(self._session.path):
            dialog.setDirectory(str(self._session.path.parent))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog
