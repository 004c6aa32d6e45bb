"""All distributions of the open file, as charts and as a table of values; stays open beside the tab."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from ftdesk.dataset.distributions import Distribution, Measure, chosen_bars
from ftdesk.dataset.row_query import RowQuery
from ftdesk.desktop import theme
from ftdesk.desktop.column_scroll import ColumnScroll
from ftdesk.desktop.dataset_tab.distribution_table import DistributionTable
from ftdesk.desktop.dataset_tab.histogram import Histogram
from ftdesk.desktop.dataset_tab.language_card import LanguageCard
from ftdesk.desktop.dataset_tab.visible_text import one_line
from ftdesk.desktop.labels import ElidedLabel
from ftdesk.desktop.theme import set_icon

_GRID = (
    (Measure.TOKENS, Measure.ANSWER),
    (Measure.TURNS, Measure.ROLES),
    (Measure.LANGUAGES, Measure.SEVERITIES),
    (Measure.CODES,),
)
_WIDTH, _HEIGHT = 860, 720


class StatisticsWindow(QDialog):
    """Signals: `bar_chosen(object, object)`: Measure and Bar, whose examples the person wants to see."""

    bar_chosen = Signal(object, object)  # Measure, Bar

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("statistics_window")
        self.setWindowTitle(self.tr("Statistics"))
        self._title = ElidedLabel("statistics_title", "title", self)
        self.languages = LanguageCard(self)
        self.charts = {measure: self._chart(measure) for row in _GRID for measure in row}
        self.table = DistributionTable(self)
        self.table.bar_chosen.connect(self.bar_chosen)
        self._tabs = QTabBar(self)
        self._tabs.setObjectName("statistics_pages")
        self._tabs.setProperty("look", "segmented")
        self._tabs.setExpanding(False)
        self._tabs.addTab(self.tr("Charts"))
        self._tabs.addTab(self.tr("Values"))
        self._pages = QStackedWidget(self)
        self._tabs.currentChanged.connect(self._show_page)
        self._copy = QPushButton(self.tr("Copy the table"), self)
        self._copy.setObjectName("copy_values_button")
        self._copy.setAutoDefault(False)
        set_icon(self._copy, "copy")
        self._copy.clicked.connect(self.table.copy_all)
        self._lay_out()

    def show_name(self, name: str) -> None:
        """The file that is spoken of."""
        self._title.setText(one_line(name, 80))

    def show_distributions(
        self,
        distributions: Mapping[Measure, Distribution],
        query: RowQuery,
        empty_words: Mapping[Measure, str],
    ) -> None:
        """Show what there is, with the bars that the table is filtered by."""
        for measure, chart in self.charts.items():
            made = distributions.get(measure, Distribution(measure))
            chart.show_distribution(made, chosen_bars(query, made), empty_words.get(measure, ""))
        if self._tabs.currentIndex() == 1:
            self._fill_table()

    def _chart(self, measure: Measure) -> Histogram:
        chart = self.languages.histogram if measure is Measure.LANGUAGES else Histogram(measure, self)
        chart.bar_chosen.connect(lambda bar: self.bar_chosen.emit(measure, bar))
        return chart

    def _show_page(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self._copy.setVisible(page == 1)
        if page == 1:
            self._fill_table()

    def _fill_table(self) -> None:
        self.table.show_distributions(chart.distribution for chart in self.charts.values())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title, 1)
        head.addWidget(self._copy)
        head.addWidget(self._tabs)
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setSpacing(12)
        for row, measures in enumerate(_GRID):
            for column, measure in enumerate(measures):
                shown = self.languages if measure is Measure.LANGUAGES else self.charts[measure]
                grid.addWidget(self._card(shown), row, column, 1, 2 // len(measures))
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(len(_GRID), 1)
        self._pages.addWidget(ColumnScroll(page, self))
        self._pages.addWidget(self.table)
        self._copy.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)
        scale = theme.text_size() / theme.BASE_SIZE
        self.resize(round(_WIDTH * scale), round(_HEIGHT * scale))

    def _card(self, content: QWidget) -> QFrame:
        card = QFrame(self)
        card.setProperty("look", "card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(8, 6, 8, 8)
        layout.addWidget(content)
        layout.addStretch(1)
        return card
