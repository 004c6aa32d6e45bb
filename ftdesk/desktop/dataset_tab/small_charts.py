"""The three distributions that say most, small: tokens, turns and findings."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ftdesk.dataset.distributions import Distribution, Measure, chosen_bars
from ftdesk.dataset.row_query import RowQuery
from ftdesk.desktop.dataset_tab.histogram import Histogram

_SHOWN = (Measure.TOKENS, Measure.TURNS, Measure.CODES)


class SmallCharts(QWidget):
    """Signals: `bar_chosen(object, object)`: Measure and Bar, whose examples the person wants to see."""

    bar_chosen = Signal(object, object)  # Measure, Bar

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("small_charts")
        self._charts = {measure: self._make_chart(measure) for measure in _SHOWN}
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 6, 8, 8)  # a chart has a margin of its own, for its focus ring
        grid.setSpacing(2)
        grid.addWidget(self._charts[Measure.TOKENS], 0, 0)
        grid.addWidget(self._charts[Measure.TURNS], 0, 1)
        grid.addWidget(self._charts[Measure.CODES], 1, 0, 1, 2)

    def show_distributions(
        self,
        distributions: Mapping[Measure, Distribution],
        query: RowQuery,
        empty_words: Mapping[Measure, str],
    ) -> None:
        """Show what there is, with the bars that the table is filtered by."""
        for measure, chart in self._charts.items():
            made = distributions.get(measure, Distribution(measure))
            chart.show_distribution(made, chosen_bars(query, made), empty_words.get(measure, ""))

    def show_doubts(self, doubts: tuple[str, ...]) -> None:
        """The reasons why token counts are near, not certain."""
        self._charts[Measure.TOKENS].show_doubts(doubts)

    def _make_chart(self, measure: Measure) -> Histogram:
        chart = Histogram(measure, self, compact=True)
        chart.bar_chosen.connect(lambda bar: self.bar_chosen.emit(measure, bar))
        return chart
