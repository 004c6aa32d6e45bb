"""Beside an estimate: how far off the last predictions for the same model were, learnt from finished jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ftdesk.desktop.stylesheet import set_look
from ftdesk.workspace.billing_record import past_error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ftdesk.desktop.background import Background, Task
    from ftdesk.workspace.billing_record import PastError
    from ftdesk.workspace.job_ledger import JobLedger


class PastErrorLabel(QLabel):
    """A sentence in small type; hidden while there is no finished job to learn from."""

    def __init__(self, background: Background, ledger: JobLedger, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("past_error_label")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        set_look(self, "small")
        self._background = background
        self._ledger = ledger
        self._task: Task | None = None
        self.hide()

    def ask(self, profile_ids: Sequence[str], model: str) -> None:
        """Look up the jobs with a model, or with one tuned from the same base, in these profiles."""
        if self._task is not None:
            self._task.cancel()
        ids = tuple(profile_ids)
        self._task = self._background.run(
            self, lambda _work: past_error(self._ledger, ids, model), self._show, self._give_up
        )

    def _show(self, found: PastError | None) -> None:
        self._task = None
        self.setVisible(found is not None)
        if found is None:
            return
        one = self.tr("Past error of such predictions: {error} (one job)")
        many = self.tr("Past error of such predictions: {error} (median of the last {count} jobs)")
        words = one if found.jobs == 1 else many
        self.setText(words.format(error=error_words(found.median), count=found.jobs))

    def _give_up(self, _error: Exception) -> None:
        """Cancelled, or the ledger cannot be read, of which the jobs tab tells."""
        self._task = None


def error_words(error: float) -> str:
    """Such as "+0.1 %"; what rounds to nothing has no sign."""
    figure = f"{100 * error:+.1f}"
    return "0.0 %" if figure in ("+0.0", "-0.0") else f"{figure.replace('-', '−')} %"
