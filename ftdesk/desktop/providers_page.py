"""The providers: a list at the left, one of them at the right; the local engine is always among them."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from ftdesk.desktop.profile_name import shown_name
from ftdesk.desktop.provider_form import ProviderForm
from ftdesk.desktop.services import Services
from ftdesk.desktop.setting_changes import change_settings
from ftdesk.desktop.stylesheet import set_look
from ftdesk.desktop.theme import BASE_SIZE, icon, set_icon, text_size
from ftdesk.workspace.preferences import Profile

NEW_ADDRESS = "https://"
_LIST_WIDTH = 200
_ID = Qt.ItemDataRole.UserRole


class ProvidersPage(QWidget):
    """Adds, changes and removes profiles; what is valid is saved at once."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.setObjectName("providers_page")
        self._services = services
        self._list = QListWidget()
        self._list.setObjectName("provider_list")
        self._list.setAccessibleName(self.tr("Providers"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFixedWidth(round(_LIST_WIDTH * text_size() / BASE_SIZE))
        set_look(self._list, "sidebar")
        self._add = QPushButton(self.tr("Add provider"))
        self._add.setObjectName("add_provider")
        self._add.setAutoDefault(False)
        set_look(self._add, "quiet-left")
        set_icon(self._add, "plus")
        self._form = ProviderForm(services)
        self._lay_out()
        self._add.clicked.connect(self._add_profile)
        self._list.currentItemChanged.connect(self._show_current)
        self._form.edited.connect(self._save)
        self._form.remove_requested.connect(self._remove)
        self._fill(services.settings.current.active_profile)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self._list, 1)
        left.addWidget(self._add)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(24)
        layout.addLayout(left)
        layout.addWidget(self._form, 1)

    def _fill(self, chosen: str) -> None:
        quiet = QSignalBlocker(self._list)
        self._list.clear()
        for profile in self._services.settings.current.profiles:
            item = QListWidgetItem(
                icon("computer" if profile.kind == "local" else "globe"), shown_name(profile)
            )
            item.setData(_ID, profile.id)
            self._list.addItem(item)
            if profile.id == chosen:
                self._list.setCurrentItem(item)
        quiet.unblock()
        self._show_current()

    @Slot()
    def _show_current(self) -> None:
        item = self._list.currentItem() or self._list.item(0)
        self._form.show_profile(self._services.settings.current.profile(str(item.data(_ID))))

    @Slot()
    def _add_profile(self) -> None:
        profiles = self._services.settings.current.profiles
        taken = {profile.id for profile in profiles}
        number = next(number for number in range(1, len(taken) + 2) if f"compatible-{number}" not in taken)
        name = self.tr("New provider")
        made = Profile(f"compatible-{number}", name, "compatible", NEW_ADDRESS)
        self._keep((*profiles, made))
        self._fill(made.id)
        self._form.start_editing()

    @Slot(object)
    def _save(self, changed: Profile) -> None:
        settings = self._services.settings.current
        profiles = tuple(changed if profile.id == changed.id else profile for profile in settings.profiles)
        self._keep(profiles)
        for row in range(self._list.count()):
            if self._list.item(row).data(_ID) == changed.id:
                self._list.item(row).setText(changed.name)
        if changed.id == settings.active_profile:
            self._services.connection.open()

    @Slot(object)
    def _remove(self, profile: Profile) -> None:
        settings = self._services.settings.current
        profiles = tuple(kept for kept in settings.profiles if kept.id != profile.id)
        self._keep(profiles)
        if settings.active_profile == profile.id:
            self._services.connection.select("local")
        self._fill("local")

    def _keep(self, profiles: tuple[Profile, ...]) -> None:
        change_settings(self._services.background, self._services.settings, profiles=profiles)
