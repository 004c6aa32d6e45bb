"""What differs: counts by kind that filter, the list, and the chosen difference word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.versions.diff_panes import DiffPanes
from ftdesk.desktop.dataset_tab.versions.difference_model import EXAMPLE, DifferenceModel
from ftdesk.desktop.dataset_tab.versions.difference_words import look_of
from ftdesk.desktop.figure_words import number
from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.messages import explain
from ftdesk.errors import Cancelled

if TYPE_CHECKING:
    from ftdesk.dataset.comparison import Kind
    from ftdesk.dataset.example_diff import ExampleDiff
    from ftdesk.desktop.background import Background, Task
    from ftdesk.desktop.dataset_tab.versions.comparing import Compared

_WIDTHS = (130, 80, 80)
_LIST, _TEXTS = 220, 420
Lines = tuple[bytes | None, bytes | None]


class DifferencesView(QWidget):
    """Shows a finished comparison; F7 and Shift+F7 walk through it."""

    def __init__(self, background: Background, compared: Compared, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._compared = compared
        self._reading: Task | None = None
        self.model = DifferenceModel(background, compared, self)
        self.table = self._make_table()
        self.panes = DiffPanes()
        self.note = plain_label(look="small", wrap=True)
        self.note.setObjectName("difference_note")
        self.note.hide()
        self.filters = self._make_filters()
        self._place = plain_label(look="small")
        self._place.setObjectName("difference_place")
        self._next = self._make_step(self.tr("Next difference"), "next_difference", "F7", 1)
        self._previous = self._make_step(
            self.tr("Previous difference"), "previous_difference", "Shift+F7", -1
        )
        self._lay_out()
        self.setFocusProxy(self.table)
        self.table.selectionModel().currentRowChanged.connect(self._read)
        self.table.selectRow(0)

    def step(self, step: int) -> None:
        """Go to the next difference that is shown, or to the one before."""
        row = min(max(self.table.currentIndex().row() + step, 0), self.model.rowCount() - 1)
        if row >= 0:
            self.table.selectRow(row)

    # -- the chosen one ----------------------------------------------------------------------------------------------

    def _read(self) -> None:
        """Read both lines where nobody waits for the disk, then have a worker compare them."""
        row = self.table.currentIndex().row()
        self._show_place(row)
        if self._reading is not None:
            self._reading.cancel()
        if row < 0:
            self._show_nothing()
            return
        difference, compared = self.model.difference(row), self._compared
        self._reading = self._background.run(
            self,
            lambda _: both_lines(compared, difference),
            lambda lines: self._compare(difference, lines),
            self._fail,
        )

    def _compare(self, difference: int, lines: Lines) -> None:
        from ftdesk.dataset.example_diff import example_diff

        self._reading = self._background.compute(
            self, example_diff, *lines, done=lambda diff: self._show(difference, diff), failed=self._fail
        )

    def _show(self, difference: int, diff: ExampleDiff) -> None:
        comparison = self._compared.comparison
        places = int(comparison.before[difference]), int(comparison.after[difference])
        absent = (self.tr("Not there before"), self.tr("Not there any more"))
        heads = [
            self.tr("Example {number}").format(number=number(place + 1)) if place >= 0 else none
            for place, none in zip(places, absent, strict=True)
        ]
        self.panes.show_spans(diff.spans, f"− {heads[0]}", f"+ {heads[1]}")
        self._say(self._notes(diff))

    def _notes(self, diff: ExampleDiff) -> str:
        said = []
        if diff.says_the_same:
            said.append(self.tr("Both say the same; this is how their JSON differs."))
        elif diff.is_json:
            said.append(self.tr("The example is too long to be taken apart; this is its JSON."))
        if diff.left_out:
            said.append(
                self.tr("{count} characters around this are not shown.").format(count=number(diff.left_out))
            )
        return " ".join(said)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self._show_nothing()
            self._say(explain(error).sentence)

    def _show_nothing(self) -> None:
        self.panes.show_spans((), "", "")
        self._say("")

    def _say(self, words: str) -> None:
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def _show_place(self, row: int) -> None:
        count = self.model.rowCount()
        words = self.tr("{number} of {count} differences")
        self._place.setText(words.format(number=number(row + 1), count=number(count)) if row >= 0 else "")
        self._previous.setEnabled(row > 0)
        self._next.setEnabled(row < count - 1)

    # -- filter ------------------------------------------------------------------------------------------------------

    def _filter(self) -> None:
        kinds = frozenset(kind for kind, button in self.filters.items() if button.isChecked())
        self.model.show_kinds(kinds)
        if self.model.rowCount():
            self.table.selectRow(0)
        else:
            self._read()

    def _make_filters(self) -> dict[Kind, QPushButton]:
        from ftdesk.dataset.comparison import Kind

        made = {}
        for kind in Kind:
            look, count = look_of(kind), self._compared.comparison.count(kind)
            button = QPushButton(f"{look.sign} {look.word} {number(count)}")
            button.setObjectName(f"show_{kind.name.lower()}_button")
            button.setCheckable(True)
            button.setChecked(count > 0)
            button.setEnabled(count > 0)
            button.toggled.connect(self._filter)
            made[kind] = button
        return made

    # -- building ----------------------------------------------------------------------------------------------------

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("differences_table")
        table.setAccessibleName(self.tr("Differences"))
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(theme.row_height())
        header = table.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setSectionResizeMode(EXAMPLE, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate(_WIDTHS):
            header.resizeSection(column, round(width * theme.text_size() / theme.BASE_SIZE))
        return table

    def _make_step(self, text: str, name: str, keys: str, step: int) -> QPushButton:
        action = QAction(text, self)
        action.setObjectName(name)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda: self.step(step))
        self.addAction(action)
        button = QPushButton(text)
        button.setObjectName(f"{name}_button")
        button.setToolTip(f"{text} ({QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)})")
        button.setAutoDefault(False)
        theme.set_icon(button, "down" if step > 0 else "up")
        button.clicked.connect(lambda: self.step(step))
        return button

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        for button in self.filters.values():
            button.setAutoDefault(False)
            top.addWidget(button)
        unchanged = self.tr("{count} unchanged").format(count=number(self._compared.comparison.unchanged))
        top.addWidget(plain_label(unchanged, "muted"))
        top.addStretch(1)
        for widget in (self._place, self._previous, self._next):
            top.addWidget(widget)
        texts = QWidget()
        column = QVBoxLayout(texts)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.note)
        column.addWidget(self.panes, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.table)
        splitter.addWidget(texts)
        splitter.setSizes([_LIST, _TEXTS])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(splitter, 1)


def both_lines(compared: Compared, difference: int) -> Lines:
    """In an I/O thread: the lines of a difference, None where it has none. Raises what the sides raise."""
    from ftdesk.dataset.example_diff import READ_AT_MOST

    comparison = compared.comparison
    before, after = int(comparison.before[difference]), int(comparison.after[difference])
    return (
        compared.before.line(before, READ_AT_MOST) if before >= 0 else None,
        compared.after.line(after, READ_AT_MOST) if after >= 0 else None,
    )
