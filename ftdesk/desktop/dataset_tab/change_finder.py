"""Counts what an edit of many rows would change, and looks up the changes that are in sight; changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ftdesk.desktop.dataset_tab.change_model import ChangeModel
from ftdesk.desktop.dataset_tab.document_pass import DocumentPass
from ftdesk.desktop.dataset_tab.document_session import DocumentSession
from ftdesk.desktop.dataset_tab.touched_rows import TouchedRows

if TYPE_CHECKING:
    from ftdesk.dataset.lines import Positions
    from ftdesk.dataset.parts import Part
    from ftdesk.dataset.replacement_pass import Counted
    from ftdesk.dataset.snapshot import Snapshot
    from ftdesk.dataset.text_replacement import Change
    from ftdesk.desktop.background import Background


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """How an edit is looked at: functions of modules for worker processes, each called with a part and `args`."""

    count: Callable[..., Counted]
    describe: Callable[..., dict[int, tuple[Change, ...]]]
    args: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class CountedChanges:
    """What was counted, in which rows as they stood then, and who knows which of them were edited since."""

    preview: Preview
    snapshot: Snapshot
    touched: TouchedRows

    def rows(self, row_ids: Positions) -> Snapshot:
        """Some of the rows as they stood."""
        import numpy as np

        return self.snapshot.only(np.flatnonzero(np.isin(self.snapshot.order, row_ids)))


class ChangeFinder(QObject):
    """Fills a `ChangeModel`.

    Signals:
        advanced(): more rows were looked at.
        ended(object): None when all were, else the exception that ended it.
    """

    advanced = Signal()
    ended = Signal(object)

    def __init__(self, background: Background, session: DocumentSession, changes: ChangeModel) -> None:
        super().__init__(changes)
        self._background = background
        self._session = session
        self._changes = changes
        self._counting: CountedChanges | None = None
        self._run: DocumentPass | None = None
        self.counted: CountedChanges | None = None
        """What was counted to the end, and could be done."""
        self.rows = 0
        """In how many examples something would change."""
        self.unreadable = 0
        """How many examples would have to change and are no JSON."""
        changes.wanted.connect(self._look_up)

    @property
    def running(self) -> bool:
        """Whether more may be found."""
        return self._run is not None

    @property
    def percent(self) -> int:
        """How far the count is."""
        return 100 * self._run.rows_done // max(1, self._run.rows_in_all) if self._run is not None else 100

    def start(self, preview: Preview, row_ids: Positions) -> None:
        """Count in some rows as they stand now."""
        self.stop()
        dataset = self._session.dataset
        if dataset is None:
            return
        snapshot = dataset.snapshot().only(dataset.places_of(row_ids))
        self._counting = CountedChanges(preview, snapshot, TouchedRows(self._session, self))
        title = self.tr("Counting changes…")
        self._run = DocumentPass(self._background, snapshot, preview.count, preview.args, title, self)
        self._run.came.connect(self._take)
        self._run.ended.connect(self._end)
        self._run.start()

    def stop(self) -> None:
        """Forget what was counted."""
        run, self._run = self._run, None
        if run is not None:
            run.came.disconnect(self._take)
            run.ended.disconnect(self._end)
            run.cancel()
            run.deleteLater()
        self._counting = self.counted = None
        self.rows = self.unreadable = 0
        self._changes.start_over()

    def _take(self, counted: Counted, _rows: int) -> None:
        dataset = self._session.dataset
        if dataset is None:
            return
        self.rows += len(counted.row_ids)
        self.unreadable += counted.unreadable
        self._changes.append(counted.row_ids, dataset.places_of(counted.row_ids) + 1, counted.counts)
        self.advanced.emit()

    def _end(self, error: Exception | None) -> None:
        run, self._run = self._run, None
        if run is not None:
            run.deleteLater()
        if error is None:
            self.counted = self._counting
        self.ended.emit(error)

    def _look_up(self, row_ids: list[int]) -> None:
        """Read rows and see what would change in them; the file may have been saved since they were counted."""
        import numpy as np

        from ftdesk.dataset.parts import carried

        counting = self._counting
        if counting is None:
            return
        rows = counting.rows(np.array(row_ids, np.int64))
        self._background.run(
            self,
            lambda _work: [carried(part, rows.read(part)) for part in rows.parts(len(row_ids), 1 << 40)],
            lambda parts: self._describe(counting, parts),
        )

    def _describe(self, counting: CountedChanges, parts: list[Part]) -> None:
        preview = counting.preview

        def take(found: dict[int, tuple[Change, ...]]) -> None:
            if counting is self._counting:
                self._changes.describe(found)

        for part in parts:
            self._background.compute(self, preview.describe, part, *preview.args, done=take)
