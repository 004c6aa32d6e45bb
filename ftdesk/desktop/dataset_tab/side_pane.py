"""The right side of the tab: findings, statistics, cost, and the way on to a job."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.cost_panel import CostPanel
from ftdesk.desktop.dataset_tab.findings_panel import FindingsPanel
from ftdesk.desktop.dataset_tab.statistics_panel import StatisticsPanel


class SidePane(QFrame):
    """Signals: `job_wanted()`: fine-tune with this file."""

    job_wanted = Signal()

    def __init__(self, cost: CostPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dataset_side_pane")
        self.setProperty("look", "panel")
        self.findings = FindingsPanel(self)
        self.statistics = StatisticsPanel(self)
        self.cost = cost
        self.job = QPushButton(self.tr("Fine-tune with this file…"), self)
        self.job.setObjectName("fine_tune_button")
        self.job.setProperty("look", "primary")
        theme.set_icon(self.job, "jobs", "on_accent")
        self.job.clicked.connect(self.job_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.findings, 1)
        layout.addWidget(self._rule())
        layout.addWidget(self._lower())

    def _lower(self) -> QWidget:
        """Figures and cost; in a low window they scroll rather than squeeze the findings away."""
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.statistics, self._rule(), self.cost):
            column.addWidget(widget)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 0, 12, 12)
        foot.addWidget(self.job)
        column.addLayout(foot)
        scroll = QScrollArea(self)
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMinimumHeight(160)
        scroll.setMaximumHeight(420)
        return scroll

    def _rule(self) -> QFrame:
        rule = QFrame(self)
        rule.setProperty("look", "rule")
        return rule
