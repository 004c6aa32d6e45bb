"""The middle of the tab: one example as a form, as its raw line, or both, always showing the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTabBar, QVBoxLayout, QWidget

from ftdesk.dataset.example import Example, Pointer
from ftdesk.dataset.rules.finding import Finding
from ftdesk.desktop.dataset_tab.broken_places import broken_places
from ftdesk.desktop.dataset_tab.cut_notice import CutNotice
from ftdesk.desktop.dataset_tab.example_form import ExampleForm
from ftdesk.desktop.dataset_tab.no_form import NoForm
from ftdesk.desktop.dataset_tab.plain_editor import PlainEditor
from ftdesk.desktop.dataset_tab.raw_json_editor import RawJsonEditor
from ftdesk.desktop.labels import ElidedLabel, plain_label

if TYPE_CHECKING:
    from ftdesk.dataset.truncation import Cut

_UNLIMITED = 16_777_215  # Qt's own largest size
_NARROWEST = 360
_ROOM_FOR_TWO = 800
"""Pixels; from this width on form and JSON stand side by side."""


class View(StrEnum):
    """What the pane shows."""

    FORM = "form"
    BOTH = "both"
    JSON = "json"


class ExamplePane(QWidget):
    """Signals:
    edit_requested(object): Edit made in the form.
    line_edited(object): bytes, the raw line as the person typed it.
    view_changed(str): a `View` that the person chose.
    """

    edit_requested = Signal(object)  # Edit
    line_edited = Signal(object)  # bytes
    view_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._example: Example | None = None
        self._locked = False
        self._is_whole = True
        self.form = ExampleForm(self)
        self.raw = RawJsonEditor(self)
        self._no_form = NoForm(self)
        self._cut = CutNotice(self)
        self._cut_place: tuple[Pointer, int] = ((), 0)
        self._title = plain_label("", "strong", parent=self)
        self._title.setObjectName("example_title")
        self._detail = ElidedLabel("example_detail", "small", self)
        self._views = QTabBar(self)
        self._splitter = QSplitter(Qt.Orientation.Vertical, self)
        self._splitter.setObjectName("example_splitter")
        self._splitter.setChildrenCollapsible(False)
        top = QWidget(self)
        column = QVBoxLayout(top)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        column.addWidget(self._no_form)
        self._top = top
        self._splitter.addWidget(top)
        self._splitter.addWidget(self.raw)
        self._splitter.setStretchFactor(0, 3)
        self._splitter.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._make_header())
        layout.addWidget(self._cut)
        layout.addWidget(self._splitter, 1)
        self.form.edit_requested.connect(self.edit_requested)
        self.raw.line_edited.connect(self.line_edited)
        self._cut.place_wanted.connect(self._show_cut_place)
        self.show_view(View.BOTH)

    def show_nothing(self) -> None:
        """There is no row to show."""
        self._title.setText("")
        self._show_no_row(self.tr("No example is shown. Choose one on the left, or add a new one."))

    def show_unread(self) -> None:
        """The row cannot be shown before the drive answers."""
        self._show_no_row(self.tr("This example is still being read."))

    def show_lost(self) -> None:
        """The row is no longer in the file as it was opened, or its drive fails."""
        self._show_no_row(self.tr("This example can no longer be read."))

    def _show_no_row(self, reason: str) -> None:
        self._detail.setText("")
        self._example = None
        self.raw.show_line(b"")
        self.raw.setEnabled(False)
        self._no_form.show_reason(reason)
        self._show_form(shown=False)
        self.raw.hide()
        self._top.setMaximumHeight(_UNLIMITED)

    def show_detail(self, text: str, reason: str = "") -> None:
        """Show a few words beside the title, and why they are near the truth only."""
        self._detail.setText(text)
        self._detail.note = reason
        self._detail.setAccessibleDescription(reason)

    def show_cut(self, cut: Cut | None) -> None:
        """Show what a provider cuts off this example; mostly nothing."""
        if cut is not None:
            self._cut_place = cut.place, cut.character
        self._cut.show_cut(cut)
        self.form.cut_marks.show_cut(cut)

    def _show_cut_place(self) -> None:
        place, character = self._cut_place
        self.show_place(place)
        field = self.form.focusWidget()
        if isinstance(field, PlainEditor):
            field.select(character, character)

    def show_title(self, text: str) -> None:
        """Say which example it is."""
        self._title.setText(text)

    def show_row(self, row_id: int, line: bytes, example: Example | tuple[Finding, ...]) -> None:
        """Show a row: its bytes, and its example or what keeps it from being one."""
        self.raw.setEnabled(True)
        self._show_raw(line, is_whole=True)
        self._example = example if isinstance(example, Example) else None
        if isinstance(example, Example):
            self.raw.point_at([])
            self.form.show_example(row_id, example)
        else:
            self.raw.point_at(broken_places(line, example))
            self._no_form.explain(line, example)
        self._show_form(shown=isinstance(example, Example))

    def show_beginning(self, beginning: bytes, size: int) -> None:
        """Show how a line begins that is too long to be held here as a whole; `size` is in bytes."""
        words = self.tr("This line has {size} MB. Its beginning is shown; it is kept as it is.")
        self._show_no_row(words.format(size=f"{size / 1_000_000:,.0f}"))
        self.raw.setEnabled(True)
        self._show_raw(beginning, is_whole=False)
        self.raw.show()
        self._fit_top()

    def _show_raw(self, line: bytes, *, is_whole: bool) -> None:
        """Show the raw line; the beginning of one may only be read, or it would take the place of the whole."""
        self._is_whole = is_whole
        self.raw.set_locked(locked=self._locked or not is_whole)
        self.raw.show_line(line)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show each finding at its place."""
        if self._example is not None:
            self.form.show_findings(findings)

    def show_place(self, pointer: Pointer) -> None:
        """Give the keyboard to a place: its field in the form, else its span in the raw line."""
        if (
            not pointer
            and self._example is not None
            and self.form.isVisibleTo(self)
            and self.form.focus_first()
        ):
            return
        if self._views.currentIndex() != 2 and self._example is not None and self.form.focus_place(pointer):
            return
        if self._views.currentIndex() == 0:
            self.show_view(View.BOTH)
        self.raw.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._example is not None:
            self._select_span(pointer)

    def keep_focus(self, pointer: Pointer) -> None:
        """After an edit that moved things: give the keyboard to a place, unless it is in the raw line."""
        if not self.raw.hasFocus() and self.form.isVisibleTo(self):
            self.form.focus_place(pointer)

    def show_next_view(self) -> None:
        """Form, both, JSON, in turn."""
        self.show_view(list(View)[(self._views.currentIndex() + 1) % len(View)])

    def show_view(self, view: View) -> None:
        """Show the form, the raw line, or both."""
        self._views.setCurrentIndex(list(View).index(view))
        self._top.setVisible(view is not View.JSON)
        self.raw.setVisible(view is not View.FORM or self._example is None)
        self._lay_side_by_side()

    def _take_view(self, index: int) -> None:
        self.show_view(list(View)[index])
        self.view_changed.emit(list(View)[index].value)

    def lock(self, *, locked: bool) -> None:
        """Whether examples may only be read."""
        self._locked = locked
        self.form.lock(locked=locked)
        self.raw.set_locked(locked=locked or not self._is_whole)

    def show_column(self, column: int) -> None:
        """Put the raw line's cursor at a column (from 1)."""
        self.raw.setFocus(Qt.FocusReason.OtherFocusReason)
        self.raw.select(column - 1, column)

    def _show_form(self, *, shown: bool) -> None:
        """The form, or a word about why there is none; then the raw line, which is all there is, gets the room."""
        self.form.setVisible(shown)
        self._no_form.setVisible(not shown)
        self.raw.setVisible(not shown or self._views.currentIndex() != 0)
        self._lay_side_by_side()
        self._fit_top()

    def _fit_top(self) -> None:
        """As high as the words about why there is no form; a form takes what it gets."""
        words = not self._no_form.isHidden() and not self.raw.isHidden()
        self._top.setMaximumHeight(self._no_form.height_for(self.width()) if words else _UNLIMITED)

    def minimumSizeHint(self) -> QSize:
        """Room to read and write."""
        return super().minimumSizeHint().expandedTo(QSize(_NARROWEST, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines anew."""
        super().resizeEvent(event)
        self._lay_side_by_side()
        self._fit_top()

    def _lay_side_by_side(self) -> None:
        """Form and JSON beside each other where both have room, else one above the other."""
        both = self._example is not None and self._views.currentIndex() == list(View).index(View.BOTH)
        beside = both and self.width() >= _ROOM_FOR_TWO
        wanted = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if self._splitter.orientation() != wanted:
            self._splitter.setOrientation(wanted)
            self._splitter.setSizes([3, 2] if beside else [3, 1])

    def _select_span(self, pointer: Pointer) -> None:
        example = self._example
        while example is not None:
            try:
                node = example.json.node(pointer)
            except KeyError:
                pointer = pointer[:-1]
                continue
            self.raw.select(node.start, node.end)
            return

    def _make_header(self) -> QHBoxLayout:
        self._views.setObjectName("example_view_switch")
        self._views.setAccessibleName(self.tr("How to show the example"))
        self._views.setProperty("look", "segmented")
        self._views.setDrawBase(False)
        self._views.setExpanding(False)
        self._views.setUsesScrollButtons(False)
        for text in (self.tr("Form"), self.tr("Both"), self.tr("JSON")):
            self._views.addTab(text)
        self._views.currentChanged.connect(self._take_view)
        row = QHBoxLayout()
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addWidget(self._detail, 1)
        row.addWidget(self._views)
        return row
