"""When the first example of a file was painted."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, QTimer

from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab


class FirstPaint(QObject):
    """Watches the table of a tab; `painted` is the moment (perf_counter) after the first paint with an example."""

    def __init__(self, tab: DatasetTab) -> None:
        super().__init__(tab)
        self.painted: float | None = None
        self._tab = tab
        tab.left.table.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - as Qt has it
        """After each paint: were there examples in it?"""
        dataset = self._tab.session.dataset
        if (
            event.type() == QEvent.Type.Paint
            and self.painted is None
            and dataset is not None
            and len(dataset)
        ):
            QTimer.singleShot(0, self, self._take)
        return False

    def _take(self) -> None:
        view = self._tab.left.table.examples.views(0, 0)[0]
        if self.painted is None and view.preview is not None:
            self.painted = time.perf_counter()
