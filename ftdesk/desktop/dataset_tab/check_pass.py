"""One pass over rows of a document: worker processes read and check them, part by part, and send arrays back.

The window's process reads nothing, unless a worker cannot: after a save, or when another program put a new file in
its place, the rows are where only the open document knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ftdesk.errors import Cancelled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ftdesk.dataset.block_report import BlockReport
    from ftdesk.dataset.document import Dataset
    from ftdesk.dataset.line_report import CheckOptions
    from ftdesk.dataset.lines import Positions
    from ftdesk.dataset.parts import Block, Part
    from ftdesk.desktop.background import Activity, Background, Task

LINES_PER_PART = 1500
BYTES_PER_PART = 1 << 20
PARTS_UNDER_WAY = 4


class CheckPass(QObject):
    """Lives in the GUI thread and is thrown away when it has ended.

    Signals:
        checked(object): BlockReport of some rows; never of a row that changed since the pass began.
        failed(object): Exception that ends it.
        finished(object): bool, whether all rows were checked; nothing comes after it.
    """

    checked = Signal(object)  # BlockReport
    finished = Signal(object)  # bool
    failed = Signal(object)  # Exception

    def __init__(
        self,
        background: Background,
        dataset: Dataset,
        options: CheckOptions,
        parent: QObject,
        row_ids: Positions | None = None,
        title: str = "",
    ) -> None:
        """A pass over some rows, or over all of them; with a title it shows in the status bar and can be stopped."""
        import numpy as np

        super().__init__(parent)
        self._background = background
        self._dataset = dataset
        self._options = options
        self._row_ids = dataset.row_ids()
        self._places: Positions | None = None
        if row_ids is not None:
            places = dataset.places_of(row_ids)
            order = np.argsort(places, kind="stable")[np.count_nonzero(places < 0) :]
            self._row_ids, self._places = row_ids[order], places[order]
        self._to_do: list[tuple[int, int]] = []
        self._put_back(0, len(self._row_ids))
        self._changed: NDArray[np.bool_] = np.zeros(dataset.next_id, np.bool_)
        self._describing = False
        self._under_way = 0
        self._rows_done = 0
        self._ended = False
        self._tasks: set[Task] = set()
        self._activity: Activity | None = background.announce(title, self.cancel) if title else None
        if self._activity is not None:
            self.destroyed.connect(self._activity.finish)

    def start(self) -> None:
        """Begin."""
        self._go_on()

    def cancel(self) -> None:
        """Check no further; what was checked stays."""
        for task in self._tasks:
            task.cancel()
        self._end(is_complete=False)

    def leave_out(self, row_ids: Positions) -> None:
        """Rows were edited or deleted: what is under way shows them as they were."""
        self._changed[row_ids[row_ids < len(self._changed)]] = True

    @property
    def was_overtaken(self) -> bool:
        """Whether any row changed since the pass began."""
        return bool(self._changed.any())

    def prefer(self, place: int) -> None:
        """Go on with the rows at this place of the file: a person looks at them."""
        import numpy as np

        here = place if self._places is None else int(np.searchsorted(self._places, place))
        for at, (start, stop) in enumerate(self._to_do):
            if start < here < stop or (at and here == start):
                self._to_do[at : at + 1] = [(start, here)] if start < here else []
                self._to_do.insert(0, (here, stop))
                return

    # -- the pipeline -------------------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        """Keep the workers busy, or end."""
        if self._ended or self._describing or self._under_way >= PARTS_UNDER_WAY:
            return
        if self._to_do:
            start, stop = self._to_do.pop(0)
            cut = min(stop, start + LINES_PER_PART)
            self._put_back(cut, stop)
            self._describe(start, cut)
        elif not self._under_way:
            self._end(is_complete=True)

    def _describe(self, start: int, stop: int) -> None:
        """Describe the first part of a stretch, in an I/O thread: what was written may have to be read from a file."""
        row_ids = self._row_ids[start:stop]

        def send(part: Part | None) -> None:
            import numpy as np

            self._describing = False
            if part is None:
                self._rows_done += stop - start
            else:
                end = int(np.argmax(row_ids == part.row_ids[-1])) + 1
                self._put_back(start + end, stop)
                self._send(part)
            self._go_on()

        self._describing = True
        self._keep(
            self._background.run(self, lambda _: _first_part(self._dataset, row_ids), send, self._give_up)
        )

    def _put_back(self, start: int, stop: int) -> None:
        """What comes next; parts that were cut at their bytes are joined to what follows them."""
        if self._to_do and self._to_do[0][0] == stop:
            stop = self._to_do.pop(0)[1]
        if start < stop:
            self._to_do.insert(0, (start, stop))

    def _send(self, part: Part) -> None:
        from ftdesk.dataset.validation import check_part

        self._under_way += 1
        self._keep(
            self._background.compute(
                self,
                check_part,
                part,
                self._options,
                done=self._take,
                failed=lambda error: self._read_here(part, error),
            )
        )

    def _read_here(self, part: Part, error: Exception) -> None:
        """A worker could not read a part: have it read in an I/O thread, as the rows are now."""
        from ftdesk.dataset.file_errors import DatasetFileError
        from ftdesk.dataset.validation import check_block

        def send(block: Block) -> None:
            self._keep(
                self._background.compute(
                    self, check_block, block, self._options, done=self._take, failed=self._give_up
                )
            )

        if isinstance(error, DatasetFileError):
            self._keep(
                self._background.run(self, lambda _: _rows_now(self._dataset, part), send, self._give_up)
            )
        else:
            self._give_up(error)

    def _take(self, report: BlockReport) -> None:
        self._under_way -= 1
        self._rows_done += len(report.keys)
        if self._activity is not None:
            self._activity.advance(self._rows_done, len(self._row_ids))
        changed = self._changed[report.keys]
        self.checked.emit(report.without(changed) if changed.any() else report)
        self._go_on()

    def _end(self, *, is_complete: bool) -> None:
        if self._ended:
            return
        self._ended = True
        if self._activity is not None:
            self._activity.finish()
        self.finished.emit(is_complete)

    def _give_up(self, error: Exception) -> None:
        if isinstance(error, Cancelled) or self._ended:
            return
        self.failed.emit(error)
        self.cancel()

    def _keep(self, task: Task) -> None:
        self._tasks = {kept for kept in self._tasks if not kept.finished}
        self._tasks.add(task)


def _first_part(dataset: Dataset, row_ids: Positions) -> Part | None:
    """In an I/O thread: the first part of some rows as they are now, None where none is left."""
    from dataclasses import replace

    part = next(dataset.snapshot_of(row_ids).parts(LINES_PER_PART, BYTES_PER_PART), None)
    if part is None:
        return None
    return replace(part, first_line=int(dataset.places_of(part.row_ids[:1])[0]) + 1)


def _rows_now(dataset: Dataset, part: Part) -> Block:
    """In an I/O thread: the rows of a part as they are in the open document. Raises `DatasetFileError`."""
    from ftdesk.dataset.parts import Block

    lines = {}
    for row_id in part.row_ids.tolist():
        try:
            lines[row_id] = dataset.line(row_id)
        except KeyError:  # deleted meanwhile
            continue
    return Block(part.first_line, tuple(lines), tuple(lines.values()))
