"""Find and replace: every change is counted and can be looked at and unticked before anything is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ftdesk.dataset.text_query import PatternUnusable, TextQuery
from ftdesk.desktop.dataset_tab.bulk_run import BulkRun, Outcome
from ftdesk.desktop.dataset_tab.bulk_words import outcome_words
from ftdesk.desktop.dataset_tab.change_finder import ChangeFinder, Preview
from ftdesk.desktop.dataset_tab.change_list import ChangeList
from ftdesk.desktop.dataset_tab.change_model import ChangeModel
from ftdesk.desktop.dataset_tab.document_session import DocumentSession
from ftdesk.desktop.dataset_tab.example_table import ExampleTable
from ftdesk.desktop.dataset_tab.query_words import refusal
from ftdesk.desktop.dataset_tab.replace_form import ReplaceForm
from ftdesk.desktop.dataset_tab.row_scope import RowScope
from ftdesk.desktop.dataset_tab.visible_text import one_line
from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.stylesheet import set_look
from ftdesk.errors import Cancelled

if TYPE_CHECKING:
    from ftdesk.desktop.background import Background

_TYPING_RESTS_MS = 250
_SIZE = (760, 600)


class ReplaceDialog(QDialog):
    """Stays open beside the window; the document changes only when the person presses Replace."""

    def __init__(
        self, background: Background, session: DocumentSession, table: ExampleTable, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("replace_dialog")
        self.setWindowTitle(self.tr("Replace in examples"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self._background = background
        self._session = session
        self.form = ReplaceForm(RowScope(session, table, self), self)
        self.changes = ChangeModel(self)
        self._wanted = self.form.replacement()
        """What is counted, or was last."""
        self._finder = ChangeFinder(background, session, self.changes)
        self._list = ChangeList(self.changes, self)
        self._status = plain_label("", "strong", wrap=True)
        self._status.setObjectName("replace_status")
        self._replace = QPushButton(self.tr("Replace"), self)
        self._close = QPushButton(self.tr("Close"), self)
        self._doing: BulkRun | None = None
        self._said = ""
        self._timer = QTimer(self, singleShot=True, interval=_TYPING_RESTS_MS)
        self._timer.timeout.connect(self._count)
        self._lay_out()
        self.form.changed.connect(self._start_over)
        self.changes.ticked.connect(self._show_state)
        self._finder.advanced.connect(self._show_state)
        self._finder.ended.connect(self._end_counting)
        session.replaced.connect(self.close)
        session.read_only_changed.connect(self._show_state)
        self._show_state()

    def begin(self, query: TextQuery) -> None:
        """Show, with what the filter looks for."""
        self.form.show_query(query)
        self.show()
        self.raise_()
        self.activateWindow()
        self.form.find_edit.setFocus()
        self.form.find_edit.selectAll()

    def event(self, event: QEvent) -> bool:
        """Coming back to it: other rows may be selected or shown."""
        if event.type() == QEvent.Type.WindowActivate and self.form.scope.renew():
            self._start_over()
        return super().event(event)

    def done(self, result: int) -> None:
        """Count no further; what is being replaced is not."""
        self._timer.stop()
        self._finder.stop()
        if self._doing is not None:
            self._doing.cancel()
        super().done(result)

    # -- counting --------------------------------------------------------------------------------------------

    def _start_over(self) -> None:
        if self._doing is not None:
            return
        self._said = ""
        self._finder.stop()
        self._timer.start()
        self._show_state()

    def _count(self) -> None:
        from ftdesk.dataset.replacement_pass import count_changes, describe_changes

        self.form.show_trouble("")
        self._wanted = replacement = self.form.replacement()
        if replacement.query.text:
            try:
                replacement.check()
            except PatternUnusable as error:
                self.form.show_trouble(refusal(error, self._session.dataset))
            else:
                preview = Preview(count_changes, describe_changes, (replacement,))
                self._finder.start(preview, self.form.scope.row_ids())
        self._show_state()

    def _end_counting(self, error: Exception | None) -> None:
        if isinstance(error, PatternUnusable):
            self.form.show_trouble(refusal(error, self._session.dataset))
        elif error is not None and not isinstance(error, Cancelled):
            self._background.unexpected.emit(error)
        self._show_state()

    # -- replacing -------------------------------------------------------------------------------------------

    def _do(self) -> None:
        """Replace what is ticked, as one step; pressed again while it runs: stop it."""
        from ftdesk.dataset.replacement_pass import replace_in_part

        if self._doing is not None:
            self._doing.cancel()
            return
        counted = self._finder.counted
        if counted is None:
            return
        step = self.tr("Replace “{text}”").format(text=one_line(self._wanted.query.text, 30))
        self._doing = BulkRun(self._background, self._session, counted.touched)
        self._doing.ended.connect(self._end_doing)
        self._doing.start(
            counted.rows(self.changes.row_ids()),
            replace_in_part,
            (self._wanted, self.changes.left_out()),
            self.tr("Replacing…"),
            step,
        )
        self._show_state()

    def _end_doing(self, outcome: Outcome | None) -> None:
        self._doing = None
        self._start_over()
        if outcome is not None:
            self._said = outcome_words(outcome)
        self._show_state()

    # -- what is said ----------------------------------------------------------------------------------------

    def _show_state(self) -> None:
        count, ticked = self.changes.count, self.changes.ticked_count
        ready = self._finder.counted is not None and not self._session.read_only
        self._replace.setEnabled(self._doing is not None or (ready and ticked > 0))
        if self._doing is not None:
            self._replace.setText(self.tr("Stop"))
        elif ticked:
            self._replace.setText(self.tr("Replace {count}").format(count=f"{ticked:,}"))
        else:
            self._replace.setText(self.tr("Replace"))
        self._list.setEnabled(self._doing is None)
        self._status.setText(self._words(count))

    def _words(self, count: int) -> str:
        if self._doing is not None:
            return self.tr("Replacing…")
        if self._said and not count:
            return self._said
        finder = self._finder
        if not finder.running and finder.counted is None:
            return ""
        if count == 1:
            words = self.tr("1 change")
        else:
            words = self.tr("{changes} changes (examples: {rows})")
        words = words.format(changes=f"{count:,}", rows=f"{finder.rows:,}")
        if finder.running:
            return f"{words} · {finder.percent} %"
        if finder.unreadable:
            broken = self.tr("Not JSON, so left as they are: {count}.")
            words += ". " + broken.format(count=f"{finder.unreadable:,}")
        return f"{self._said} {words}" if self._said else words

    def _lay_out(self) -> None:
        self._replace.setObjectName("replace_button")
        set_look(self._replace, "primary")
        self._replace.setAutoDefault(False)
        self._replace.clicked.connect(self._do)
        self._close.setObjectName("replace_close")
        self._close.setAutoDefault(False)
        self._close.clicked.connect(self.close)
        rule = QFrame()
        set_look(rule, "rule")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._status, 1)
        buttons.addWidget(self._replace)
        buttons.addWidget(self._close)
        for part in (self.form, buttons):
            part.setContentsMargins(16, 12, 16, 12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.form)
        layout.addWidget(rule)
        layout.addWidget(self._list, 1)
        layout.addLayout(buttons)
