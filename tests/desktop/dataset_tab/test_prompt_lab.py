"""The prompt lab measures variants of a system prompt and puts one into all its examples as one step."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.dataset_tab.prompt_lab import PromptLab

Opener = Callable[[Path], None]
LONG = "You are a polite helper who always answers in one short sentence and never uses emoji at all."


@pytest.fixture
def lab(
    tab: DatasetTab, opened: Opener, qtbot: QtBot, tmp_path: Path, command: Callable[[str], QAction]
) -> PromptLab:
    """The lab over a file with two prompts, priced for a model whose price is known."""

    def line(prompt: str, number: int) -> str:
        turns = [{"role": "user", "content": f"{number}?"}, {"role": "assistant", "content": "Yes."}]
        return json.dumps({"messages": [{"role": "system", "content": prompt}, *turns]}) + "\n"

    path = tmp_path / "prompts.jsonl"
    path.write_text("".join(line("Be brief." if number == 3 else LONG, number) for number in range(12)))
    models = tab.side.cost.models
    models.setCurrentIndex(next(i for i in range(models.count()) if "gpt-4.1-mini" in models.itemText(i)))
    opened(path)
    command("shorten_prompts").trigger()
    made = next(dialog for dialog in tab.window().findChildren(PromptLab) if dialog.isVisible())
    qtbot.waitUntil(lambda: [cells(made.prompts, row)[1] for row in rows(made.prompts)] == ["11", "1"])
    qtbot.waitUntil(lambda: len(rows(made.variants)) == 2 and "–" not in cells(made.variants, 1))
    return made


def rows(table: object) -> range:
    return range(table.records.rowCount())  # type: ignore[attr-defined]


def cells(table: object, row: int) -> list[str]:
    model = table.records  # type: ignore[attr-defined]
    return [model.index(row, column).data() for column in range(model.columnCount())]


def press(lab: PromptLab, name: str) -> None:
    button = lab.findChild(QPushButton, name)
    assert button.isEnabled()
    button.click()


def test_prompts_are_listed_with_examples_and_tokens_and_may_be_removed(lab: PromptLab) -> None:
    assert cells(lab.prompts, 0) == [f"{LONG[:90]}…", "11", "23"]
    assert cells(lab.variants, 0)[:2] == ["As it is", "23"]
    removed = ["Remove it altogether", "0", "23 (100%)", "$0.000018", "$0.018", "$0.0046", "253"]
    assert cells(lab.variants, 1) == removed
    assert "2025-11-30" in lab.findChild(QLabel, "lab_about").text()
    assert lab.text.isReadOnly()


def test_a_variant_is_measured_while_it_is_written_and_kept(lab: PromptLab, qtbot: QtBot) -> None:
    press(lab, "lab_add_button")
    lab.text.setPlainText("One short sentence.")
    qtbot.waitUntil(lambda: cells(lab.variants, 2)[1] == "8")
    assert cells(lab.variants, 2)[:3] == ["Variant 1", "8", "15 (65%)"]
    lab.prompts.selectRow(1)
    assert len(rows(lab.variants)) == 2
    lab.close()
    lab.show()
    lab.prompts.selectRow(0)
    lab.variants.selectRow(2)
    assert lab.text.toPlainText() == "One short sentence."
    press(lab, "lab_drop_button")
    assert len(rows(lab.variants)) == 2


def test_a_variant_goes_into_all_its_examples_as_one_step(
    lab: PromptLab, tab: DatasetTab, qtbot: QtBot, tmp_path: Path
) -> None:
    press(lab, "lab_add_button")
    lab.text.setPlainText("Brief.")
    assert lab.findChild(QPushButton, "lab_apply_button").text() == "Apply to 11 examples"
    press(lab, "lab_apply_button")
    qtbot.waitUntil(
        lambda: [cells(lab.prompts, row)[:2] for row in rows(lab.prompts)][:1] == [["Brief.", "11"]]
    )
    dataset = tab.session.dataset
    prompts = [json.loads(dataset.line(row))["messages"][0]["content"] for row in range(12)]
    assert prompts == ["Brief."] * 3 + ["Be brief."] + ["Brief."] * 8
    assert tab.undo_stack.count() == 1
    tab.undo_stack.undo()
    assert json.loads(dataset.line(0))["messages"][0]["content"] == LONG


def test_a_price_that_is_not_known_is_said_not_left_out(
    lab: PromptLab, tab: DatasetTab, qtbot: QtBot
) -> None:
    models = tab.side.cost.models
    models.setCurrentIndex(
        next(i for i in range(models.count()) if models.itemText(i) == "gpt-3.5-turbo-0613")
    )
    qtbot.waitUntil(lambda: cells(lab.variants, 1)[5] == "Unknown")
    assert cells(lab.variants, 1)[4] == "$0.069"
