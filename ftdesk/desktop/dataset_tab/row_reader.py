"""Reads rows of the open file for whoever shows them; a drive that hangs never holds the window.

What lies in memory is there at once. The rest is read in an I/O thread, one request at a time, and waited for only as
long as nobody notices: a disk that works answers within that, so nothing flickers. What comes later is told by
`answered`, and whoever still wants it asks again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ftdesk.errors import FtdeskError

if TYPE_CHECKING:
    from ftdesk.dataset.document import Dataset
    from ftdesk.desktop.background import Background, Work
    from ftdesk.desktop.dataset_tab.document_session import DocumentSession

PATIENCE = 0.02
"""Seconds that the window waits for an answer, once a request."""
_LONGEST_LINE_END = 2
KEPT_LINES = 4
KEPT_BYTES = 8 << 20
"""Whole lines that stay known, so that typing in the row that is open never waits for the drive."""


def is_lost(line: bytes, size: int) -> bool:
    """Whether a line counts as empty because it could not be read; `size` is what it has with its line end."""
    return not line and size > _LONGEST_LINE_END


class RowReader(QObject):
    """Lives in the GUI thread, one for a session.

    Signals:
        answered(): what was asked for and not there at once has come, or has failed.
        failed(object): FtdeskError, the file cannot be read; its lines then count as empty.
    """

    answered = Signal()
    failed = Signal(object)

    def __init__(self, background: Background, session: DocumentSession) -> None:
        super().__init__(session)
        self._background = background
        self._session = session
        self._lines: dict[int, bytes] = {}
        self._late: dict[int, bytes] = {}
        self._request: _Request | None = None
        session.replaced.connect(self._start_over)
        session.rows_reset.connect(self.forget)
        session.lines_changed.connect(self.forget)
        session.line_changed.connect(self._forget_row)
        session.row_removing.connect(self._forget_row)

    @property
    def is_waiting(self) -> bool:
        """Whether the drive has not answered yet."""
        return self._request is not None

    def line(self, row_id: int) -> bytes | None:
        """A whole line, or None where it is not there yet. Raises KeyError."""
        dataset = self._session.dataset
        if dataset is None:
            return b""
        if dataset.is_at_hand(row_id):
            return dataset.line(row_id)
        if row_id not in self._lines:
            self._keep(self._read(dataset, [row_id], None))
        return self._lines.get(row_id)

    def beginnings(self, row_ids: Iterable[int], most: int) -> dict[int, bytes]:
        """The first `most` bytes of each line, as far as they are there; rows that are gone are left out."""
        dataset, found, wanted = self._session.dataset, {}, []
        for row_id in row_ids if dataset is not None else ():
            if dataset is not None and dataset.is_at_hand(row_id):
                found[row_id] = dataset.line(row_id, most)
            elif row_id in self._late:
                found[row_id] = self._late.pop(row_id)
            else:
                wanted.append(row_id)
        if dataset is not None and wanted:
            found.update(self._read(dataset, wanted, most))
        return found

    def read_all(self, row_ids: Sequence[int], done: Callable[[list[bytes]], None], title: str) -> None:
        """Read lines however long it takes, then call `done` in the GUI thread; `title` is for the status bar."""
        dataset = self._session.dataset
        if dataset is None:
            return
        if len(row_ids) <= KEPT_LINES:
            known = [self.line(row_id) for row_id in row_ids]
            if None not in known:
                done([line for line in known if line is not None])
                return
        self._background.run(
            self,
            lambda work: _all_lines(dataset, row_ids, work),
            done,
            self._tell_failure,
            title=title,
        )

    def forget(self, *_: object) -> None:
        """The rows are others now; what is still being read may be out of date."""
        self._lines.clear()
        self._late.clear()
        if self._request is not None:
            self._request.outdated = True

    # -- inside -------------------------------------------------------------------------------------------------------

    def _read(self, dataset: Dataset, row_ids: Sequence[int], most: int | None) -> dict[int, bytes]:
        if self._request is not None:
            return {}
        request = _Request(dataset, row_ids, most)
        self._background.run(self, request.read, lambda _: self._take(request))
        if not request.ready.wait(PATIENCE):
            self._request = request
            return {}
        self._tell_failure(request.error)
        return request.lines

    def _take(self, request: _Request) -> None:
        """A request has ended; most were already taken while they were waited for."""
        if request is not self._request:
            return
        self._request = None
        if not request.outdated:
            if request.most is None:
                self._keep(request.lines)
            else:
                self._late = request.lines
            self._tell_failure(request.error)
        self.answered.emit()

    def _keep(self, lines: dict[int, bytes]) -> None:
        self._lines.update(lines)
        while len(self._lines) > KEPT_LINES or sum(map(len, self._lines.values())) > KEPT_BYTES:
            if len(self._lines) == 1:
                return
            del self._lines[next(iter(self._lines))]

    def _start_over(self) -> None:
        """Another file; nobody waits for the drive of the one before."""
        self.forget()
        self._request = None

    def _forget_row(self, row_id: int, *_: object) -> None:
        self._lines.pop(row_id, None)
        self._late.pop(row_id, None)
        if self._request is not None:
            self._request.outdated = True

    def _tell_failure(self, error: Exception | None) -> None:
        if isinstance(error, FtdeskError):
            self.failed.emit(error)


class _Request:
    """Some rows to be read, and the answer."""

    def __init__(self, dataset: Dataset, row_ids: Sequence[int], most: int | None) -> None:
        self.most = most
        self.outdated = False
        self.lines: dict[int, bytes] = {}
        self.error: FtdeskError | None = None
        self.ready = threading.Event()
        self._dataset = dataset
        self._row_ids = row_ids

    def read(self, _work: Work) -> None:
        """In an I/O thread."""
        for row_id in self._row_ids:
            try:
                self.lines[row_id] = self._dataset.line(row_id, self.most)
            except KeyError:  # deleted meanwhile
                continue
            except FtdeskError as error:
                self.error = error
                self.lines[row_id] = b""
        self.ready.set()


def _all_lines(dataset: Dataset, row_ids: Sequence[int], work: Work) -> list[bytes]:
    lines = []
    for row_id in row_ids:
        work.raise_if_set()
        lines.append(dataset.line(row_id))
    return lines
