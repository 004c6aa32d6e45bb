"""Mends what a finding tells of: in its own row at once, in others after a look at what would change; each one step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ftdesk.dataset.fix_edits import ApplyFix, ApplyLineFix
from ftdesk.dataset.rules.finding import Finding, shorten
from ftdesk.dataset.rules.fixes import DELETIONS, LINE_FIXES, text_for_fix
from ftdesk.desktop.dataset_tab.bulk_words import NOTICE, outcome_words
from ftdesk.desktop.dataset_tab.document_pass import DocumentPass
from ftdesk.desktop.dataset_tab.document_session import DocumentSession
from ftdesk.desktop.dataset_tab.example_table import ExampleTable
from ftdesk.desktop.dataset_tab.finding_words import sentence
from ftdesk.desktop.dataset_tab.fix_edit import fix_edit, fix_words
from ftdesk.desktop.dataset_tab.fix_scope import FixScope
from ftdesk.desktop.dataset_tab.notice_bar import NoticeBar
from ftdesk.desktop.dataset_tab.row_scope import RowScope
from ftdesk.errors import Cancelled

if TYPE_CHECKING:
    from ftdesk.dataset.lines import Positions
    from ftdesk.dataset.shared_texts import SharedTexts
    from ftdesk.desktop.background import Background
    from ftdesk.desktop.dataset_tab.mend_dialog import Mend, MendDialog


class FixSteps(QObject):
    """Acts on the rows of a table."""

    def __init__(
        self,
        background: Background,
        session: DocumentSession,
        table: ExampleTable,
        notices: NoticeBar,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._background = background
        self._session = session
        self._table = table
        self._notices = notices
        self._window = window
        self._is_looking = False

    def mend(self, finding: Finding) -> None:
        """Mend the current row; what is said of the whole file is mended in all rows, after a look."""
        row_id = self._table.current_id()
        edit = fix_edit(finding)
        if finding.whole_file:
            self.ask(finding)
        elif row_id is not None and edit is not None:
            self._session.apply(row_id, edit)
        elif row_id is not None and finding.fix in LINE_FIXES:
            line = LINE_FIXES[finding.fix](self._session.line(row_id) or b"")
            if line is not None:
                self._session.replace_line(row_id, line, fix_words(finding.fix))
        elif row_id is not None and finding.fix in DELETIONS:
            row = self._table.currentIndex().row()
            self._session.delete_rows([row_id], fix_words(finding.fix))
            self._table.choose_row(row)

    def ask(self, finding: Finding) -> None:
        """Offer to mend the selected rows, or all that need it; nothing is done before the person has seen what."""
        self._session.when_whole(lambda: self._prepare(finding))

    def ask_trim(self) -> None:
        """Offer to take blanks off both ends of what messages say."""
        self._session.when_whole(self._ask_trim)

    def _ask_trim(self) -> None:
        from ftdesk.dataset.bulk_edits import TrimBlanks
        from ftdesk.desktop.dataset_tab.mend_dialog import Mend

        words = self.tr(
            "White space at the beginning and the end of messages is taken away. Results of tools stay as they "
            "are, and so do prompts and completions, whose blanks mean something."
        )
        mend = Mend(self.tr("Trim blanks"), words, (TrimBlanks(),))
        self._show(mend, RowScope(self._session, self._table))

    def _prepare(self, finding: Finding) -> None:
        """Find the text that the fix needs, where no finding has it: all examples are looked at."""
        from ftdesk.dataset.shared_texts import KEYS, shared_texts

        fix, text = finding.fix or "", text_for_fix(finding.arguments)
        if not finding.whole_file or fix not in KEYS:
            self._open(finding, text)
            return
        dataset, rows = self._session.dataset, self._rows(finding)
        if dataset is None or not len(rows) or self._is_looking:
            return
        self._is_looking = True
        found: list[SharedTexts] = []
        snapshot = dataset.snapshot().only(dataset.places_of(rows))
        title = self.tr("Looking for a text that fits all…")
        run = DocumentPass(self._background, snapshot, shared_texts, (KEYS[fix],), title, self)
        run.came.connect(lambda shared, _rows: found.append(shared))
        run.ended.connect(lambda error: self._take(finding, found, error))
        run.ended.connect(run.deleteLater)
        self._session.replaced.connect(run.cancel)
        run.start()

    def _take(self, finding: Finding, found: list[SharedTexts], error: Exception | None) -> None:
        from ftdesk.dataset.shared_texts import SharedTexts

        self._is_looking = False
        if error is not None:
            if not isinstance(error, Cancelled):
                self._background.unexpected.emit(error)
            return
        shared = SharedTexts()
        for some in found:
            shared = shared.joined(some)
        text = shared.text_for(finding.fix or "")
        if text:
            self._open(finding, text)
        else:
            words = self.tr("No text fits all examples, so this has to be fixed by hand.")
            self._notices.show_notice(NOTICE, words, lasting=False)

    def _open(self, finding: Finding, text: str) -> None:
        from ftdesk.desktop.dataset_tab.mend_dialog import Mend

        if self._session.dataset is None or finding.fix is None:
            return
        edit = ApplyLineFix(finding.fix) if finding.fix in LINE_FIXES else ApplyFix(finding.fix, text)
        edits = None if finding.fix in DELETIONS else (edit,)
        self._show(Mend(fix_words(finding.fix), self._sentence(finding, text), edits), self._scope(finding))

    def _show(self, mend: Mend, scope: FixScope | RowScope) -> None:
        from ftdesk.desktop.dataset_tab.mend_dialog import MendDialog

        dialog = MendDialog(self._background, self._session, mend, scope, self._window.window())
        dialog.finished.connect(self._teller(dialog))
        dialog.open()

    def _sentence(self, finding: Finding, text: str) -> str:
        """What is to be mended, and with what text."""
        if not text:
            return sentence(finding)
        return self.tr("{finding} The text: “{text}”.").format(finding=sentence(finding), text=shorten(text))

    def _teller(self, dialog: MendDialog) -> Callable[[int], None]:
        def tell(_result: int) -> None:
            if dialog.outcome is not None:
                self._notices.show_notice(NOTICE, outcome_words(dialog.outcome), lasting=False)

        return tell

    def _scope(self, finding: Finding) -> FixScope:
        """All rows that need it come first: they are why one asked."""
        import numpy as np

        scope, rows = FixScope(), self._rows(finding)
        if finding.whole_file:
            scope.offer(self.tr("All examples ({count})"), rows)
            return scope
        selected = rows[np.isin(rows, self._table.selection())]
        scope.offer(self.tr("All examples with this finding ({count})"), rows)
        if 0 < len(selected) < len(rows):
            scope.offer(self.tr("Those of them that are selected ({count})"), selected)
        return scope

    def _rows(self, finding: Finding) -> Positions:
        """The ids of the rows that have the trouble, in the order of the file."""
        import numpy as np

        from ftdesk.dataset.file_check import chosen
        from ftdesk.dataset.shared_texts import rows_to_mend

        dataset, check = self._session.dataset, self._session.checker.check
        if dataset is None or check is None:
            return np.zeros(0, np.int64)
        return chosen(dataset.row_ids(), rows_to_mend(check, finding))
