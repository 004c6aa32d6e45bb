"""The only message box: says what failed, why and what to do, without stopping anything; the rest can be
copied.

How a failure is worded stands in `explanations` (files, keys, this machine) and `server_failures`.
"""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ftdesk.desktop.dialog_size import fit_to_words
from ftdesk.desktop.explanations import Explanation, explain
from ftdesk.desktop.labels import plain_label, shortened
from ftdesk.desktop.theme import code_font, colors, pixmap

__all__ = ["Explanation", "FailureBox", "explain", "recent_failures", "show_failure"]

_KEPT = 10
_WIDTH = 480
_recent: deque[str] = deque(maxlen=_KEPT)


def show_failure(parent: QWidget | None, error: BaseException) -> None:
    """Show `error` in a box over `parent` that does not block; `Cancelled` shows nothing.

    A failure that is on the screen already is not shown twice, so a repeated one cannot bury the window.
    """
    explanation = explain(error)
    if not explanation.sentence:
        return
    _recent.append(f"{type(error).__name__}: {explanation.sentence}")
    window = parent.window() if parent is not None else QApplication.activeWindow()
    if not any(box.explanation == explanation for box in _open_boxes(window)):
        FailureBox(explanation, window).open()


def recent_failures() -> tuple[str, ...]:
    """The last failures that were shown, oldest first, for Copy diagnostics."""
    return tuple(_recent)


class FailureBox(QDialog):
    """One failure: sentence, cause, next step; details behind a button."""

    def __init__(self, explanation: Explanation, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.explanation = explanation
        self.setObjectName("failure_box")
        self.setWindowTitle(self.tr("A problem"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._details = self._make_details()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(self._make_words())
        layout.addWidget(self._details)
        layout.addLayout(self._make_buttons())
        self.setMinimumWidth(_WIDTH)
        self._close_button.setFocus()

    def _make_words(self) -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(pixmap("error", colors().error, 32, 2.0))
        words = QVBoxLayout()
        words.setSpacing(8)
        for text, look in (
            (self.explanation.sentence, "heading"),
            (self.explanation.cause, ""),
            (self.explanation.next_step, "muted"),
        ):
            if text:
                label = plain_label(shortened(text, 600), look, wrap=True)
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                words.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _make_details(self) -> QPlainTextEdit:
        details = QPlainTextEdit(shortened(self.explanation.details, 20_000))
        details.setObjectName("failure_details")
        details.setAccessibleName(self.tr("Details"))
        details.setReadOnly(True)
        details.setFont(code_font(0.92))
        details.setProperty("look", "code")
        details.setMinimumHeight(140)
        details.hide()
        return details

    def _make_buttons(self) -> QHBoxLayout:
        show = QPushButton(self.tr("Show details"))
        show.setObjectName("failure_show_details")
        show.setProperty("look", "quiet")
        show.setCheckable(True)
        show.setAutoDefault(False)
        show.toggled.connect(self._show_details)
        self._show = show
        copy = QPushButton(self.tr("Copy details"))
        copy.setObjectName("failure_copy")
        copy.setAutoDefault(False)
        copy.clicked.connect(self._copy)
        self._close_button = close = QPushButton(self.tr("Close"))
        close.setObjectName("failure_close")
        close.setProperty("look", "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(show)
        row.addStretch(1)
        row.addWidget(copy)
        row.addWidget(close)
        show.setVisible(bool(self.explanation.details))
        return row

    def _show_details(self, shown: bool) -> None:  # noqa: FBT001 - a state, as Qt's setters
        self._details.setVisible(shown)
        self._show.setText(self.tr("Hide details") if shown else self.tr("Show details"))
        fit_to_words(self, _WIDTH)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the words."""
        super().showEvent(event)
        fit_to_words(self, _WIDTH)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.explanation.as_text())


def _open_boxes(window: QObject | None) -> list[FailureBox]:
    found = window.findChildren(FailureBox) if window is not None else []
    return [box for box in found if box.isVisible()]
