"""Opening a file to look at certain findings: the table then shows the examples that have them."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from ftdesk.dataset.row_query import RowQuery

if TYPE_CHECKING:
    from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab


def open_filtered(tab: DatasetTab, path: Path, codes: Collection[str]) -> None:
    """Open a file and show what has any of `codes`, all examples if there are none."""

    def show(opened: Path | None) -> None:
        if opened == path:
            tab.left.filter.show_query(RowQuery(codes=frozenset(codes)))

    if codes:
        tab.opened.connect(show, Qt.ConnectionType.SingleShotConnection)
    tab.open_path(path)
