"""Brings results of an earlier check back, and keeps new ones, in I/O threads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ftdesk.errors import Cancelled

if TYPE_CHECKING:
    from ftdesk.dataset.document import Dataset
    from ftdesk.dataset.file_check import FileCheck
    from ftdesk.dataset.kept_check import KnownRows
    from ftdesk.dataset.line_report import CheckOptions
    from ftdesk.dataset.lines import Positions
    from ftdesk.dataset.snapshot import Snapshot
    from ftdesk.desktop.background import Background


class CheckKeeper(QObject):
    """Lives in the GUI thread, one for an open file; without a folder nothing is remembered."""

    def __init__(self, background: Background, folder: Path | None, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._folder = folder
        self._content = ""
        self._changed: list[Positions] = []

    def look_up(
        self, dataset: Dataset, options: CheckOptions, done: Callable[[KnownRows | None], None]
    ) -> None:
        """Call `done` with what is known about the rows as they stand now."""
        folder, snapshot, room = self._folder, dataset.snapshot(), dataset.next_id
        if folder is None or snapshot.source is None:
            done(None)
            return

        def give_up(error: Exception) -> None:
            if not isinstance(error, Cancelled):
                self._background.unexpected.emit(error)
                done(None)

        def take(found: tuple[str, KnownRows | None]) -> None:
            self._content, known = found
            done(known)

        self._background.run(self, lambda _: _known(folder, snapshot, room, options), take, give_up)

    def keep(self, dataset: Dataset, check: FileCheck) -> None:
        """Keep what is known about the rows that are in the file as they stand now."""
        folder, snapshot, before = self._folder, dataset.snapshot(), self._content
        if folder is None or snapshot.source is None:
            return
        changed: list[Positions] = []
        self._changed = changed
        self._background.run(
            self, lambda _: _keep(folder, snapshot, check, changed, before), self._take_content
        )

    def leave_out(self, row_ids: Positions) -> None:
        """Rows are about to change: what is being kept must not be of their new lines."""
        self._changed.append(row_ids)

    def _take_content(self, content: str) -> None:
        self._content = content


def _known(
    folder: Path, snapshot: Snapshot, room: int, options: CheckOptions
) -> tuple[str, KnownRows | None]:
    """In an I/O thread: what is known, and the name of the content it is known of."""
    from ftdesk.dataset.kept_check import known_rows, options_key, rows_by_line
    from ftdesk.workspace.analysis_cache import AnalysisCache, content_of

    source = snapshot.source
    found = AnalysisCache(folder).rows_of(source, options_key(options)) if source is not None else None
    if source is None or found is None:
        return "", None
    try:
        known = known_rows(found.arrays, found.notes, rows_by_line(snapshot), room)
    except (ValueError, KeyError, TypeError, IndexError):  # of another version, or of another file after all
        return "", None
    return content_of(source), known


def _keep(folder: Path, snapshot: Snapshot, check: FileCheck, changed: list[Positions], before: str) -> str:
    """In an I/O thread; what was kept of the content `before` this one goes."""
    import numpy as np

    from ftdesk.dataset.file_errors import DatasetFileError
    from ftdesk.dataset.kept_check import kept_arrays, options_key, rows_by_line
    from ftdesk.workspace.analysis_cache import AnalysisCache, content_of

    source, cache = snapshot.source, AnalysisCache(folder)
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

    arrays = kept_arrays(check, rows_by_line(snapshot), gone)
    cache.keep_index(source, snapshot.index)
    cache.keep_rows(source, options_key(check.options), arrays, check.edges.notes())
    return content
