"""The numbers of a filter, as least and most: tokens, turns, characters of the answers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSpinBox, QWidget

from ftdesk.dataset.row_query import RowQuery
from ftdesk.desktop.labels import plain_label

_MOST = 1_000_000_000
_NONE = -1


class FilterBounds(QWidget):
    """Signals: `changed()`: the person changed a bound."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._showing = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._boxes = (
            *self._add_row("tokens", self.tr("Tokens"), self.tr("Least tokens"), self.tr("Most tokens")),
            *self._add_row("turns", self.tr("Turns"), self.tr("Fewest turns"), self.tr("Most turns")),
            *self._add_row(
                "answer",
                self.tr("Answer length"),
                self.tr("Fewest characters of the answers"),
                self.tr("Most characters of the answers"),
            ),
        )

    def show_query(self, query: RowQuery) -> None:
        """Show the bounds that count now."""
        self._showing = True
        for box, bound in zip(self._boxes, query.bounds, strict=True):
            box.setValue(_NONE if bound is None else bound)
        self._showing = False

    def applied_to(self, query: RowQuery) -> RowQuery:
        """The query with these bounds."""
        return query.with_bounds([None if box.value() == _NONE else box.value() for box in self._boxes])

    def _add_row(self, key: str, words: str, least: str, most: str) -> Sequence[QSpinBox]:
        row = self._grid.rowCount()
        boxes = self._make_box(f"filter_least_{key}", least), self._make_box(f"filter_most_{key}", most)
        self._grid.addWidget(plain_label(words), row, 0)
        self._grid.addWidget(boxes[0], row, 1)
        self._grid.addWidget(plain_label(self.tr("to")), row, 2)
        self._grid.addWidget(boxes[1], row, 3)
        for column in (1, 3):
            self._grid.setColumnStretch(column, 1)
        return boxes

    def _make_box(self, object_name: str, words: str) -> QSpinBox:
        box = QSpinBox(self)
        box.setObjectName(object_name)
        box.setAccessibleName(words)
        box.setToolTip(words)
        box.setRange(_NONE, _MOST)
        box.setSpecialValueText("–")
        box.setGroupSeparatorShown(True)
        box.setValue(_NONE)
        box.setKeyboardTracking(False)
        box.valueChanged.connect(lambda _value: self._tell())
        return box

    def _tell(self) -> None:
        if not self._showing:
            self.changed.emit()
