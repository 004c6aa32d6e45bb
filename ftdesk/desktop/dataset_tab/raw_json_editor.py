"""The example as it stands in the file: one line of JSON, edited live; a line that is no JSON is kept and explained."""

import re

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeyEvent, QTextOption
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.json_highlighter import JsonHighlighter
from ftdesk.desktop.dataset_tab.plain_editor import SHOWN_LENGTH, PlainEditor

_RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LineEditor(PlainEditor):
    """A line without line ends: Return does nothing, pasted ends become spaces, which JSON allows between its parts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("raw_json_edit", self.tr("Raw JSON line"), parent)
        self.setProperty("look", "plain")
        self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self._highlighter = JsonHighlighter(self.document())

    def line(self) -> bytes:
        """The line; bytes that are not UTF-8 and were not touched are as they came."""
        return self.value().encode("utf-8", "surrogateescape")

    def show_line(self, line: bytes) -> None:
        """Show a line, whatever its bytes."""
        self.set_value(line.decode("utf-8", "surrogateescape"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the line one line."""
        if event.key() in _RETURNS:
            event.ignore()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as one line of plain text."""
        self.insertPlainText(re.sub(r"[\r\n]+", " ", source.text()))


class RawJsonEditor(QWidget):
    """The line editor with a word about lines that are too long to edit here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = LineEditor(self)
        self._cut = QLabel(self)
        self._cut.setObjectName("raw_json_cut_note")
        self._cut.setProperty("look", "small")
        self._cut.setWordWrap(True)
        self._cut.setContentsMargins(12, 4, 12, 4)
        self._cut.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._cut)
        layout.addWidget(self.editor, 1)
        theme.notifier().theme_changed.connect(self._dress)
        self._dress()

    def show_line(self, line: bytes, size: int = 0) -> None:
        """Show a line; one of more than 200,000 characters in part and read-only. `line` may be the first of `size`."""
        self.editor.show_line(line)
        self._cut.setVisible(self.editor.is_cut)
        if self.editor.is_cut:
            template = self.tr(
                "This line has {count} bytes; its first {shown} characters are shown, read-only."
            )
            self._cut.setText(template.format(count=f"{max(size, len(line)):,}", shown=f"{SHOWN_LENGTH:,}"))

    def _dress(self) -> None:
        self.editor.setFont(theme.code_font(0.96))
