"""Under the chosen model: that it does not take the open file, and why."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ftdesk.desktop.dataset_tab.cost_panel import CostPanel
from ftdesk.desktop.dataset_tab.document_session import DocumentSession
from ftdesk.desktop.labels import plain_label

if TYPE_CHECKING:
    from ftdesk.dataset.fit import Reason

_AFTER_MS = 300
"""Judging a large file takes some milliseconds: everything else of a finished check is shown first."""

_TOLD_BY_FINDINGS = frozenset({"", "minimum_examples"})
"""Limits of a model, and none, that findings of the file speak of already."""


class FitNote(QObject):
    """Judges the file whenever it was checked; while it is being checked nothing is said."""

    def __init__(self, session: DocumentSession, cost: CostPanel) -> None:
        super().__init__(cost)
        self._session = session
        self._cost = cost
        self._label = plain_label("", "small", "error", wrap=True, parent=cost)
        self._label.setObjectName("cost_fit_note")
        self._label.hide()
        cost.add_model_note(self._label)
        self._timer = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._timer.timeout.connect(self._judge)
        session.replaced.connect(self._label.hide)
        cost.target_changed.connect(self._label.hide)
        session.checker.reports_changed.connect(self._timer.start)
        session.checker.row_checked.connect(lambda _row_id: self._timer.start())
        session.checker.finished.connect(self._timer.start)

    def _judge(self) -> None:
        from ftdesk.dataset.fit import CheckedFile, Outcome, judge

        check, target = self._session.checker.check, self._cost.target()
        self._label.hide()
        if check is None or check.is_partial or target is None:
            return
        for reason in judge(CheckedFile(check, datetime.now(UTC).date()), target).reasons:
            if reason.outcome is Outcome.REFUSED and reason.figure not in _TOLD_BY_FINDINGS:
                self._tell(reason)
                return

    def _tell(self, reason: Reason) -> None:
        from ftdesk.desktop.dataset_tab.fit_words import sentence

        words = self.tr("This model does not take the file: {reason}")
        self._label.setText(words.format(reason=sentence(reason)))
        self._label.show()
