"""Has the rows that a person scrolls to checked before the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer

if TYPE_CHECKING:
    from ftdesk.desktop.dataset_tab.example_table import ExampleTable
    from ftdesk.desktop.dataset_tab.file_checker import FileChecker

_AFTER_MS = 150


class Sight(QObject):
    """Looks which row is at the top of the table when scrolling rests."""

    def __init__(self, table: ExampleTable, checker: FileChecker) -> None:
        super().__init__(table)
        self._table = table
        self._checker = checker
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self._look)
        table.verticalScrollBar().valueChanged.connect(self._wait)

    def _wait(self) -> None:
        if self._checker.running:
            self._timer.start()

    def _look(self) -> None:
        row_id = self._table.examples.row_id(self._table.indexAt(QPoint(1, 1)).row())
        if row_id is not None and not self._checker.figures(row_id).known:
            self._checker.prefer(row_id)
