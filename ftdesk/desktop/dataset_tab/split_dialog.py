"""The dialog that splits the open file in two: it foretells the counts, and writes nothing itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ftdesk.desktop.dataset_tab.free_targets import when_free
from ftdesk.desktop.dataset_tab.part_work import PartWork
from ftdesk.desktop.dataset_tab.split_form import SplitForm
from ftdesk.desktop.dialog_size import fit_to_words
from ftdesk.desktop.explanations import explain
from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.stylesheet import set_look

if TYPE_CHECKING:
    from ftdesk.dataset.snapshot import Snapshot
    from ftdesk.dataset.split import Split
    from ftdesk.dataset.split_files import SplitTargets
    from ftdesk.dataset.split_keys import RowKeys
    from ftdesk.desktop.background import Background, Task

_WIDTH = 560
_DELAY_MS = 120


@dataclass(frozen=True, slots=True)
class SplitOrder:
    """Which rows go where; `overwrite` is whether the person agreed to replace what is there."""

    split: Split
    targets: SplitTargets
    overwrite: bool


class SplitDialog(QDialog):
    """Plans a split of the rows of a snapshot.

    Signals:
        ordered(object): SplitOrder, the person pressed "Split".
    """

    ordered = Signal(object)  # SplitOrder

    def __init__(self, background: Background, snapshot: Snapshot, folder: Path, parent: QWidget) -> None:
        from ftdesk.dataset.split_files import propose_targets
        from ftdesk.dataset.split_keys import keys_of

        super().__init__(parent)
        self.setObjectName("split_dialog")
        self.setWindowTitle(self.tr("Split into training and validation"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._background = background
        self._snapshot = snapshot
        self._folder = folder
        self._keys: RowKeys | None = None
        self._split: Split | None = None
        self._task: Task | None = None
        self._button = QPushButton(self.tr("Split"))
        self._button.setObjectName("split_button")
        self._button.setDefault(True)
        set_look(self._button, "primary")
        self._button.clicked.connect(self._order)
        self.form = SplitForm(folder, self)
        proposed = propose_targets(snapshot.source.path if snapshot.source is not None else None, folder)
        self.form.training.show_path(proposed.training)
        self.form.validation.show_path(proposed.validation)
        self.counts = plain_label("", "strong", wrap=True)
        self.counts.setObjectName("split_counts")
        self.note = plain_label("", "small", wrap=True)
        self.note.setObjectName("split_note")
        self.reason = plain_label("", "small", wrap=True)
        self.reason.setObjectName("split_reason")
        self._lay_out()
        self.form.share.setFocus()
        self.form.share.selectAll()
        self._delay = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._delay.timeout.connect(self._choose_rows)
        self.form.changed.connect(self._plan_again)
        self._reading = PartWork(background, snapshot, keys_of, self)
        self._reading.advanced.connect(self._show_reading)
        self._reading.finished.connect(self._take_keys)
        self._reading.failed.connect(self._say_failure)
        self._show_reading(0)
        self._reading.start()
        self._enable()

    def done(self, result: int) -> None:
        """Stop looking at the rows."""
        self._delay.stop()
        self._reading.cancel()
        if self._task is not None:
            self._task.cancel()
        super().done(result)

    # -- which rows ---------------------------------------------------------------------------------------------------

    def _show_reading(self, rows: int) -> None:
        percent = 100 * rows // max(1, len(self._snapshot.order))
        self.counts.setText(self.tr("Reading the examples: {percent} %").format(percent=percent))

    def _take_keys(self, parts: list[RowKeys]) -> None:
        import numpy as np

        from ftdesk.dataset.split_keys import KEYS

        self._keys = np.concatenate([np.zeros(0, KEYS), *parts])
        self._choose_rows()

    def _say_failure(self, error: Exception) -> None:
        self.counts.setText(explain(error).sentence)

    def _plan_again(self) -> None:
        self._split = None
        self._enable()
        self._delay.start()

    def _choose_rows(self) -> None:
        from ftdesk.dataset.split import split

        keys, plan = self._keys, self.form.plan()
        if keys is None:
            return
        if self._task is not None:
            self._task.cancel()
        self._task = self._background.run(self, lambda _: split(keys, plan), self._show_split)

    def _show_split(self, found: Split) -> None:
        self._split = found
        validation = len(found.validation)
        self.counts.setText(
            self.tr("{training} rows for training · {validation} for validation").format(
                training=f"{found.rows - validation:,}", validation=f"{validation:,}"
            )
        )
        self.note.setText(self._words(found))
        self._enable()
        fit_to_words(self, _WIDTH)

    def _words(self, found: Split) -> str:
        words = []
        if found.repeated:
            together = self.form.together.isChecked()
            kept = self.tr("Repeated examples, kept together: {count}.")
            apart = self.tr("Repeated examples, which may be in both files: {count}.")
            words.append((kept if together else apart).format(count=f"{found.repeated:,}"))
        if found.groups > 1:
            words.append(self.tr("Kinds kept in proportion: {count}.").format(count=f"{found.groups:,}"))
        return " ".join(words)

    # -- the answer ---------------------------------------------------------------------------------------------------

    def _enable(self) -> None:
        blocker = self._blocker()
        self.reason.setText(blocker)
        self._button.setEnabled(self._split is not None and not blocker)

    def _blocker(self) -> str:
        """Why nothing can be written, in a sentence; empty where it can, or while the rows are being chosen."""
        if self._targets() is None:
            return self.tr("Name both files.")
        if self._split is None:
            return ""
        if not len(self._split.validation):
            return self.tr("The share is too small: no row would be for validation.")
        if len(self._split.validation) == self._split.rows:
            return self.tr("The share is too large: no row would be for training.")
        return ""

    def _targets(self) -> SplitTargets | None:
        from ftdesk.dataset.split_files import SplitTargets

        training, validation = self.form.training.path, self.form.validation.path
        return SplitTargets(training, validation) if training and validation else None

    def _order(self) -> None:
        found, targets = self._split, self._targets()
        if found is None or targets is None:
            return

        def order(*, overwrite: bool) -> None:
            self.ordered.emit(SplitOrder(found, targets, overwrite=overwrite))
            self.accept()

        source = self._snapshot.source
        when_free(
            self._background,
            self,
            (targets.training, targets.validation),
            source.path if source is not None else None,
            order,
        )

    def _lay_out(self) -> None:
        card = QFrame()
        set_look(card, "card")
        figures = QVBoxLayout(card)
        figures.setContentsMargins(12, 10, 12, 10)
        figures.setSpacing(4)
        figures.addWidget(self.counts)
        figures.addWidget(self.note)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.reason, 1)
        foot.addWidget(self._cancel_button())
        foot.addWidget(self._button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(14)
        layout.addWidget(plain_label(self.windowTitle(), "title"))
        layout.addWidget(self._intro())
        layout.addWidget(self.form)
        layout.addWidget(card)
        layout.addLayout(foot)
        self.setMinimumWidth(_WIDTH)

    def _intro(self) -> QLabel:
        words = self.tr("Two new files are written to {folder}. The open file stays as it is.")
        return plain_label(words.format(folder=str(self._folder)), "muted", wrap=True)

    def _cancel_button(self) -> QPushButton:
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setObjectName("split_cancel_button")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        return cancel

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the words."""
        super().showEvent(event)
        fit_to_words(self, _WIDTH)
