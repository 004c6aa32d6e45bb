"""The provider at the top right: a dot for its state, its name, and a menu to change it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QIcon
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ftdesk.desktop.connection import Connection, ConnectionState, ConnectionStatus
from ftdesk.desktop.profile_name import shown_name
from ftdesk.desktop.stylesheet import set_look
from ftdesk.desktop.theme import colors, notifier, pixmap
from ftdesk.workspace.settings import SettingsStore

DOT_COLOURS = {
    ConnectionStatus.STARTING: "text_disabled",
    ConnectionStatus.READY: "success",
    ConnectionStatus.NEEDS_KEY: "warning",
    ConnectionStatus.FAILED: "error",
}


class ProviderChip(QToolButton):
    """Shows the active profile.

    Signals:
        settings_requested(): the person wants to change the providers themselves.
    """

    settings_requested = Signal()

    def __init__(
        self, connection: Connection, settings: SettingsStore, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("provider_chip")
        self._connection = connection
        self._settings = settings
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(QSize(14, 14))
        set_look(self, "chip")
        self._menu = QMenu(self)
        self._menu.setObjectName("provider_menu")
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        connection.changed.connect(self.show_state)
        notifier().theme_changed.connect(self._repaint)
        self.show_state(connection.state)

    @Slot(object)
    def show_state(self, state: ConnectionState) -> None:
        """Show the profile of `state` and how it is."""
        name = shown_name(state.profile)
        self.setText(name + " ▾")
        self.setIcon(QIcon(pixmap("dot", getattr(colors(), DOT_COLOURS[state.status]), 20, 2.0)))
        self.setToolTip(state.sentence)
        self.setAccessibleName(self.tr("Provider: {name}").format(name=name))
        self.setAccessibleDescription(state.sentence)

    @Slot()
    def _repaint(self) -> None:
        self.show_state(self._connection.state)

    @Slot()
    def _fill(self) -> None:
        """Build the menu anew: profiles may have come and gone."""
        self._menu.clear()
        state = self._connection.state
        said = self._menu.addAction(state.sentence)
        said.setEnabled(False)
        self._menu.addSeparator()
        group = QActionGroup(self._menu)
        for profile in self._settings.current.profiles:
            action = self._menu.addAction(shown_name(profile).replace("&", "&&"))
            action.setObjectName(f"select_{profile.id}")
            action.setCheckable(True)
            action.setChecked(profile.id == state.profile.id)
            action.setData(profile.id)
            group.addAction(action)
        group.triggered.connect(self._select)
        self._menu.addSeparator()
        if not state.ready:
            again = self._menu.addAction(self.tr("Try again"), self._connection.open)
            again.setObjectName("provider_try_again")
        settings = self._menu.addAction(self.tr("Provider settings…"), self.settings_requested.emit)
        settings.setObjectName("provider_settings")

    @Slot(QAction)
    def _select(self, action: QAction) -> None:
        self._connection.select(str(action.data()))
