"""What a person can say about a conversion: the letters of a table, its columns, and what pairs become."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QVBoxLayout, QWidget

from ftdesk.desktop.dataset_tab.column_choices import ColumnChoices
from ftdesk.desktop.dataset_tab.conversion_words import letters_titles, pair_words
from ftdesk.desktop.labels import plain_label

if TYPE_CHECKING:
    from ftdesk.dataset.conversion.pairs import PairStyle
    from ftdesk.dataset.conversion.table import TableColumns
    from ftdesk.dataset.conversion.ways import IntoTraining


class ConversionOptions(QWidget):
    """Shows what there is to be said; without a table and pairs that is nothing.

    Signals:
        changed(): another way is wanted.
        letters_wanted(object): str, the file is to be read in another encoding.
    """

    changed = Signal()
    letters_wanted = Signal(object)  # str

    def __init__(
        self, table: TableColumns | None, pairs: PairStyle | None, encoding: str, parent: QWidget
    ) -> None:
        """`encoding` is that of a table, where it was guessed."""
        super().__init__(parent)
        self._style = pairs
        self._encoding = encoding
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self.columns = ColumnChoices(table, self) if table is not None else None
        if self.columns is not None:
            self.columns.changed.connect(self.changed)
            layout.addWidget(plain_label(self.columns.accessibleName(), "section"))
            layout.addWidget(self.columns)
        self.letters = self._letters_combo() if encoding else None
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
        combo.setCurrentIndex(combo.findData(self._encoding))
        combo.currentIndexChanged.connect(lambda _: self.letters_wanted.emit(combo.currentData()))
        return combo

    def _pairs_combo(self, style: PairStyle) -> QComboBox:
        combo = QComboBox()
        combo.setObjectName("pairs_combo")
        combo.setAccessibleName(self.tr("Prompts and completions"))
        combo.addItem(pair_words(style), "chats")
        combo.addItem(self.tr("Stay as they are"), "pairs")
        combo.currentIndexChanged.connect(self.changed)
        return combo
