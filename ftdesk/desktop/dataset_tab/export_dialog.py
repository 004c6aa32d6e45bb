"""The dialog that exports rows for another program: which rows, in which form, to which file. Writes nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from ftdesk.desktop.dataset_tab.conversion_words import losses_by_row, losses_in_short
from ftdesk.desktop.dataset_tab.export_conversion import ExportConversion, ScratchFolder
from ftdesk.desktop.dataset_tab.export_form import ExportForm
from ftdesk.desktop.dataset_tab.free_targets import when_free
from ftdesk.desktop.dataset_tab.part_work import PartWork
from ftdesk.desktop.dialog_size import fit_to_words
from ftdesk.desktop.explanations import explain
from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.stylesheet import set_look

if TYPE_CHECKING:
    from ftdesk.dataset.conversion.goals import Goal
    from ftdesk.dataset.export import ExportStyle
    from ftdesk.dataset.lines import Positions
    from ftdesk.dataset.snapshot import Snapshot
    from ftdesk.desktop.background import Background
    from ftdesk.desktop.dataset_tab.conversion_run import Conversion

_WIDTH = 560
_NAMED = 8
"""So many lines that are left out are named."""
_LOSSES_SHOWN = 7
"""So many losses are in sight at once."""


@dataclass(frozen=True, slots=True)
class RowChoice:
    """Row ids to choose between, besides all rows: those a filter shows (None: no filter), those selected."""

    shown: Positions | None
    selected: Sequence[int]


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What to write; `overwrite` is whether the person agreed to replace what is there.

    Where the format is another one, `converted` has the rows in a file of `folder`.
    """

    rows: Snapshot
    goal: Goal
    style: ExportStyle
    path: Path
    overwrite: bool
    converted: Conversion | None = None
    folder: ScratchFolder | None = None


class ExportDialog(QDialog):
    """Plans an export of rows of a snapshot.

    Signals:
        ordered(object): ExportOrder, the person pressed "Export".
    """

    ordered = Signal(object)  # ExportOrder

    def __init__(
        self,
        background: Background,
        snapshot: Snapshot,
        choice: RowChoice,
        folder: Path,
        stem: str,
        parent: QWidget,
    ) -> None:
        from ftdesk.dataset.export import rows_without_json

        super().__init__(parent)
        self.setObjectName("export_dialog")
        self.setWindowTitle(self.tr("Export"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._background = background
        self._snapshot = snapshot
        self._choice = choice
        self._bad: Positions | None = None
        self._failure = ""
        shown = len(choice.shown) if choice.shown is not None else None
        counts = (len(snapshot.order), shown, len(choice.selected))
        self.form = ExportForm(counts, snapshot.index.line_end, folder, stem, self)
        self.reason = plain_label("", "small", wrap=True)
        self.reason.setObjectName("export_reason")
        self._button = QPushButton(self.tr("Export"))
        self._button.setObjectName("export_button")
        self._button.setDefault(True)
        set_look(self._button, "primary")
        self._button.clicked.connect(self._order)
        self.losses = QPlainTextEdit()
        self.losses.setObjectName("export_losses")
        self.losses.setAccessibleName(self.tr("What is not carried over"))
        self.losses.setReadOnly(True)
        self.losses.setTabChangesFocus(True)
        self.losses.setFixedHeight(self.losses.fontMetrics().lineSpacing() * _LOSSES_SHOWN)
        self.losses.hide()
        self.conversion = ExportConversion(background, self)
        self._converted = (self.form.rows(), self.form.goal())
        self._lay_out()
        self.form.setFocus()
        self.form.changed.connect(self._renew)
        self.conversion.changed.connect(self._show)
        self._reading = PartWork(background, snapshot, rows_without_json, self)
        self._reading.advanced.connect(self._show)
        self._reading.finished.connect(self._take_bad_rows)
        self._reading.failed.connect(self._take_failure)
        self._reading.start()
        self._show()

    def done(self, result: int) -> None:
        """Stop looking at the rows."""
        self._reading.cancel()
        self.conversion.stop()
        self.conversion.remove()
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the words."""
        super().showEvent(event)
        fit_to_words(self, _WIDTH)

    # -- which rows ---------------------------------------------------------------------------------------------------

    def _take_bad_rows(self, parts: list[Positions]) -> None:
        import numpy as np

        self._bad = np.concatenate([np.zeros(0, np.int64), *parts])
        self._show()

    def _take_failure(self, error: Exception) -> None:
        self._failure = explain(error).sentence
        self._show()

    def _places(self) -> tuple[Positions, Positions]:
        """The places of the rows to write, ascending, and of those that have to be left out."""
        import numpy as np

        from ftdesk.dataset.conversion.goals import UNCONVERTED

        order = self._snapshot.order
        places = np.arange(len(order))
        if self.form.rows() == "shown" and self._choice.shown is not None:
            places = np.flatnonzero(np.isin(order, self._choice.shown))
        elif self.form.rows() == "selected":
            places = np.flatnonzero(np.isin(order, list(self._choice.selected)))
        is_converted = self.form.goal() not in UNCONVERTED
        if is_converted or not self.form.wanted().needs_json or self._bad is None or not len(self._bad):
            return places, places[:0]
        bad = np.isin(order[places], self._bad)
        return places[~bad], places[bad]

    # -- the answer ---------------------------------------------------------------------------------------------------

    def _renew(self) -> None:
        """Convert anew where other rows are wanted, or another format."""
        from ftdesk.dataset.conversion.goals import UNCONVERTED

        rows, goal = self.form.rows(), self.form.goal()
        if (rows, goal) != self._converted:
            self._converted = (rows, goal)
            wanted = None if goal in UNCONVERTED else self._snapshot.taking(self._places()[0])
            self.conversion.want(wanted, goal)
        self._show()

    def _show(self) -> None:
        from ftdesk.dataset.conversion.goals import UNCONVERTED

        is_converted = self.form.goal() not in UNCONVERTED
        is_ready, words, losses = self._conversion_words() if is_converted else self._json_words()
        self._button.setEnabled(is_ready and self.form.path() is not None)
        if (words, losses) != (self.reason.text(), self.losses.toPlainText()):
            self.reason.setText(words)
            self.losses.setPlainText(losses)
            self.losses.setVisible(bool(losses))
            fit_to_words(self, _WIDTH)

    def _json_words(self) -> tuple[bool, str, str]:
        """Whether the rows can be written as they are, and what is said of them."""
        if not self.form.wanted().needs_json:
            return True, "", ""
        if self._bad is None:
            return False, self._failure or self.tr("Looking for rows that are no JSON…"), ""
        return True, self._words(self._places()[1]), ""

    def _conversion_words(self) -> tuple[bool, str, str]:
        """Whether the rows are there in the other format, what they lost in short, and row by row."""
        found = self.conversion.found
        if found is None:
            return False, self.conversion.failure or self.tr("Converting examples…"), ""
        losses = losses_by_row(found.tally, self._places()[0])
        return found.rows > 0, losses_in_short(found.tally, stays=False), losses

    def _words(self, left_out: Positions) -> str:
        if not len(left_out):
            return ""
        lines = ", ".join(f"{place + 1:,}" for place in left_out[:_NAMED].tolist())
        if len(left_out) > _NAMED:
            lines += "…"
        return self.tr("Rows that are no JSON and will be left out: {count}. Lines: {lines}").format(
            count=f"{len(left_out):,}", lines=lines
        )

    def _order(self) -> None:
        path, style = self.form.path(), self.form.wanted()
        if path is None:
            return
        rows, goal = self._snapshot.taking(self._places()[0]), self.form.goal()
        converted, folder = self.conversion.found, self.conversion.folder

        def order(*, overwrite: bool) -> None:
            self.conversion.folder = None  # goes with the order
            self.ordered.emit(ExportOrder(rows, goal, style, path, overwrite, converted, folder))
            self.accept()

        source = self._snapshot.source
        when_free(self._background, self, (path,), source.path if source is not None else None, order)

    def _lay_out(self) -> None:
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setObjectName("export_cancel_button")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.reason, 1)
        foot.addWidget(cancel)
        foot.addWidget(self._button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(14)
        layout.addWidget(plain_label(self.windowTitle(), "title"))
        words = self.tr("A new file for another program. In its own format every row keeps its spelling.")
        layout.addWidget(plain_label(words, "muted", wrap=True))
        layout.addWidget(self.form)
        layout.addWidget(self.losses)
        layout.addLayout(foot)
        self.setMinimumWidth(_WIDTH)
