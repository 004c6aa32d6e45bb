"""A titled text at the top of an example, such as a prompt or a completion."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ftdesk.dataset.rules.finding import Finding
from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.content_sized_editor import ContentSizedEditor
from ftdesk.desktop.dataset_tab.edit import pointer_of
from ftdesk.desktop.dataset_tab.field_notes import FieldNotes


class TextSection(QFrame):
    """Signals: `edited()` when the person changed the text; `editor.value()` has it."""

    edited = Signal()

    def __init__(self, key: str, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.setObjectName(f"{key}_card")
        self.setProperty("look", "card")
        title = QLabel(key, self)
        title.setProperty("look", "pill")
        title.setProperty("tone", tone)
        self.editor = ContentSizedEditor(f"{key}_text", key, self)
        self.editor.setProperty("look", "plain")
        self._notes = FieldNotes(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(4)
        layout.addWidget(title, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.editor)
        layout.addWidget(self._notes)
        self.editor.edited.connect(self.edited)
        theme.notifier().theme_changed.connect(self._dress)
        self._dress()

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Show those of `findings` that speak of this text."""
        self._notes.show_findings([item for item in findings if pointer_of(item.path)[:1] == (self.key,)])

    def _dress(self) -> None:
        self.editor.setFont(theme.ui_font(1.08))
