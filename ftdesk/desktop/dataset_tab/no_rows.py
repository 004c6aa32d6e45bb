"""What stands in place of the rows when there are none: why, and the way back to them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ftdesk.desktop.labels import plain_label


class NoRows(QWidget):
    """Signals: `clear_wanted()`: show every example again."""

    clear_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("no_rows")
        self.setProperty("look", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = plain_label("", "muted", wrap=True, parent=self)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._clear = QPushButton(self.tr("Show all examples"), self)
        self._clear.setObjectName("clear_filter_button")
        self._clear.clicked.connect(self.clear_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 48, 24, 24)
        layout.setSpacing(12)
        layout.addWidget(self._words)
        layout.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        self.hide()

    def show_reason(self, *, filtered: bool) -> None:
        """Say that the filter hides every row, or that there is none yet."""
        self._words.setText(
            self.tr("No example matches the filter.") if filtered else self.tr("There is no example yet.")
        )
        self._clear.setVisible(filtered)
