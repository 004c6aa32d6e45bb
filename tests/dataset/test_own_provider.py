from datetime import date

import pytest

from ftdesk.dataset.own_data import Value
from ftdesk.dataset.own_provider import provider_document, provider_id


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("Acme", "acme-3"),
        ("  Café №1 / GPU ", "cafe-no1-gpu"),
        ("OpenAI", "openai-2"),
        ("プロバイダー", "provider"),
        ("...", "provider"),
        ("Con", "con-2"),
        ("x" * 90, "x" * 40),
    ],
)
def test_an_id_is_made_of_plain_letters_and_is_nobody_elses(title: str, id_: str) -> None:
    assert provider_id(title, {"openai", "Acme", "acme-2"}) == id_


def test_what_is_said_about_a_figure_does_not_hold_for_one_that_changed() -> None:
    old = {
        "id": "acme",
        "title": "Acme",
        "formats": ["completion", "chat"],
        "minimum_examples": 5,
        "source": "a call",
        "suffix_length": 64,
        "sources": {"formats": "a page", "minimum_examples": "another", "suffix_length": "a third"},
        "unconfirmed": ["formats", "minimum_examples"],
        "models": [{"name": "m"}],
        "note": "by hand",
    }
    origin: dict[str, Value] = {"source": "a call", "as_of": date(2026, 11, 27)}
    figures: dict[str, Value] = {"formats": ["chat", "completion"], "minimum_examples": 7, **origin}
    assert provider_document(old, "Acme 2", figures) == {
        "id": "acme",
        "title": "Acme 2",
        **figures,
        "sources": {"formats": "a page"},
        "unconfirmed": ["formats"],
        "models": [{"name": "m"}],
        "note": "by hand",
    }
    assert provider_document(old, "Acme", {**figures, "source": "a visit"})["unconfirmed"] == []
