"""Editors for outside text: plain text only, undo left to the document's own stack, as tall as their content."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QTextCursor, QTextOption, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ftdesk.desktop.dataset_tab.lossless_text import change, shown, utf16_length
from ftdesk.desktop.file_drops import TextEdit

EDITABLE_LENGTH = 200_000
SHOWN_LENGTH = 10_000
_TALLEST = 620
_UNDO_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class PlainEditor(TextEdit):
    """A text field that never undoes by itself, shows invisible characters and lets Tab walk on.

    Signals:
        edited(): the person changed the text; `value()` has it.
    """

    edited = Signal()

    def __init__(self, object_name: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = ""
        self._shown = ""
        self._showing = False
        self._locked = False
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        option = self.document().defaultTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setFlags(QTextOption.Flag.ShowDefaultIgnorables)
        self.document().setDefaultTextOption(option)
        self.textChanged.connect(self._take_change)

    def value(self) -> str:
        """The text, with every character that the person did not touch exactly as it came."""
        return self._value

    def set_value(self, value: str) -> None:
        """Show `value`, touching only what differs, so that the cursor stays where the change is.

        More than `EDITABLE_LENGTH` characters are shown in part and cannot be edited here.
        """
        if value == self._value:
            return
        self._value = value
        self.setReadOnly(self.is_cut or self._locked)
        text = shown(value[:SHOWN_LENGTH] if self.is_cut else value)
        start, end, replacement = change(self._shown, text)
        self._showing = True
        cursor = QTextCursor(self.document())
        cursor.setPosition(utf16_length(self._shown[:start]))
        cursor.setPosition(utf16_length(self._shown[:end]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(replacement)
        if start == 0 and end == len(self._shown):  # another text, not a change of this one
            self.moveCursor(QTextCursor.MoveOperation.Start)
        self._shown = text
        self._showing = False

    @property
    def is_cut(self) -> bool:
        """Whether only the beginning is shown, read-only."""
        return len(self._value) > EDITABLE_LENGTH

    def set_locked(self, *, locked: bool) -> None:
        """Whether the text may only be read and copied."""
        self._locked = locked
        self.setReadOnly(self.is_cut or locked)

    def select(self, start: int, end: int) -> None:
        """Select characters of `value()` and bring them into view."""
        cursor = self.textCursor()
        cursor.setPosition(utf16_length(self._shown[:start]))
        cursor.setPosition(utf16_length(self._shown[:end]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window's actions; Qt would otherwise swallow the keys here."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and is_undo_key(event)
        ):
            event.ignore()
            return False
        return super().event(event)

    def _take_change(self) -> None:
        if self._showing or self.is_cut:
            return
        text = self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")
        if text == self._shown:
            return
        start, end, replacement = change(self._shown, text)
        self._value = self._value[:start] + replacement + self._value[end:]
        self._shown = text
        self.edited.emit()


class ContentSizedEditor(PlainEditor):
    """As tall as its text, up to a screenful; beyond that it scrolls, but only while it has the focus."""

    def __init__(self, object_name: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(object_name, accessible_name, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A new width wraps anew, so the height follows."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the form, not the field, unless the person is inside a field that is longer than shown."""
        if self.hasFocus() and self.verticalScrollBar().maximum() > 0:
            super().wheelEvent(event)
        else:
            event.ignore()

    def sizeHint(self) -> QSize:
        """The height of the wrapped text."""
        return QSize(super().sizeHint().width(), self._content_height())

    def _fit(self) -> None:
        height = self._content_height()
        if height == self.minimumHeight() == self.maximumHeight():
            return
        self.setFixedHeight(height)
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if height >= _TALLEST else policy.ScrollBarAlwaysOff
        )

    def _content_height(self) -> int:
        # the margin above; Qt counts the one below into the last block
        height = self.document().documentMargin() + self.height() - self.viewport().height()
        block = self.document().firstBlock()
        while block.isValid() and height < _TALLEST:
            height += self.blockBoundingRect(block).height()
            block = block.next()
        return min(_TALLEST, int(height + 0.99))


def is_undo_key(event: QKeyEvent) -> bool:
    """Whether these keys mean undo or redo on this system."""
    return any(event.matches(key) for key in _UNDO_KEYS)
