"""Under the cost of the open file: how far off such predictions were for earlier jobs with the same model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ftdesk.desktop.dataset_tab.cost_panel import CostPanel
from ftdesk.desktop.dataset_tab.document_session import DocumentSession
from ftdesk.desktop.past_error import PastErrorLabel

if TYPE_CHECKING:
    from ftdesk.desktop.services import Services


class PastErrors(QObject):
    """Looks the jobs up whenever another model is chosen or a file was checked."""

    def __init__(self, services: Services, session: DocumentSession, cost: CostPanel) -> None:
        super().__init__(cost)
        self._settings = services.settings
        self._cost = cost
        self._label = PastErrorLabel(services.background, services.ledger, cost)
        cost.add_note(self._label)
        cost.target_changed.connect(self._ask)
        session.checker.finished.connect(self._ask)

    def _ask(self) -> None:
        target = self._cost.target()
        if target is None:
            return
        profiles = self._settings.current.profiles
        ids = [profile.id for profile in profiles if profile.kind == target.provider]
        self._label.ask(ids, target.name)
