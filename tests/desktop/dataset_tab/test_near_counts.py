"""Counts that no source confirms are shown with "≈" and the reason, wherever they are shown."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.labels import ElidedLabel
from ftdesk.workspace.job_records import IntentState, JobIntent, LedgerJob, PriceEstimate, TrainingData

Opener = Callable[[Path], None]
TOOL = {"type": "function", "function": {"name": "look", "description": "Looks."}}
MESSAGES = [{"role": "user", "content": "Hello"}, {"role": "assistant", "content": "Hello to you."}]


@pytest.fixture
def choose(tab: DatasetTab) -> Callable[[str], None]:
    """Choose a target by a part of its name."""
    models = tab.side.cost.models
    return lambda name: models.setCurrentIndex(
        next(index for index in range(models.count()) if name in models.itemText(index))
    )


def shown(tab: DatasetTab) -> list[str]:
    names = ("statistics_tokens", "statistics_trained", "statistics_largest", "cost_sum_label")
    labels = [tab.findChild(QLabel, name) for name in names]
    return [label.text() for label in labels if label is not None] + [
        tab.findChild(ElidedLabel, "example_detail").text()
    ]


def test_a_file_with_tools_has_near_counts_and_says_why(
    tab: DatasetTab, opened: Opener, choose: Callable[[str], None], qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "tools.jsonl"
    path.write_text((json.dumps({"messages": MESSAGES, "tools": [TOOL]}) + "\n") * 10)
    choose("gpt-4.1-mini")
    opened(path)
    qtbot.waitUntil(lambda: all(text.startswith("≈ ") for text in shown(tab)))
    statistic = tab.findChild(QLabel, "statistics_tokens")
    detail = tab.findChild(ElidedLabel, "example_detail")
    source = tab.findChild(QLabel, "cost_source_label")
    assert tab.summary.doubts
    for words in (statistic.toolTip(), detail.note, source.text()):
        assert "How training counts the definitions of tools is not published" in words


@pytest.mark.parametrize("target", ["gpt-4.1-mini", "ftdesk-replies-1"])
def test_a_plain_chat_has_certain_counts(
    tab: DatasetTab, opened: Opener, choose: Callable[[str], None], qtbot: QtBot, chat_file: Path, target: str
) -> None:
    choose(target)
    opened(chat_file)
    qtbot.waitUntil(lambda: all(text.strip("–") for text in shown(tab)))
    assert [text for text in shown(tab) if "≈" in text] == []
    assert tab.findChild(QLabel, "statistics_tokens").toolTip() == ""


def test_earlier_jobs_of_the_model_tell_how_good_predictions_are(
    tab: DatasetTab, opened: Opener, choose: Callable[[str], None], qtbot: QtBot, chat_file: Path
) -> None:
    ledger = tab._services.ledger
    order = JobIntent("gpt-4o-2024-08-06", TrainingData(chat_file, "ab", 9), estimate=PriceEstimate(1_000))
    wish = ledger.begin_intent("openai", order)
    for state in (IntentState.UPLOADING, IntentState.UPLOADED, IntentState.SENDING, IntentState.CREATED):
        ledger.move(wish.id, state, job_id="j")
    ledger.record_job(
        "openai", LedgerJob("j", order.model, "succeeded", "succeeded", 1.0, trained_tokens=995)
    )
    opened(chat_file)
    label = tab.findChild(QLabel, "past_error_label")
    choose("gpt-4o-2024-08-06")
    qtbot.waitUntil(lambda: label.isVisibleTo(tab))
    assert label.text() == "Past error of such predictions: −0.5 % (one job)"
    choose("gpt-4.1-mini")
    qtbot.waitUntil(lambda: not label.isVisibleTo(tab))
