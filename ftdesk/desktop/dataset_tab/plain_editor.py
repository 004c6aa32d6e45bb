"""Editors for outside text: plain text only, undo left to the document's own stack."""

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.invisible_marks import marking, name_at, paint_marks
from ftdesk.desktop.dataset_tab.lossless_text import change, shown, utf16_index, utf16_length
from ftdesk.desktop.dataset_tab.parts_bar import HEIGHT, PartsBar
from ftdesk.desktop.dataset_tab.text_window import EMPTY, PART, TextWindow, fits, part_at, window_for
from ftdesk.desktop.dataset_tab.visible_text import starts_right_to_left
from ftdesk.desktop.file_drops import TextEdit
from ftdesk.desktop.plain_mime import plain_mime

_UNDO_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class PlainEditor(TextEdit):
    """A text field that never undoes by itself, marks invisible characters and lets Tab walk on.

    A very long text is shown, and edited, a part at a time.

    Signals:
        edited(): the person changed the text; `value()` has it.
    """

    edited = Signal()

    def __init__(self, object_name: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = ""
        self._window = EMPTY
        self._shown = ""
        self._showing = False
        self.follows_direction = True
        """Whether a text that begins right to left stands at the right."""
        self._bar: PartsBar | None = None
        self._tinted_from: int | None = None
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
        marking().changed.connect(self._mark_anew)

    # -- the text -----------------------------------------------------------------------------------------------------

    def value(self) -> str:
        """The text, with every character that the person did not touch exactly as it came."""
        return self._value

    def set_value(self, value: str) -> None:
        """Show `value`, touching only what differs, so that the cursor stays where the change is."""
        if value == self._value:
            return
        place = change(self._value, value)[0] if not fits(value) else 0
        kept, self._value = self._window, value
        if not fits(value) and kept.first <= place < kept.last:
            self._show_window(part_at(kept.first, len(value)))
        else:
            self._show_window(window_for(value, place))

    def true_text(self, start: int, end: int) -> str:
        """The characters of `value()` behind a stretch of the field, given in Qt's positions."""
        first, last = (utf16_index(self._shown, place) for place in (start, end))
        return self._value[self._window.first + first : self._window.first + last]

    def select(self, start: int, end: int) -> None:
        """Select characters of `value()` and bring them into view."""
        if not self._window.first <= start <= self._window.last:
            self._show_part(window_for(self._value, start))
        self.setTextCursor(self.cursor_over(start, end))
        self.ensureCursorVisible()

    def cursor_over(self, start: int, end: int) -> QTextCursor:
        """A cursor over characters of `value()`; what is not shown is left out."""
        cursor, first = QTextCursor(self.document()), self._window.first
        cursor.setPosition(utf16_length(self._shown[: max(0, start - first)]))
        last = utf16_length(self._shown[: max(0, end - first)])
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def tint_from(self, character: int | None) -> None:
        """Tint the text from a character of `value()` on, or (None) nothing of it."""
        if character is not None or self._tinted_from is not None:
            self._tinted_from = character
            self._tint()

    def set_locked(self, *, locked: bool) -> None:
        """Whether the text may only be read and copied."""
        self.setReadOnly(locked)

    # -- Qt -----------------------------------------------------------------------------------------------------------

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl with Page Up or Page Down leads to the other parts of a long text."""
        held = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if held and event.key() == Qt.Key.Key_PageUp and self._window.first > 0:
            self._show_earlier()
        elif held and event.key() == Qt.Key.Key_PageDown and self._window.last < self._window.length:
            self._show_later()
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say which character a mark stands for."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and marking().is_on:
            QToolTip.showText(event.globalPos(), name_at(self, event.pos()), self)
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, and marks over what cannot be seen in it."""
        super().paintEvent(event)
        if marking().is_on:
            paint_marks(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the strip with the parts at the bottom."""
        super().resizeEvent(event)
        if self._bar is not None:
            self._bar.setGeometry(0, self.height() - HEIGHT, self.width(), HEIGHT)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the true characters, not what stands in for them."""
        cursor = self.textCursor()
        return plain_mime(self.true_text(cursor.selectionStart(), cursor.selectionEnd()))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text; a very long one goes straight into the value, since the field could not carry it."""
        text = self.pasted(source.text())
        if len(text) <= PART:
            self.insertPlainText(text)
            return
        cursor = self.textCursor()
        places = (cursor.selectionStart(), cursor.selectionEnd())
        start, end = (self._window.first + utf16_index(self._shown, place) for place in places)
        self.set_value(self._value[:start] + text + self._value[end:])
        self.edited.emit()

    def pasted(self, text: str) -> str:
        """What is inserted when `text` is pasted."""
        return text

    # -- inside -------------------------------------------------------------------------------------------------------

    def _mark_anew(self) -> None:
        self.viewport().update()

    def _show_earlier(self) -> None:
        self._show_part(self._window.earlier())

    def _show_later(self) -> None:
        self._show_part(self._window.later())

    def _show_part(self, window: TextWindow) -> None:
        self._show_window(window)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _show_window(self, window: TextWindow) -> None:
        self._window = window
        text = shown(self._value[window.first : window.last])
        start, end, replacement = change(self._shown, text)
        self._replace(start, end, replacement)
        if start == 0 and end == len(self._shown):  # another text, not a change of this one
            self.moveCursor(QTextCursor.MoveOperation.Start)
        self._shown = text
        self._show_state()
        if self._tinted_from is not None:
            self._tint()

    def _tint(self) -> None:
        """The cursors of a tint move with what is typed; another part of a long text needs its own."""
        if self._tinted_from is None:
            self.setExtraSelections([])
            return
        tint = QTextEdit.ExtraSelection()
        tint.format.setBackground(theme.color("warning_soft"))
        tint.cursor = self.cursor_over(self._tinted_from, len(self._value))
        self.setExtraSelections([tint])

    def _replace(self, start: int, end: int, replacement: str) -> None:
        """Put other characters into the field, without taking that for an edit."""
        self._showing = True
        cursor = QTextCursor(self.document())
        cursor.setPosition(utf16_length(self._shown[:start]))
        cursor.setPosition(utf16_length(self._shown[:end]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(replacement)
        self._showing = False

    def _take_change(self) -> None:
        if self._showing:
            return
        text = self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")
        if text == self._shown:
            return
        first = self._window.first
        start, end, written = change(self._shown, text)
        self._value = self._value[: first + start] + written + self._value[first + end :]
        self._window = self._window.grown(len(written) - (end - start))
        self._shown = text
        if shown(written) != written:
            self._replace(start, start + len(written), shown(written))
            self._shown = shown(text)
        if self._window.is_whole and not fits(self._value):
            self._show_window(window_for(self._value, start))
        self._show_state()
        self.edited.emit()

    def _show_state(self) -> None:
        if self._bar is None and not self._window.is_whole:
            self._bar = self._make_bar()
        if self._bar is not None:
            self._bar.show_window(self._window)
        margin = 0 if self._window.is_whole else HEIGHT
        if self.viewportMargins().bottom() != margin:
            self.setViewportMargins(0, 0, 0, margin)
        option = self.document().defaultTextOption()
        right = self.follows_direction and starts_right_to_left(self._shown)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        if option.alignment() != side:
            option.setAlignment(side)
            self.document().setDefaultTextOption(option)

    def _make_bar(self) -> PartsBar:
        """Made when first needed: most texts are short, and a form has many fields."""
        bar = PartsBar(self)
        bar.earlier_wanted.connect(self._show_earlier)
        bar.later_wanted.connect(self._show_later)
        bar.setGeometry(0, self.height() - HEIGHT, self.width(), HEIGHT)
        return bar


def is_undo_key(event: QKeyEvent) -> bool:
    """Whether these keys mean undo or redo on this system."""
    return any(event.matches(key) for key in _UNDO_KEYS)
