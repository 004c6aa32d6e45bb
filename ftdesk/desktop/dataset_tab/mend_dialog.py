"""A mend of many rows: every change is counted and can be looked at and unticked before anything is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ftdesk.desktop.dataset_tab.bulk_run import BulkRun, Outcome
from ftdesk.desktop.dataset_tab.change_finder import ChangeFinder, Preview
from ftdesk.desktop.dataset_tab.change_list import ChangeList
from ftdesk.desktop.dataset_tab.change_model import ChangeModel
from ftdesk.desktop.dataset_tab.document_session import DocumentSession
from ftdesk.desktop.dataset_tab.fix_scope import FixScope
from ftdesk.desktop.dataset_tab.row_scope import RowScope
from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.stylesheet import set_look
from ftdesk.errors import Cancelled

if TYPE_CHECKING:
    from ftdesk.dataset.line_pass import ExampleEdit, LineEdit
    from ftdesk.dataset.lines import Positions
    from ftdesk.desktop.background import Background

_SIZE = (760, 600)


@dataclass(frozen=True, slots=True, eq=False)
class Mend:
    """What is done to rows: `edits`, or, where that is None, they are deleted.

    `step` names it on the undo stack and `sentence` tells what it is about.
    """

    step: str
    sentence: str
    edits: Sequence[ExampleEdit | LineEdit] | None

    def preview(self) -> Preview:
        """How it is looked at before it is done."""
        from ftdesk.dataset import edit_preview

        if self.edits is None:
            return Preview(edit_preview.count_rows, edit_preview.describe_rows)
        return Preview(edit_preview.count_edits, edit_preview.describe_edits, (self.edits,))


class MendDialog(QDialog):
    """The document changes only when the person presses the button; then it closes with what came of it.

    `outcome` is how many rows were changed; None until then, and after a cancel.
    """

    def __init__(
        self,
        background: Background,
        session: DocumentSession,
        mend: Mend,
        scope: FixScope | RowScope,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("mend_dialog")
        self.setWindowTitle(mend.step)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self._background = background
        self._session = session
        self._mend = mend
        self.scope = scope
        self.changes = ChangeModel(self)
        self.outcome: Outcome | None = None
        self._finder = ChangeFinder(background, session, self.changes)
        self._doing: BulkRun | None = None
        self._list = ChangeList(self.changes, self)
        self._status = plain_label("", "strong", wrap=True)
        self._status.setObjectName("mend_status")
        self.do = QPushButton(self)
        self._close = QPushButton(self.tr("Cancel"), self)
        self._lay_out()
        scope.currentIndexChanged.connect(lambda _index: self._count())
        self.changes.ticked.connect(self._show_state)
        self._finder.advanced.connect(self._show_state)
        self._finder.ended.connect(self._end_counting)
        session.replaced.connect(self.reject)
        session.read_only_changed.connect(self._show_state)
        self._count()

    def done(self, result: int) -> None:
        """Count no further, and mend nothing."""
        self._finder.stop()
        doing, self._doing = self._doing, None
        if doing is not None:
            doing.ended.disconnect(self._end)
            doing.cancel()
        super().done(result)

    # -- counting --------------------------------------------------------------------------------------------

    def _count(self) -> None:
        self._finder.start(self._mend.preview(), self.scope.row_ids())
        self._show_state()

    def _end_counting(self, error: Exception | None) -> None:
        if error is not None and not isinstance(error, Cancelled):
            self._background.unexpected.emit(error)
        self._show_state()

    # -- mending ---------------------------------------------------------------------------------------------

    def _do(self) -> None:
        """Mend what is ticked, as one step."""
        from ftdesk.dataset.line_pass import edit_part

        counted = self._finder.counted
        if counted is None or self._doing is not None:
            return
        row_ids = self.changes.row_ids()
        if self._mend.edits is None:
            self._delete(row_ids[counted.touched.untouched(row_ids)])
            return
        self._doing = BulkRun(self._background, self._session, counted.touched)
        self._doing.ended.connect(self._end)
        title = self.tr("Editing examples…")
        self._doing.start(counted.rows(row_ids), edit_part, (self._mend.edits,), title, self._mend.step)
        self._show_state()

    def _delete(self, row_ids: Positions) -> None:
        count, step = len(row_ids), self._mend.step
        if count > 1:
            step = self.tr("{step} in {count} examples").format(step=step, count=f"{count:,}")
        self._session.delete_rows(row_ids, step)
        self._end(Outcome(count, 0, self.changes.count - count))

    def _end(self, outcome: Outcome | None) -> None:
        self._doing = None
        self.outcome = outcome
        if outcome is None:
            self._count()
        else:
            self.accept()

    # -- what is said ----------------------------------------------------------------------------------------

    def _show_state(self) -> None:
        ticked, running = self.changes.ticked_count, self._doing is not None
        ready = self._finder.counted is not None and not self._session.read_only
        self.do.setEnabled(ready and ticked > 0 and not running)
        words = self.tr("Delete {count}") if self._mend.edits is None else self.tr("Change {count}")
        self.do.setText(words.format(count=f"{ticked:,}"))
        self._list.setEnabled(not running)
        self.scope.setEnabled(not running)
        self._status.setText(self._words())

    def _words(self) -> str:
        finder = self._finder
        if self._doing is not None:
            return self.tr("Editing examples…")
        if not finder.running and not self.changes.count:
            return self.tr("None of these examples would change.")
        words = self.tr("Examples that would change: {count}").format(count=f"{self.changes.count:,}")
        if finder.running:
            return f"{words} · {finder.percent} %"
        if finder.unreadable:
            broken = self.tr("Not JSON, so left as they are: {count}.")
            words += ". " + broken.format(count=f"{finder.unreadable:,}")
        return words

    def _lay_out(self) -> None:
        self.do.setObjectName("mend_button")
        set_look(self.do, "danger" if self._mend.edits is None else "primary")
        self.do.setAutoDefault(False)
        self.do.clicked.connect(self._do)
        self._close.setObjectName("mend_cancel")
        self._close.setAutoDefault(False)
        self._close.clicked.connect(self.reject)
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(plain_label(self._mend.sentence, wrap=True))
        form.addRow(self.tr("Examples"), self.scope)
        rule = QFrame()
        set_look(rule, "rule")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._status, 1)
        buttons.addWidget(self._close)
        buttons.addWidget(self.do)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (form, buttons):
            part.setContentsMargins(16, 12, 16, 12)
        layout.addLayout(form)
        layout.addWidget(rule)
        layout.addWidget(self._list, 1)
        layout.addLayout(buttons)
