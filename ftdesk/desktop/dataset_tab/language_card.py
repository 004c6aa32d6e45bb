"""The languages of the answers with how many were looked at, and the way to look at all."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ftdesk.dataset.distributions import Measure
from ftdesk.desktop.dataset_tab.histogram import Histogram
from ftdesk.desktop.labels import plain_label


class LanguageCard(QWidget):
    """Signals: `look_wanted()`: look at the examples that were not looked at; `stop_wanted()`: look no further."""

    look_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.histogram = Histogram(Measure.LANGUAGES, self)
        self._note = plain_label("", "small", wrap=True, parent=self)
        self._note.setObjectName("languages_note")
        self._button = QPushButton(self)
        self._button.setObjectName("look_at_languages_button")
        self._button.setAutoDefault(False)
        self._button.clicked.connect(self._press)
        self._running = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.histogram)
        foot = QVBoxLayout()
        foot.setContentsMargins(4, 0, 4, 4)
        foot.addWidget(self._note)
        foot.addWidget(self._button)
        foot.setSpacing(6)
        layout.addLayout(foot)
        self.show_progress(0, 0, running=False)

    def show_progress(self, looked_at: int, total: int, *, running: bool) -> None:
        """Say how many of all examples were looked at; those that were edited since do not count."""
        self._running = running
        if looked_at < total:
            words = self.tr("of {count} of {total} examples looked at")
        else:
            words = self.tr("of all {total} examples")
        self._note.setText(words.format(count=f"{looked_at:,}", total=f"{total:,}") if looked_at else "")
        self._note.setVisible(looked_at > 0)
        self._button.setText(self.tr("Stop") if running else self.tr("Look at all"))
        self._button.setVisible(running or looked_at < total)

    def _press(self) -> None:
        if self._running:
            self.stop_wanted.emit()
        else:
            self.look_wanted.emit()
