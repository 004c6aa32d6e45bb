"""What the playground shows before the first message: what it is for, and something to start with."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ftdesk.desktop.icons import pixmap
from ftdesk.desktop.palettes import colors


class EmptyState(QWidget):
    """Signals:
    suggestion_chosen(object): a first message (str) the person may change and send.
    """

    suggestion_chosen = Signal(object)  # str

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("playground_empty_state")
        picture = QLabel()
        picture.setPixmap(pixmap("playground", colors().text_muted, 32, 2.0))
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
        text.setFixedWidth(440)
        self._trouble = QLabel()
        self._trouble.setTextFormat(Qt.TextFormat.PlainText)
        self._trouble.setProperty("look", "pill")
        self._trouble.setProperty("tone", "warning")
        self._trouble.setWordWrap(True)
        self._trouble.setFixedWidth(440)
        self._trouble.hide()
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(2)
        for widget in (picture, title, text, self._trouble, *self._suggestions()):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def show_trouble(self, sentence: str) -> None:
        """Say why the models cannot be listed; "" takes it away."""
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))

    def _suggestions(self) -> list[QPushButton]:
        buttons = []
        for text in (self.tr("How do I reserve a boat?"), self.tr("What can you help me with?")):
            button = QPushButton(text)
            button.setProperty("look", "quiet")
            button.clicked.connect(lambda _=False, text=text: self.suggestion_chosen.emit(text))
            buttons.append(button)
        return buttons
