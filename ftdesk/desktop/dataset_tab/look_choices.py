"""How the person likes examples shown, remembered: form, JSON or both, and whether invisible characters are marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ftdesk.desktop.dataset_tab.example_pane import ExamplePane, View
from ftdesk.desktop.dataset_tab.invisible_marks import marking

if TYPE_CHECKING:
    from ftdesk.desktop.services import Services


class LookChoices(QObject):
    """Keeps the pane and the settings in step."""

    def __init__(self, services: Services, pane: ExamplePane) -> None:
        super().__init__(pane)
        self._services = services
        chosen = services.settings.current
        pane.show_view(View(chosen.example_view) if chosen.example_view in tuple(View) else View.BOTH)
        marking().switch(on=chosen.mark_invisible)
        pane.view_changed.connect(self._remember_view)

    def mark_invisible(self, on: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Mark characters that cannot be seen, or stop it."""
        marking().switch(on=on)
        settings = self._services.settings
        self._services.background.run(self, lambda _work: settings.update(mark_invisible=on))

    def _remember_view(self, view: str) -> None:
        settings = self._services.settings
        self._services.background.run(self, lambda _work: settings.update(example_view=view))
