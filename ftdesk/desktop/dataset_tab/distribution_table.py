"""The values of all distributions as a table: for screen readers, and to be copied as tab-separated text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

from ftdesk.dataset.distributions import Bar, Distribution
from ftdesk.desktop.dataset_tab.measure_words import bar_words, share_words, title_of
from ftdesk.desktop.record_table import RecordTable, TableColumn

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Value:
    """One bar of a distribution."""

    distribution: Distribution
    bar: Bar


class DistributionTable(RecordTable[Value]):
    """Signals: `bar_chosen(object, object)`: Measure and Bar, whose examples the person wants to see."""

    bar_chosen = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        columns: tuple[TableColumn[Value], ...] = (
            TableColumn(
                translate("Distribution", "Measure"), lambda value: title_of(value.distribution.measure)
            ),
            TableColumn(
                translate("Distribution", "Value"),
                lambda value: bar_words(value.distribution.measure, value.bar),
            ),
            TableColumn(
                translate("Distribution", "Examples"), lambda value: f"{value.bar.count:,}", numeric=True
            ),
            TableColumn(
                translate("Distribution", "Share"),
                lambda value: share_words(value.bar, value.distribution),
                numeric=True,
            ),
        )
        super().__init__("distribution_table", translate("Distribution", "Values"), columns, parent)
        self.stretch(1, 190, 110, 90)
        self.doubleClicked.connect(lambda _index: self._choose())

    def show_distributions(self, distributions: Iterable[Distribution]) -> None:
        """Show all bars; the chosen row stays where its value is still there."""
        values = [Value(distribution, bar) for distribution in distributions for bar in distribution.bars]
        row = self.currentIndex().row()
        self.records.show_records(values)
        if 0 <= row < len(values) and self.currentIndex().row() != row:
            self.selectRow(row)

    def copy_all(self) -> None:
        """Put the whole table, its titles first, on the clipboard."""
        columns = range(self.records.columnCount())
        across = Qt.Orientation.Horizontal
        titles = [str(self.records.headerData(column, across)) for column in columns]
        rows = (
            [str(self.records.index(row, column).data()) for column in columns]
            for row in range(self.records.rowCount())
        )
        QGuiApplication.clipboard().setText("".join("\t".join(line) + "\n" for line in (titles, *rows)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return filters by the chosen row."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.chosen() is not None:
            self._choose()
            return
        super().keyPressEvent(event)

    def _choose(self) -> None:
        value = self.chosen()
        if value is not None:
            self.bar_chosen.emit(value.distribution.measure, value.bar)
