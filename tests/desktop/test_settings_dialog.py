from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from ftdesk.desktop.result_line import ResultLine
from ftdesk.desktop.services import Services
from ftdesk.desktop.settings_dialog import SettingsDialog
from ftdesk.workspace.preferences import Profile


@pytest.fixture
def dialog(services: Services, qtbot: QtBot) -> SettingsDialog:
    made = SettingsDialog(services)
    qtbot.addWidget(made)
    made.show()
    made.show_providers()
    return made


def button(dialog: SettingsDialog, name: str) -> QPushButton:
    return dialog.findChild(QPushButton, name)


def field(dialog: SettingsDialog, name: str) -> QLineEdit:
    return dialog.findChild(QLineEdit, name)


def label(dialog: SettingsDialog, name: str) -> str:
    return dialog.findChild(QLabel, name).text()


def write(dialog: SettingsDialog, name: str, text: str) -> None:
    field(dialog, name).setText(text)
    field(dialog, name).editingFinished.emit()


def add_provider(dialog: SettingsDialog, address: str) -> None:
    button(dialog, "add_provider").click()
    write(dialog, "provider_name", "Mine")
    write(dialog, "provider_address", address)


def test_the_local_engine_needs_nothing_and_cannot_be_removed(dialog: SettingsDialog) -> None:
    assert not field(dialog, "provider_address").isVisible()
    assert not button(dialog, "remove_provider").isVisible()
    assert not button(dialog, "use_provider").isEnabled()


def test_a_provider_can_be_added_used_and_removed(
    dialog: SettingsDialog, services: Services, qtbot: QtBot
) -> None:
    add_provider(dialog, "https://host.example/v1")
    added = services.settings.current.profiles[-1]
    assert (added.name, added.base_url, added.kind) == ("Mine", "https://host.example/v1", "compatible")
    button(dialog, "use_provider").click()
    assert services.settings.current.active_profile == added.id
    button(dialog, "remove_provider").click()
    assert added not in services.settings.current.profiles
    assert services.settings.current.active_profile == "local"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("ftp://host", "https://"),
        ("https://me:pw@host/v1", "password"),
        ("https://host/v1?a=b", "question mark"),
    ],
)
def test_a_bad_address_is_named_while_it_is_typed_and_not_saved(
    dialog: SettingsDialog, services: Services, address: str, words: str
) -> None:
    add_provider(dialog, "https://host/v1")
    write(dialog, "provider_address", address)
    assert words in label(dialog, "address_objection")
    assert not button(dialog, "test_connection").isEnabled()
    assert services.settings.current.profiles[-1].base_url == "https://host/v1"


def test_a_key_over_plain_http_is_refused_beyond_this_computer(dialog: SettingsDialog) -> None:
    add_provider(dialog, "http://host.example/v1")
    assert label(dialog, "address_objection") == ""
    field(dialog, "provider_key").setText("sk-abc")
    assert "unencrypted" in label(dialog, "address_objection")


def test_without_a_keyring_the_key_is_kept_for_the_session_and_the_reason_shown(
    dialog: SettingsDialog, qtbot: QtBot
) -> None:
    dialog.findChild(QListWidget, "provider_list").setCurrentRow(1)
    assert field(dialog, "provider_key").echoMode() is QLineEdit.EchoMode.Password
    field(dialog, "provider_key").setText("sk-abcdef")
    button(dialog, "save_key").click()
    qtbot.waitUntil(lambda: "this session only" in label(dialog, "key_state"))
    assert "no safe place" in label(dialog, "key_state")
    assert field(dialog, "provider_key").text() == ""


def test_a_kept_key_can_be_removed(dialog: SettingsDialog, qtbot: QtBot) -> None:
    dialog.findChild(QListWidget, "provider_list").setCurrentRow(1)
    field(dialog, "provider_key").setText("sk-abcdef")
    button(dialog, "save_key").click()
    qtbot.waitUntil(button(dialog, "remove_key").isVisible)
    button(dialog, "remove_key").click()
    qtbot.waitUntil(lambda: "removed" in label(dialog, "key_state"))


def result(dialog: SettingsDialog) -> str:
    return dialog.findChild(ResultLine, "connection_result").text


def test_a_connection_is_tested_with_the_key_being_typed(
    dialog: SettingsDialog, server: Any, qtbot: QtBot
) -> None:
    add_provider(dialog, server.address)
    field(dialog, "provider_key").setText(server.key)
    button(dialog, "test_connection").click()
    qtbot.waitUntil(lambda: result(dialog) == "It works: 2 models.", timeout=20_000)


def test_a_wrong_key_is_said_to_be_wrong(dialog: SettingsDialog, server: Any, qtbot: QtBot) -> None:
    add_provider(dialog, server.address)
    field(dialog, "provider_key").setText("sk-wrong-key-000000")
    button(dialog, "test_connection").click()
    qtbot.waitUntil(lambda: "does not accept the key" in result(dialog), timeout=20_000)
    assert "sk-wrong" not in result(dialog)


def test_a_server_that_is_not_there_is_said_to_be_missing(dialog: SettingsDialog, qtbot: QtBot) -> None:
    add_provider(dialog, "http://127.0.0.1:9/v1")
    button(dialog, "test_connection").click()
    qtbot.waitUntil(lambda: "cannot be reached" in result(dialog), timeout=20_000)
    assert button(dialog, "test_connection").isEnabled()


def test_a_language_is_saved_and_said_to_count_from_the_next_start(
    dialog: SettingsDialog, services: Services
) -> None:
    choice = dialog.findChild(QComboBox, "language_choice")
    choice.setCurrentIndex(choice.findData("ja"))
    assert services.settings.load().language == "ja"
    assert "started again" in label(dialog, "language_note")


def test_theme_and_text_size_are_told_at_once(dialog: SettingsDialog, qtbot: QtBot) -> None:
    theme, size = dialog.findChild(QComboBox, "theme_choice"), dialog.findChild(QComboBox, "text_size_choice")
    with qtbot.waitSignals([dialog.theme_chosen, dialog.text_size_chosen]):
        theme.setCurrentIndex(theme.findData("dark"))
        size.setCurrentIndex(size.findData("16"))


def test_every_input_has_a_name_for_screen_readers(dialog: SettingsDialog) -> None:
    inputs = [
        *dialog.findChildren(QLineEdit),
        *dialog.findChildren(QComboBox),
        *dialog.findChildren(QListWidget),
    ]
    assert [one.objectName() for one in inputs if not one.accessibleName() and one.objectName()] == []


def test_a_key_that_comes_late_never_goes_to_the_provider_shown_by_then(
    services: Services, server: Any, qtbot: QtBot
) -> None:
    first = Profile("first", "First", "compatible", "https://first.example/v1")
    second = Profile("second", "Second", "compatible", server.address)
    services.settings.update(profiles=(*services.settings.current.profiles, first, second))
    services.credentials.store(first, server.key)
    dialog = SettingsDialog(services)
    qtbot.addWidget(dialog)
    providers = dialog.findChild(QListWidget, "provider_list")
    providers.setCurrentRow(providers.count() - 2)
    button(dialog, "test_connection").click()
    providers.setCurrentRow(providers.count() - 1)
    button(dialog, "test_connection").click()
    qtbot.waitUntil(lambda: "key" in result(dialog).lower(), timeout=10_000)
    assert server.seen
    assert not [headers for headers in server.seen if "Authorization" in headers]
