"""Dialogs as high as their words: Qt does not ask wrapped labels inside nested layouts how high they are."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from ftdesk.desktop.theme import BASE_SIZE, text_size


def fit_to_words(dialog: QDialog, width: int) -> None:
    """Make `dialog`, which is shown or about to be, as high as all it shows needs.

    Args:
        width: in pixels at the base text size; it grows with the text.
    """
    layout = dialog.layout()
    if layout is None:
        return
    layout.activate()
    wide = max(dialog.width(), round(width * text_size() / BASE_SIZE))
    high = layout.totalHeightForWidth(wide) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
    dialog.setMinimumHeight(min(high, dialog.screen().availableGeometry().height()))
    dialog.resize(wide, high)
