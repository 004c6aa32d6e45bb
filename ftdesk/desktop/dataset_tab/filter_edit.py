"""The box for the text to look for."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ftdesk.desktop import theme
from ftdesk.desktop.file_drops import LineEdit

_NARROWEST = 60
_ICONS_INSIDE = (
    "QToolButton { min-width: 0; min-height: 0; padding: 0; border: none; background: transparent; }"
)
"""The icons within the box are not buttons of 28 px."""


class FilterEdit(LineEdit):
    """Down goes on to the rows, Return looks for them anew, Escape takes the filter away.

    Signals:
        rows_wanted(), renew_wanted(), clear_wanted(): the keys.
    """

    rows_wanted = Signal()
    renew_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filter_edit")
        self.setAccessibleName(self.tr("Filter examples"))
        self.setPlaceholderText(self.tr("Filter examples"))
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(_NARROWEST)
        self.setStyleSheet(_ICONS_INSIDE)
        clear = self.findChild(QAction, "_q_qlineeditclearaction")
        if clear is not None:
            theme.set_icon(clear, "close", "text_muted")
        search = QAction(self)
        theme.set_icon(search, "search", "text_muted")
        self.addAction(search, QLineEdit.ActionPosition.LeadingPosition)

    def sizeHint(self) -> QSize:
        """Narrow: it takes the room that is left, and none from the buttons beside it."""
        return QSize(_NARROWEST, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that leave the box."""
        if event.key() == Qt.Key.Key_Down:
            self.rows_wanted.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.renew_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear_wanted.emit()
        else:
            super().keyPressEvent(event)
