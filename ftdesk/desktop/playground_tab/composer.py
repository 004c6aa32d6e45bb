"""Where the next message is written: Stop takes Send's place while an answer streams."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ftdesk.desktop.file_drops import TextEdit
from ftdesk.desktop.icons import set_icon

_LINES_AT_MOST = 8


class _MessageEdit(TextEdit):
    """Grows with its text; Ctrl+Enter is a wish to send."""

    send_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.textChanged.connect(self.fit)
        self.setTabChangesFocus(True)

    @Slot()
    def fit(self) -> None:
        """Be as high as the text, within bounds."""
        lines = min(max(int(self.document().size().height()), 2), _LINES_AT_MOST)
        margins = 2 * (self.frameWidth() + int(self.document().documentMargin())) + 12
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + margins)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.send_wanted.emit()
            return
        super().keyPressEvent(event)


class Composer(QFrame):
    """Signals:
    send_wanted(object): the text (str) the person wants sent.
    stop_wanted(): the person wants the answer to end.
    settings_wanted(): the person wants to mend what blocks.
    """

    send_wanted = Signal(object)  # str
    stop_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composer")
        self.setProperty("look", "foot")
        self._edit = _MessageEdit()
        self._edit.setObjectName("composer_edit")
        self._edit.setAccessibleName(self.tr("Message"))
        self._hint = QLabel()
        self._hint.setProperty("look", "small")
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._button = QPushButton()
        self._button.setObjectName("send_button")
        self._button.setProperty("look", "primary")
        self._streaming = False
        self._blocked = ""
        row = QHBoxLayout()
        row.setSpacing(8)
        self._settings = QPushButton(self.tr("Provider settings…"))
        self._settings.setObjectName("playground_provider_settings_button")
        self._settings.setProperty("look", "link")
        self._settings.hide()
        self._settings.clicked.connect(self.settings_wanted)
        row.addWidget(self._hint)
        row.addWidget(self._settings)
        row.addStretch(1)
        row.addWidget(self._button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self._edit)
        layout.addLayout(row)
        self._edit.send_wanted.connect(self._send)
        self._edit.textChanged.connect(self._refresh)
        self._button.clicked.connect(self._press)
        stop = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        stop.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        stop.activated.connect(self._stop)
        self.setFocusProxy(self._edit)
        self.ask_for_message()
        self._edit.fit()

    @property
    def text(self) -> str:
        """What is written now."""
        return self._edit.toPlainText()

    def write(self, text: str) -> None:
        """Put `text` there for the person to change and send."""
        self._edit.setPlainText(text)
        self._edit.moveCursor(self._edit.textCursor().MoveOperation.End)
        self._edit.setFocus()

    def clear(self) -> None:
        """Make room for the next message."""
        self._edit.clear()

    def ask_for_message(self, *, completion: bool = False) -> None:
        """Say in the empty field what belongs there."""
        text = self.tr("Text that the model continues") if completion else self.tr("Ask something")
        self._edit.setPlaceholderText(text)
        self._refresh()

    def show_streaming(self, streaming: bool) -> None:  # noqa: FBT001 - a state, as Qt's setters
        """Show Stop while an answer streams, Send otherwise."""
        self._streaming = streaming
        self._refresh()

    def block(self, reason: str, *, settings: bool = False) -> None:
        """Say why nothing can be sent now; "" lifts it. Writing is always possible.

        `settings` offers the way to mend it.
        """
        self._blocked = reason
        self._settings.setVisible(settings)
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        self._button.setText(self.tr("Stop") if self._streaming else self.tr("Send"))
        set_icon(self._button, "stop" if self._streaming else "send", "on_accent")
        self._button.setToolTip(self.tr("Esc") if self._streaming else self.tr("Ctrl+Enter"))
        self._button.setEnabled(self._streaming or (bool(self.text.strip()) and not self._blocked))
        self._hint.setText(self._blocked or self.tr("Ctrl+Enter sends, Esc stops"))

    @Slot()
    def _press(self) -> None:
        if self._streaming:
            self._stop()
        else:
            self._send()

    @Slot()
    def _send(self) -> None:
        if self.text.strip() and not self._streaming and not self._blocked:
            self.send_wanted.emit(self.text)

    @Slot()
    def _stop(self) -> None:
        if self._streaming:
            self.stop_wanted.emit()
