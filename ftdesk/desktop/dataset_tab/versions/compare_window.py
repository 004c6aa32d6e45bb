"""Two versions of a dataset side by side: the differences as a list, the chosen one word by word."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ftdesk.desktop.dataset_tab.versions.comparing import STEPS, Compared, Comparing, Sides
from ftdesk.desktop.dataset_tab.versions.differences_view import DifferencesView
from ftdesk.desktop.figure_words import number
from ftdesk.desktop.labels import ElidedLabel, plain_label
from ftdesk.desktop.messages import explain
from ftdesk.errors import Cancelled

if TYPE_CHECKING:
    from ftdesk.desktop.background import Background, Work

_WIDTH, _HEIGHT = 1080, 720


class CompareWindow(QDialog):
    """Compares two sides, then shows what differs; closing it destroys it, and with it the comparison under way."""

    def __init__(self, background: Background, before: str, after: str, parent: QWidget) -> None:
        """`before` and `after` name the older side and the newer one, in plain text."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("compare_window")
        self.setWindowTitle(self.tr("Compare"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._background = background
        self.view: DifferencesView | None = None
        self._bar = QProgressBar()
        self._bar.setObjectName("compare_progress")
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setRange(0, STEPS)
        self._stop = QPushButton(self.tr("Cancel"))
        self._stop.setObjectName("cancel_compare_button")
        self._stop.clicked.connect(self.reject)
        self.note = plain_label(look="muted", wrap=True)
        self.note.setObjectName("compare_note")
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedWidget()
        self._lay_out(before, after)

    def begin(self, open_sides: Callable[[Work], Sides]) -> None:
        """Compare what `open_sides` opens in an I/O thread: the older side and the newer."""
        comparing = Comparing(self._background, self.tr("Comparing"), self)
        comparing.advanced.connect(self._bar.setValue)
        comparing.finished.connect(self._show)
        comparing.failed.connect(self._fail)
        comparing.start(open_sides)

    def _show(self, compared: Compared) -> None:
        if not len(compared.comparison):
            same = self.tr("Nothing differs: all {count} examples are the same and stand in the same order.")
            self._say(same.format(count=number(compared.comparison.unchanged)))
            return
        self.view = DifferencesView(self._background, compared)
        self._pages.addWidget(self.view)
        self._pages.setCurrentWidget(self.view)
        self.view.setFocus()

    def _fail(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self.reject()
        else:
            self._say(explain(error).sentence)

    def _say(self, sentence: str) -> None:
        self.note.setText(sentence)
        self._pages.setCurrentIndex(1)

    def _lay_out(self, before: str, after: str) -> None:
        names = QHBoxLayout()
        names.setSpacing(16)
        for sign, name, words, key in (
            ("−", before, self.tr("Before"), "compare_before"),
            ("+", after, self.tr("After"), "compare_after"),
        ):
            label = ElidedLabel(key, "heading")
            label.setText(f"{sign} {name}")
            label.setAccessibleName(f"{words}: {name}")
            names.addWidget(label, 1)
        waiting = QWidget()
        column = QVBoxLayout(waiting)
        column.setSpacing(12)
        column.addStretch(1)
        for widget in (plain_label(self.tr("Comparing example by example…"), "muted"), self._bar, self._stop):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        self._bar.setFixedWidth(320)
        column.addStretch(1)
        self._pages.addWidget(waiting)
        self._pages.addWidget(self.note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(names)
        layout.addWidget(self._pages, 1)
        self.resize(_WIDTH, _HEIGHT)
