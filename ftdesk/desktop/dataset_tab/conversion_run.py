"""Rows on their way into another format: worker processes convert them part by part, an I/O thread writes them down.

Nothing but a file of its own is written, so that what is lost can be read before anything is decided.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ftdesk.desktop.dataset_tab.document_pass import DocumentPass
from ftdesk.errors import Cancelled

if TYPE_CHECKING:
    from ftdesk.dataset.conversion.conversion_pass import ConvertedPart, Preview
    from ftdesk.dataset.conversion.losses import LossTally
    from ftdesk.dataset.conversion.ways import Way
    from ftdesk.dataset.snapshot import Snapshot
    from ftdesk.desktop.background import Background


@dataclass(frozen=True, slots=True, eq=False)
class Conversion:
    """What came of it: how many rows were written and how many of them are other lines now, what they lost, the first
    ones to look at, and the file that they are in, if they were to be written.
    """

    way: Way
    rows: int
    changed: int
    tally: LossTally
    preview: tuple[Preview, ...]
    file: Path | None
    size: int


class ConversionRun(QObject):
    """Converts the rows of a snapshot once; lives in the GUI thread.

    Signals:
        advanced(object): Conversion, of the rows so far.
        finished(object): Conversion, of all rows; the file is whole.
        failed(object): Exception; `Cancelled` when the person stopped it in the status bar.
    """

    advanced = Signal(object)  # Conversion
    finished = Signal(object)  # Conversion
    failed = Signal(object)  # Exception

    def __init__(
        self,
        background: Background,
        snapshot: Snapshot,
        way: Way,
        file: Path | None,
        title: str,
        parent: QObject,
    ) -> None:
        """`file` is a new file for the rows, None where only the losses are asked for."""
        from ftdesk.dataset.conversion.conversion_pass import LOSSES_KEPT, convert_part
        from ftdesk.dataset.conversion.losses import LossTally

        super().__init__(parent)
        self._background = background
        self._way = way
        self._file = file
        self._rows, self._changed, self._size = 0, 0, 0
        self._tally = LossTally(LOSSES_KEPT)
        self._preview: tuple[Preview, ...] = ()
        self._unwritten: deque[bytes] = deque()
        self._writing = False
        self._all_converted = False
        self._ended = False
        self._pass = DocumentPass(background, snapshot, convert_part, (way,), title, self)
        self._pass.came.connect(self._take)
        self._pass.ended.connect(self._end_pass)

    def start(self) -> None:
        """Begin."""
        self._pass.start()

    def cancel(self) -> None:
        """Stop; nothing is told any more."""
        self._ended = True
        self._pass.cancel()

    @property
    def rows_looked_at(self) -> tuple[int, int]:
        """How many rows were looked at, and how many there are."""
        return self._pass.rows_done, self._pass.rows_in_all

    def _take(self, part: ConvertedPart, _rows: int) -> None:
        self._rows += part.rows
        self._changed += part.changed
        self._size += len(part.written)
        self._tally.merge(part.tally)
        self._preview += part.preview
        if self._file is not None:
            self._unwritten.append(part.written)
            self._write_next()
        self.advanced.emit(self._conversion())

    def _write_next(self) -> None:
        """One after the other: the order of the rows is that of the file."""
        if self._writing or not self._unwritten or self._file is None:
            return
        self._writing = True
        file, written = self._file, self._unwritten.popleft()
        self._background.run(self, lambda _: _append(file, written), self._take_written, self._fail)

    def _take_written(self, _result: object) -> None:
        self._writing = False
        self._write_next()
        self._end_if_done()

    def _end_pass(self, error: Exception | None) -> None:
        if error is not None:
            self._fail(error)
            return
        self._all_converted = True
        self._end_if_done()

    def _end_if_done(self) -> None:
        if self._all_converted and not self._writing and not self._unwritten and not self._ended:
            self._ended = True
            self.finished.emit(self._conversion())

    def _fail(self, error: Exception) -> None:
        if self._ended:
            return
        self._ended = True
        if not isinstance(error, Cancelled):
            self._pass.cancel()
        self.failed.emit(error)

    def _conversion(self) -> Conversion:
        return Conversion(
            self._way, self._rows, self._changed, self._tally, self._preview, self._file, self._size
        )


def _append(file: Path, written: bytes) -> None:
    with file.open("ab") as target:
        target.write(written)
