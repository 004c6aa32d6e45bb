"""The places of an import that could not be taken as they stand, one a line, to be read and copied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from ftdesk.desktop.labels import plain_label

if TYPE_CHECKING:
    from ftdesk.dataset.json_pieces import Notice


class ImportReport(QDialog):
    """Lists notices; plain text."""

    def __init__(self, notices: Sequence[Notice], parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setObjectName("import_report")
        self.setWindowTitle(self.tr("What was changed by the import"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        text = QPlainTextEdit(notice_lines(notices))
        text.setObjectName("import_report_text")
        text.setAccessibleName(self.windowTitle())
        text.setReadOnly(True)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(plain_label(self.windowTitle(), "heading"))
        words = self.tr("The lines are those of the original file, which stays as it is.")
        layout.addWidget(plain_label(words, "muted", wrap=True))
        layout.addWidget(text, 1)
        layout.addWidget(close)
        self.resize(560, 360)


def notice_lines(notices: Sequence[Notice]) -> str:
    """One sentence a line."""
    return "\n".join(map(_sentence, notices))


def _sentence(notice: Notice) -> str:
    from ftdesk.dataset.json_pieces import CONTEXT

    return QCoreApplication.translate(CONTEXT, notice.template).format(line=f"{notice.line:,}")
