"""The example as it stands in the file: one line of JSON, edited live; a line that is no JSON is kept and explained."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCharFormat, QTextOption
from PySide6.QtWidgets import QTextEdit, QWidget

from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.json_highlighter import JsonHighlighter
from ftdesk.desktop.dataset_tab.plain_editor import PlainEditor

_LONGEST_AT_ONCE = 1_000_000
"""Characters; a longer line is as long a piece of the journal for each change."""
_RESTS_AFTER_MS = 300
_RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LineEditor(PlainEditor):
    """A line without line ends: Return does nothing, pasted ends become spaces, which JSON allows between its parts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("raw_json_edit", self.tr("Raw JSON line"), parent)
        self.setProperty("look", "plain")
        self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.follows_direction = False
        self._highlighter = JsonHighlighter(self.document())

    def line(self) -> bytes:
        """The line; bytes that are not UTF-8 and were not touched are as they came."""
        return self.value().encode("utf-8", "surrogateescape")

    def show_line(self, line: bytes) -> None:
        """Show a line, whatever its bytes."""
        self.set_value(line.decode("utf-8", "surrogateescape"))

    def point_at(self, places: Sequence[int]) -> None:
        """Underline the characters where the line stops being JSON; what is past the end points at the last one."""
        marks = []
        for place in (min(place, len(self.value()) - 1) for place in places):
            mark = QTextEdit.ExtraSelection()
            form = QTextCharFormat()
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            form.setUnderlineColor(theme.color("error"))
            form.setBackground(theme.color("error_soft"))
            mark.format = form
            mark.cursor = self.cursor_over(place, place + 1)
            marks.append(mark)
        self.setExtraSelections(marks)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the line one line."""
        if event.key() in _RETURNS:
            event.ignore()
            return
        super().keyPressEvent(event)

    def pasted(self, text: str) -> str:
        """Line ends become spaces."""
        return re.sub(r"[\r\n]+", " ", text)


class RawJsonEditor(LineEditor):
    """The line as the person edits it; a very long one is handed on when typing rests, not at every key.

    Signals:
        line_edited(object): bytes, the line as it is now.
    """

    line_edited = Signal(object)  # bytes

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._resting = QTimer(self, singleShot=True, interval=_RESTS_AFTER_MS)
        self._resting.timeout.connect(self._tell)
        self.edited.connect(self._take_edit)
        theme.notifier().theme_changed.connect(self._dress)
        self._dress()

    def event(self, event: QEvent) -> bool:
        """Before a shortcut acts on the example, hand on what was typed."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _may_act(event):
            self.settle()
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whatever the person turns to finds what was typed."""
        self.settle()
        super().focusOutEvent(event)

    def settle(self) -> None:
        """Hand on what was typed in the last moment."""
        if self._resting.isActive():
            self._resting.stop()
            self._tell()

    def _take_edit(self) -> None:
        if len(self.value()) > _LONGEST_AT_ONCE:
            self._resting.start()
        else:
            self._tell()

    def _tell(self) -> None:
        self.line_edited.emit(self.line())

    def _dress(self) -> None:
        self.setFont(theme.code_font(0.96))


def _may_act(event: QKeyEvent) -> bool:
    """Whether these keys may be a shortcut rather than typing."""
    holding = (
        Qt.KeyboardModifier.ControlModifier
        | Qt.KeyboardModifier.AltModifier
        | Qt.KeyboardModifier.MetaModifier
    )
    return bool(event.modifiers() & holding) or Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
