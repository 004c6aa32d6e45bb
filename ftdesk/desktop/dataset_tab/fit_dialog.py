"""The window that says where the open file fits; it stays beside the table and follows the check."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ftdesk.dataset.fit import CheckedFile, Verdict, judge
from ftdesk.desktop.data_words import in_words
from ftdesk.desktop.dataset_tab.document_session import DocumentSession
from ftdesk.desktop.dataset_tab.fit_panel import FitPanel
from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.model_data import ModelData

_EVERY_MS = 700
_SIZE = (820, 640)


class FitDialog(QDialog):
    """Asks no server: all that it says is known from the check and from the data of the providers."""

    def __init__(self, session: DocumentSession, data: ModelData, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("fit_dialog")
        self.setWindowTitle(self.tr("Where does this file fit?"))
        self.resize(*_SIZE)
        self._session = session
        self._data = data
        self.panel = FitPanel(self)
        self._state = plain_label("", "small", wrap=True, parent=self)
        self._state.setObjectName("fit_state")
        self._timer = QTimer(self, singleShot=True, interval=_EVERY_MS)
        self._timer.timeout.connect(self.show_now)
        self._lay_out()
        checker = session.checker
        checker.reports_changed.connect(self._show_soon)
        checker.row_checked.connect(lambda _row_id: self._show_soon())
        checker.finished.connect(self._show_soon)
        session.replaced.connect(self._show_soon)
        data.changed.connect(self._show_soon)

    def show_now(self) -> None:
        """Judge the file as far as it was checked; without a file there is nothing to say."""
        if not self.isVisible():
            return
        check = self._session.checker.check
        if check is None:
            self.panel.show_verdicts({})
            self._state.setText(self.tr("No file is open."))
            return
        file = CheckedFile(check, datetime.now(UTC).date())
        groups: dict[str, list[Verdict]] = {}
        for provider in self._data.targets.providers.values():
            targets = provider.models or (provider.default,)
            verdicts = groups.setdefault(in_words(provider.title), [])
            verdicts += [judge(file, target) for target in targets]
        self.panel.show_verdicts(groups)
        self._state.setText(self._words(file))

    def _words(self, file: CheckedFile) -> str:
        sent = self.tr("Nothing is sent: the limits are data of this program, each with its date and source.")
        if not file.is_partial:
            return sent
        checked = self.tr("{count} examples were checked so far.").format(count=f"{file.examples:,}")
        return f"{checked} {sent}"

    def _show_soon(self) -> None:
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    def _lay_out(self) -> None:
        close = QPushButton(self.tr("Close"), self)
        close.setObjectName("fit_close")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(plain_label(self.tr("Where does this file fit?"), "title", parent=self))
        layout.addWidget(self._state)
        layout.addWidget(self.panel, 1)
        layout.addLayout(foot)
