"""The strip under a text that is shown in parts: which part it is, and the way to the others."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ftdesk.desktop.dataset_tab.small_button import small_button
from ftdesk.desktop.dataset_tab.text_window import TextWindow

HEIGHT = 30


class PartsBar(QWidget):
    """Signals: `earlier_wanted()` and `later_wanted()`: the parts before and after the one that is shown."""

    earlier_wanted = Signal()
    later_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("parts_bar")
        self.setFixedHeight(HEIGHT)
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setProperty("look", "small")
        self._words.setMinimumWidth(0)
        self._earlier = small_button(
            "earlier_part_button", "chevron-left", self.tr("Show the part before (Ctrl+Page Up)"), self
        )
        self._later = small_button(
            "later_part_button", "chevron-right", self.tr("Show the part after (Ctrl+Page Down)"), self
        )
        self._earlier.clicked.connect(self.earlier_wanted)
        self._later.clicked.connect(self.later_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 1, 8, 1)
        row.setSpacing(2)
        row.addWidget(self._words, 1)
        row.addWidget(self._earlier)
        row.addWidget(self._later)
        self.hide()

    def show_window(self, window: TextWindow) -> None:
        """Say what is shown; nothing is said of a text that is shown whole."""
        self.setVisible(not window.is_whole)
        words = self.tr("Characters {first}–{last} of {count}; the others stay as they are")
        self._words.setText(
            words.format(first=f"{window.first + 1:,}", last=f"{window.last:,}", count=f"{window.length:,}")
        )
        self._earlier.setEnabled(window.first > 0)
        self._later.setEnabled(window.last < window.length)
