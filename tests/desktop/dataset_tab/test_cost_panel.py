"""What training and use cost, in the real tab."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ftdesk.dataset.cost import Price, Prices
from ftdesk.dataset.target import Target
from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.dataset_tab.price_words import price_notes, use_words
from ftdesk.desktop.money import money
from ftdesk.desktop.services import Services

Opener = Callable[[Path], None]


def said(tab: DatasetTab, name: str) -> str:
    label = tab.side.findChild(QLabel, f"cost_{name}")
    assert label is not None
    return label.text()


def choose(tab: DatasetTab, key: str, qtbot: QtBot) -> None:
    tab.side.cost.models.choose(key)
    qtbot.waitUntil(
        lambda: tab.session.checker.is_complete and not tab.session.checker.running, timeout=20_000
    )
    qtbot.waitUntil(lambda: said(tab, "label") != "–", timeout=20_000)


@pytest.fixture
def thousand(tmp_path: Path) -> Path:
    """Twenty examples of fifty words to learn each."""
    turns = [{"role": "user", "content": "Say it."}, {"role": "assistant", "content": "word " * 50}]
    path = tmp_path / "thousand.jsonl"
    path.write_text(
        "".join(
            json.dumps(
                {
                    "messages": turns,
                }
            )
            + "\n"
            for _ in range(20)
        )
    )
    return path


def test_training_and_a_thousand_calls_have_a_dated_price_or_an_unknown_one(
    tab: DatasetTab, opened: Opener, thousand: Path, qtbot: QtBot
) -> None:
    opened(thousand)
    choose(tab, "openai/gpt-4.1-2025-04-14", qtbot)
    check = tab.session.checker.check
    assert check is not None
    totals = check.totals()
    assert totals.tokens is not None
    assert totals.trained_tokens is not None
    assert said(tab, "label") == f"≈ {money(Decimal(totals.tokens * 5 * 25) / 1_000_000, 'USD')}"
    asked, answered = (totals.tokens - totals.trained_tokens) // 20, totals.trained_tokens // 20
    price = Decimal(asked * 3 + answered * 12) / 1_000
    words = f"1,000 calls like these: ≈ ${price:.2f} ({asked} tokens in, {answered} out each)"
    assert said(tab, "use_label") == words
    assert "2025-11-30, more than half a year old" in said(tab, "source_label")

    choose(tab, "together/Qwen/Qwen3-8B", qtbot)
    assert said(tab, "label") == "Price unknown"
    assert said(tab, "use_label").startswith("1,000 calls like these: unknown (")
    assert tab.side.cost.epochs.specialValueText() == "Automatic (1)"


def test_after_a_stop_nothing_is_said_to_be_counted(
    tab: DatasetTab, desk_services: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    turns = [{"role": "user", "content": "Why?"}, {"role": "assistant", "content": f"{tmp_path} " * 9}]
    path = tmp_path / "much.jsonl"
    path.write_text((json.dumps({"messages": turns}) + "\n") * 120_000)
    tab.open_path(path)
    qtbot.waitUntil(lambda: said(tab, "sum_label") == "Tokens are being counted.", timeout=20_000)
    for activity in desk_services.background.running:
        if activity.can_cancel:
            activity.cancel()
    qtbot.waitUntil(lambda: said(tab, "sum_label").startswith("The check was stopped"), timeout=20_000)
    assert said(tab, "label") == "–"


def test_notes_tell_what_is_not_confirmed_and_what_comes_on_top(desk_services: Services) -> None:
    price = Price(
        ("m",), "acme", "EUR", None, Decimal(100), Decimal(1), None, None, date(2026, 5, 1), "a page",
        Decimal(4), Decimal("1.7"), frozenset({"input"}),
    )  # fmt: skip
    target = made("acme", "m")
    assert price_notes(target, Prices((price,)), date(2026, 5, 2)) == [
        "Price of 2026-05-01, from a page",
        "Not confirmed by the provider.",
        "Training is billed by the hour: €100.00 an hour.",
        "A job costs €4.00 at least.",
        "A tuned model costs €1.70 an hour while it is deployed.",
    ]
    assert price_notes(made("acme", "n"), Prices((price,))) == []
    assert use_words(None, target, Prices((price,))) == ""


def made(provider: str, name: str) -> Target:
    return Target(
        name,
        provider,
        "o200k_base",
        None,
        1,
        frozenset(),
        frozenset(),
        True,
        True,
        date(2026, 1, 1),
        "a page",
    )
