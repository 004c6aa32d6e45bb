"""A provider of the person's own, in the real settings: added, a target everywhere, changed, and taken away."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ftdesk.dataset.command import run_check
from ftdesk.desktop.dataset_tab.cost_panel import CostPanel
from ftdesk.desktop.model_list import ModelList, provider_key
from ftdesk.desktop.models_page import ModelsPage
from ftdesk.desktop.services import Services
from ftdesk.desktop.settings_dialog import SettingsDialog

EXAMPLE = '{"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]}\n'


@pytest.fixture
def settings(services: Services, qtbot: QtBot) -> SettingsDialog:
    made = SettingsDialog(services)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def page(settings: SettingsDialog) -> ModelsPage:
    tabs, made = settings.findChild(QTabBar), settings.findChild(ModelsPage)
    assert tabs is not None
    assert made is not None
    tabs.setCurrentIndex(2)
    return made


def begin(page: ModelsPage) -> QDialog:
    press(page, "new_provider")
    dialog = page.findChild(QDialog, "new_provider_dialog")
    assert dialog is not None
    assert dialog.isVisible()
    return dialog


def field(where: QWidget, name: str) -> QLineEdit:
    found = where.findChild(QLineEdit, name)
    assert found is not None
    return found


def write(where: QWidget, **texts: str) -> None:
    for name, text in texts.items():
        field(where, name).setText(text)


def words(where: QWidget, name: str) -> str:
    label = where.findChild(QLabel, name)
    assert label is not None
    return label.text()


def press(where: QWidget, name: str) -> None:
    button = where.findChild(QPushButton, name)
    assert button is not None
    assert button.isEnabled()
    button.click()


def add_acme(page: ModelsPage, services: Services, qtbot: QtBot) -> None:
    dialog = begin(page)
    write(dialog, own_provider_name="Acme", own_provider_model="acme-1", figure_minimum_examples="4")
    with qtbot.waitSignal(services.models.changed):
        press(dialog, "save_own_provider")


def form(page: ModelsPage) -> QWidget:
    """The form of the provider that is chosen."""
    return next(
        one for one in page.findChildren(QWidget, "own_provider_form") if one.window() is page.window()
    )


def models(page: ModelsPage) -> ModelList:
    found = page.findChild(ModelList)
    assert found is not None
    return found


def removal(page: ModelsPage) -> QMessageBox:
    press(page, "forget_model")
    box = page.findChild(QMessageBox, "forget_provider")
    assert box is not None
    return box


def test_a_new_provider_is_a_target_everywhere(
    page: ModelsPage, services: Services, qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cost = CostPanel(services.models, None)
    qtbot.addWidget(cost)
    dialog = begin(page)
    write(dialog, own_provider_name="OpenAI")
    assert "openai-2/" in words(dialog, "own_provider_id")
    write(dialog, own_provider_name="Acme GPU", own_provider_model="acme/one")
    assert "acme-gpu/" in words(dialog, "own_provider_id")
    write(dialog, figure_minimum_examples="4", figure_train_token_limit="2,048", figure_source="Their page")
    write(dialog, figure_maximum_bytes="1.5", figure_default_epochs="2", figure_as_of="2026-11-01")
    chat = dialog.findChild(QCheckBox, "figure_formats_completion")
    assert chat is not None
    chat.setChecked(False)
    with qtbot.waitSignal(services.models.changed):
        press(dialog, "save_own_provider")
    assert not dialog.isVisible()
    cost.models.choose("acme-gpu/acme/one")
    target = cost.target()
    assert target is not None
    assert (target.key, target.minimum_examples, target.train_token_limit) == ("acme-gpu/acme/one", 4, 2_048)
    assert (target.maximum_bytes, target.default_epochs, target.source) == (1_500_000, 2, "Their page")
    assert ("completion" in target.formats, target.unconfirmed) == (False, frozenset())
    assert words(cost, "cost_provider_label") == "Acme GPU"
    assert models(page).currentItem().text(0) == "acme/one · own"
    file = tmp_path / "three.jsonl"
    file.write_text(EXAMPLE * 3)
    arguments = [str(file), "--target", "acme-gpu/acme/one", "--no-tokens"]
    assert run_check(arguments, services.paths.providers) == 1
    assert "file.too_few_examples" in capsys.readouterr().out


def test_nothing_is_written_before_the_person_adds_it(page: ModelsPage, services: Services) -> None:
    dialog = begin(page)
    for texts, objection in (
        ({}, "Give the provider a name."),
        ({"own_provider_name": "Acme"}, "Give its first model a name."),
        ({"own_provider_model": "m", "figure_train_token_limit": "many"}, "is not written as it must be."),
        ({"figure_train_token_limit": "", "figure_source": ""}, "“Source” is needed."),
        ({"figure_source": "me", "own_provider_name": "openai"}, "There is a provider of this name already."),
    ):
        write(dialog, **texts)
        press(dialog, "save_own_provider")
        assert objection in words(dialog, "own_provider_objection")
    press(dialog, "new_provider_cancel")
    assert not dialog.isVisible()
    assert not [*services.paths.providers.iterdir()]
    assert field(begin(page), "own_provider_name").text() == ""
    assert services.targets == services.models.shipped[0]


def test_a_file_in_the_way_is_told_and_stays_and_what_was_typed_stays_too(
    page: ModelsPage, services: Services, qtbot: QtBot
) -> None:
    path = services.paths.providers / "acme.toml"
    path.write_text("what")
    dialog = begin(page)
    write(dialog, own_provider_name="Acme", own_provider_model="acme-1")
    press(dialog, "save_own_provider")
    qtbot.waitUntil(lambda: "There is a file acme.toml in" in words(dialog, "own_provider_objection"))
    assert dialog.isVisible()
    assert path.read_text() == "what"
    write(dialog, own_provider_name="Acme 2")
    with qtbot.waitSignal(services.models.changed):
        press(dialog, "save_own_provider")
    assert services.targets.find("acme-2/acme-1") is not None
    assert words(page, "models_broken").startswith("The data file acme.toml cannot be used: ")


def test_a_provider_is_changed_and_its_models_follow(
    page: ModelsPage, services: Services, qtbot: QtBot
) -> None:
    add_acme(page, services, qtbot)
    assert services.targets.providers["acme"].default.unconfirmed == {"formats", "images", "roles", "tools"}
    page.choose(provider_key("acme"))
    write(form(page), own_provider_name="OpenAI")
    press(form(page), "save_own_provider")
    assert words(form(page), "own_provider_objection") == "There is a provider of this name already."
    write(form(page), own_provider_name="Acme Two", figure_minimum_examples="6")
    with qtbot.waitSignal(services.models.changed):
        press(form(page), "save_own_provider")
    target = services.targets.find("acme/acme-1")
    assert target is not None
    assert (services.targets.providers["acme"].title, target.minimum_examples) == ("Acme Two", 6)
    assert field(form(page), "figure_minimum_examples").text() == "6"
    press(page, "add_model")
    write(page, model_name="acme-2")
    with qtbot.waitSignal(services.models.changed):
        press(page, "save_model")
    assert [one.name for one in services.targets.providers["acme"].models] == ["acme-1", "acme-2"]
    page.choose(provider_key("acme"))
    write(form(page), figure_minimum_examples="8")
    with qtbot.waitSignal(services.models.changed):
        press(form(page), "save_own_provider")
    assert {one.minimum_examples for one in services.targets.providers["acme"].models} == {8}
    page.choose("acme/acme-2")
    with qtbot.waitSignal(services.models.changed):
        press(page, "forget_model")
    assert [one.name for one in services.targets.providers["acme"].models] == ["acme-1"]
    assert models(page).key == provider_key("acme")


def test_a_provider_goes_with_its_models_and_prices_after_a_question(
    page: ModelsPage, services: Services, qtbot: QtBot
) -> None:
    add_acme(page, services, qtbot)
    write(page.form, figure_training="3.5")
    with qtbot.waitSignal(services.models.changed):
        press(page, "save_model")
    page.choose(provider_key("acme"))
    box = removal(page)
    assert box.text() == "Remove the provider “Acme”?"
    assert "acme-1" in box.informativeText()
    press(box, "forget_provider_no")
    assert services.prices.find("acme-1", "acme") is not None
    qtbot.waitUntil(lambda: page.findChild(QMessageBox, "forget_provider") is None)
    box = removal(page)
    with qtbot.waitSignal(services.models.changed):
        press(box, "forget_provider_yes")
    assert services.targets == services.models.shipped[0]
    assert services.prices == services.models.shipped[1]
    assert models(page).key == "openai/gpt-4.1-mini-2025-04-14"
    assert not [*services.paths.providers.iterdir(), *services.paths.prices.iterdir()]


def test_a_provider_is_added_by_the_keyboard_alone(
    page: ModelsPage, services: Services, qtbot: QtBot
) -> None:
    dialog = begin(page)
    qtbot.keyClicks(dialog.focusWidget(), "Acme")
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(dialog.focusWidget(), "acme-1")
    assert all(one.accessibleName() for one in dialog.findChildren(QLineEdit))
    with qtbot.waitSignal(services.models.changed):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert services.targets.find("acme/acme-1") is not None
