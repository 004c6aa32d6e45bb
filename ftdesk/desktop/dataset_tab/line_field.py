"""A one-line text of an example: leaves undo to the document and keeps characters that Qt would change."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ftdesk.desktop.dataset_tab.lossless_text import change, shown
from ftdesk.desktop.dataset_tab.plain_editor import is_undo_key


class LineField(QLineEdit):
    """Signals: `edited()` when the person changed the text; `value()` has it."""

    edited = Signal()

    def __init__(self, object_name: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = ""
        self._shown = ""
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        self.setToolTip(accessible_name)
        self.textEdited.connect(self._take_change)

    def value(self) -> str:
        """The text, with every character that the person did not touch exactly as it came."""
        return self._value

    def set_value(self, value: str) -> None:
        """Show `value`; a text already shown is left alone, with its cursor."""
        if value == self._value:
            return
        self._value = value
        self._shown = shown(value).replace("\n", "␊")
        position = self.cursorPosition()
        self.setText(self._shown)
        if self.hasFocus():
            self.setCursorPosition(min(position, len(self.text())))

    def set_locked(self, *, locked: bool) -> None:
        """Whether the text may only be read and copied."""
        self.setReadOnly(locked)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window's actions."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and is_undo_key(event)
        ):
            event.ignore()
            return False
        return super().event(event)

    def _take_change(self, text: str) -> None:
        start, end, replacement = change(self._shown, text)
        self._value = self._value[:start] + replacement + self._value[end:]
        self._shown = text
        self.edited.emit()
