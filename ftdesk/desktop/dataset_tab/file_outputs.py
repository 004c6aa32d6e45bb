"""What is written beside the open file, which itself stays as it is: the two halves of a split."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from ftdesk.desktop.background import Progress
from ftdesk.desktop.dataset_tab.document_session import DocumentSession
from ftdesk.desktop.dataset_tab.visible_text import one_line
from ftdesk.desktop.messages import show_failure
from ftdesk.desktop.question_box import add_answer, make_question
from ftdesk.resource_files import resource_directory

if TYPE_CHECKING:
    from ftdesk.desktop.background import Background, Work
    from ftdesk.desktop.dataset_tab.split_dialog import SplitOrder


class FileOutputs(QObject):
    """Asks and writes; whatever is typed meanwhile is not in what is written.

    Signals:
        open_wanted(object): Path of a written file that the person wants to see.
    """

    open_wanted = Signal(object)  # Path

    def __init__(self, background: Background, session: DocumentSession, window: QWidget) -> None:
        super().__init__(window)
        self._background = background
        self._session = session
        self._window = window

    @property
    def folder(self) -> Path:
        """Where new files are proposed: beside the open file, unless that ships with ftdesk or has no place yet."""
        path = self._session.path
        if path is None or path.absolute().is_relative_to(resource_directory()):
            return Path.home()
        return path.absolute().parent

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

        def write(order: SplitOrder) -> None:
            from ftdesk.dataset.split_files import write_split

            self._write(
                lambda work: write_split(
                    snapshot,
                    order.split,
                    order.targets,
                    overwrite=order.overwrite,
                    cancellation=work,
                    progress=lambda done, total: work.report(Progress(done, total)),
                ),
                self.tr("Splitting…"),
                lambda: self._offer(order.targets.training, order.targets.validation),
            )

        dialog.ordered.connect(write)
        dialog.open()

    def _offer(self, training: Path, validation: Path) -> None:
        """Both halves are there."""
        box = make_question(self._window.window(), "split_written_box", self.tr("The file is split"))
        box.setText(self.tr("Both files are written."))
        box.setInformativeText("\n".join(one_line(path.name, 80) for path in (training, validation)))
        role = QMessageBox.ButtonRole.AcceptRole
        for path, words, name in (
            (training, self.tr("Open training file"), "open_training_button"),
            (validation, self.tr("Open validation file"), "open_validation_button"),
        ):
            button = add_answer(box, words, role, name)
            button.clicked.connect(lambda _checked=False, path=path: self.open_wanted.emit(path))
        close = add_answer(
            box, self.tr("Close"), QMessageBox.ButtonRole.RejectRole, "close_button", likely=True
        )
        box.setEscapeButton(close)
        box.open()

    # -- inside -------------------------------------------------------------------------------------------------------

    def _write(self, write: Callable[[Work], None], title: str, written: Callable[[], None]) -> None:
        self._background.run(
            self,
            write,
            lambda _: written(),
            lambda error: show_failure(self._window, error),
            title=title,
        )
