"""Where a file fits, asked in the real tab."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QTreeWidget, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from ftdesk.dataset.own_data import figures_of
from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.dataset_tab.fit_note import FitNote
from ftdesk.desktop.services import Services
from ftdesk.workspace.own_providers import OwnProviders

Opener = Callable[[Path], None]


def items(tree: QTreeWidget) -> dict[str, QTreeWidgetItem]:
    """What is listed, by the key of its target."""
    found = tree.findItems("*", Qt.MatchFlag.MatchWildcard | Qt.MatchFlag.MatchRecursive)
    return {item.data(0, Qt.ItemDataRole.UserRole): item for item in found}


def find(tree: QTreeWidget, key: str) -> QTreeWidgetItem:
    return items(tree)[key]


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Twelve chats, the third of them with a developer message."""
    user, answer = {"role": "user", "content": "Where?"}, {"role": "assistant", "content": "Here, or there."}
    lines = [{"messages": [user, {**answer, "content": f"Here, at {number}."}]} for number in range(12)]
    lines[2]["messages"].insert(0, {"role": "developer", "content": "Be short."})
    path = tmp_path / "mixed.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


@pytest.fixture
def asked(tab: DatasetTab, opened: Opener, mixed: Path, qtbot: QtBot) -> DatasetTab:
    """The tab with the file and the window beside it."""
    action = next(action for action in tab.commands if action.objectName() == "show_fit")
    assert not action.isEnabled()
    opened(mixed)
    assert action.isEnabled()
    button = tab.side.findChild(QPushButton, "show_fit_button")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    return tab


def the_tree(tab: DatasetTab) -> QTreeWidget:
    tree = tab.findChild(QTreeWidget, "fit_targets")
    assert tree is not None
    return tree


def the_reasons(tab: DatasetTab) -> QListWidget:
    reasons = tab.findChild(QListWidget, "fit_reasons")
    assert reasons is not None
    return reasons


def test_each_model_has_a_verdict_in_words_with_reasons_and_follows_the_file(
    asked: DatasetTab, qtbot: QtBot
) -> None:
    tree, reasons = the_tree(asked), the_reasons(asked)
    assert find(tree, "local/ftdesk-replies-1").text(1) == "Fits"
    refused = find(tree, "together/Qwen/Qwen3-8B")
    assert refused.text(1) == "Refused"
    assert not refused.icon(1).isNull()
    tree.setCurrentItem(refused)
    told = [reasons.item(row).text() for row in range(reasons.count())]
    assert told[0].startswith("Refused: Roles that it does not take (developer) in 1 of 12 examples.")
    assert "Together" in told[0].splitlines()[1]
    assert "Not confirmed" in told[0]
    assert told[-1] == "No limit is known for: tokens of an example."
    state = asked.findChild(QLabel, "fit_state")
    assert state is not None
    assert state.text().startswith("Nothing is sent")
    asked.left.table.choose_row(2)
    asked.rows.delete()
    qtbot.waitUntil(lambda: refused.text(1) == "Fits")
    asked.undo_stack.undo()
    qtbot.waitUntil(lambda: refused.text(1) == "Refused")
    next(action for action in asked.commands if action.objectName() == "close_file").trigger()
    qtbot.waitUntil(lambda: tree.topLevelItemCount() == 0)
    assert state.text() == "No file is open."


def test_a_reason_shows_its_examples_and_a_model_can_be_chosen_from_there(
    asked: DatasetTab, qtbot: QtBot
) -> None:
    tree, reasons = the_tree(asked), the_reasons(asked)
    tree.setCurrentItem(find(tree, "azure/o4-mini-2025-04-16"))
    place = reasons.visualItemRect(reasons.item(0)).center()
    qtbot.mouseClick(reasons.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not asked.left.filter.query()  # a reason of the whole file shows no rows
    tree.setCurrentItem(find(tree, "together/Qwen/Qwen3-8B"))
    reasons.setCurrentRow(0)
    qtbot.keyClick(reasons, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: asked.left.table.model().rowCount() == 1)
    assert asked.left.filter.query().roles == {"developer"}
    button = asked.findChild(QPushButton, "fit_choose_button")
    assert button is not None
    tree.setCurrentItem(find(tree, "compatible"))
    assert not button.isEnabled()
    tree.setCurrentItem(find(tree, "azure/gpt-4.1-2025-04-14"))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    target, check = asked.side.cost.target(), asked.session.checker.check
    assert target is not None
    assert check is not None
    assert (target.key, check.options.encoding) == ("azure/gpt-4.1-2025-04-14", "o200k_base")


def test_a_provider_of_ones_own_is_judged_at_once_beside_one_of_the_same_name(
    asked: DatasetTab, desk_services: Services, qtbot: QtBot
) -> None:
    tree, own = the_tree(asked), OwnProviders(desk_services.paths)
    limits = {**figures_of(desk_services.targets.providers["openai"].default), "minimum_examples": 13}
    own.add("acme", "OpenAI", limits, "one")
    desk_services.models.reload(desk_services.background)
    qtbot.waitUntil(lambda: "acme/one" in items(tree))
    assert find(tree, "acme/one").text(1) == "Refused"
    assert "openai/gpt-4.1-2025-04-14" in items(tree)
    own.forget("acme")
    desk_services.models.reload(desk_services.background)
    qtbot.waitUntil(lambda: "acme/one" not in items(tree))


def note(tab: DatasetTab) -> QLabel:
    found = tab.side.findChild(QLabel, "cost_fit_note")
    assert found is not None
    return found


@pytest.fixture
def preferences(tmp_path: Path) -> Path:
    """A dozen examples that few models are trained with."""
    answers = [[{"role": "assistant", "content": text}] for text in ("Here.", "There, at the second pier.")]
    asked = {"messages": [{"role": "user", "content": "Where?"}]}
    path = tmp_path / "preference.jsonl"
    line = {"input": asked, "preferred_output": answers[0], "non_preferred_output": answers[1]}
    path.write_text("".join(json.dumps(line) + "\n" for _ in range(12)))
    return path


def test_that_the_chosen_model_does_not_take_the_file_stands_under_its_name(
    tab: DatasetTab, opened: Opener, preferences: Path, mixed: Path, qtbot: QtBot
) -> None:
    opened(preferences)
    qtbot.waitUntil(lambda: note(tab).isVisibleTo(tab))
    assert note(tab).text() == (
        "This model does not take the file: It cannot be trained with this format: Preference."
    )
    opened(mixed)
    assert not note(tab).isVisibleTo(tab)
    judged = tab.side.cost.findChild(FitNote)
    assert judged is not None
    qtbot.waitUntil(lambda: tab.session.checker.is_complete and not judged._timer.isActive())
    assert not note(tab).isVisibleTo(tab)


def test_a_refusal_is_in_sight_however_much_is_said_of_the_price(
    tab: DatasetTab, opened: Opener, preferences: Path, qtbot: QtBot
) -> None:
    tab.resize(1_400, 800)  # what a window of 1,400 × 900 leaves
    tab.side.cost.models.choose("azure/o4-mini-2025-04-16")
    opened(preferences)
    qtbot.waitUntil(lambda: note(tab).isVisibleTo(tab))
    qtbot.waitUntil(lambda: note(tab).visibleRegion().boundingRect() == note(tab).rect())
    source = tab.side.findChild(QLabel, "cost_source_label")
    assert source is not None
    assert source.visibleRegion().boundingRect() != source.rect()
