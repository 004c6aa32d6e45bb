"""What a person can say about a conversion: the letters of a table, its columns, and what pairs become."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QVBoxLayout, QWidget

from ftdesk.desktop.dataset_tab.column_choices import ColumnChoices
from ftdesk.desktop.dataset_tab.conversion_words import letters_titles, pair_words
from ftdesk.desktop.labels import plain_label

if TYPE_CHECKING:
    from ftdesk.dataset.conversion.pairs import PairStyle
    from ftdesk.dataset.conversion.table import TableColumns
    from ftdesk.dataset.conversion.ways import IntoTraining


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table is read: in which encoding ("" where the file itself says that), and whether its first row has the
    names of its columns.
    """

    encoding: str = ""
    has_names: bool = True


class ConversionOptions(QWidget):
    """Shows what there is to be said; without a table and pairs that is nothing.

    Signals:
        changed(): another way is wanted.
        reading_wanted(object): Reading, the table is to be read in another way.
    """

    changed = Signal()
    reading_wanted = Signal(object)  # Reading

    def __init__(
        self, table: TableColumns | None, pairs: PairStyle | None, reading: Reading, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._style = pairs
        self._reading = reading
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self.columns = ColumnChoices(table, self) if table is not None else None
        if self.columns is not None:
            self.columns.changed.connect(self.changed)
            layout.addWidget(plain_label(self.columns.accessibleName(), "section"))
            layout.addWidget(self.columns)
            layout.addWidget(self._names_check())
        self.letters = self._letters_combo() if reading.encoding else None
        self.pairs = self._pairs_combo(pairs) if pairs is not None else None
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for combo in (self.letters, self.pairs):
            if combo is not None:
                form.addRow(combo.accessibleName(), combo)
        if form.rowCount():
            layout.addLayout(form)
        self.setVisible(layout.count() > 0)

    def way(self) -> IntoTraining:
        """The way that is chosen now."""
        from ftdesk.dataset.conversion.ways import IntoTraining

        wants_chats = self.pairs is not None and self.pairs.currentData() == "chats"
        return IntoTraining(
            self._style if wants_chats else None,
            self.columns.columns() if self.columns is not None else None,
        )

    def _letters_combo(self) -> QComboBox:
        combo = QComboBox()
        combo.setObjectName("letters_combo")
        combo.setAccessibleName(self.tr("Letters"))
        for name, title in letters_titles().items():
            combo.addItem(title, name)
        combo.setCurrentIndex(combo.findData(self._reading.encoding))
        combo.currentIndexChanged.connect(
            lambda _: self.reading_wanted.emit(replace(self._reading, encoding=combo.currentData()))
        )
        return combo

    def _names_check(self) -> QCheckBox:
        check = QCheckBox(self.tr("The first row has the names of the columns"))
        check.setObjectName("names_check")
        check.setChecked(self._reading.has_names)
        check.toggled.connect(
            lambda checked: self.reading_wanted.emit(replace(self._reading, has_names=checked))
        )
        return check

    def _pairs_combo(self, style: PairStyle) -> QComboBox:
        combo = QComboBox()
        combo.setObjectName("pairs_combo")
        combo.setAccessibleName(self.tr("Prompts and completions"))
        combo.addItem(pair_words(style), "chats")
        combo.addItem(self.tr("Stay as they are"), "pairs")
        combo.currentIndexChanged.connect(self.changed)
        return combo
