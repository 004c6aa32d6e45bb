"""What is written beside the open file, which itself stays as it is: the halves of a split, exports, copies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ftdesk.desktop.background import Progress
from ftdesk.desktop.dataset_tab.document_session import DocumentSession
from ftdesk.desktop.dataset_tab.example_table import ExampleTable
from ftdesk.desktop.dataset_tab.notice_bar import NoticeAction, NoticeBar
from ftdesk.desktop.dataset_tab.visible_text import one_line
from ftdesk.desktop.messages import show_failure
from ftdesk.resource_files import resource_directory

if TYPE_CHECKING:
    from ftdesk.dataset.new_files import NewFile
    from ftdesk.dataset.snapshot import Snapshot
    from ftdesk.desktop.background import Background, Work
    from ftdesk.desktop.dataset_tab.export_dialog import ExportOrder
    from ftdesk.desktop.dataset_tab.split_dialog import SplitOrder


class FileOutputs(QObject):
    """Asks, writes in an I/O thread, and says what was written; what is typed meanwhile is not in it.

    Signals:
        open_wanted(object): Path of a written file that the person wants to see.
    """

    open_wanted = Signal(object)  # Path

    def __init__(
        self,
        background: Background,
        session: DocumentSession,
        table: ExampleTable,
        notices: NoticeBar,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._background = background
        self._session = session
        self._table = table
        self._notices = notices
        self._window = window

    @property
    def folder(self) -> Path:
        """Where new files are proposed: beside the open file, unless that ships with ftdesk or has no place yet."""
        path = self._session.path
        if path is None or path.absolute().is_relative_to(resource_directory()):
            return Path.home()
        return path.absolute().parent

    @property
    def _stem(self) -> str:
        return self._session.path.stem if self._session.path is not None else "dataset"

    # -- split --------------------------------------------------------------------------------------------------------

    def ask_split(self) -> None:
        """Plan a split into training and validation rows, as soon as all rows are there."""
        self._session.when_whole(self._show_split_dialog)

    def _show_split_dialog(self) -> None:
        from ftdesk.desktop.dataset_tab.split_dialog import SplitDialog

        dataset = self._session.dataset
        if dataset is None:
            return
        snapshot = dataset.snapshot()
        dialog = SplitDialog(self._background, snapshot, self.folder, self._window.window())
        dialog.ordered.connect(lambda order: self._split(snapshot, order))
        dialog.open()

    def _split(self, snapshot: Snapshot, order: SplitOrder) -> None:
        from ftdesk.dataset.split_files import halves

        targets = order.targets
        names = [one_line(path.name, 80) for path in (targets.training, targets.validation)]
        self._write(
            halves(snapshot, order.split, targets),
            self.tr("Splitting…"),
            self.tr("Split into {training} and {validation}.").format(training=names[0], validation=names[1]),
            self._opening(self.tr("Open training file"), "open_training_button", targets.training),
            self._opening(self.tr("Open validation file"), "open_validation_button", targets.validation),
            overwrite=order.overwrite,
        )

    # -- export -------------------------------------------------------------------------------------------------------

    def ask_export(self) -> None:
        """Choose rows, form and name of an export, as soon as all rows are there."""
        self._session.when_whole(self._show_export_dialog)

    def _show_export_dialog(self) -> None:
        from ftdesk.desktop.dataset_tab.export_dialog import ExportDialog, RowChoice

        dataset = self._session.dataset
        if dataset is None:
            return
        examples, snapshot = self._table.examples, dataset.snapshot()
        choice = RowChoice(
            shown=examples.shown_ids() if examples.is_filtered else None, selected=self._table.selected_ids()
        )
        stem = f"{self._stem}.export"
        dialog = ExportDialog(self._background, snapshot, choice, self.folder, stem, self._window.window())
        dialog.ordered.connect(self._export)
        dialog.open()

    def _export(self, order: ExportOrder) -> None:
        from ftdesk.dataset.export import export_chunks
        from ftdesk.dataset.new_files import NewFile

        if order.converted is None:
            new = NewFile(order.path, export_chunks(order.rows, order.style), size=order.rows.most_bytes())
        else:
            new = NewFile(order.path, _converted(order), size=order.converted.size)
        self._write(
            [new],
            self.tr("Exporting…"),
            self.tr("Exported to {name}.").format(name=one_line(order.path.name, 80)),
            self._opening(self.tr("Open it"), "open_export_button", order.path),
            overwrite=order.overwrite,
        )

    # -- copy ---------------------------------------------------------------------------------------------------------

    def ask_copy(self) -> None:
        """Let the person name a copy; the open file, and what is not saved in it, stay as they are."""
        dialog = QFileDialog(self._window.window(), self.tr("Save a copy"))
        dialog.setObjectName("save_copy_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Training files (*.jsonl *.json *.txt)"), self.tr("All files (*)")])
        dialog.setDefaultSuffix("jsonl")
        dialog.setDirectory(str(self.folder))
        suffix = self._session.path.suffix if self._session.path is not None else ".jsonl"
        dialog.selectFile(f"{self._stem}.copy{suffix}")
        dialog.fileSelected.connect(lambda chosen: self.write_copy(Path(chosen)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def write_copy(self, path: Path) -> None:
        """Write all rows as a save would to another file, which is replaced if it is there."""
        self._session.when_whole(lambda: self._copy(path))

    def _copy(self, path: Path) -> None:
        from ftdesk.dataset.new_files import NewFile

        dataset = self._session.dataset
        if dataset is None:
            return
        sentence = self.tr("A copy is saved as {name}. The open file is still the one before.")
        self._write(
            [NewFile.of(path, dataset.snapshot())],
            self.tr("Saving a copy…"),
            sentence.format(name=one_line(path.name, 80)),
            self._opening(self.tr("Open the copy"), "open_copy_button", path),
            overwrite=True,
        )

    # -- inside -------------------------------------------------------------------------------------------------------

    def _write(
        self, files: Sequence[NewFile], title: str, sentence: str, *actions: NoticeAction, overwrite: bool
    ) -> None:
        open_file = self._session.path

        def write(work: Work) -> None:
            from ftdesk.dataset.new_files import write_new_files

            write_new_files(
                files,
                open_file=open_file,
                overwrite=overwrite,
                cancellation=work,
                progress=lambda done, total: work.report(Progress(done, total)),
            )

        def tell(_result: object = None) -> None:
            self._notices.show_notice("written", sentence, actions, lasting=False)

        def fail(error: Exception) -> None:
            from ftdesk.dataset.file_errors import SavedWithReserve

            if isinstance(error, SavedWithReserve):
                tell()  # it is there, and yet the person should know
            show_failure(self._window, error)

        self._background.run(self, write, tell, fail, title=title)

    def _opening(self, words: str, name: str, path: Path) -> NoticeAction:
        return NoticeAction(words, lambda: self.open_wanted.emit(path), name)


def _converted(order: ExportOrder) -> Iterator[bytes]:
    """In an I/O thread: the rows that were converted; what they are in goes when they were read."""
    from ftdesk.dataset.export import converted_chunks

    if order.converted is None or order.converted.file is None or order.folder is None:
        return
    try:
        yield from converted_chunks(order.converted.file, order.goal, order.style)
    finally:
        order.folder.remove()
