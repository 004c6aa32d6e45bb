"""The name of a file that will be written: typed, or picked in a file dialog."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget


class TargetField(QWidget):
    """A path in `folder` unless it says another.

    Signals:
        changed(): it names another file.
    """

    changed = Signal()

    def __init__(self, object_name: str, title: str, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._folder = folder
        self.edit = QLineEdit()
        self.edit.setObjectName(object_name)
        self.edit.setAccessibleName(title)
        self.edit.textChanged.connect(self.changed)
        choose = QPushButton(self.tr("Choose…"))
        choose.setObjectName(object_name.replace("_edit", "_choose_button"))
        choose.setAccessibleName(self.tr("Choose: {title}").format(title=title))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._browse)
        self.setFocusProxy(self.edit)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.edit, 1)
        layout.addWidget(choose)

    @property
    def path(self) -> Path | None:
        """The named file, None for an empty field."""
        text = self.edit.text().strip()
        return self._folder / Path(text).expanduser() if text else None

    def show_path(self, path: Path) -> None:
        """Name a file; one in the folder by its name alone."""
        self.edit.setText(path.name if path.parent == self._folder else str(path))

    def _browse(self) -> None:
        """Whether to replace a file is asked when it is written, for a typed name too."""
        dialog = QFileDialog(self.window(), self._title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setNameFilters([self.tr("Training files (*.jsonl *.json *.txt)"), self.tr("All files (*)")])
        dialog.setDirectory(str(self._folder))
        if self.path is not None:
            dialog.selectFile(str(self.path))
        dialog.fileSelected.connect(lambda chosen: self.show_path(Path(chosen)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
