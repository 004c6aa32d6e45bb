"""The last few rows checked again for their sentences: here, or by a worker where a line is very long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from ftdesk.dataset.document import Dataset
    from ftdesk.dataset.file_check import FileCheck
    from ftdesk.dataset.line_report import LineReport
    from ftdesk.dataset.lines import Positions
    from ftdesk.dataset.parts import Part
    from ftdesk.desktop.background import Background, Task
    from ftdesk.desktop.dataset_tab.row_reader import RowReader

LARGEST_CHECKED_HERE = 200_000
LARGEST_READ_HERE = 8 << 20
_KEPT = 8


class RowReports(QObject):
    """Signals:
    arrived(object): int, the id of a row whose report a worker has sent.
    """

    arrived = Signal(object)  # int

    def __init__(self, background: Background, reader: RowReader, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._reader = reader
        self._reports: dict[int, LineReport | None] = {}
        self._asked: dict[int, Task] = {}

    def get(self, row_id: int, dataset: Dataset, check: FileCheck) -> LineReport | None:
        """A row's report; None where it has to be waited for, or the row cannot be read."""
        if row_id not in self._reports:
            small = dataset.line_size(row_id) <= LARGEST_CHECKED_HERE
            line = self._reader.line(row_id) if small else None
            if line is None:
                self._keep(row_id, None)
                self._ask(row_id, dataset, check)
            else:
                self._check_here(row_id, line, check)
        return self._reports[row_id]

    def drop(self, row_ids: Positions) -> None:
        """Rows have changed."""
        for row_id in [row_id for row_id in self._reports if (row_ids == row_id).any()]:
            self._forget(row_id)

    def clear(self) -> None:
        """Another file is open."""
        for row_id in tuple(self._reports):
            self._forget(row_id)

    def _keep(self, row_id: int, report: LineReport | None) -> None:
        self._reports[row_id] = report
        if len(self._reports) > _KEPT:
            self._forget(next(iter(self._reports)))

    def _forget(self, row_id: int) -> None:
        del self._reports[row_id]
        task = self._asked.pop(row_id, None)
        if task is not None:
            task.cancel()

    def _check_here(self, row_id: int, line: bytes, check: FileCheck) -> None:
        from ftdesk.dataset.validation import check_line

        self._keep(row_id, check_line(*check.question(row_id, line)))

    def _ask(self, row_id: int, dataset: Dataset, check: FileCheck) -> None:
        """Have the line read in an I/O thread and checked by a worker, which reads a very long one itself."""
        from ftdesk.dataset.validation import check_line, check_single

        def take(report: LineReport) -> None:
            self._reports[row_id] = report
            del self._asked[row_id]
            self.arrived.emit(row_id)

        def read(_work: object) -> bytes | Part:
            large = dataset.line_size(row_id) > LARGEST_READ_HERE
            return dataset.snapshot().part_of(row_id) if large else dataset.line(row_id)

        def send(line: bytes | Part) -> None:
            number, _, options, counted = check.question(row_id, b"")
            work: Callable[..., LineReport] = check_line if isinstance(line, bytes) else check_single
            self._asked[row_id] = self._background.compute(
                self, work, number, line, options, counted, done=take, failed=_ignore
            )

        self._asked[row_id] = self._background.run(self, read, done=send, failed=_ignore)


def _ignore(_error: Exception) -> None:
    """Dropped, or the file cannot be read, of which the session tells."""
