"""The dialog before rows become another format: what they are, what they become, and what cannot be carried over.

Nothing that a person has is written meanwhile: the rows are converted into a file of its own, whose losses are listed,
and only then the dialog can be accepted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ftdesk.desktop.dataset_tab.conversion_options import ConversionOptions, Reading
from ftdesk.desktop.dataset_tab.conversion_preview import ConversionPreview
from ftdesk.desktop.dataset_tab.conversion_run import Conversion, ConversionRun
from ftdesk.desktop.dataset_tab.conversion_words import losses_by_row, losses_in_short
from ftdesk.desktop.explanations import explain
from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.stylesheet import set_look
from ftdesk.errors import Cancelled

if TYPE_CHECKING:
    from ftdesk.dataset.conversion.conversion_pass import Preview
    from ftdesk.dataset.conversion.pairs import PairStyle
    from ftdesk.dataset.conversion.table import TableColumns
    from ftdesk.dataset.snapshot import Snapshot
    from ftdesk.desktop.background import Background

_WIDTH, _HEIGHT = 760, 640
_DELAY_MS = 150


@dataclass(frozen=True, slots=True, eq=False)
class ConversionTask:
    """What is to be converted, and how it is told.

    `folder` is where the new rows gather, None where only their losses are looked for; `table` and `pairs` are set
    where the rows are cells, or prompts with completions; `reading` says how a table was read, and `told` what could
    not be read, one place a line.
    """

    title: str
    nature: str
    verb: str
    rows: Snapshot
    folder: Path | None
    table: TableColumns | None = None
    pairs: PairStyle | None = None
    reading: Reading = field(default_factory=Reading)
    told: str = ""


class ConversionDialog(QDialog):
    """Converts, and shows what comes of it.

    Signals:
        ordered(object): Conversion, the person wants it.
        as_it_is_wanted(): the person would rather see the file as it is.
        reading_wanted(object): Reading, the table is to be read in another way.
    """

    ordered = Signal(object)  # Conversion
    as_it_is_wanted = Signal()
    reading_wanted = Signal(object)  # Reading

    def __init__(
        self, background: Background, task: ConversionTask, parent: QWidget, *, can_stay: bool = False
    ) -> None:
        """`can_stay`: the file can be opened as it is."""
        super().__init__(parent.window())
        self.setObjectName("conversion_dialog")
        self.setWindowTitle(task.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._background = background
        self._task = task
        self._run: ConversionRun | None = None
        self._found: Conversion | None = None
        self._number = 0
        self.options = ConversionOptions(task.table, task.pairs, task.reading, self)
        self.options.changed.connect(self._change)
        self.options.reading_wanted.connect(self._read_again)
        self.preview = ConversionPreview(self)
        self.summary = plain_label("", "strong", wrap=True)
        self.summary.setObjectName("conversion_summary")
        self.losses = QPlainTextEdit()
        self.losses.setObjectName("conversion_losses")
        self.losses.setAccessibleName(self.tr("What is not carried over"))
        self.losses.setReadOnly(True)
        self.losses.setTabChangesFocus(True)
        self.reason = plain_label("", "small", wrap=True)
        self.reason.setObjectName("conversion_reason")
        self.button = QPushButton(task.verb)
        self._lay_out(can_stay=can_stay)
        self.button.setFocus()
        self._delay = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._delay.timeout.connect(self._convert)
        self._convert()

    def done(self, result: int) -> None:
        """Convert no further."""
        self._delay.stop()
        self._stop()
        super().done(result)

    # -- converting ---------------------------------------------------------------------------------------------------

    def _change(self) -> None:
        self._stop()
        self._found = None
        self._enable()
        self._delay.start()

    def _convert(self) -> None:
        way = self.options.way()
        if way.table is not None and not way.table.makes_examples:
            self._show_words(
                self.tr("Say which columns are the user message and the assistant message."), "", ()
            )
            return
        self._number += 1
        folder = self._task.folder
        file = folder / f"converted-{self._number}" if folder is not None else None
        self._run = ConversionRun(
            self._background, self._task.rows, way, file, self.tr("Converting examples…"), self
        )
        self._run.advanced.connect(self._show)
        self._run.finished.connect(self._take)
        self._run.failed.connect(self._say_failure)
        self._run.start()
        self._enable()

    def _stop(self) -> None:
        if self._run is not None:
            self._run.cancel()
            self._run = None

    def _take(self, found: Conversion) -> None:
        self._found = found
        self._run = None
        self._show(found)

    def _say_failure(self, error: Exception) -> None:
        self._run = None
        words = self.tr("Stopped.") if isinstance(error, Cancelled) else explain(error).sentence
        self._show_words(words, "", ())

    # -- showing ------------------------------------------------------------------------------------------------------

    def _show(self, found: Conversion) -> None:
        summary, told = losses_in_short(found.tally, stays=True), self._task.told
        if told:
            words = self.tr("Places that could not be taken as they stand: {count}.")
            summary = words.format(count=f"{len(told.splitlines()):,}") + " " + summary
        losses = "\n".join(filter(None, (told, losses_by_row(found.tally))))
        self._show_words(summary, losses, found.preview)

    def _show_words(self, summary: str, losses: str, preview: tuple[Preview, ...]) -> None:
        self.summary.setText(summary)
        if self.losses.toPlainText() != losses:
            self.losses.setPlainText(losses)
        self.losses.setVisible(bool(losses))
        self.preview.show_rows(preview)
        self._enable()

    def _enable(self) -> None:
        found, words = self._found, ""
        if self._run is not None:
            done, total = self._run.rows_looked_at
            words = self.tr("Converting: {done} of {total} rows").format(done=f"{done:,}", total=f"{total:,}")
        elif found is not None and not found.changed:
            words = self.tr("No row becomes an example.")
        self.reason.setText(words)
        self.button.setEnabled(found is not None and found.changed > 0)

    def _order(self) -> None:
        if self._found is not None:
            self.ordered.emit(self._found)
            self.accept()

    # -- building -----------------------------------------------------------------------------------------------------

    def _lay_out(self, *, can_stay: bool) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(plain_label(self.windowTitle(), "title", wrap=True))
        layout.addWidget(plain_label(self._task.nature, "muted", wrap=True))
        layout.addWidget(self.options)
        layout.addWidget(self.preview, 3)
        layout.addWidget(self.summary)
        layout.addWidget(self.losses, 2)
        layout.addLayout(self._foot(can_stay=can_stay))
        self.resize(_WIDTH, _HEIGHT)

    def _foot(self, *, can_stay: bool) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.reason, 1)
        if can_stay:
            foot.addWidget(self._plain_button("open_as_it_is_button", self.tr("Open as it is"), self._stay))
        foot.addWidget(self._plain_button("conversion_cancel_button", self.tr("Cancel"), self.reject))
        self.button.setObjectName("conversion_button")
        self.button.setDefault(True)
        set_look(self.button, "primary")
        self.button.clicked.connect(self._order)
        foot.addWidget(self.button)
        return foot

    def _plain_button(self, name: str, words: str, press: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(press)
        return button

    def _stay(self) -> None:
        self.reject()
        self.as_it_is_wanted.emit()

    def _read_again(self, reading: Reading) -> None:
        self.reject()
        self.reading_wanted.emit(reading)
