from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ftdesk.dataset.targets import Targets, load_targets
from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.dataset_tab.target_choice import TargetBox
from ftdesk.desktop.services import Services

PROVIDER = """
id = "{id}"
title = "{id} title"
as_of = 2026-01-02
source = "a page"
minimum_examples = 5
suffix_length = 9
formats = ["chat"]
roles = ["user"]
tools = true
images = false
"""
MODELS = {"local": ["ours"], "openai": ["both", "alone"], "abc": ["both", "deep/model"]}


@pytest.fixture
def targets(tmp_path: Path) -> Targets:
    for provider, names in MODELS.items():
        models = "".join(f'[[models]]\nname = "{name}"\n' for name in names)
        (tmp_path / f"{provider}.toml").write_text(PROVIDER.format(id=provider) + models)
    return load_targets(tmp_path)


def test_models_stand_under_their_providers_and_the_kept_choice_is_shown(
    qtbot: QtBot, targets: Targets
) -> None:
    kept = {
        "abc/both": "abc/both",
        "both": "openai/both",
        "gone": "local/ours",
        "openai": "local/ours",
        None: "local/ours",
    }
    for chosen, key in kept.items():
        box = TargetBox(targets, chosen)
        qtbot.addWidget(box)
        assert (box.key, box.currentText()) == (key, key.partition("/")[2])
    rows = [box.itemText(row) for row in range(box.count())]
    assert rows == ["openai title", "both", "alone", "local title", "ours", "abc title", "both", "deep/model"]
    assert [row for row in range(8) if box.model().flags(box.model().index(row, 0))] == [1, 2, 4, 6, 7]


def test_typing_finds_a_model_by_any_part_and_by_its_provider(qtbot: QtBot, targets: Targets) -> None:
    box = TargetBox(targets, None)
    qtbot.addWidget(box)
    box.show()
    edit, search = box.lineEdit(), box.completer()
    assert edit is not None
    assert search is not None
    edit.selectAll()
    qtbot.keyClicks(edit, "EEP/MOD")
    assert search.completionModel().rowCount() == 1
    edit.selectAll()
    qtbot.keyClicks(edit, "abc")
    assert search.completionModel().rowCount() == 2
    qtbot.keyClick(search.popup(), Qt.Key.Key_Down)
    qtbot.keyClick(search.popup(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: box.key == "abc/both")
    assert box.currentText() == "both"
    edit.selectAll()
    qtbot.keyClicks(edit, "no such thing")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert (box.key, box.currentText()) == ("abc/both", "both")


def test_the_choice_is_kept_with_its_provider(tab: DatasetTab, desk_services: Services, qtbot: QtBot) -> None:
    models = tab.side.cost.models
    models.setCurrentIndex(models.findText("gpt-4o-2024-08-06"))
    qtbot.waitUntil(lambda: desk_services.settings.current.target_model == "openai/gpt-4o-2024-08-06")
    label = tab.side.findChild(QLabel, "cost_provider_label")
    assert label is not None
    assert label.text() == "OpenAI"
    assert tab.targets.options().target == "gpt-4o-2024-08-06"
