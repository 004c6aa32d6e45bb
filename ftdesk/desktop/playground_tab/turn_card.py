"""One message of the transcript: who spoke, the text, what can be done with it, and what it took."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ftdesk.desktop import theme
from ftdesk.desktop.file_drops import TextEdit
from ftdesk.desktop.icons import set_icon
from ftdesk.desktop.labels import ElidedLabel
from ftdesk.desktop.playground_tab.reply_view import READING_SCALE, ReplyView
from ftdesk.desktop.safe_copy import without_controls
from ftdesk.desktop.stylesheet import set_look

_LONGEST_SHOWN = 20_000
"""Characters of a person's own message that are laid out; the rest is there, but only said to be."""
_LONGEST_REPLY = 100_000
"""The same of an answer: more would hold the window up when the chat is opened again."""


_INDENT = 4
"""Pixels by which a reply's text stands off its frame (focus ring and padding); all text of a card lines up."""


class TurnCard(QFrame):
    """A message; it knows its text and nothing of conversations.

    Signals:
        edited(object): the new text (str) after the person saved an edit.
        regenerate_wanted(), example_wanted(): the buttons of an answer.
        link_chosen(object): QUrl of a link in an answer.
    """

    edited = Signal(object)  # str
    regenerate_wanted = Signal()
    example_wanted = Signal()
    link_chosen = Signal(object)  # QUrl

    def __init__(self, role: str, text: str, model: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.role = role
        self.setProperty("look", "card")
        self.setObjectName("turn_card")
        self._editor: _Editor | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 8, 12, 8)
        self._layout.setSpacing(4)
        self._header = QHBoxLayout()
        self._header.setSpacing(0)
        self._layout.addLayout(self._header)
        self._add_header(model)
        self._body = self._make_reply() if role == "assistant" else _read_label()
        self._layout.addWidget(self._body)
        self._rest = _small_label("turn_rest")
        self._layout.addWidget(self._rest)
        self._note = _small_label("turn_note")
        self._layout.addWidget(self._note)
        self._text = ""
        self.show_text(text)
        self.show_note("")

    @property
    def text(self) -> str:
        """The message as it came or was written."""
        return self._text

    def show_text(self, text: str, shown: str | None = None) -> None:
        """Hold `text` instead of what is there, and show it, or `shown` where more belongs below it."""
        self._text = text
        if isinstance(self._body, ReplyView):
            self._body.set_source((text if shown is None else shown)[:_LONGEST_REPLY])
            self._tell_rest(_LONGEST_REPLY)
        else:
            self._body.setText(text[:_LONGEST_SHOWN])
            self._tell_rest(_LONGEST_SHOWN)

    def append_text(self, text: str) -> None:
        """Add streamed text to an answer."""
        room = _LONGEST_REPLY - len(self._text)
        self._text += text
        if isinstance(self._body, ReplyView) and room > 0:
            self._body.append_source(text[:room])
        self._tell_rest(_LONGEST_REPLY)

    def show_note(self, note: str, *, trouble: bool = False) -> None:
        """Say below the text what it took, or what went wrong; "" says nothing."""
        set_look(self._note, "note" if trouble else "small", "error" if trouble else "")
        beside, above = (8, 6) if trouble else (_INDENT, 0)
        self._note.setContentsMargins(beside, above, beside, above)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._body.setVisible(self._editor is None and (bool(self._text) or not trouble))

    def let_act(self, able: bool) -> None:  # noqa: FBT001 - a state, as Qt's setters
        """Allow or forbid the buttons (while an answer streams nothing may change)."""
        for button in self.findChildren(QToolButton):
            button.setEnabled(able or button.objectName() == "copy_turn_button")
        for make in self.findChildren(QPushButton, "make_example_button"):
            make.setEnabled(able)
        if self._editor is not None:
            self._editor.let_save(able)

    def redraw(self) -> None:
        """Render again in the colours of the theme."""
        if isinstance(self._body, ReplyView):
            self._body.redraw()
        else:
            self._body.setFont(theme.ui_font(READING_SCALE))

    def _tell_rest(self, longest: int) -> None:
        rest = len(self._text) - longest
        words = self.tr("… and {count} more characters").format(count=f"{rest:,}")
        self._rest.setText(words if rest > 0 else "")
        self._rest.setVisible(rest > 0)

    # -- inside --------------------------------------------------------------------------------------------

    def _make_reply(self) -> ReplyView:
        reply = ReplyView()
        reply.setObjectName("reply_view")
        reply.setAccessibleName(self.tr("Answer"))
        reply.link_chosen.connect(self._pass_link)
        return reply

    def _add_header(self, model: str) -> None:
        tag = QLabel(self._role_name())
        tag.setObjectName("turn_role")
        set_look(tag, "role", self.role)
        self._header.addWidget(tag, 0, Qt.AlignmentFlag.AlignVCenter)
        self._header.addSpacing(8)
        name = ElidedLabel("turn_model", "small")
        name.setText(model)
        self._header.addWidget(name, 1)
        self._add_button("copy_turn_button", "copy", self.tr("Copy"), self._copy)
        self._add_button("edit_turn_button", "edit", self.tr("Edit"), self.start_edit)
        if self.role == "assistant":
            again = self.tr("Answer again")
            self._add_button("regenerate_button", "refresh", again, self.regenerate_wanted.emit)
            make = QPushButton(self.tr("Make example"))
            make.setObjectName("make_example_button")
            make.setProperty("look", "quiet")
            make.setToolTip(self.tr("Add this conversation up to here to the open dataset"))
            set_icon(make, "plus")
            make.clicked.connect(self.example_wanted)
            self._header.addWidget(make)

    def _role_name(self) -> str:
        names = {
            "system": self.tr("System"),
            "user": self.tr("User"),
            "assistant": self.tr("Assistant"),
            "tool": self.tr("Tool"),
        }
        return names.get(self.role, self.role)

    def _add_button(self, name: str, icon: str, title: str, slot: Callable[[], object]) -> None:
        button = QToolButton()
        button.setObjectName(name)
        button.setAccessibleName(title)
        button.setToolTip(title)
        button.setAutoRaise(True)
        set_icon(button, icon, "text_muted")
        button.clicked.connect(lambda _checked: slot())
        self._header.addWidget(button)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(without_controls(self._text))

    @Slot()
    def start_edit(self) -> None:
        """Let the person change the text in place."""
        if self._editor is not None:
            return
        self._editor = _Editor(self._text, self)
        self._editor.saved.connect(self._save_edit)
        self._editor.dropped.connect(self._end_edit)
        self._body.hide()
        self._layout.insertWidget(1, self._editor)
        self._editor.begin()

    @Slot()
    def _end_edit(self) -> None:
        if self._editor is not None:
            self._editor.deleteLater()
            self._editor = None
        self._body.show()

    @Slot(object)
    def _save_edit(self, text: str) -> None:
        self._end_edit()
        if text != self._text:
            self.show_text(text)
            self.edited.emit(text)

    @Slot(object)
    def _pass_link(self, address: QUrl) -> None:
        self.link_chosen.emit(address)


class _Editor(QWidget):
    """The text of a message, open for change."""

    saved = Signal(object)  # str
    dropped = Signal()

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._edit = TextEdit(text)
        self._edit.setObjectName("turn_edit")
        self._edit.setAccessibleName(self.tr("Text of the message"))
        lines = min(max(text.count("\n") + 2, 3), 14)
        self._edit.setFixedHeight(lines * self._edit.fontMetrics().lineSpacing() + 16)
        self._save_button = save = QPushButton(self.tr("Save"))
        save.setObjectName("save_turn_button")
        save.setProperty("look", "primary")
        drop = QPushButton(self.tr("Cancel"))
        drop.setObjectName("cancel_turn_button")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(drop)
        row.addWidget(save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._edit)
        layout.addLayout(row)
        save.clicked.connect(self._save)
        drop.clicked.connect(self.dropped)

    def begin(self) -> None:
        self._edit.setFocus()

    def let_save(self, able: bool) -> None:  # noqa: FBT001 - a state, as Qt's setters
        self._save_button.setEnabled(able)

    @Slot()
    def _save(self) -> None:
        self.saved.emit(self._edit.toPlainText())


def _small_label(name: str) -> QLabel:
    label = _plain_label()
    label.setObjectName(name)
    label.setProperty("look", "small")
    return label


def _read_label() -> QLabel:
    label = _plain_label()
    label.setFont(theme.ui_font(READING_SCALE))
    return label


def _plain_label() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setContentsMargins(_INDENT, 0, _INDENT, 0)
    return label
