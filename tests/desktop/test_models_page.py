"""Models and prices in the settings, on a real desk: kept, known at once, taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QTreeWidget
from pytestqt.qtbot import QtBot

from ftdesk.desktop.dataset_tab.cost_panel import CostPanel
from ftdesk.desktop.messages import FailureBox
from ftdesk.desktop.models_page import ModelsPage
from ftdesk.desktop.services import Services

MODEL = "openai/gpt-4.1-2025-04-14"


@pytest.fixture
def page(services: Services, qtbot: QtBot) -> ModelsPage:
    made = ModelsPage(services)
    qtbot.addWidget(made)
    made.show()
    made.choose(MODEL)
    return made


def write(page: ModelsPage, figure: str, text: str) -> None:
    edit = page.form.findChild(QLineEdit, figure)
    assert edit is not None
    edit.setText(text)


def press(page: ModelsPage, name: str) -> None:
    button = page.findChild(QPushButton, name)
    assert button is not None
    assert button.isEnabled()
    button.click()


def failure_shown(page: ModelsPage) -> bool:
    boxes = page.window().findChildren(FailureBox)
    return any("openai.toml" in box.explanation.sentence for box in boxes)


def objection(page: ModelsPage) -> str:
    label = page.findChild(QLabel, "model_objection")
    assert label is not None
    return label.text()


def test_a_figure_and_a_price_are_kept_known_at_once_and_taken_back(
    page: ModelsPage, services: Services, qtbot: QtBot
) -> None:
    cost = CostPanel(services.models, MODEL)
    qtbot.addWidget(cost)
    shipped = cost.target()
    write(page, "figure_train_token_limit", "32,768")
    write(page, "figure_last_job", "")
    write(page, "figure_output", "99.5")
    with qtbot.waitSignal(services.models.changed):
        press(page, "save_model")
    changed, price = cost.target(), services.prices.find(MODEL)
    assert changed is not None
    assert price is not None
    assert (changed.key, changed.train_token_limit, changed.last_job) == (MODEL, 32_768, None)
    assert (changed.source, str(price.output), price.source) == ("Own entry", "99.5", "Own entry")
    item = page.findChild(QTreeWidget, "model_list").currentItem()
    assert item.text(0).endswith("· changed")
    with qtbot.waitSignal(services.models.changed):
        press(page, "forget_model")
    assert cost.target() == shipped
    assert services.prices == services.models.shipped[1]


def test_a_model_is_duplicated_at_its_provider_and_removed(
    page: ModelsPage, services: Services, qtbot: QtBot
) -> None:
    page.choose("together/Qwen/Qwen3-8B")
    press(page, "duplicate_model")
    write(page, "model_name", "Qwen/Qwen3-8B")
    press(page, "save_model")
    assert objection(page) == "There is a model of this name already."
    write(page, "model_name", "acme/own")
    images = page.form.findChild(QComboBox, "figure_images")
    assert images is not None
    images.setCurrentIndex(0)
    with qtbot.waitSignal(services.models.changed):
        press(page, "save_model")
    made = services.targets.find("together/acme/own")
    assert made is not None
    assert (made.images, made.refused_findings, made.weights) == (
        True, frozenset({"turns.repeated_role", "system.not_first"}), True,
    )  # fmt: skip
    with qtbot.waitSignal(services.models.changed):
        press(page, "forget_model")
    assert services.targets.find("together/acme/own") is None
    page.choose("together/openai/gpt-oss-20b")
    write(page, "figure_train_token_limit", "9")
    with qtbot.waitSignal(services.models.changed):
        press(page, "save_model")
    changed = services.targets.find("together/openai/gpt-oss-20b")
    assert changed is not None
    assert (changed.train_token_limit, changed.refused_findings) == (9, made.refused_findings)


def test_what_cannot_be_meant_is_told_and_nothing_is_kept(page: ModelsPage, services: Services) -> None:
    for figure, text, words in (
        ("train_token_limit", "many", "“Trained on (tokens)” is not written as it must be."),
        ("shut_down", "soon", "is not written as it must be."),
        ("input", "-1", "is not written as it must be."),
        ("roles", "user, boss", "is not written as it must be."),
        ("minimum_examples", "", "“Fewest examples” is needed."),
    ):
        edit = page.form.findChild(QLineEdit, f"figure_{figure}")
        assert edit is not None
        before = edit.text()
        edit.setText(text)
        press(page, "save_model")
        assert words in objection(page)
        edit.setText(before)
    assert not list(services.paths.providers.iterdir())


def test_a_broken_file_is_named_and_never_overwritten(services: Services, qtbot: QtBot) -> None:
    path: Path = services.paths.providers / "openai.toml"
    path.write_text("what")
    page = ModelsPage(services)
    qtbot.addWidget(page)
    with qtbot.waitSignal(services.models.changed):
        services.models.reload(services.background)
    broken = page.findChild(QLabel, "models_broken")
    assert broken is not None
    assert broken.text().startswith("The data file openai.toml cannot be used: ")
    page.choose(MODEL)
    chat = page.form.findChild(QCheckBox, "figure_formats_chat")
    assert chat is not None
    assert chat.checkState() is Qt.CheckState.Checked
    write(page, "figure_train_token_limit", "5")
    press(page, "save_model")
    qtbot.waitUntil(lambda: failure_shown(page))
    assert path.read_text() == "what"
