"""Brings results of an earlier check back, and keeps new ones, in I/O threads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from ftdesk.dataset.document import Dataset
    from ftdesk.dataset.file_check import FileCheck
    from ftdesk.dataset.kept_check import KnownRows
    from ftdesk.dataset.lines import Positions
    from ftdesk.desktop.background import Background
    from ftdesk.desktop.dataset_tab.rows_ahead import RowsAhead


class CheckKeeper(QObject):
    """Lives in the GUI thread, one for an open file; without a folder nothing is remembered."""

    def __init__(self, background: Background, folder: Path | None, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._folder = folder
        self._content = ""
        self._changed: list[Positions] = []

    def look_up(self, dataset: Dataset, ahead: RowsAhead | None, done: Callable[[KnownRows], None]) -> None:
        """Call `done` with what is known about the rows; edits made meanwhile may be missed."""

        def take(found: tuple[str, KnownRows]) -> None:
            self._content, known = found
            done(known)

        self._background.run(self, lambda _: _known(ahead, dataset), take)

    def keep(self, dataset: Dataset, check: FileCheck) -> None:
        """Keep what is known about the rows that are in the file as they stand now."""
        folder, before = self._folder, self._content
        if folder is None:
            return
        changed: list[Positions] = []
        self._changed = changed
        self._background.run(
            self, lambda _: _keep(folder, dataset, check, changed, before), self._take_content
        )

    def leave_out(self, row_ids: Positions) -> None:
        """Rows are about to change: what is being kept must not be of their new lines."""
        self._changed.append(row_ids)

    def _take_content(self, content: str) -> None:
        self._content = content


def _known(ahead: RowsAhead | None, dataset: Dataset) -> tuple[str, KnownRows]:
    """In an I/O thread: what is known, and the name of the content it is known of."""
    from ftdesk.dataset.file_errors import DatasetFileError
    from ftdesk.dataset.kept_check import known_rows, no_rows
    from ftdesk.workspace.analysis_cache import content_of

    source, room = dataset.source, dataset.next_id
    if ahead is None or source is None:
        return "", no_rows(room)
    found = ahead.take(source)
    if found is None:
        return "", no_rows(room)
    try:
        return content_of(source), known_rows(found.arrays, found.notes, _rows_by_line(dataset), room)
    except (ValueError, KeyError, TypeError, IndexError):  # of another version, or of another file after all
        return "", no_rows(room)
    except DatasetFileError:  # whoever checks the rows finds out, and tells
        return "", no_rows(room)


def _rows_by_line(dataset: Dataset) -> Positions | None:
    """By line of the file: its row, or -1; None where the rows are the lines, as in a file that was just opened."""
    from ftdesk.dataset.kept_check import rows_by_line

    return None if dataset.are_rows_lines else rows_by_line(dataset.snapshot())


def _keep(folder: Path, dataset: Dataset, check: FileCheck, changed: Sequence[Positions], before: str) -> str:
    """In an I/O thread; what was kept of the content `before` this one goes."""
    import numpy as np

    from ftdesk.dataset.file_errors import DatasetFileError
    from ftdesk.dataset.kept_check import kept_arrays, options_key, rows_by_line
    from ftdesk.workspace.analysis_cache import AnalysisCache, content_of

    snapshot, cache = dataset.snapshot(), AnalysisCache(folder)
    source = snapshot.source
    if source is None:
        return before
    try:
        content = content_of(source)
    except DatasetFileError:
        return before
    if before and before != content:
        cache.forget(before)

    def gone() -> Positions:
        return np.concatenate([*changed, np.zeros(0, np.int64)])

    rows = rows_by_line(snapshot)
    cache.keep_index(source, snapshot.index)
    del snapshot  # a few arrays of the whole file
    cache.keep_rows(
        source, options_key(check.options), kept_arrays(check, rows, gone), check.comparison.edges.notes()
    )
    return content
