"""The filter at work: text is searched in an I/O thread, severities are known; the table gets the row ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ftdesk.desktop.dataset_tab.document_session import DocumentSession
from ftdesk.desktop.dataset_tab.example_table import ExampleTable
from ftdesk.desktop.dataset_tab.filter_bar import FilterBar, RowFilter
from ftdesk.desktop.dataset_tab.row_filter import rows_with_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ftdesk.desktop.background import Background, Task


class RowFinder(QObject):
    """Keeps the table's rows what the filter bar asks for."""

    def __init__(
        self, background: Background, session: DocumentSession, bar: FilterBar, table: ExampleTable
    ) -> None:
        super().__init__(table)
        self._background = background
        self._session = session
        self._bar = bar
        self._table = table
        self._task: Task | None = None
        bar.filter_changed.connect(self.apply)
        bar.edit.returnPressed.connect(self._enter_table)
        session.checker.finished.connect(self._apply_severities_again)
        session.completed.connect(self._apply_again)
        session.rows_reset.connect(self._apply_again)

    def apply(self) -> None:
        """Find the rows that the filter asks for."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        wanted, dataset = self._bar.filter(), self._session.dataset
        if dataset is None:
            return
        if not wanted.text:
            self._show(wanted, None)
            return
        blocks = dataset.blocks(500, most_bytes=1 << 18)
        self._task = self._background.run(
            self,
            lambda work: rows_with_text(blocks, wanted.text, work),
            lambda found: self._show(wanted, found),
            title=self.tr("Filtering…"),
        )

    def next_flagged(self, row_id: int | None, *, forward: bool) -> int | None:
        """The nearest shown row after (or before) a row that has findings, or None."""
        import numpy as np

        from ftdesk.dataset.row_columns import holds

        check = self._session.checker.check
        if check is None:
            return None
        ids = self._table.examples.shown_ids()
        flagged = np.flatnonzero(holds(check.flagged(), ids))
        here = self._table.examples.row_of(row_id) if row_id is not None else None
        if here is None:
            here = -1 if forward else len(ids)
        places = flagged[flagged > here] if forward else flagged[flagged < here]
        if not len(places):
            return None
        return int(ids[places[0] if forward else places[-1]])

    def _show(self, wanted: RowFilter, found: NDArray[np.int64] | None) -> None:
        if wanted != self._bar.filter() or self._session.dataset is None:
            return
        if wanted.severities:
            found = self._with_severities(wanted, found)
        current = self._table.current_id()
        self._table.examples.show_rows(found)
        if current is None or not self._table.choose(current):
            self._table.choose_row(0)
        if not len(self._table.examples.shown_ids()):
            self._table.example_chosen.emit(None)  # Qt does not tell of a current row that a reset took away
        if self._table.currentIndex().isValid():
            self._table.scrollTo(self._table.currentIndex())

    def _with_severities(self, wanted: RowFilter, found: NDArray[np.int64] | None) -> NDArray[np.int64]:
        import numpy as np

        from ftdesk.dataset.row_columns import chosen

        check, dataset = self._session.checker.check, self._session.dataset
        if dataset is None or check is None:
            return np.zeros(0, dtype=np.int64)
        ids = dataset.row_ids() if found is None else found
        return chosen(ids, check.with_severity(wanted.severities))

    def _apply_again(self) -> None:
        """The rows are others now."""
        if self._bar.filter():
            self.apply()

    def _apply_severities_again(self) -> None:
        """The check has ended: rows that it has found since belong to the filter too."""
        if self._bar.filter().severities:
            self.apply()

    def _enter_table(self) -> None:
        self.apply()
        self._table.setFocus()
