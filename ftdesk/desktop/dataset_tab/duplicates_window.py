"""Rows that are nearly the same, side by side with what differs marked; the later ones can be deleted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.duplicates_model import DuplicatesModel
from ftdesk.desktop.dataset_tab.versions.diff_panes import DiffPanes
from ftdesk.desktop.figure_words import number
from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.messages import explain
from ftdesk.desktop.stylesheet import set_look
from ftdesk.errors import Cancelled

if TYPE_CHECKING:
    from ftdesk.dataset.example_diff import ExampleDiff
    from ftdesk.dataset.known_likes import KnownLikes
    from ftdesk.desktop.background import Background, Task
    from ftdesk.desktop.dataset_tab.document_session import DocumentSession

_WIDTH, _HEIGHT = 1080, 640
_LIST, _BETWEEN = 276, 8
_RENEW_MS = 120

ReadPair = Callable[[int, int], tuple[bytes, bytes]]
"""The bytes of an earlier row and of a later one, given the later and the earlier id; called in an I/O thread."""


class DuplicatesWindow(QDialog):
    """Stays open beside the main window; closing it destroys it.

    Signals:
        row_wanted(object): int, the id of a row to be shown in the table.
    """

    row_wanted = Signal(object)  # int

    def __init__(
        self,
        background: Background,
        session: DocumentSession,
        known: KnownLikes,
        read_pair: ReadPair,
        other: str,
        parent: QWidget,
    ) -> None:
        """`other` is the name of the validation file, in plain text, where the earlier rows are of one."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("duplicates_window")
        self.setWindowTitle(
            self.tr("Also in {name}").format(name=other) if other else self.tr("Near duplicates")
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._background = background
        self._session = session
        self._read_pair = read_pair
        self._other = other
        self._reading: Task | None = None
        self.model = DuplicatesModel(session, known, self)
        self.table = self._make_table()
        self.panes = DiffPanes()
        self.status = plain_label(look="strong", wrap=True)
        self.status.setObjectName("duplicates_status")
        self._go = self._make_button("show_duplicate_button", self.tr("Show in the table"), self._show_row)
        self._delete = self._make_button(
            "delete_duplicate_button", self.tr("Delete this example"), self._delete_one
        )
        self._delete_all = self._make_button("delete_duplicates_button", "", self._delete_every)
        self._renewing = QTimer(self, singleShot=True, interval=_RENEW_MS)
        self._renewing.timeout.connect(self._renew)
        self._lay_out()
        self._connect()
        self._renew()

    # -- the chosen pair ---------------------------------------------------------------------------------------------

    def _read(self) -> None:
        """Read both lines where nobody waits for the disk, then have a worker compare them."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        row = self.table.currentIndex().row()
        if row < 0:
            self.panes.show_spans((), "", "")
            return
        ids, places, read_pair = self.model.row_ids(row), self.model.places(row), self._read_pair
        self._reading = self._background.run(
            self, lambda _: read_pair(*ids), lambda lines: self._compare(places, lines), self._fail
        )

    def _compare(self, places: tuple[int, int], lines: tuple[bytes, bytes]) -> None:
        from ftdesk.dataset.example_diff import example_diff

        self._reading = self._background.compute(
            self, example_diff, *lines, done=lambda diff: self._show(places, diff), failed=self._fail
        )

    def _show(self, places: tuple[int, int], diff: ExampleDiff) -> None:
        later, earlier = (number(place + 1) for place in places)
        line = self.tr("Line {number}")
        before = self.tr("{name}, line {number}").format(name=self._other, number=earlier)
        self.panes.show_spans(
            diff.spans, before if self._other else line.format(number=earlier), line.format(number=later)
        )

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self.panes.show_spans((), explain(error).sentence, "")

    # -- what is done ------------------------------------------------------------------------------------------------

    def _show_row(self) -> None:
        if (row := self.table.currentIndex().row()) >= 0:
            self.row_wanted.emit(self.model.row_ids(row)[0])

    def _delete_one(self) -> None:
        if (row := self.table.currentIndex().row()) >= 0:
            self._session.delete_rows([self.model.row_ids(row)[0]], self.tr("Delete example"))

    def _delete_every(self) -> None:
        ids = self.model.later_ids()
        text = self.tr("Delete {count} examples").format(count=f"{len(ids):,}")
        self._session.delete_rows(ids, text)

    # -- what is shown -----------------------------------------------------------------------------------------------

    def _renew(self) -> None:
        """Rows are others, or stand elsewhere: keep the place in the list. A check under way is waited for."""
        if not self._session.checker.is_complete:
            return
        row = max(0, self.table.currentIndex().row())
        self.model.renew()
        count = self.model.rowCount()
        if count:
            self.table.selectRow(min(row, count - 1))
        else:
            self._read()
        self._show_state()

    def _show_state(self) -> None:
        count, editable = self.model.rowCount(), not self._session.read_only
        words = self.tr("Pairs of near duplicates: {count}")
        if self._other:
            words = self.tr("Examples with a near duplicate in {name}: {count}")
        self.status.setText(words.format(name=self._other, count=number(count)))
        later = self.tr("Delete all of them from this file ({count})")
        if not self._other:
            later = self.tr("Delete all the later ones ({count})")
        self._delete_all.setText(later.format(count=number(len(self.model.later_ids()))))
        self._go.setEnabled(count > 0)
        for button in (self._delete, self._delete_all):
            button.setEnabled(count > 0 and editable)

    # -- building ----------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        session = self._session
        self.table.selectionModel().currentRowChanged.connect(self._read)
        for signal in (session.row_inserted, session.row_removed, session.rows_reset, session.line_changed):
            signal.connect(self._renewing.start)
        session.checker.reports_changed.connect(self._renewing.start)
        session.checker.row_checked.connect(self._renewing.start)
        session.read_only_changed.connect(self._show_state)
        session.replaced.connect(self.close)

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("duplicates_table")
        table.setAccessibleName(self.tr("Pairs"))
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(theme.row_height())
        table.horizontalHeader().setSectionsClickable(False)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        return table

    def _make_button(self, name: str, text: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.table)
        splitter.addWidget(self.panes)
        self.panes.setContentsMargins(_BETWEEN, 0, 0, 0)
        self.table.setMinimumWidth(round(_LIST * theme.text_size() / theme.BASE_SIZE))
        splitter.setSizes([_LIST, _WIDTH - _LIST])
        splitter.setStretchFactor(1, 1)
        set_look(self._delete_all, "danger")
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        for button in (self._go, self._delete, self._delete_all):
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.status)
        layout.addWidget(splitter, 1)
        layout.addLayout(foot)
        self.resize(_WIDTH, _HEIGHT)
