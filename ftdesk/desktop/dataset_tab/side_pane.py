"""The right side of the tab: findings, statistics, cost, distributions, and the way on to a job."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ftdesk.desktop import theme
from ftdesk.desktop.column_scroll import ColumnScroll
from ftdesk.desktop.dataset_tab.cost_panel import CostPanel
from ftdesk.desktop.dataset_tab.findings_panel import FindingsPanel
from ftdesk.desktop.dataset_tab.small_charts import SmallCharts
from ftdesk.desktop.dataset_tab.statistics_panel import StatisticsPanel


class SidePane(QFrame):
    """Signals: `job_wanted()`: fine-tune with this file."""

    job_wanted = Signal()

    def __init__(self, cost: CostPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dataset_side_pane")
        self.setProperty("look", "panel")
        self.findings = FindingsPanel(self)
        self.findings.setMinimumHeight(_FINDINGS_AT_LEAST)
        self.statistics = StatisticsPanel(self)
        self.cost = cost
        self.charts = SmallCharts(self)
        self.job = QPushButton(self.tr("Fine-tune with this file…"), self)
        self.job.setObjectName("fine_tune_button")
        self.job.setProperty("look", "primary")
        theme.set_icon(self.job, "jobs", "on_accent")
        self.job.clicked.connect(self.job_wanted)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 4, 12, 12)
        foot.addWidget(self.job)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.findings, 1)
        layout.addWidget(self._rule())
        layout.addWidget(self._figures())
        layout.addLayout(foot)

    def minimumSizeHint(self) -> QSize:
        """Wide enough for figures and fields."""
        narrowest = round(_NARROWEST * theme.text_size() / theme.BASE_SIZE)
        return super().minimumSizeHint().expandedTo(QSize(narrowest, 0))

    def _figures(self) -> QWidget:
        """Statistics, cost and distributions; in a low window they scroll rather than squeeze the findings away."""
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.statistics, self._rule(), self.cost, self._rule(), self.charts):
            column.addWidget(widget)
        return _FittingScrollArea(page, self)

    def _rule(self) -> QFrame:
        rule = QFrame(self)
        rule.setProperty("look", "rule")
        return rule


_NARROWEST = 248
"""Pixels at the base text size: the widest fix of a finding stands beside its mark."""
_FINDINGS_AT_LEAST = 200
_FIGURES_AT_LEAST = 150
_SLACK = 4  # or a scroll bar takes its width from the words, which then need another line


class _FittingScrollArea(ColumnScroll):
    """As high as its page where there is room."""

    def __init__(self, page: QWidget, parent: QWidget) -> None:
        super().__init__(page, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setMinimumHeight(_FIGURES_AT_LEAST)

    def sizeHint(self) -> QSize:
        """The page's own height at this width."""
        page = self.widget()
        if page is None:
            return super().sizeHint()
        height = page.heightForWidth(self.width()) if page.hasHeightForWidth() else page.sizeHint().height()
        return QSize(page.sizeHint().width(), height + _SLACK)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A new width wraps anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
