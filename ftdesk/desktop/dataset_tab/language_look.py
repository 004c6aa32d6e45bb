"""The languages of the open file's answers: asked for when somebody looks, by worker processes, kept while it is open.

Of a very large file a sample is looked at first. A row that is edited is not known any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ftdesk.desktop.dataset_tab.change_telling import replaced_rows
from ftdesk.desktop.dataset_tab.document_pass import DocumentPass
from ftdesk.errors import Cancelled

if TYPE_CHECKING:
    from ftdesk.dataset.document import Dataset
    from ftdesk.dataset.languages import Detected, Numbers
    from ftdesk.dataset.lines import Positions
    from ftdesk.desktop.background import Background
    from ftdesk.desktop.dataset_tab.document_session import DocumentSession

MOST_AT_ONCE = 100_000
SAMPLE = 20_000
"""Of a file with more rows than `MOST_AT_ONCE` so many are looked at, always the same ones."""

_SEED = 20_000
_TELL_EVERY_MS = 300


class LanguageLook(QObject):
    """Lives in the GUI thread.

    Signals:
        changed(): more is known, or less, or a pass began or ended; told at most every 300 ms while a pass runs.
        finished(): a pass has looked at its last row.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, background: Background, session: DocumentSession, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._session = session
        self._numbers: Numbers | None = None
        self._overtaken: list[Positions] = []
        """Rows that were edited while a pass runs: what it says of them is old."""
        self._pass: DocumentPass | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TELL_EVERY_MS)
        self._timer.timeout.connect(self.changed)
        session.replaced.connect(self._forget)
        session.done.connect(lambda done: self._drop(replaced_rows(done.change)))

    @property
    def is_running(self) -> bool:
        """Whether a pass is under way."""
        return self._pass is not None

    @property
    def has_begun(self) -> bool:
        """Whether anything of this file was looked at."""
        return self._numbers is not None

    def numbers(self) -> Numbers | None:
        """By row id: an index into `language_codes.CODES`, as far as was looked; not to be changed."""
        return self._numbers

    def live_numbers(self) -> Numbers:
        """The same of the rows that are there, in the order of the file."""
        import numpy as np

        dataset = self._session.dataset
        if self._numbers is None or dataset is None:
            return np.zeros(0, np.uint8)
        row_ids = dataset.row_ids()
        return self._numbers[row_ids[row_ids < len(self._numbers)]]

    def look(self, *, at_all: bool = False) -> None:
        """Look at rows that are not known, as soon as all are there; in a very large file at a sample first."""
        self._session.when_whole(lambda: self._look(at_all=at_all))

    def cancel(self) -> None:
        """Look no further; what is known stays."""
        if self._pass is not None:
            self._pass.cancel()

    # -- the pass ----------------------------------------------------------------------------------------------------

    def _look(self, *, at_all: bool) -> None:
        from ftdesk.dataset.languages import detect_part

        dataset = self._session.dataset
        if dataset is None or self._pass is not None:
            return
        numbers = self._make_room(dataset)
        places = _places_to_look_at(dataset.row_ids(), numbers, at_all=at_all)
        if not len(places):
            return
        self._overtaken.clear()
        snapshot = dataset.snapshot().only(places)
        title = self.tr("Looking at languages…")
        self._pass = run = DocumentPass(self._background, snapshot, detect_part, (), title, self)
        run.came.connect(self._take)
        run.ended.connect(self._end)
        run.start()
        self.changed.emit()

    def _make_room(self, dataset: Dataset) -> Numbers:
        import numpy as np

        numbers = np.zeros(dataset.next_id, np.uint8)
        if self._numbers is not None:
            numbers[: len(self._numbers)] = self._numbers
        self._numbers = numbers
        return numbers

    def _take(self, detected: Detected, _rows: int) -> None:
        if self._numbers is None:
            return
        self._numbers[detected.row_ids] = detected.numbers
        for row_ids in self._overtaken:
            self._numbers[row_ids] = 0
        if not self._timer.isActive():
            self._timer.start()

    def _end(self, error: Exception | None) -> None:
        run, self._pass = self._pass, None
        if run is not None:
            run.deleteLater()
        self._timer.stop()
        if error is not None and not isinstance(error, Cancelled):
            self._background.unexpected.emit(error)
        self.changed.emit()
        self.finished.emit()

    # -- what happens to the file ------------------------------------------------------------------------------------

    def _forget(self) -> None:
        run, self._pass = self._pass, None
        if run is not None:
            run.came.disconnect(self._take)
            run.ended.disconnect(self._end)
            run.cancel()
            run.deleteLater()
        self._numbers = None
        self._overtaken.clear()
        self._timer.stop()
        self.changed.emit()

    def _drop(self, row_ids: Positions) -> None:
        """Rows have other lines now, by an edit or its undoing."""
        if self._numbers is None:
            return
        known = row_ids[row_ids < len(self._numbers)]
        self._numbers[known] = 0
        if self._pass is not None:
            self._overtaken.append(known)
        if not self._timer.isActive():
            self._timer.start()


def _places_to_look_at(row_ids: Positions, numbers: Numbers, *, at_all: bool) -> Positions:
    """The places in the file of rows that are not known, rising: all of them, or enough for a sample."""
    import numpy as np

    places = np.flatnonzero(numbers[row_ids] == 0)
    known = len(row_ids) - len(places)
    if at_all or len(row_ids) <= MOST_AT_ONCE or known >= SAMPLE:
        return places
    chosen: Positions = np.random.default_rng(_SEED).permutation(len(places))[: SAMPLE - known]
    chosen.sort()
    return places[chosen]
