"""What to look for and what to put in its place: the fields of the replace dialog."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout, QWidget

from ftdesk.dataset.text_query import Place, TextQuery
from ftdesk.dataset.text_replacement import Replacement
from ftdesk.desktop.dataset_tab.query_words import place_words
from ftdesk.desktop.dataset_tab.row_scope import RowScope
from ftdesk.desktop.file_drops import LineEdit
from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.stylesheet import restyle

_PLACES = tuple(place for place in Place if place is not Place.ANYWHERE)
"""Keys and notation are never replaced."""


class ReplaceForm(QWidget):
    """Signals: `changed()`: something else is wanted."""

    changed = Signal()

    def __init__(self, scope: RowScope, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scope = scope
        self.find_edit = self._make_edit("replace_find", self.tr("Find"))
        self.put_edit = self._make_edit("replace_put", self.tr("Replace with"))
        self._case = self._make_check("replace_case", self.tr("Match case"))
        self._words = self._make_check("replace_words", self.tr("Whole words"))
        self._pattern = self._make_check("replace_pattern", self.tr("Regular expression"))
        self._place = QComboBox(self)
        self._place.setObjectName("replace_place")
        self._place.setAccessibleName(self.tr("Where"))
        self._place.addItems([place_words(place) for place in _PLACES])
        self._place.currentIndexChanged.connect(lambda _index: self.changed.emit())
        scope.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self._trouble = plain_label("", tone="error", wrap=True, parent=self)
        self._trouble.setObjectName("replace_trouble")
        self._trouble.hide()
        self._lay_out()

    def replacement(self) -> Replacement:
        """What is wanted now."""
        query = TextQuery(
            self.find_edit.text(),
            is_pattern=self._pattern.isChecked(),
            match_case=self._case.isChecked(),
            whole_words=self._words.isChecked(),
            place=_PLACES[self._place.currentIndex()],
        )
        return Replacement(query, self.put_edit.text())

    def show_query(self, query: TextQuery) -> None:
        """Begin with what the filter looks for."""
        self.find_edit.setText(query.text)
        self._case.setChecked(query.match_case)
        self._words.setChecked(query.whole_words)
        self._pattern.setChecked(query.is_pattern)
        self._place.setCurrentIndex(_PLACES.index(query.place) if query.place in _PLACES else 0)

    def show_trouble(self, words: str) -> None:
        """Say why it cannot be done; empty when it can."""
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))
        self.find_edit.setProperty("tone", "error" if words else "")
        restyle(self.find_edit)

    def _make_edit(self, object_name: str, name: str) -> LineEdit:
        edit = LineEdit(self)
        edit.setObjectName(object_name)
        edit.setAccessibleName(name)
        edit.textChanged.connect(lambda _text: self.changed.emit())
        return edit

    def _make_check(self, object_name: str, text: str) -> QCheckBox:
        box = QCheckBox(text, self)
        box.setObjectName(object_name)
        box.toggled.connect(lambda _checked: self.changed.emit())
        return box

    def _lay_out(self) -> None:
        options = QHBoxLayout()
        for box in (self._case, self._words, self._pattern):
            options.addWidget(box)
        options.addStretch(1)
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self._place, 1)
        where.addWidget(self.scope, 1)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.addRow(self.tr("Find"), self.find_edit)
        form.addRow(self.tr("Replace with"), self.put_edit)
        form.addRow("", options)
        form.addRow(self.tr("Where"), where)
        form.addRow("", self._trouble)
