"""Opening, saving and leaving a file: nothing typed is lost on the way, and nothing here waits for a disk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ftdesk.desktop.background import Progress
from ftdesk.desktop.dataset_tab.document_session import DocumentSession
from ftdesk.desktop.dataset_tab.questions import ask_changed, ask_unsaved
from ftdesk.desktop.dataset_tab.visible_text import one_line
from ftdesk.desktop.messages import show_failure
from ftdesk.errors import Cancelled
from ftdesk.resource_files import resource_directory

if TYPE_CHECKING:
    from ftdesk.dataset.document import Dataset
    from ftdesk.dataset.lines import LineIndex
    from ftdesk.desktop.background import Task, Work
    from ftdesk.desktop.services import Services

SAMPLE = "harbor_tone.jsonl"
RECENT_MOST = 10
_FIRST_LINE = b'{"messages": [{"role": "user", "content": ""}, {"role": "assistant", "content": ""}]}'
_Then = Callable[[], None]


class DocumentFiles(QObject):
    """Reads and writes the session's file in I/O threads.

    Signals:
        opening(object): Path that is being read now.
        opened(): another file is open.
        saved(object): Path that was written.
        recent_changed(): the list of recent files is another.
    """

    opening = Signal(object)
    opened = Signal()
    saved = Signal(object)
    recent_changed = Signal()

    def __init__(self, services: Services, session: DocumentSession, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._session = session
        self._window = window
        self._opening: Task | None = None
        self._indexing: Task | None = None
        self._saving = False
        self.protected = False
        """Whether the file may not be written under its name: a save asks for another."""

    @property
    def recent(self) -> tuple[str, ...]:
        """Paths of the files that were open lately, newest first."""
        return self._services.settings.current.recent_files

    @property
    def busy(self) -> bool:
        """Whether a file is being read or written."""
        return self._saving or (self._opening is not None and not self._opening.finished)

    @property
    def name(self) -> str:
        """What to call the open file."""
        return self._session.path.name if self._session.path is not None else self.tr("the new file")

    def warm_up(self) -> None:
        """After the first paint: bring in what the first file needs, so that opening it need not wait."""
        self._services.background.run(self, lambda _work: _load_rules())

    # -- opening ----------------------------------------------------------------------------------------------------

    def open_path(self, path: Path) -> None:
        """Open a file, after asking about unsaved edits of the one that is open."""
        self.before_leaving(lambda: self._read(path))

    def choose_and_open(self) -> None:
        """Let the person pick a file."""
        dialog = self._make_dialog(self.tr("Open a training file"), QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.open_path(Path(chosen)))
        dialog.open()

    def open_sample(self) -> None:
        """Open the sample that ships with ftdesk."""
        self.open_path(resource_directory() / "samples" / SAMPLE)

    def reload(self) -> None:
        """Read the file anew; edits made here go."""
        if self._session.path is not None:
            self._read(self._session.path)

    def close(self) -> None:
        """Close the file, after asking about unsaved edits."""
        self.before_leaving(lambda: self._session.set_dataset(None))

    def start_new(self) -> None:
        """Begin a file with one empty example."""
        self.before_leaving(self._begin_new)

    def before_leaving(self, proceed: _Then) -> None:
        """Call `proceed` once the open file may be left: at once, or after Save or Discard; never after Cancel."""
        if not self._session.is_edited:
            proceed()
            return
        ask_unsaved(self._window, self.name, save=lambda: self.save(proceed), discard=proceed)

    def _read(self, path: Path) -> None:
        for task in (self._opening, self._indexing):
            if task is not None:
                task.cancel()

        def read(_work: Work) -> Dataset:
            from ftdesk.dataset.document import Dataset

            return Dataset.open_head(path)

        self.opening.emit(path)
        title = self.tr("Opening {name}").format(name=one_line(path.name, 60))
        self._opening = self._services.background.run(
            self, read, self._show, lambda error: show_failure(self._window, error), title=title
        )

    def _show(self, dataset: Dataset) -> None:
        self._session.set_dataset(dataset)
        if dataset.path is not None:
            self._remember(dataset.path)
        self.opened.emit()
        if not dataset.is_whole:
            self._index_rest(dataset)

    def _index_rest(self, dataset: Dataset) -> None:
        """Find the lines beyond the head, while the person already reads and edits."""
        name = one_line(dataset.path.name, 60) if dataset.path is not None else ""

        def take(index: LineIndex) -> None:
            if dataset is self._session.dataset:
                self._session.take_index(index)

        self._indexing = self._services.background.run(
            self,
            lambda work: dataset.index_rest(
                cancellation=work, progress=lambda done, total: work.report(Progress(done, total))
            ),
            take,
            lambda error: self._give_up_indexing(dataset, error),
            title=self.tr("Reading {name}").format(name=name),
        )

    def _give_up_indexing(self, dataset: Dataset, error: Exception) -> None:
        """Without its lines the file cannot be edited or saved: close it, and say why unless the person stopped it."""
        if dataset is not self._session.dataset:
            return
        self._session.set_dataset(None)
        if not isinstance(error, Cancelled):
            show_failure(self._window, error)

    def begin(self, lines: Sequence[bytes]) -> None:
        """Begin a file with these examples; what is open must have been left before."""
        self._begin(tuple(lines))

    def begin_empty(self) -> None:
        """Begin a file without any example; nothing may be open."""
        self._begin(())

    def _begin_new(self) -> None:
        self._begin((_FIRST_LINE,))

    def _begin(self, lines: tuple[bytes, ...]) -> None:
        from ftdesk.dataset.document import Dataset

        dataset = Dataset.empty()
        for place, line in enumerate(lines):
            dataset.insert(place, line)
        self._session.set_dataset(dataset)
        self.opened.emit()

    # -- saving -----------------------------------------------------------------------------------------------------

    def save(self, then: _Then | None = None) -> None:
        """Write the file; a new one, or the sample, asks for its name first. `then` is called only if it was saved."""
        if self._session.dataset is None:
            return
        if self._session.path is None or _ships_with_ftdesk(self._session.path) or self.protected:
            self.choose_and_save(then)
        else:
            self._write(None, then)

    def choose_and_save(self, then: _Then | None = None) -> None:
        """Let the person pick a name to save under."""
        dialog = self._make_dialog(self.tr("Save the training file"), QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("jsonl")
        if self._session.path is not None:
            dialog.selectFile(str(self._session.path))
        dialog.fileSelected.connect(lambda chosen: self._write(Path(chosen), then))
        dialog.open()

    def save_to(self, path: Path, then: _Then | None = None) -> None:
        """Write the file under a name."""
        self._write(path, then)

    def _write(self, path: Path | None, then: _Then | None, *, insist: bool = False) -> None:
        self._session.when_whole(lambda: self._write_now(path, then, insist=insist))

    def _write_now(self, path: Path | None, then: _Then | None, *, insist: bool) -> None:
        dataset = self._session.dataset
        if dataset is None or self._saving:
            return
        self._saving = True
        self._session.hold_steps(held=True)
        step = self._session.stack.index()
        self._services.background.run(
            self,
            lambda work: dataset.save(path, overwrite_changed=insist, cancellation=work),
            lambda _: self._take_saved(dataset, step, then),
            lambda error: self._take_failure(error, path, then),
            title=self.tr("Saving…"),
        )

    def _take_saved(self, dataset: Dataset, step: int, then: _Then | None) -> None:
        self._end_saving()
        if dataset is not self._session.dataset:
            return
        stack = self._session.stack
        if stack.index() == step:
            stack.setClean()
        else:
            stack.resetClean()
        self._session.state_changed.emit()
        if dataset.path is not None:
            self._remember(dataset.path)
            self.saved.emit(dataset.path)
        if then is not None:
            then()

    def _take_failure(self, error: Exception, path: Path | None, then: _Then | None) -> None:
        from ftdesk.dataset.file_errors import ChangedOnDisk, FileChanged

        self._end_saving()
        mine = self._session.path
        if isinstance(error, ChangedOnDisk | FileChanged) and mine is not None:
            overwrite = isinstance(error, ChangedOnDisk)
            ask_changed(
                self._window,
                error.path.name,
                keep=(lambda: self._write(path, then, insist=True)) if overwrite else None,
                reload=lambda: self._read(mine),
                save_as=(lambda: self.choose_and_save(then)) if overwrite else None,
            )
            return
        show_failure(self._window, error)

    def _end_saving(self) -> None:
        self._saving = False
        self._session.hold_steps(held=False)

    # -- inside -----------------------------------------------------------------------------------------------------

    def _remember(self, path: Path) -> None:
        text = str(path.absolute())
        if _ships_with_ftdesk(path):
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
        if self._session.path is not None and not _ships_with_ftdesk(self._session.path):
            dialog.setDirectory(str(self._session.path.parent))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog


def _load_rules() -> None:
    """In an I/O thread: bring in the rules and what they import, so that the first check need not wait for them."""
    import ftdesk.dataset.validation  # noqa: F401
    from ftdesk.dataset.file_check import FileCheck
    from ftdesk.dataset.line_report import CheckOptions

    FileCheck(CheckOptions()).counts()


def _ships_with_ftdesk(path: Path) -> bool:
    return path.absolute().parent == resource_directory() / "samples"
