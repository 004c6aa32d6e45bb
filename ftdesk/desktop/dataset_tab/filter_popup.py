"""The conditions of a filter that have no button in the bar; each counts at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ftdesk.dataset.row_query import RowQuery
from ftdesk.dataset.rules.catalogue import CATALOGUE, Severity
from ftdesk.dataset.text_query import Place
from ftdesk.desktop.dataset_tab.check_list import CheckList
from ftdesk.desktop.dataset_tab.filter_bounds import FilterBounds
from ftdesk.desktop.dataset_tab.language_words import language_name
from ftdesk.desktop.dataset_tab.query_words import place_words
from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.stylesheet import set_look

_ROLES = ("system", "user", "assistant", "tool")
_CODES_HIGH, _LANGUAGES_HIGH = 132, 84


class FilterPopup(QFrame):
    """Signals:
    query_changed(object): RowQuery, with what the person changed.
    clear_wanted(): every condition should go.
    """

    query_changed = Signal(object)  # RowQuery
    clear_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("filter_popup")
        set_look(self, "popup")
        self._query = RowQuery()
        self._showing = False
        self._place = self._make_places()
        self._whole_words = self._check("filter_whole_words", self.tr("Whole words"))
        self._roles = {role: self._check(f"filter_role_{role}", role) for role in _ROLES}
        self._codes = CheckList("filter_codes", self.tr("Findings"), _CODES_HIGH, self)
        self._codes.ticked.connect(self._tell)
        self._bounds = FilterBounds(self)
        self._bounds.changed.connect(self._tell)
        self._languages = CheckList("filter_languages", self.tr("Languages"), _LANGUAGES_HIGH, self)
        self._languages.ticked.connect(self._tell)
        self._copies = self._check("filter_copies", self.tr("Repeats of an earlier example"))
        self._edited = self._check("filter_edited", self.tr("Edited since the file was opened or saved"))
        self._lay_out()

    def show_query(
        self, query: RowQuery, code_counts: Mapping[str, int], language_counts: Mapping[str, int]
    ) -> None:
        """Show the conditions that count now, and the findings and languages there are to choose from."""
        self._query, self._showing = query, True
        self._place.setCurrentIndex(list(Place).index(query.text.place))
        self._whole_words.setChecked(query.text.whole_words)
        for role, box in self._roles.items():
            box.setChecked(role in query.roles)
        self._bounds.show_query(query)
        self._copies.setChecked(query.copies)
        self._edited.setChecked(query.edited)
        self._show_codes(query.codes, code_counts)
        self._show_languages(query.languages, language_counts)
        self._showing = False

    def open_under(self, button: QWidget) -> None:
        """Show it under the button that opens it, within the screen."""
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(button.width() - self.width(), button.height() + 4))
        room = button.screen().availableGeometry()
        corner.setX(max(room.left() + 4, min(corner.x(), room.right() - self.width() - 4)))
        corner.setY(max(room.top() + 4, min(corner.y(), room.bottom() - self.height() - 4)))
        self.move(corner)
        self.show()
        self._place.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape and Return close it."""
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.close()
            return
        super().keyPressEvent(event)

    def _show_codes(self, chosen: frozenset[str], counts: Mapping[str, int]) -> None:
        codes = sorted({*counts, *chosen}, key=_by_weight)
        self._codes.show_values(((code, f"{code}  ({counts.get(code, 0):,})") for code in codes), chosen)
        self._no_codes.setVisible(not self._codes.count())
        self._codes.setVisible(self._codes.count() > 0)

    def _show_languages(self, chosen: frozenset[str], counts: Mapping[str, int]) -> None:
        codes = sorted({*counts, *chosen}, key=lambda code: (-counts.get(code, 0), code))
        entries = ((code, f"{language_name(code)}  ({counts.get(code, 0):,})") for code in codes)
        self._languages.show_values(entries, chosen)
        for widget in (self._languages_title, self._languages):
            widget.setVisible(bool(codes))

    def _tell(self) -> None:
        if self._showing:
            return
        text = replace(
            self._query.text,
            place=list(Place)[self._place.currentIndex()],
            whole_words=self._whole_words.isChecked(),
        )
        self._query = replace(
            self._bounds.applied_to(self._query),
            text=text,
            roles=(self._query.roles - self._roles.keys())
            | {role for role, box in self._roles.items() if box.isChecked()},
            codes=self._codes.chosen(),
            languages=self._languages.chosen(),
            copies=self._copies.isChecked(),
            edited=self._edited.isChecked(),
        )
        self.query_changed.emit(self._query)

    def _check(self, object_name: str, text: str) -> QCheckBox:
        box = QCheckBox(text, self)
        box.setObjectName(object_name)
        box.toggled.connect(lambda _checked: self._tell())
        return box

    def _make_places(self) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName("filter_place")
        box.setAccessibleName(self.tr("Look for the text"))
        box.addItems([place_words(place) for place in Place])
        box.currentIndexChanged.connect(lambda _index: self._tell())
        return box

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(6)
        self._no_codes = plain_label(self.tr("No findings yet."), "muted")
        roles = QGridLayout()
        for place, box in enumerate(self._roles.values()):
            roles.addWidget(box, place // 2, place % 2)
        self._languages_title = plain_label(self.tr("Languages of the answers"), "section")
        clear = QPushButton(self.tr("Remove all conditions"), self)
        clear.setObjectName("filter_remove_all")
        clear.clicked.connect(self.clear_wanted)
        layout.addWidget(plain_label(self.tr("Look for the text"), "section"))
        layout.addWidget(self._place)
        layout.addWidget(self._whole_words)
        layout.addWidget(plain_label(self.tr("With a message of"), "section"))
        layout.addLayout(roles)
        layout.addWidget(plain_label(self.tr("Findings"), "section"))
        layout.addWidget(self._no_codes)
        layout.addWidget(self._codes)
        layout.addWidget(plain_label(self.tr("Lengths"), "section"))
        layout.addWidget(self._bounds)
        layout.addWidget(self._languages_title)
        layout.addWidget(self._languages)
        layout.addWidget(self._copies)
        layout.addWidget(self._edited)
        layout.addWidget(clear, 0, Qt.AlignmentFlag.AlignLeft)


def _by_weight(code: str) -> tuple[int, str]:
    return list(Severity).index(CATALOGUE[code].severity), code
