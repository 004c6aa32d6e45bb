"""The left side of the tab: filter, table, and what can be done with whole examples."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ftdesk.desktop import theme
from ftdesk.desktop.background import Background
from ftdesk.desktop.dataset_tab.document_session import DocumentSession
from ftdesk.desktop.dataset_tab.example_table import ExampleTable
from ftdesk.desktop.dataset_tab.filter_bar import FilterBar
from ftdesk.desktop.dataset_tab.language_look import LanguageLook
from ftdesk.desktop.dataset_tab.no_rows import NoRows
from ftdesk.desktop.dataset_tab.row_finder import RowFinder
from ftdesk.desktop.dataset_tab.small_button import small_button
from ftdesk.desktop.dataset_tab.table_header import TableHeader, under_header

_NARROWEST = 250


class TablePane(QWidget):
    """Signals: `new_wanted()`, `duplicate_wanted()`, `delete_wanted()`: the buttons under the table."""

    new_wanted = Signal()
    duplicate_wanted = Signal()
    delete_wanted = Signal()

    def __init__(
        self, background: Background, session: DocumentSession, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "surface")
        self._session = session
        self.filter = FilterBar(self)
        self.table = ExampleTable(session, self)
        self.languages = LanguageLook(background, session, self)
        self.finder = RowFinder(background, session, self.filter, self.table, self.languages)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.filter)
        header = TableHeader(self.table)
        header.order_wanted.connect(self.filter.show_order)
        self.filter.order_changed.connect(lambda: header.show_order(self.filter.order()))
        self._rows = under_header(self.table, header, self)
        self._no_rows = NoRows(self)
        self._no_rows.clear_wanted.connect(self.clear_filter)
        self.filter.rows_wanted.connect(self.table.setFocus)
        layout.addWidget(self._rows, 1)
        layout.addWidget(self._no_rows, 1)
        layout.addLayout(self._make_buttons())
        model = self.table.examples
        for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            signal.connect(self.count_rows)

    def count_rows(self) -> None:
        """Say how many rows there are and how many are shown."""
        dataset, shown = self._session.dataset, self.table.examples.rowCount()
        total = len(dataset) if dataset is not None else 0
        self.filter.show_rows(shown, total)
        self._no_rows.show_reason(filtered=total > 0)
        self._no_rows.setVisible(shown == 0)
        self._rows.setVisible(shown > 0)

    def set_locked(self, *, locked: bool) -> None:
        """Whether examples may only be read."""
        for button in self._buttons:
            button.setDisabled(locked)

    def minimumSizeHint(self) -> QSize:
        """Room for the first words of an example."""
        return super().minimumSizeHint().expandedTo(QSize(_NARROWEST, 0))

    def clear_filter(self) -> None:
        """Show every example again and go on among them."""
        self.filter.clear()
        self.filter.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_buttons(self) -> QHBoxLayout:
        new = QPushButton(self.tr("New example"), self)
        new.setObjectName("new_example_button")
        new.setProperty("look", "quiet")
        theme.set_icon(new, "plus", "text_muted")
        new.clicked.connect(self.new_wanted)
        duplicate = small_button(
            "duplicate_example_button", "duplicate", self.tr("Duplicate example (Ctrl+D)"), self
        )
        duplicate.clicked.connect(self.duplicate_wanted)
        delete = small_button(
            "delete_example_button", "trash", self.tr("Delete selected examples (Delete)"), self
        )
        delete.clicked.connect(self.delete_wanted)
        row = QHBoxLayout()
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(2)
        row.addWidget(new)
        row.addStretch(1)
        row.addWidget(duplicate)
        row.addWidget(delete)
        self._buttons = (new, duplicate, delete)
        return row
