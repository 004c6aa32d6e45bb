"""What the playground shows before the first message: what it is for, and something to start with."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ftdesk.desktop import theme

_WIDTH = 440


class EmptyState(QWidget):
    """Signals:
    suggestion_chosen(object): a first message (str) the person may change and send.
    """

    suggestion_chosen = Signal(object)  # str

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("playground_empty_state")
        self._picture = QLabel()
        title = QLabel(self.tr("Talk to a model"))
        title.setProperty("look", "title")
        text = QLabel(
            self.tr(
                "Choose a model on the right and ask it something. Good answers, or answers you corrected, "
                "become examples of the open dataset with one click."
            )
        )
        text.setProperty("look", "muted")
        text.setWordWrap(True)
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        text.setFixedWidth(_WIDTH)
        self._text = text
        self._trouble = QLabel()
        self._trouble.setTextFormat(Qt.TextFormat.PlainText)
        self._trouble.setProperty("look", "note")
        self._trouble.setProperty("tone", "warning")
        self._trouble.setWordWrap(True)
        self._trouble.setContentsMargins(8, 6, 8, 6)
        self._trouble.setFixedWidth(_WIDTH)
        self._trouble.hide()
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(2)
        for widget in (self._picture, title, text, self._trouble, *self._suggestions()):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        theme.notifier().theme_changed.connect(self._dress)
        self._dress()

    def show_trouble(self, sentence: str) -> None:
        """Say why the models cannot be listed; "" takes it away."""
        self._trouble.setText(sentence)
        self._dress()
        self._trouble.setVisible(bool(sentence))

    @Slot()
    def _dress(self) -> None:
        self._picture.setPixmap(theme.pixmap("playground", theme.color("text_muted").name(), 32, 2.0))
        for label in (self._text, self._trouble):
            if label.text():  # a centred label is not asked how high it is at its width
                label.setFixedHeight(label.heightForWidth(_WIDTH))

    def _suggestions(self) -> list[QPushButton]:
        buttons: list[QPushButton] = []
        for text in (self.tr("How do I reserve a boat?"), self.tr("What can you help me with?")):
            button = QPushButton(text)
            button.setObjectName(f"suggestion_{len(buttons)}")
            button.clicked.connect(lambda _=False, text=text: self.suggestion_chosen.emit(text))
            buttons.append(button)
        return buttons
