"""Keeps the figures of the open file on the screen: counts over the table, statistics, cost, and the summary."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from ftdesk.dataset.rules.finding import Finding, Severity
from ftdesk.desktop.dataset_summary import DatasetSummary
from ftdesk.desktop.dataset_tab.document_session import DocumentSession
from ftdesk.desktop.dataset_tab.file_figures import figures_of
from ftdesk.desktop.dataset_tab.side_pane import SidePane
from ftdesk.desktop.dataset_tab.statistics_board import StatisticsBoard
from ftdesk.desktop.dataset_tab.table_pane import TablePane
from ftdesk.desktop.services import Services

_EVERY_MS = 300


class FiguresBoard(QObject):
    """Gathers the figures at most every 300 ms, since they run over the whole table.

    Signals:
        summary_changed(object): DatasetSummary.
        file_findings_changed(object): tuple[Finding, ...] of the file as a whole.
    """

    summary_changed = Signal(object)
    file_findings_changed = Signal(object)

    def __init__(self, services: Services, session: DocumentSession, left: TablePane, side: SidePane) -> None:
        super().__init__(side)
        self._session = session
        self._filter = left.filter
        self._side = side
        self.statistics = StatisticsBoard(services, session, left, side.charts)
        side.statistics.all_wanted.connect(self.statistics.show_window)
        self._figures = figures_of(session, None)
        self._file_findings: tuple[Finding, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.show_now)
        session.checker.reports_changed.connect(self._show_soon)
        session.checker.row_checked.connect(lambda _row_id: self._show_soon())
        session.checker.finished.connect(self.show_now)
        session.state_changed.connect(self._tell)
        session.replaced.connect(lambda: self._take_file_findings(()))
        side.cost.epochs.valueChanged.connect(lambda _epochs: self._tell())

    def show_now(self) -> None:
        """Gather and show."""
        self._timer.stop()
        target = self._side.cost.target()
        figures = figures_of(self._session, target.train_token_limit if target is not None else None)
        self._figures = figures
        self._filter.show_counts(figures.counts)
        self._side.statistics.show_figures(figures)
        self._side.cost.show_figures(figures)
        self._take_file_findings(figures.file_findings)
        self._tell()
        self.statistics.show_doubts(figures.doubts)
        self.statistics.refresh()

    def summary(self) -> DatasetSummary:
        """The open file in a few figures."""
        dataset, counts = self._session.dataset, self._figures.counts
        if dataset is None:
            return DatasetSummary()
        checker = self._session.checker
        known = checker.is_complete or checker.running
        return DatasetSummary(
            path=self._session.path,
            edited=self._session.is_edited,
            examples=len(dataset),
            errors=counts.get(Severity.ERROR, 0) if known else None,
            warnings=counts.get(Severity.WARNING, 0) if known else None,
            notes=counts.get(Severity.INFO, 0) if known else None,
            tokens=self._figures.billable,
            cost=self._side.cost.summary(),
            doubts=self._figures.doubts,
        )

    def _take_file_findings(self, findings: tuple[Finding, ...]) -> None:
        if findings != self._file_findings:
            self._file_findings = findings
            self.file_findings_changed.emit(findings)

    def _show_soon(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _tell(self) -> None:
        self.summary_changed.emit(self.summary())
