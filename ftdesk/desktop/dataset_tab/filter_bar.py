"""Above the table: which examples to show, as text, severities and further conditions, and how many there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from ftdesk.dataset.row_query import RowOrder, RowQuery
from ftdesk.dataset.rules.finding import Severity
from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.filter_chips import FilterChips
from ftdesk.desktop.dataset_tab.filter_edit import FilterEdit
from ftdesk.desktop.dataset_tab.filter_popup import FilterPopup
from ftdesk.desktop.dataset_tab.query_words import conditions, order_words
from ftdesk.desktop.dataset_tab.severity_mark import ICONS
from ftdesk.desktop.labels import ElidedLabel, plain_label
from ftdesk.desktop.stylesheet import restyle

_TYPING_RESTS_MS = 180


class FilterBar(QFrame):
    """Signals:
    filter_changed(): the conditions are others, once typing rests; `query()` has them.
    order_changed(): the order is another; `order()` has it.
    rows_wanted(): the person goes on to the rows.
    stop_wanted(): the search that runs should stop.
    """

    filter_changed = Signal()
    order_changed = Signal()
    rows_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "surface")
        self._query = RowQuery()
        self._order = RowOrder()
        self._showing = False
        self.code_counts: Callable[[], Mapping[str, int]] = dict
        """Asked when the further conditions are opened: in how many rows each finding stands."""
        self.language_counts: Callable[[], Mapping[str, int]] = dict
        """The same of languages, as far as they were looked at."""
        self.edit = FilterEdit(self)
        self.edit.rows_wanted.connect(self.rows_wanted)
        self.edit.renew_wanted.connect(self._renew)
        self.edit.clear_wanted.connect(self._leave)
        self._case = self._make_toggle("filter_case_button", "Aa", self.tr("Match case"))
        self._pattern = self._make_toggle("filter_pattern_button", ".*", self.tr("Regular expression"))
        self._more = QToolButton(self)
        self._buttons = {severity: self._make_button(severity) for severity in ICONS}
        self._count = ElidedLabel("row_count_label", "small", self)
        self._stop = QToolButton(self)
        self._trouble = plain_label("", tone="error", wrap=True, parent=self)
        self._trouble.setObjectName("filter_trouble")
        self._chips = FilterChips(self)
        self._popup = FilterPopup(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TYPING_RESTS_MS)
        self._timer.timeout.connect(self.filter_changed)
        self._dress()
        self._connect()
        self._lay_out()

    # -- what is chosen --------------------------------------------------------------------------------------

    def query(self) -> RowQuery:
        """The conditions that count now."""
        return self._query

    def order(self) -> RowOrder:
        """The order in which the rows are to be shown."""
        return self._order

    def show_query(self, query: RowQuery) -> None:
        """Filter by these conditions now."""
        self._take(query)
        self._timer.stop()
        self.filter_changed.emit()

    def show_order(self, order: RowOrder) -> None:
        """Show the rows in this order now."""
        if order != self._order:
            self._order = order
            self._show_chips()
            self.order_changed.emit()

    def clear(self) -> None:
        """Show every row again, in the order of the file."""
        reordered, self._order = bool(self._order), RowOrder()
        self.show_query(RowQuery())
        if reordered:
            self.order_changed.emit()

    def open_conditions(self) -> None:
        """Show the further conditions."""
        self._popup.show_query(self._query, self.code_counts(), self.language_counts())
        self._popup.open_under(self._more)

    # -- what is shown ---------------------------------------------------------------------------------------

    def show_counts(self, counts: dict[Severity, int]) -> None:
        """Show how many findings of each severity the file has."""
        for severity, button in self._buttons.items():
            count = counts.get(severity, 0)
            button.setText(f"{count:,}")
            button.setEnabled(count > 0 or button.isChecked())

    def show_rows(self, shown: int, total: int) -> None:
        """Say how many rows there are, and how many of them the filter shows."""
        if shown == total and not self._query:
            text = (
                self.tr("1 example") if total == 1 else self.tr("{count} examples").format(count=f"{total:,}")
            )
        else:
            text = self.tr("{shown} of {count}").format(shown=f"{shown:,}", count=f"{total:,}")
        self._count.setText(text)

    def show_searching(self, *, running: bool) -> None:
        """Offer to stop the search while it runs."""
        self._stop.setVisible(running)

    def show_trouble(self, words: str) -> None:
        """Say why the text cannot be looked for; empty when it can."""
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))
        self.edit.setProperty("tone", "error" if words else "")
        restyle(self.edit)

    # -- inside ----------------------------------------------------------------------------------------------

    def _take(self, query: RowQuery) -> None:
        """Show conditions in the bar, whoever set them."""
        self._query, self._showing = query, True
        if self.edit.text() != query.text.text:
            self.edit.setText(query.text.text)
        self._showing = False
        self._case.setChecked(query.text.match_case)
        self._pattern.setChecked(query.text.is_pattern)
        for severity, button in self._buttons.items():
            button.setChecked(severity in query.severities)
        self._show_chips()

    def _change(self) -> None:
        """The person changed something in the bar itself."""
        text = replace(
            self._query.text,
            text=self.edit.text(),
            match_case=self._case.isChecked(),
            is_pattern=self._pattern.isChecked(),
        )
        severities = frozenset(severity for severity, button in self._buttons.items() if button.isChecked())
        self._query = replace(self._query, text=text, severities=severities)

    def _type(self) -> None:
        if self._showing:
            return
        self._change()
        self._timer.start()

    def _press(self) -> None:
        self._change()
        self._timer.stop()
        self.filter_changed.emit()

    def _renew(self) -> None:
        """Return: filter again, with rows as they are now, and go on to them."""
        self._press()
        self.rows_wanted.emit()

    def _leave(self) -> None:
        """Escape: first the filter goes, then the box is left."""
        if self._query or self._order:
            self.clear()
        else:
            self.rows_wanted.emit()

    def _show_chips(self) -> None:
        chips: list[tuple[str, object]] = list(conditions(self._query))
        if self._order:
            chips.append((order_words(self._order), RowOrder()))
        self._chips.show_chips(chips)

    def _remove(self, without: object) -> None:
        if isinstance(without, RowQuery):
            self.show_query(without)
        elif isinstance(without, RowOrder):
            self.show_order(without)

    def _make_toggle(self, object_name: str, text: str, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(object_name)
        button.setCheckable(True)
        button.setText(text)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda _checked: self._press())
        return button

    def _make_button(self, severity: Severity) -> QToolButton:
        words = {
            Severity.ERROR: self.tr("Show only examples with errors"),
            Severity.WARNING: self.tr("Show only examples with warnings"),
            Severity.INFO: self.tr("Show only examples with notes"),
        }
        button = self._make_toggle(f"filter_{severity.value}_button", "0", words[severity])
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        theme.set_icon(button, ICONS[severity], severity.value)
        return button

    def _dress(self) -> None:
        self._more.setObjectName("filter_more_button")
        self._more.setToolTip(self.tr("More conditions"))
        self._more.setAccessibleName(self.tr("More conditions"))
        theme.set_icon(self._more, "filter", "text_muted")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._stop.setObjectName("filter_stop_button")
        self._stop.setToolTip(self.tr("Stop searching"))
        self._stop.setAccessibleName(self.tr("Stop searching"))
        self._stop.setIconSize(QSize(14, 14))
        theme.set_icon(self._stop, "close", "text_muted")
        self._stop.hide()
        self._trouble.hide()

    def _connect(self) -> None:
        self.edit.textChanged.connect(lambda _text: self._type())
        self._more.clicked.connect(self.open_conditions)
        self._stop.clicked.connect(self.stop_wanted)
        self._chips.removed.connect(self._remove)
        self._popup.query_changed.connect(self.show_query)
        self._popup.clear_wanted.connect(self._clear_from_popup)

    def _clear_from_popup(self) -> None:
        self._popup.close()
        self.clear()

    def _lay_out(self) -> None:
        top, bottom = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(2)
        top.addWidget(self.edit, 1)
        for button in (self._case, self._pattern, self._more):
            top.addWidget(button)
        bottom.setSpacing(2)
        for button in self._buttons.values():
            bottom.addWidget(button)
        bottom.addWidget(self._count, 1)
        bottom.addWidget(self._stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 6)
        layout.setSpacing(6)
        layout.addLayout(top)
        layout.addWidget(self._trouble)
        layout.addWidget(self._chips)
        layout.addLayout(bottom)
