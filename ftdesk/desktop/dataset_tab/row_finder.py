"""The filter and the order at work: what is known is answered at once, a text is searched by worker processes.

The table gets the ids of the rows. Rows that were found stay until the filter is used again, so that none vanishes
under the hands of who edits it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ftdesk.dataset.file_errors import DatasetFileError
from ftdesk.dataset.text_query import PatternUnusable
from ftdesk.desktop.dataset_tab.document_pass import DocumentPass
from ftdesk.desktop.dataset_tab.document_session import DocumentSession
from ftdesk.desktop.dataset_tab.example_table import ExampleTable
from ftdesk.desktop.dataset_tab.filter_bar import FilterBar
from ftdesk.desktop.dataset_tab.language_look import LanguageLook
from ftdesk.desktop.dataset_tab.query_words import refusal
from ftdesk.errors import Cancelled

if TYPE_CHECKING:
    from ftdesk.dataset.document import Dataset
    from ftdesk.dataset.lines import Positions
    from ftdesk.dataset.row_query import RowQuery
    from ftdesk.dataset.search import Found
    from ftdesk.desktop.background import Background

_SHOW_EVERY_MS = 120


class RowFinder(QObject):
    """Keeps the table's rows what the filter bar asks for."""

    def __init__(
        self,
        background: Background,
        session: DocumentSession,
        bar: FilterBar,
        table: ExampleTable,
        languages: LanguageLook,
    ) -> None:
        super().__init__(table)
        self._background = background
        self._session = session
        self._bar = bar
        self._table = table
        self._languages = languages
        self._pass: DocumentPass | None = None
        self._found: list[Positions] = []
        self._shown = 0
        self._quietly = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOW_EVERY_MS)
        self._timer.timeout.connect(self._show_found)
        bar.code_counts = self._code_counts
        bar.language_counts = self._language_counts
        bar.filter_changed.connect(self.apply)
        bar.order_changed.connect(self._arrange)
        bar.stop_wanted.connect(self.stop)
        session.replaced.connect(self._forget)
        session.checker.finished.connect(self._follow_check)
        languages.finished.connect(self._follow_languages)
        session.completed.connect(self._apply_again)
        session.rows_reset.connect(self._apply_again)

    @property
    def searching(self) -> bool:
        """Whether more rows may be found."""
        return self._pass is not None

    def apply(self) -> None:
        """Find the rows that the filter asks for."""
        self._quietly = False
        self._find()

    def stop(self) -> None:
        """Search no further; what was found stays."""
        if self._pass is not None:
            self._pass.cancel()

    def next_flagged(self, row_id: int | None, *, forward: bool) -> int | None:
        """The nearest shown row after (or before) a row that has findings, or None."""
        from ftdesk.dataset.row_columns import chosen

        check = self._session.checker.check
        if check is None:
            return None
        ids = self._table.examples.shown_ids()
        here = self._table.examples.row_of(row_id) if row_id is not None else None
        if here is None:
            here = -1 if forward else len(ids)
        there = chosen(ids[here + 1 :] if forward else ids[:here], check.flagged())
        return int(there[0 if forward else -1]) if len(there) else None

    # -- finding ---------------------------------------------------------------------------------------------

    def _find(self) -> None:
        self._forget()
        query, dataset = self._bar.query(), self._session.dataset
        if dataset is None:
            return
        self._bar.show_trouble("")
        ids = self._candidates(query, dataset)
        if not query.has_text:
            self._show(ids if query or self._bar.order() else None)
            return
        try:
            query.text.pattern()
        except PatternUnusable as error:
            self._bar.show_trouble(refusal(error, self._session.dataset))
            return
        self._search(query, ids, dataset)

    def _candidates(self, query: RowQuery, dataset: Dataset) -> Positions:
        """The rows that meet every condition but the text."""
        from ftdesk.dataset.row_choice import rows_of

        check, languages = self._session.checker.check, self._languages.numbers()
        return rows_of(query, dataset.row_ids(), check, dataset.edited_ids(), languages)

    def _search(self, query: RowQuery, ids: Positions, dataset: Dataset) -> None:
        from ftdesk.dataset.search import search_part

        snapshot = dataset.snapshot()
        if len(ids) < len(dataset):
            snapshot = snapshot.only(dataset.places_of(ids))
        run = DocumentPass(
            self._background, snapshot, search_part, (query.text,), self.tr("Filtering…"), self
        )
        run.came.connect(self._take)
        run.ended.connect(self._end)
        self._pass = run
        self._bar.show_searching(running=True)
        run.start()

    def _take(self, found: Found, _rows: int) -> None:
        if len(found.row_ids):
            self._found.append(found.row_ids)
            if not self._timer.isActive() and not self._quietly:
                self._show_found()
                self._timer.start()

    def _end(self, error: Exception | None) -> None:
        run, self._pass = self._pass, None
        if run is not None:
            run.deleteLater()
        self._timer.stop()
        self._bar.show_searching(running=False)
        if isinstance(error, PatternUnusable):
            self._bar.show_trouble(refusal(error, self._session.dataset))
        elif isinstance(error, DatasetFileError):
            self._session.unreadable.emit(error)
        elif error is not None and not isinstance(error, Cancelled):
            self._background.unexpected.emit(error)
        if error is None or not self._quietly:
            self._show_found(last=True)

    def _forget(self) -> None:
        """The search that runs is of no interest any more."""
        self._timer.stop()
        run, self._pass = self._pass, None
        self._found, self._shown = [], 0
        if run is not None:
            run.ended.disconnect(self._end)
            run.came.disconnect(self._take)
            run.cancel()
            run.deleteLater()
            self._bar.show_searching(running=False)

    # -- showing ---------------------------------------------------------------------------------------------

    def _show_found(self, *, last: bool = False) -> None:
        """Show what was found since; the first rows at once, more below them. Another order is made at the end."""
        import numpy as np

        none: list[Positions] = [np.zeros(0, np.int64)]
        found = np.concatenate(none + self._found)
        if (last and (self._bar.order() or self._quietly)) or not self._shown:
            self._show(found)
        else:
            self._table.examples.append_rows(found[self._shown :])
        self._shown = len(found)

    def _show(self, ids: Positions | None) -> None:
        from ftdesk.dataset.row_choice import arranged

        order = self._bar.order()
        if ids is not None and order:
            ids = arranged(ids, order, self._session.checker.check)
        current = self._table.current_id()
        self._table.examples.show_rows(ids)
        if current is None or not self._table.choose(current):
            self._table.choose_row(0)
        if not len(self._table.examples.shown_ids()):
            self._table.example_chosen.emit(None)  # Qt does not tell of a current row that a reset took away
        if self._table.currentIndex().isValid():
            self._table.scrollTo(self._table.currentIndex())

    def _arrange(self) -> None:
        """Put the rows that are shown in another order."""
        import numpy as np

        dataset = self._session.dataset
        if dataset is None or self._pass is not None:
            return
        if not self._bar.query():
            self._show(dataset.row_ids() if self._bar.order() else None)
            return
        places = np.sort(dataset.places_of(self._table.examples.shown_ids()))
        self._show(dataset.row_ids()[places[places >= 0]])

    # -- when something else happens -------------------------------------------------------------------------

    def _apply_again(self) -> None:
        """The rows are others now; those that are shown stay until the search has ended."""
        if self._bar.query() or self._bar.order():
            self._quietly = True
            self._find()

    def _follow_check(self) -> None:
        """The check has ended: rows that it has found since belong to the filter too."""
        if self._bar.query().rests_on_check or self._bar.order():
            self._apply_again()

    def _follow_languages(self) -> None:
        if self._bar.query().languages:
            self._apply_again()

    def _language_counts(self) -> dict[str, int]:
        from ftdesk.dataset.languages import count_languages

        return dict(count_languages(self._languages.live_numbers()))

    def _code_counts(self) -> dict[str, int]:
        check = self._session.checker.check
        return dict(check.code_counts()) if check is not None else {}
