"""Rows of other tools in the open file: told when the file was checked, and converted all at once, as one step.

What they become and lose is shown first; rows that cannot be converted stay as they are.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ftdesk.desktop.dataset_tab.bulk_run import BulkRun, Outcome
from ftdesk.desktop.dataset_tab.bulk_words import NOTICE, outcome_words
from ftdesk.desktop.dataset_tab.conversion_words import foreign_words
from ftdesk.desktop.dataset_tab.document_session import DocumentSession
from ftdesk.desktop.dataset_tab.notice_bar import NoticeAction, NoticeBar, Severity
from ftdesk.desktop.dataset_tab.touched_rows import TouchedRows

if TYPE_CHECKING:
    from ftdesk.dataset.conversion.first_rows import FirstRows
    from ftdesk.dataset.snapshot import Snapshot
    from ftdesk.desktop.background import Background
    from ftdesk.desktop.dataset_tab.conversion_run import Conversion

FOREIGN = "foreign_rows"
"""The key of the notice."""

_CODE = "format.foreign"
_ROWS_A_BLOCK, _BYTES_A_BLOCK = 200, 1 << 20


class ConvertSteps(QObject):
    """Offers, asks, and converts."""

    def __init__(
        self, background: Background, session: DocumentSession, notices: NoticeBar, window: QWidget
    ) -> None:
        super().__init__(window)
        self._background = background
        self._session = session
        self._notices = notices
        self._window = window
        self._told = -1
        session.replaced.connect(self._forget)
        session.checker.finished.connect(self._look)
        session.checker.reports_changed.connect(self._look_again)

    def ask(self) -> None:
        """Show what the rows would become, as soon as all are there."""
        self._session.when_whole(self._prepare)

    # -- the offer ----------------------------------------------------------------------------------------------------

    def _forget(self) -> None:
        self._told = -1

    def _look_again(self) -> None:
        """A few rows are other ones: of interest only while the notice is there."""
        if self._notices.sentence(FOREIGN) and not self._session.checker.running:
            self._look()

    def _look(self) -> None:
        """Tell of rows in other formats, once for each count of them."""
        check = self._session.checker.check
        count = check.code_counts()[_CODE] if check is not None else 0
        if not count or self._session.read_only:
            self._notices.withdraw(FOREIGN)
        elif count != self._told:
            sentence = self.tr("Rows in the format of another tool: {count}.").format(count=f"{count:,}")
            convert = NoticeAction(self.tr("Convert…"), self.ask, "convert_rows_button", stays=True)
            self._notices.show_notice(
                FOREIGN, sentence, [convert], lasting=False, severity=Severity.ATTENTION
            )
        self._told = count

    # -- asking -------------------------------------------------------------------------------------------------------

    def _prepare(self) -> None:
        dataset = self._session.dataset
        if dataset is None or self._session.read_only:
            self._session.refused.emit()
            return
        rows = dataset.snapshot()
        self._background.run(self, lambda _: _first_rows(rows), lambda first: self._show(rows, first))

    def _show(self, rows: Snapshot, first: FirstRows) -> None:
        from ftdesk.desktop.dataset_tab.conversion_dialog import ConversionDialog, ConversionTask

        task = ConversionTask(
            title=self.tr("Convert examples"),
            nature=self._nature(first),
            verb=self.tr("Convert"),
            rows=rows,
            folder=None,
            pairs=first.pairs,
        )
        dialog = ConversionDialog(self._background, task, self._window)
        dialog.ordered.connect(self._convert)
        dialog.open()

    def _nature(self, first: FirstRows) -> str:
        words = self.tr("They become chats or preferences to train on, in one step that can be undone.")
        if first.foreign is None:
            return words
        return self.tr("{nature}. {what}").format(nature=foreign_words(first.foreign), what=words)

    def _convert(self, found: Conversion) -> None:
        from ftdesk.dataset.conversion.conversion_pass import convert_lines

        dataset = self._session.dataset
        if dataset is None or self._session.read_only:
            self._session.refused.emit()
            return
        run = BulkRun(self._background, self._session, TouchedRows(self._session, self))
        run.ended.connect(self._tell)
        title, step = self.tr("Converting examples…"), self.tr("Convert")
        run.start(dataset.snapshot(), convert_lines, (found.way,), title, step)

    def _tell(self, outcome: Outcome | None) -> None:
        if outcome is not None:
            self._notices.show_notice(NOTICE, outcome_words(outcome), lasting=False)


def _first_rows(rows: Snapshot) -> FirstRows:
    from ftdesk.dataset.conversion.first_rows import look

    blocks = islice(rows.blocks(_ROWS_A_BLOCK, _BYTES_A_BLOCK), 1)
    return look(line for block in blocks for line in block.lines)
