"""One example at work: the table says which, the pane shows and edits it, the findings lead to its places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from ftdesk.dataset.rules.finding import Finding
from ftdesk.dataset.token_doubts import reasons_of
from ftdesk.desktop.dataset_tab.broken_places import broken_places
from ftdesk.desktop.dataset_tab.cut_desk import CutDesk
from ftdesk.desktop.dataset_tab.document_session import DocumentSession
from ftdesk.desktop.dataset_tab.edit import Edit, pointer_of
from ftdesk.desktop.dataset_tab.example_pane import ExamplePane
from ftdesk.desktop.dataset_tab.findings_panel import FindingsPanel
from ftdesk.desktop.dataset_tab.row_reader import is_lost
from ftdesk.desktop.dataset_tab.table_pane import TablePane
from ftdesk.desktop.token_words import in_sentences, nearly

LARGEST_OPENED = 20_000_000
"""Bytes; a longer line is not held in the window's process as a whole."""
BEGINNING = 15_000
if TYPE_CHECKING:
    from ftdesk.dataset.lines import Positions
    from ftdesk.desktop.background import Background

RAW_LINE = ("",)
"""Keystrokes in the raw line merge under this key, which is no place of the form."""


class ExampleDesk(QObject):
    """Connects table, pane and findings over the session."""

    def __init__(
        self,
        background: Background,
        session: DocumentSession,
        left: TablePane,
        pane: ExamplePane,
        findings: FindingsPanel,
    ) -> None:
        super().__init__(pane)
        self._session = session
        self._left = left
        self._table = left.table
        self._pane = pane
        self._findings = findings
        self._cuts = CutDesk(background, session, pane)
        self._row_id: int | None = None
        self._file_findings: tuple[Finding, ...] = ()
        self._awaited = False
        self._table.example_chosen.connect(self._show)
        session.line_changed.connect(self._follow_change)
        session.lines_changed.connect(self._follow_changes)
        session.shown.connect(self.reveal)
        session.rows_reset.connect(self._follow_reset)
        session.reader.answered.connect(self._take_answer)
        session.row_inserted.connect(self._retitle)
        session.row_removed.connect(self._retitle)
        session.checker.reports_changed.connect(self.refresh_findings)
        session.checker.row_checked.connect(self._take_report)
        pane.edit_requested.connect(self._apply)
        pane.line_edited.connect(self._apply_line)
        findings.place_chosen.connect(self._show_place)
        findings.line_requested.connect(self.go_to_line)

    def start_over(self) -> None:
        """Another file is open."""
        self._row_id = None
        self._pane.form.forget()
        self._show(self._table.current_id())

    def show_file_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show what is to be said of the file as a whole."""
        self._file_findings = findings
        self.refresh_findings()

    def reveal(self, row_id: int) -> None:
        """Show an example, taking off a filter that hides it."""
        if not self._table.choose(row_id) and self._table.examples.is_filtered:
            self._left.filter.clear()
            self._table.choose(row_id)

    def step_finding(self, *, forward: bool) -> None:
        """Go to the next or previous finding, in this example or the nearest one that has any."""
        if self._findings.step(forward=forward):
            return
        target = self._left.finder.next_flagged(self._row_id, forward=forward)
        if target is not None and self._table.choose(target):
            self._findings.step_from_edge(forward=forward)

    def go_to_line(self, line: int) -> None:
        """Show the example on a line of the file (from 1)."""
        dataset = self._session.dataset
        if dataset is not None and 1 <= line <= len(dataset):
            self.reveal(dataset.row_id_at(line - 1))
            self._table.setFocus()

    def current_line(self) -> int:
        """The line of the current example (from 1)."""
        dataset = self._session.dataset
        return dataset.index_of(self._row_id) + 1 if dataset is not None and self._row_id is not None else 1

    def refresh_findings(self) -> None:
        """Show what is known of the current example now."""
        checker, row_id = self._session.checker, self._row_id
        findings = checker.row_findings(row_id) if row_id is not None else ()
        figures = checker.figures(row_id) if row_id is not None else None
        self._pane.show_findings(findings)
        self._cuts.follow(row_id)
        self._findings.show_findings(
            findings, self._file_findings, checked=figures.known if figures is not None else None
        )
        if figures is None or figures.tokens is None:
            self._pane.show_detail("")
            return
        check = checker.check
        reasons = reasons_of(figures.doubts, None if check is None else check.options.approximate_reason)
        words = self.tr("{tokens} tokens, {trained} trained on")
        told = words.format(tokens=f"{figures.tokens:,}", trained=f"{figures.trained or 0:,}")
        self._pane.show_detail(nearly(told, reasons), in_sentences(reasons))

    def _show(self, row_id: int | None) -> None:
        if row_id is not None and row_id == self._row_id:
            return
        self._row_id = row_id
        self._refresh()
        self.refresh_findings()

    def _refresh(self) -> None:
        dataset, row_id = self._session.dataset, self._row_id
        if dataset is None or row_id is None:
            self._pane.show_nothing()
            return
        self._awaited = not self._show_row(row_id, dataset.line_size(row_id))
        if self._awaited:
            self._pane.show_unread()
        self._retitle()

    def _show_row(self, row_id: int, size: int) -> bool:
        """Show a row in the pane; false where the drive has not answered yet."""
        if size > LARGEST_OPENED:
            beginning = self._session.reader.beginnings([row_id], BEGINNING).get(row_id)
            if beginning is not None:
                self._pane.show_beginning(beginning, size)
            return beginning is not None
        line, example = self._session.line(row_id), self._session.example(row_id)
        if line is None or example is None:
            return False
        if is_lost(line, size):
            self._pane.show_lost()
        else:
            self._pane.show_row(row_id, line, example)
        return True

    def _retitle(self) -> None:
        """Say on which line the example stands now."""
        dataset = self._session.dataset
        if dataset is None or self._row_id is None:
            return
        try:
            line = dataset.index_of(self._row_id) + 1
        except KeyError:  # just deleted: another one becomes current next
            return
        self._pane.show_title(self.tr("Example {line}").format(line=f"{line:,}"))

    def _follow_change(self, row_id: int, focus: object) -> None:
        if row_id != self._row_id:
            return
        self._refresh()
        self.refresh_findings()
        if isinstance(focus, tuple) and focus != RAW_LINE:
            self._pane.keep_focus(focus)

    def _follow_changes(self, row_ids: Positions) -> None:
        """Many rows have other lines; the one that is shown may be among them."""
        if self._row_id is not None and (row_ids == self._row_id).any():
            self._refresh()
            self.refresh_findings()

    def _follow_reset(self) -> None:
        """Many rows came or went: the current one may be gone, and Qt does not say so after a reset."""
        self._show(self._table.current_id())

    def _take_answer(self) -> None:
        """What the drive gave may be the line that is waited for."""
        if self._awaited:
            self._refresh()
            self.refresh_findings()

    def _take_report(self, row_id: int) -> None:
        if row_id == self._row_id:
            self.refresh_findings()

    def _apply(self, edit: Edit) -> None:
        if self._row_id is not None:
            self._session.apply(self._row_id, edit)

    def _apply_line(self, line: bytes) -> None:
        if self._row_id is not None:
            self._session.replace_line(self._row_id, line, self.tr("Edit JSON"), merge_key=RAW_LINE)

    def _show_place(self, finding: Finding) -> None:
        """The place of a finding; of one that speaks of the whole file, this example's, or the list of all."""
        line = self._session.line(self._row_id) if self._row_id is not None else None
        places = broken_places(line, [finding]) if line is not None else []
        if places:
            self._pane.show_column(places[0] + 1)
        elif finding.whole_file and not finding.path:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._pane.show_place(pointer_of(finding.path))
