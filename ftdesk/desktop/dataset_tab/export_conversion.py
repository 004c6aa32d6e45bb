"""The conversion behind the export dialog: the chosen rows in the chosen format, in a file of a folder of its own."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ftdesk.desktop.dataset_tab.conversion_run import Conversion, ConversionRun
from ftdesk.desktop.explanations import explain
from ftdesk.errors import Cancelled

if TYPE_CHECKING:
    from ftdesk.dataset.conversion.goals import Goal
    from ftdesk.dataset.snapshot import Snapshot
    from ftdesk.desktop.background import Background

_DELAY_MS = 150


class ScratchFolder:
    """A folder that goes with the last who holds it, or before."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="ftdesk-export-"))
        self._remove = weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)

    def remove(self) -> None:
        """Remove it now, with what is in it."""
        self._remove()


class ExportConversion(QObject):
    """Converts what is wanted last; what was wanted before is dropped.

    Signals:
        changed(): `found`, `running` or `failure` is another.
    """

    changed = Signal()

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._wanted: tuple[Snapshot, Goal] | None = None
        self._run: ConversionRun | None = None
        self.folder: ScratchFolder | None = None
        """Where the rows are."""
        self._number = 0
        self.found: Conversion | None = None
        """All rows that are wanted, converted."""
        self.so_far: Conversion | None = None
        """The rows that were converted until now."""
        self.failure = ""
        self._delay = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._delay.timeout.connect(self._begin)

    @property
    def running(self) -> bool:
        """Whether anything is still to come."""
        return self._wanted is not None and self.found is None and not self.failure

    def want(self, rows: Snapshot | None, goal: Goal) -> None:
        """Convert rows, in a moment; None converts nothing."""
        self.stop()
        self._wanted = None if rows is None else (rows, goal)
        self.found, self.so_far, self.failure = None, None, ""
        if rows is not None:
            self._delay.start()
        self.changed.emit()

    def stop(self) -> None:
        """Convert no further."""
        self._delay.stop()
        if self._run is not None:
            self._run.cancel()
            self._run = None

    def remove(self) -> None:
        """Remove what was written, in an I/O thread: the rows are not wanted."""
        folder, self.folder = self.folder, None
        if folder is not None:
            self._background.run(self._background, lambda _: folder.remove())

    def _begin(self) -> None:
        if self.folder is not None:
            self._convert(self.folder)
        else:
            self._background.run(self, lambda _: ScratchFolder(), self._take_folder)

    def _take_folder(self, folder: ScratchFolder) -> None:
        self.folder = folder
        self._convert(folder)

    def _convert(self, folder: ScratchFolder) -> None:
        from ftdesk.dataset.conversion.goals import OutOfTraining

        if self._wanted is None or self._run is not None:
            return
        rows, goal = self._wanted
        self._number += 1
        self._run = ConversionRun(
            self._background,
            rows,
            OutOfTraining(goal),
            folder.path / f"converted-{self._number}",
            self.tr("Converting examples…"),
            self,
        )
        self._run.advanced.connect(self._show)
        self._run.finished.connect(self._take)
        self._run.failed.connect(self._fail)
        self._run.start()

    def _show(self, found: Conversion) -> None:
        self.so_far = found
        self.changed.emit()

    def _take(self, found: Conversion) -> None:
        self.found, self.so_far, self._run = found, found, None
        self.changed.emit()

    def _fail(self, error: Exception) -> None:
        self._run = None
        self.failure = self.tr("Stopped.") if isinstance(error, Cancelled) else explain(error).sentence
        self.changed.emit()
