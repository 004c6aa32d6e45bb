"""One provider: its name and address, its key, and a test that says in a sentence whether it works."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ftdesk.desktop.address_check import objection_to
from ftdesk.desktop.column_scroll import ColumnScroll
from ftdesk.desktop.connection_trial import client_for, try_connection
from ftdesk.desktop.explanations import said
from ftdesk.desktop.key_row import KeyRow
from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.messages import explain
from ftdesk.desktop.profile_name import shown_name
from ftdesk.desktop.result_line import ResultLine
from ftdesk.desktop.server_failures import address_words
from ftdesk.desktop.services import Services
from ftdesk.desktop.stylesheet import restyle, set_look
from ftdesk.workspace.preferences import LOCAL_PROFILE, Profile

if TYPE_CHECKING:
    from ftdesk.api.client import ApiClient

_LAID_OUT_MS = 50
"""Until what was just shown has its place."""


class ProviderForm(QWidget):
    """Shows one profile.

    Signals:
        edited(object): Profile, after each valid change.
        remove_requested(object): Profile.
    """

    edited = Signal(object)  # Profile
    remove_requested = Signal(object)  # Profile

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.setObjectName("provider_form")
        self._services = services
        self._profile = LOCAL_PROFILE
        self._tested: Profile | None = None
        """The profile whose connection is being tested now."""
        self._title = plain_label("", "heading")
        self._about = plain_label("", "muted", wrap=True)
        self._name = self._make_field("provider_name", self.tr("Name"))
        self._address = self._make_field("provider_address", self.tr("Address"))
        self._organization = self._make_field("provider_organization", self.tr("Organization"))
        self._project = self._make_field("provider_project", self.tr("Project"))
        self._objection = plain_label("", "small", "error", wrap=True)
        self._objection.setObjectName("address_objection")
        self._key = KeyRow(services.connection.keys)
        self._result = ResultLine("connection_result")
        self._test = self._make_button("test_connection", self.tr("Test connection"))
        self._use = self._make_button("use_provider", self.tr("Use this provider"))
        self._remove = self._make_button("remove_provider", self.tr("Remove provider"), "danger")
        self._remote_rows = QWidget()
        self._lay_out()
        self._connect()

    def show_profile(self, profile: Profile) -> None:
        """Show `profile`, and look up whether it has a key."""
        self._profile, self._tested = profile, None
        local = profile.kind == "local"
        self._title.setText(shown_name(profile))
        self._about.setText(self._description(profile))
        for field, text in self._texts(profile).items():
            field.setText(text)
        self._remote_rows.setVisible(not local)
        self._remove.setVisible(profile.kind == "compatible")
        self._result.clear()
        self._key.show_profile(None if local else profile)
        self._check_address()
        self._show_use()

    def start_editing(self) -> None:
        """Put the cursor where a new provider begins."""
        self._name.setFocus()
        self._name.selectAll()

    # -- building ------------------------------------------------------------------------------------------

    def _make_field(self, name: str, label: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.setAccessibleName(label)
        return field

    def _make_button(self, name: str, text: str, look: str = "") -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        set_look(button, look)
        return button

    def _lay_out(self) -> None:
        self._address.setPlaceholderText("https://host/v1")
        self._organization.setPlaceholderText(self.tr("Optional"))
        self._project.setPlaceholderText(self.tr("Optional"))
        form = QFormLayout(self._remote_rows)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        for field in (self._name, self._address, self._organization, self._project):
            label = QLabel(field.accessibleName())
            label.setBuddy(field)
            form.addRow(label, field)
            if field is self._address:
                form.addRow("", self._objection)
        form.addRow(QLabel(self.tr("Key")), self._key)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._test)
        buttons.addWidget(self._use)
        buttons.addStretch(1)
        buttons.addWidget(self._remove)
        page = QWidget()
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        self._scroll = ColumnScroll(page)
        around.addWidget(self._scroll)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for widget in (self._title, self._about, self._remote_rows):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        layout.addWidget(self._result)
        layout.addStretch(1)

    def _connect(self) -> None:
        self._address.textChanged.connect(self._check_address)
        for field in (self._name, self._address, self._organization, self._project):
            field.editingFinished.connect(self._save)
        self._key.text_changed.connect(self._check_address)
        self._key.key_changed.connect(self._reconnect)
        self._test.clicked.connect(self._try)
        self._use.clicked.connect(self._choose)
        self._remove.clicked.connect(self._ask_to_remove)
        self._services.connection.changed.connect(self._show_use)

    # -- editing -------------------------------------------------------------------------------------------

    def _texts(self, profile: Profile) -> dict[QLineEdit, str]:
        return {
            self._name: profile.name,
            self._address: profile.base_url,
            self._organization: profile.organization or "",
            self._project: profile.project or "",
        }

    def _description(self, profile: Profile) -> str:
        if profile.kind == "local":
            return self.tr(
                "Trains and answers on this computer, without a key and without a network. Nothing leaves it."
            )
        if profile.kind == "openai":
            return self.tr("Files, jobs and chats go to OpenAI. A key is needed; jobs and chats cost money.")
        return self.tr("Any server that speaks OpenAI's format. Files, jobs and chats go to its address.")

    @Slot()
    def _check_address(self) -> None:
        """Say what is wrong with the address while it is being typed."""
        local = self._profile.kind == "local"
        reason = None if local else objection_to(self._address.text(), has_key=self._key.has_key)
        self._objection.setText(said(address_words(reason)) if reason is not None else "")
        self._objection.setVisible(reason is not None)
        self._test.setEnabled(reason is None and self._tested != self._profile)
        self._address.setProperty("tone", "error" if reason is not None else "")
        restyle(self._address)

    @Slot()
    def _save(self) -> None:
        typed = dataclasses.replace(
            self._profile,
            name=self._name.text().strip() or self._profile.name,
            base_url=self._address.text().strip(),
            organization=self._organization.text().strip() or None,
            project=self._project.text().strip() or None,
        )
        if typed == self._profile or objection_to(typed.base_url, has_key=self._key.has_key) is not None:
            return
        moved = typed.base_url != self._profile.base_url
        self._profile = typed
        self._title.setText(typed.name)
        self._result.clear()
        if moved:
            self._key.show_profile(typed)
        self.edited.emit(typed)

    @Slot()
    def _ask_to_remove(self) -> None:
        self.remove_requested.emit(self._profile)

    @Slot()
    def _choose(self) -> None:
        self._services.connection.select(self._profile.id)

    @Slot()
    def _show_use(self) -> None:
        in_use = self._services.connection.profile.id == self._profile.id
        self._use.setEnabled(not in_use)
        self._use.setText(self.tr("In use") if in_use else self.tr("Use this provider"))

    @Slot()
    def _reconnect(self) -> None:
        if self._services.connection.profile.id == self._profile.id:
            self._services.connection.open()

    # -- testing -------------------------------------------------------------------------------------------

    @Slot()
    def _try(self) -> None:
        """Ask the server, with the key in the field if there is one, otherwise with the stored one."""
        self._save()
        self._test.setEnabled(False)
        self._tell(self.tr("Testing the connection"), "neutral")
        connection, profile = self._services.connection, self._profile
        self._tested = profile
        if profile.kind == "local":
            self._ask_server(profile, lambda: nullcontext(connection.client()))
        elif self._key.typed:
            self._try_with(profile, self._key.typed)
        else:
            connection.keys.read(
                profile,
                lambda key: self._try_with(profile, key),
                lambda error: self._failed(profile, error),
            )

    def _try_with(self, profile: Profile, key: str | None) -> None:
        """A key goes to the address it was kept for, and nowhere once another provider is shown."""
        if profile == self._profile:
            endpoint = self._services.connection.endpoint_for(profile, key)
            self._ask_server(profile, lambda: client_for(endpoint))

    def _ask_server(
        self, profile: Profile, make_client: Callable[[], AbstractContextManager[ApiClient]]
    ) -> None:
        try_connection(
            self._services.background,
            self,
            make_client,
            lambda models: self._worked(profile, models),
            lambda error: self._failed(profile, error),
        )

    def _tell(self, words: str, tone: str, details: str = "") -> None:
        """Say how the test went, where it can be seen."""
        self._result.say(words, tone, details)
        QTimer.singleShot(_LAID_OUT_MS, self._result, lambda: self._scroll.ensureWidgetVisible(self._result))

    def _worked(self, profile: Profile, models: int) -> None:
        if profile != self._profile:
            return
        self._tested = None
        self._test.setEnabled(True)
        one, many = self.tr("It works: 1 model."), self.tr("It works: {count} models.")
        self._tell(one if models == 1 else many.format(count=models), "success")

    def _failed(self, profile: Profile, error: Exception) -> None:
        if profile != self._profile:
            return
        self._tested = None
        self._test.setEnabled(True)
        explanation = explain(error)
        words = (explanation.sentence, explanation.cause, explanation.next_step)
        self._tell(" ".join(part for part in words if part), "error", explanation.details)
