"""One edit of many rows: worker processes make the new lines, and when all are there they become one step.

Nothing changes before that; cancelled, nothing has changed. Rows that the person edited or deleted meanwhile stay
as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ftdesk.desktop.dataset_tab.document_pass import DocumentPass
from ftdesk.desktop.dataset_tab.document_session import DocumentSession
from ftdesk.desktop.dataset_tab.touched_rows import TouchedRows
from ftdesk.errors import Cancelled

if TYPE_CHECKING:
    from ftdesk.dataset.document import Dataset
    from ftdesk.dataset.line_pass import EditedLines
    from ftdesk.dataset.lines import Positions
    from ftdesk.dataset.snapshot import Snapshot
    from ftdesk.desktop.background import Background

_READ_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many rows were changed, how many the edit does not fit, how many were edited or deleted meanwhile."""

    changed: int
    refused: int
    touched: int


class BulkRun(QObject):
    """Lives in the GUI thread, for one edit.

    Signals:
        ended(object): Outcome, or None where it was cancelled or failed and nothing changed.
    """

    ended = Signal(object)  # Outcome | None

    def __init__(self, background: Background, session: DocumentSession, touched: TouchedRows) -> None:
        """`touched` has listened since the rows were looked at."""
        super().__init__(session)
        self._background = background
        self._session = session
        self._touched = touched
        self._dataset: Dataset | None = session.dataset
        self._run: DocumentPass | None = None
        self._step = ""
        self._kept: list[tuple[Positions, Positions]] = []
        self._keeping = 0
        self._refused = 0
        self._all_made = False
        session.replaced.connect(self.cancel)

    def start(
        self,
        snapshot: Snapshot,
        function: Callable[..., EditedLines],
        args: tuple[object, ...],
        title: str,
        step: str,
    ) -> None:
        """Edit the rows of a snapshot by `function(part, *args)`; `step` names it on the undo stack."""
        self._step = step
        self._session.many_coming.emit()
        self._run = DocumentPass(self._background, snapshot, function, args, title, self)
        self._run.came.connect(self._keep)
        self._run.ended.connect(self._end_pass)
        self._run.start()

    def cancel(self) -> None:
        """Change nothing."""
        if self._run is not None:
            self._run.cancel()

    @property
    def progress(self) -> tuple[int, int]:
        """How many rows were looked at, and how many there are."""
        return (self._run.rows_done, self._run.rows_in_all) if self._run is not None else (0, 0)

    # -- keeping the new lines ---------------------------------------------------------------------------------

    def _keep(self, edited: EditedLines, _rows: int) -> None:
        """Bring new lines to where written lines are kept, in an I/O thread."""
        self._refused += edited.refused
        dataset = self._dataset
        if not len(edited.row_ids) or dataset is None:
            return
        self._keeping += 1
        self._background.run(self, lambda _work: _kept(dataset, edited), self._take_kept, self._fail)

    def _take_kept(self, kept: tuple[Positions, Positions]) -> None:
        self._keeping -= 1
        self._kept.append(kept)
        self._apply_when_all_kept()

    def _end_pass(self, error: Exception | None) -> None:
        if error is None:
            self._all_made = True
            self._apply_when_all_kept()
        else:
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        if self._dataset is None:
            return
        if not isinstance(error, Cancelled):
            self._background.unexpected.emit(error)
        self._end(None)

    # -- the step ----------------------------------------------------------------------------------------------

    def _apply_when_all_kept(self) -> None:
        dataset, session = self._dataset, self._session
        if not self._all_made or self._keeping or dataset is None:
            return
        if dataset is not session.dataset:
            self._end(None)
            return
        changed, touched = 0, 0
        if self._kept:
            import numpy as np

            row_ids = np.concatenate([ids for ids, _ in self._kept])
            numbers = np.concatenate([numbers for _, numbers in self._kept])
            fit = self._touched.untouched(row_ids) & (dataset.places_of(row_ids) >= 0)
            changed, touched = int(np.count_nonzero(fit)), int(np.count_nonzero(~fit))
            if changed:
                change = dataset.changes.replacing_with(row_ids[fit], numbers[fit])
                session.apply_change(change, self._step_of(changed))
        self._end(Outcome(changed, self._refused, touched))

    def _step_of(self, count: int) -> str:
        if count == 1:
            return self._step
        return self.tr("{step} in {count} examples").format(step=self._step, count=f"{count:,}")

    def _end(self, outcome: Outcome | None) -> None:
        self._dataset = None
        run, self._run = self._run, None
        if run is not None and run.running:
            run.cancel()
        self._touched.deleteLater()
        self.ended.emit(outcome)
        self.deleteLater()


def _kept(dataset: Dataset, edited: EditedLines) -> tuple[Positions, Positions]:
    """In an I/O thread: add the new lines, and the old ones too, so that the step itself need not read the file."""
    row_ids, numbers = edited.row_ids, dataset.changes.add_lines(edited.lines())
    for start in range(0, len(row_ids), _READ_AT_ONCE):
        some = row_ids[start : start + _READ_AT_ONCE]
        try:
            dataset.changes.numbers_of(some[dataset.places_of(some) >= 0])
        except KeyError:  # deleted in this moment: the step leaves it out
            continue
    return row_ids, numbers
