"""The model that the open file is meant for: the check follows it, it is remembered, and others can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ftdesk.dataset.line_report import CheckOptions
from ftdesk.desktop.dataset_tab.cost_panel import CostPanel
from ftdesk.desktop.dataset_tab.document_session import DocumentSession
from ftdesk.desktop.dataset_tab.filter_bar import FilterBar
from ftdesk.desktop.dataset_tab.fit_note import FitNote
from ftdesk.desktop.services import Services
from ftdesk.desktop.setting_changes import change_settings

if TYPE_CHECKING:
    from ftdesk.desktop.dataset_tab.fit_dialog import FitDialog


class TargetDesk(QObject):
    """Signals: `check_wanted()`: the file is to be checked against another target."""

    check_wanted = Signal()

    def __init__(
        self,
        services: Services,
        session: DocumentSession,
        cost: CostPanel,
        filter_bar: FilterBar,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._session = session
        self._cost = cost
        self._filter = filter_bar
        self._window = parent
        self._fit: FitDialog | None = None
        FitNote(session, cost)
        cost.target_changed.connect(self._change)
        cost.fit_wanted.connect(self.show_fit)

    def options(self) -> CheckOptions:
        """The limits of the chosen model; without one only the structure is checked."""
        target = self._cost.target()
        if target is None:
            return CheckOptions()
        return CheckOptions.for_target(target, self._services.vocabulary_directory)

    def show_fit(self) -> None:
        """Say which targets take the open file."""
        if self._fit is None:
            from ftdesk.desktop.dataset_tab.fit_dialog import FitDialog

            self._fit = FitDialog(self._session, self._services.models, self._window)
            self._fit.panel.rows_wanted.connect(self._filter.show_query)
            self._fit.panel.target_wanted.connect(self._cost.models.choose)
        target = self._cost.target()
        self._fit.show()
        self._fit.raise_()
        self._fit.activateWindow()
        self._fit.show_now()
        if target is not None:
            self._fit.panel.choose_target(target.key)

    def _change(self) -> None:
        target = self._cost.target()
        if target is not None:
            change_settings(self._services.background, self._services.settings, target_model=target.key)
        self.check_wanted.emit()
