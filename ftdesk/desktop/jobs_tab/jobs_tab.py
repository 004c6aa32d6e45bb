"""The jobs tab: the list on the left, one job on the right, the poller and the submissions behind them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ftdesk.desktop.services import Services


class JobsTab(QWidget):
    """Shows the jobs of the active profile, starts new ones and follows the unfinished.

    Signals:
        chat_requested(object): str, the model to chat with.
        unfinished_changed(object): int, how many jobs are not finished.
    """

    chat_requested = Signal(object)  # str
    unfinished_changed = Signal(object)  # int

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("jobs_tab")
        self.commands: list[QAction] = []
        self._services = services

    def new_job(self, training_path: Path | None = None) -> None:
        """Open the dialog for a new job, with this training file if one is named."""
