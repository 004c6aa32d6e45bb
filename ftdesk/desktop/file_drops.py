"""A file that is dropped anywhere on the window opens there; text fields leave it to the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit


def dropped_file(mime: QMimeData) -> Path | None:
    """The first file of this machine in what is dragged or dropped, or None."""
    return next((Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()), None)


class TextEdit(QPlainTextEdit):
    """A text field that takes text only: Qt's would write the address of a dropped file into the text."""

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text, but no files."""
        return dropped_file(source) is None and super().canInsertFromMimeData(source)


class LineEdit(QLineEdit):
    """The same for one line."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Leave a file to the window."""
        if dropped_file(event.mimeData()) is not None:
            event.ignore()
            return
        super().dragEnterEvent(event)
