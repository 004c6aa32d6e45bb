"""What is done to many examples at once: fixes, replace, system prompts, weights, the order; each one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ftdesk.dataset.bulk_edits import SYSTEM
from ftdesk.dataset.example import Example
from ftdesk.dataset.row_query import RowOrder
from ftdesk.desktop.dataset_tab.bulk_run import BulkRun, Outcome
from ftdesk.desktop.dataset_tab.bulk_words import NOTICE, outcome_words
from ftdesk.desktop.dataset_tab.convert_steps import ConvertSteps
from ftdesk.desktop.dataset_tab.document_session import DocumentSession
from ftdesk.desktop.dataset_tab.findings_panel import FindingsPanel
from ftdesk.desktop.dataset_tab.fix_steps import FixSteps
from ftdesk.desktop.dataset_tab.notice_bar import NoticeBar
from ftdesk.desktop.dataset_tab.row_scope import RowScope
from ftdesk.desktop.dataset_tab.table_pane import TablePane
from ftdesk.desktop.dataset_tab.touched_rows import TouchedRows

if TYPE_CHECKING:
    from ftdesk.desktop.background import Background
    from ftdesk.desktop.dataset_tab.bulk_dialogs import BulkDialog, BulkOrder
    from ftdesk.desktop.dataset_tab.replace_dialog import ReplaceDialog


class BulkSteps(QObject):
    """Asks, and then acts on the rows of a table."""

    def __init__(
        self,
        background: Background,
        session: DocumentSession,
        left: TablePane,
        findings: FindingsPanel,
        notices: NoticeBar,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._background = background
        self._session = session
        self._left = left
        self._notices = notices
        self._window = window
        self.conversion = ConvertSteps(background, session, notices, window)
        self.fixes = FixSteps(background, session, left.table, notices, window)
        findings.fix_requested.connect(self.fixes.mend)
        findings.fix_everywhere_requested.connect(self.fixes.ask)

    def ask_replace(self) -> None:
        """Open find and replace, or bring it to the front."""
        self._session.when_whole(self._show_replace)

    def ask_system_prompt(self) -> None:
        """Set or remove the system prompt of many examples."""
        from ftdesk.desktop.dataset_tab.bulk_dialogs import SystemPromptDialog

        self._session.when_whole(
            lambda: self._open(
                SystemPromptDialog(self._scope(), self._current_prompt(), self._window.window())
            )
        )

    def ask_weights(self) -> None:
        """Set or remove the weights of many answers."""
        from ftdesk.desktop.dataset_tab.bulk_dialogs import WeightDialog

        self._session.when_whole(lambda: self._open(WeightDialog(self._scope(), self._window.window())))

    def put_in_order(self) -> None:
        """Make the order in which the rows are shown the order of the file, as one step."""
        from ftdesk.dataset.row_choice import arranged

        bar, dataset = self._left.filter, self._session.dataset
        if dataset is None:
            return
        if not bar.order():
            words = self.tr(
                "The examples are shown in the order of the file. Click a column above them first."
            )
            self._notices.show_notice(NOTICE, words, lasting=False)
            return
        row_ids = arranged(dataset.row_ids(), bar.order(), self._session.checker.check)
        self._session.reorder(row_ids, self.tr("Put the file in order"))
        bar.show_order(RowOrder())

    def start(self, order: BulkOrder) -> None:
        """Do what was ordered."""
        from ftdesk.dataset.line_pass import edit_part

        dataset = self._session.dataset
        if dataset is None or self._session.read_only:
            self._session.refused.emit()
            return
        run = BulkRun(self._background, self._session, TouchedRows(self._session, self))
        run.ended.connect(self._tell)
        rows = dataset.snapshot().only(dataset.places_of(order.row_ids))
        run.start(rows, edit_part, (order.edits,), self.tr("Editing examples…"), order.step)

    def _tell(self, outcome: Outcome | None) -> None:
        if outcome is not None:
            self._notices.show_notice(NOTICE, outcome_words(outcome), lasting=False)

    def _show_replace(self) -> None:
        from ftdesk.desktop.dataset_tab.replace_dialog import ReplaceDialog as Dialog

        window = self._window.window()
        dialog = next((open_ for open_ in window.findChildren(Dialog) if open_.isVisible()), None)
        if dialog is None:
            dialog = Dialog(self._background, self._session, self._left.table, window)
        self._begin(dialog)

    def _begin(self, dialog: ReplaceDialog) -> None:
        dialog.begin(self._left.filter.query().text)

    def _open(self, dialog: BulkDialog) -> None:
        from PySide6.QtCore import Qt

        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.ordered.connect(self.start)
        dialog.open()

    def _scope(self) -> RowScope:
        return RowScope(self._session, self._left.table)

    def _current_prompt(self) -> str:
        """The system prompt of the current example, to begin with."""
        row_id = self._left.table.current_id()
        example = self._session.example(row_id) if row_id is not None else None
        if not isinstance(example, Example):
            return ""
        lists = example.message_lists()
        heads = example.messages(lists[0]) if lists else ()
        return heads[0].text or "" if heads and heads[0].role in SYSTEM else ""
