"""The mark of a severity: an icon whose shape says it without its colour, with the word as its tooltip."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from ftdesk.dataset.rules.finding import Severity
from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.finding_words import severity_word

_DROP = 3  # to the middle of the first line of words beside it
ICONS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}


def severity_color(severity: Severity) -> QColor:
    """The colour of a severity in the theme in use."""
    return theme.color(severity.value)


def severity_pixmap(severity: Severity, scale: float = 1.0, size: int = 16) -> QPixmap:
    """The icon of a severity in its colour."""
    return theme.pixmap(ICONS[severity], severity_color(severity).name(), size, scale)


class SeverityMark(QLabel):
    """An icon of `size` pixels that follows the theme."""

    def __init__(self, severity: Severity, parent: QWidget | None = None, size: int = 16) -> None:
        super().__init__(parent)
        self._severity = severity
        self._size = size
        self.setFixedSize(size, size + _DROP)
        self.setAlignment(Qt.AlignmentFlag.AlignBottom)
        theme.notifier().theme_changed.connect(self._draw)
        self._draw()

    def show_severity(self, severity: Severity) -> None:
        """Show another severity."""
        self._severity = severity
        self._draw()

    def _draw(self) -> None:
        self.setPixmap(severity_pixmap(self._severity, self.devicePixelRatioF(), self._size))
        self.setToolTip(severity_word(self._severity))
