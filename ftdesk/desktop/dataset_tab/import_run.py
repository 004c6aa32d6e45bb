"""One import on its way: the text is made plain in an I/O thread, worker processes make lines of it slice by slice.

The lines gather in a file of a folder of its own, so that an import of any size needs little memory; the folder goes
with the import.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ftdesk.desktop.background import Progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from ftdesk.dataset.conversion.first_rows import FirstRows
    from ftdesk.dataset.conversion.table import TableColumns
    from ftdesk.dataset.json_pieces import Cursor, Notice, Slice
    from ftdesk.dataset.lines import FileStamp
    from ftdesk.dataset.shapes import Shape
    from ftdesk.dataset.table_form import TableForm
    from ftdesk.desktop.background import Activity, Background, Task, Work

NOTICES_KEPT = 1000


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of it: a file of lines in UTF-8, how large it is, and what could not be taken as it stands.

    `first` is what its first rows are; those of a table are lists of cells, and `table` is what its columns seem to be.
    """

    original: Path
    lines: Path
    size: int
    notices: tuple[Notice, ...]
    first: FirstRows
    table: TableColumns | None = None


class ImportRun(QObject):
    """Makes lines of one file; lives in the GUI thread. `end` it once its result was used.

    Signals:
        finished(object): Imported.
        failed(object): Exception; `Cancelled` when the person stopped it.
    """

    finished = Signal(object)  # Imported
    failed = Signal(object)  # Exception

    def __init__(self, background: Background, path: Path, shape: Shape, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._path = path
        self._shape = shape
        self._notices: list[Notice] = []
        self._table: TableForm | None = None
        self._task: Task | None = None
        self._remove: Callable[[], object] = lambda: None
        self._activity: Activity | None = background.announce(title, self.cancel)
        self.destroyed.connect(self._activity.finish)

    def start(self) -> None:
        """Begin."""
        self._task = self._background.run(
            self, self._prepare, self._take_plain, self._fail, progress=self._show_progress
        )

    def cancel(self) -> None:
        """Stop, and leave nothing behind."""
        if self._task is not None:
            self._task.cancel()

    def end(self) -> None:
        """Remove what was gathered."""
        self._stop_telling()
        remove, self._remove = self._remove, lambda: None
        self._background.run(self, lambda _: remove(), lambda _: self.deleteLater())

    # -- in I/O threads -----------------------------------------------------------------------------------------------

    def _prepare(self, work: Work) -> Path:
        """The text in plain UTF-8: the original, or one beside the lines to be."""
        from ftdesk.dataset.lines import LineSource
        from ftdesk.dataset.unwrapping import Unwrapping

        folder = Path(tempfile.mkdtemp(prefix="ftdesk-import-"))
        self._remove = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self._lines = folder / "lines"
        if not self._shape.is_wrapped:
            return self._path
        source = LineSource(self._path)
        try:
            unwrapping = Unwrapping(source, self._shape)
            unwrapping.write(folder / "plain", work, lambda done, size: work.report(Progress(done, size)))
        finally:
            source.close()
        self._notices += unwrapping.notices
        return folder / "plain"

    def _measure(self) -> Imported:
        from ftdesk.dataset.conversion.first_rows import look
        from ftdesk.dataset.conversion.table import guess_columns, unnamed_columns

        columns_of = guess_columns if self._shape.has_names else unnamed_columns
        table = columns_of(self._table.names) if self._table is not None else None
        notices = tuple(self._notices[:NOTICES_KEPT])
        self._lines.touch()
        with self._lines.open("rb") as lines:
            first = look(lines, table)
        return Imported(self._path, self._lines, self._lines.stat().st_size, notices, first, table)

    # -- step by step -------------------------------------------------------------------------------------------------

    def _take_plain(self, plain: Path) -> None:
        from ftdesk.dataset import json_pieces, table_reading
        from ftdesk.dataset.shapes import Layout

        layout = self._shape.layout
        if layout is Layout.LINES:
            self._lines = plain
            self._finish()
        elif layout is Layout.TABLE:
            self._task = self._background.run(
                self,
                lambda _: table_reading.begin(plain, has_names=self._shape.has_names),
                lambda begun: self._read_table(plain, *begun),
                self._fail,
            )
        else:
            self._task = self._background.run(
                self,
                lambda _: json_pieces.begin(plain, layout),
                lambda begun: self._read(plain, *begun),
                self._fail,
            )

    def _read_table(self, plain: Path, stamp: FileStamp, cursor: Cursor, form: TableForm) -> None:
        self._table = form
        self._read(plain, stamp, cursor)

    def _read(self, plain: Path, stamp: FileStamp, cursor: Cursor) -> None:
        from ftdesk.dataset.json_pieces import append_slice
        from ftdesk.dataset.table_reading import append_rows

        self._show_progress(Progress(cursor.offset, stamp.size))
        self._task = self._background.compute(
            self,
            append_slice if self._table is None else append_rows,
            plain,
            stamp,
            cursor,
            self._lines,
            *((self._table,) if self._table is not None else ()),
            done=lambda found: self._take_slice(plain, stamp, found),
            failed=self._fail,
        )

    def _take_slice(self, plain: Path, stamp: FileStamp, found: Slice) -> None:
        self._notices += found.notices
        if found.next is None:
            self._finish()
        else:
            self._read(plain, stamp, found.next)

    def _finish(self) -> None:
        self._task = self._background.run(self, lambda _: self._measure(), self._tell, self._fail)

    def _tell(self, imported: Imported) -> None:
        self._stop_telling()
        self.finished.emit(imported)

    def _fail(self, error: Exception) -> None:
        self._stop_telling()
        self.failed.emit(error)
        self.end()

    def _show_progress(self, progress: Progress) -> None:
        if self._activity is not None:
            self._activity.advance(progress.done, progress.total)

    def _stop_telling(self) -> None:
        if self._activity is not None:
            self._activity.finish()
            self._activity = None
