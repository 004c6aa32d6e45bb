"""Content that is a list of parts: texts are edited as text, everything else is shown as what it is and never lost."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ftdesk.dataset.example import Example, MessageView, Pointer
from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.content_sized_editor import ContentSizedEditor
from ftdesk.desktop.dataset_tab.visible_text import one_line
from ftdesk.desktop.labels import plain_label

MOST_PARTS = 30
_ADDRESS_LENGTH = 90


class ContentParts(QWidget):
    """The parts of one message, top to bottom.

    Signals:
        part_edited(int, object): index of a text part and its new text (str).
    """

    part_edited = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds: tuple[bool, ...] = ()
        self._rows: list[ContentSizedEditor | _OtherPart] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._note = plain_label("", "small", parent=self)
        self._note.hide()
        self._layout.addWidget(self._note)

    def show_parts(self, example: Example, view: MessageView, number: int) -> None:
        """Show the parts of a message; `number` is that of its card."""
        texts = view.part_texts[:MOST_PARTS]
        hidden = len(view.part_texts) - len(texts)
        self._note.setVisible(hidden > 0)
        self._note.setText(self.tr("{count} more parts stand in the raw line.").format(count=f"{hidden:,}"))
        kinds = tuple(text is not None for text in texts)
        if kinds != self._kinds:
            self._rebuild(kinds, number)
        for index, (row, text) in enumerate(zip(self._rows, texts, strict=True)):
            if isinstance(row, ContentSizedEditor):
                row.set_value(text or "")
            else:
                row.show_part(example.get((*view.pointer, "content", index)))

    def focus_part(self, rest: Pointer) -> bool:
        """Give the keyboard to the part with this index, or to the first; false where there is none."""
        for index in (*rest[:1], 0):
            if isinstance(index, int) and index < len(self._rows):
                self._rows[index].setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def _rebuild(self, kinds: tuple[bool, ...], number: int) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._kinds = kinds
        self._rows = [self._make_row(index, number, is_text=is_text) for index, is_text in enumerate(kinds)]
        for row in self._rows:
            self._layout.insertWidget(self._layout.count() - 1, row)

    def _make_row(self, index: int, number: int, *, is_text: bool) -> "ContentSizedEditor | _OtherPart":
        if not is_text:
            return _OtherPart(f"message_part_{number}_{index}", self)
        name = self.tr("Text part {number}").format(number=index + 1)
        editor = ContentSizedEditor(f"message_part_{number}_{index}", name, self)
        editor.setProperty("look", "plain")
        editor.setFont(theme.ui_font(1.08))
        editor.edited.connect(lambda: self.part_edited.emit(index, editor.value()))
        return editor


class _OtherPart(QWidget):
    """An image, a file, a sound or something unknown: its type and the beginning of what it holds. Never loaded."""

    def __init__(self, object_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._type = QLabel(self)
        self._holds = QLabel(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(8)
        for label in (self._type, self._holds):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._type.setProperty("look", "pill")
        self._holds.setProperty("look", "muted")
        self._holds.setMinimumSize(QSize(0, 0))
        row.addWidget(self._type)
        row.addWidget(self._holds, 1)

    def show_part(self, part: object) -> None:
        """Show a part that is no text."""
        kind = part.get("type") if isinstance(part, dict) else None
        self._type.setText(one_line(str(kind or self.tr("Unknown part")), 30))
        self._holds.setText(_described(part, str(kind)))
        self._holds.setFont(theme.code_font(0.92))


def _described(part: object, kind: str) -> str:
    inner = part.get(kind) if isinstance(part, dict) else part
    address = inner.get("url") if isinstance(inner, dict) else inner
    if isinstance(address, str):
        size = f" ({len(address):,})" if len(address) > _ADDRESS_LENGTH else ""
        return one_line(address, _ADDRESS_LENGTH) + size
    return one_line(str(inner), _ADDRESS_LENGTH)
