"""The quiet icon button of cards, tables and strips."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from ftdesk.desktop import theme


def small_button(object_name: str, icon: str, words: str, parent: QWidget) -> QToolButton:
    """A quiet 28 px icon button; `words` is its tooltip and accessible name."""
    button = QToolButton(parent)
    button.setObjectName(object_name)
    button.setAutoRaise(True)
    button.setFixedSize(28, 28)
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    theme.set_icon(button, icon, "text_muted")
    return button
