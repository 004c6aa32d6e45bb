"""Has a worker find where the current example ends for its model, and the pane show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ftdesk.desktop.dataset_tab.row_reports import LARGEST_READ_HERE

if TYPE_CHECKING:
    from ftdesk.dataset.line_report import CheckOptions
    from ftdesk.dataset.truncation import Cut
    from ftdesk.desktop.background import Background, Task
    from ftdesk.desktop.dataset_tab.document_session import DocumentSession
    from ftdesk.desktop.dataset_tab.example_pane import ExamplePane

Question = tuple[int, bytes, "CheckOptions"]


class CutDesk(QObject):
    """One question at a time, asked again when the line or the limit is another."""

    def __init__(self, background: Background, session: DocumentSession, pane: ExamplePane) -> None:
        super().__init__(pane)
        self._background = background
        self._session = session
        self._pane = pane
        self._asked: Question | None = None
        self._task: Task | None = None

    def follow(self, row_id: int | None) -> None:
        """Show what is cut off of a row, as far as it is known; of most rows nothing is."""
        wanted = None if row_id is None else self._question(row_id)
        if wanted == self._asked:
            return
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if wanted is None or self._asked is None or wanted[0] != self._asked[0]:
            self._pane.show_cut(None)  # of the same row the last answer stays until there is a new one
        self._asked = wanted
        if wanted is not None:
            from ftdesk.dataset.truncation import find_cut

            self._task = self._background.compute(
                self, find_cut, wanted[1], wanted[2], done=self._show, failed=_ignore
            )

    def _question(self, row_id: int) -> Question | None:
        checker, dataset = self._session.checker, self._session.dataset
        check, tokens = checker.check, checker.figures(row_id).tokens
        if check is None or dataset is None or tokens is None or check.options.token_limit is None:
            return None
        if tokens <= check.options.token_limit or dataset.line_size(row_id) > LARGEST_READ_HERE:
            return None
        line = self._session.line(row_id)
        return None if line is None else (row_id, line, check.options)

    def _show(self, cut: Cut | None) -> None:
        self._task = None
        self._pane.show_cut(cut)


def _ignore(_error: Exception) -> None:
    """Without its vocabulary nothing is counted, of which the check tells."""
