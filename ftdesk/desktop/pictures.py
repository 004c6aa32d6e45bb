"""Pictures of the window as a person sees it: with the dialogs that lie over it."""

from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

_SHADE = QColor(0, 0, 0, 70)


def picture_of(window: QWidget) -> QPixmap:
    """The window, and over it in order every dialog that is open."""
    picture = window.grab()
    painter = QPainter(picture)
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, QDialog) and dialog.isVisible():
            painter.fillRect(window.rect(), _SHADE)
            centre = QPoint(window.width() - dialog.width(), window.height() - dialog.height()) / 2
            painter.drawPixmap(centre, dialog.grab())
    painter.end()
    return picture


def save_picture(window: QWidget, path: Path) -> None:
    """Write `picture_of(window)` as PNG, making the folder. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not picture_of(window).save(str(path), "PNG"):
        raise OSError(f"{path} could not be written")
