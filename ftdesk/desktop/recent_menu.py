"""The files that were open before, as a submenu beside "Open file"."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget


class RecentMenu(QMenu):
    """Signals:
    chosen(object): Path of the file to open.
    """

    chosen = Signal(object)  # Path

    def __init__(self, parent: QWidget, recent: Callable[[], tuple[str, ...]]) -> None:
        """`recent` tells the paths, the last one first."""
        super().__init__(parent)
        self.setObjectName("recent_menu")
        self.setTitle(self.tr("Open recent"))
        self.setToolTipsVisible(True)
        self._recent = recent
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """List the files anew; without any the menu is greyed."""
        self.clear()
        for number, path in enumerate(map(Path, self._recent())):
            action = self.addAction(path.name.replace("&", "&&"))
            action.setObjectName(f"recent_file_{number}")
            action.setToolTip(str(path))
            action.triggered.connect(lambda _checked, path=path: self.chosen.emit(path))
        self.menuAction().setEnabled(not self.isEmpty())
