"""The settings: what is general, the providers and their keys, models and prices. Changes count at
once.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from ftdesk.desktop.general_page import GeneralPage
from ftdesk.desktop.models_page import ModelsPage
from ftdesk.desktop.providers_page import ProvidersPage
from ftdesk.desktop.services import Services
from ftdesk.desktop.stylesheet import set_look


class SettingsDialog(QDialog):
    """Opened with `open`, so that nothing waits for it.

    Signals:
        theme_chosen(object): str, the theme's name.
        text_size_chosen(object): int, in pixels.
    """

    theme_chosen = Signal(object)  # str
    text_size_chosen = Signal(object)  # int

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settings_dialog")
        self.setWindowTitle(self.tr("Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        general = GeneralPage(services)
        general.theme_chosen.connect(self.theme_chosen)
        general.text_size_chosen.connect(self.text_size_chosen)
        self._tabs = QTabBar()
        self._tabs.setObjectName("settings_tabs")
        self._tabs.setAccessibleName(self.tr("Pages"))
        self._tabs.setExpanding(False)
        set_look(self._tabs, "segmented")
        self._pages = QStackedWidget()
        for title, page in (
            (self.tr("General"), general),
            (self.tr("Providers"), ProvidersPage(services)),
            (self.tr("Models and prices"), ModelsPage(services)),
        ):
            self._tabs.addTab(title)
            self._pages.addWidget(page)
        self._tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self._lay_out()
        self.resize(860, 620)

    def show_providers(self) -> None:
        """Turn to the providers."""
        self._tabs.setCurrentIndex(1)

    def _lay_out(self) -> None:
        close = QPushButton(self.tr("Close"))
        close.setObjectName("settings_close")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(self._tabs, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._pages, 1)
        layout.addLayout(foot)
