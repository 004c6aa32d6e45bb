"""What the columns of a table become: one line for each, guessed by its name and changed by the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QScrollArea, QWidget

from ftdesk.desktop.dataset_tab.conversion_words import column_titles
from ftdesk.desktop.dataset_tab.visible_text import one_line
from ftdesk.desktop.labels import plain_label

if TYPE_CHECKING:
    from ftdesk.dataset.conversion.table import TableColumns

_SHOWN_AT_ONCE = 4
_LONGEST_NAME = 40
_MOST = 100
"""More columns than this are left out without being shown: no table of examples has them."""


class ColumnChoices(QScrollArea):
    """Signals: `changed()`: a column becomes something else."""

    changed = Signal()

    def __init__(self, guess: TableColumns, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("column_choices")
        self.setAccessibleName(self.tr("Columns"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._guess = guess
        self._combos = [
            self._combo(place, name, column.value)
            for place, (name, column) in enumerate(zip(guess.names[:_MOST], guess.columns, strict=False))
        ]
        self._lay_out()

    def columns(self) -> TableColumns:
        """The choice; each meaning but the one of being left out is given once, to its first column."""
        from ftdesk.dataset.conversion.table import Column, TableColumns

        chosen: list[Column] = []
        for combo in self._combos:
            column = Column(combo.currentData())
            chosen.append(column if column not in chosen else Column.LEFT_OUT)
        rest = [Column.LEFT_OUT] * (len(self._guess.names) - len(chosen))
        return TableColumns(self._guess.names, (*chosen, *rest))

    def _combo(self, place: int, name: str, column: str) -> QComboBox:
        combo = QComboBox()
        combo.setObjectName(f"column_{place}")
        combo.setAccessibleName(one_line(name, _LONGEST_NAME))
        for value, title in column_titles().items():
            combo.addItem(title, value)
        combo.setCurrentIndex(combo.findData(column))
        combo.currentIndexChanged.connect(lambda _: self._give(combo))
        return combo

    def _give(self, combo: QComboBox) -> None:
        """A meaning goes to the column that got it last."""
        for other in self._combos:
            if other is not combo and other.currentData() == combo.currentData() != "left_out":
                other.blockSignals(True)  # noqa: FBT003 - as Qt has it
                other.setCurrentIndex(other.findData("left_out"))
                other.blockSignals(False)  # noqa: FBT003
        self.changed.emit()

    def _lay_out(self) -> None:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, combo in enumerate(self._combos):
            label = plain_label(combo.accessibleName())
            label.setBuddy(combo)
            grid.addWidget(label, row, 0)
            grid.addWidget(combo, row, 1)
        self.setWidget(inside)
        one = self._combos[0].sizeHint().height() + 6 if self._combos else 0
        self.setFixedHeight(one * min(len(self._combos), _SHOWN_AT_ONCE) + 4)
