from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ftdesk.dataset.call_shape import CallShape, estimate_calls, shape_of
from ftdesk.dataset.cost import (
    DataFileUnusable,
    Prices,
    billable_tokens,
    estimate,
    estimate_answer,
    load_prices,
)
from ftdesk.dataset.epochs import epochs_for
from ftdesk.dataset.formats import Format
from ftdesk.dataset.row_table import Totals

PRICES = (
    'provider = "p"\ncurrency = "EUR"\nas_of = 2026-01-02\nsource = "a page"\n[[prices]]\nnames = ["m"]\n'
)


@pytest.fixture
def shipped() -> Prices:
    return load_prices(Path(__file__).resolve().parents[2] / "resources" / "prices")


def test_a_hundred_thousand_tokens_in_three_epochs_at_eight_dollars_cost_two_forty(shipped: Prices) -> None:
    cost = estimate(100_000, 3, "gpt-3.5-turbo", shipped, provider="openai")
    assert (cost.amount, cost.currency) == (Decimal("2.40"), "USD")


def test_an_estimate_carries_the_date_and_source_of_its_price(shipped: Prices) -> None:
    cost = estimate(1_000_000, 1, "gpt-4.1-mini-2025-04-14", shipped)
    assert cost.amount == 5
    assert cost.price_date == date(2025, 11, 30)
    assert "OpenAI" in cost.source


def test_a_price_is_found_by_a_targets_key_and_a_bare_name_means_openai_first(tmp_path: Path) -> None:
    for provider, amount in (("abc", 1), ("openai", 2)):
        text = PRICES.replace('"p"', f'"{provider}"') + f"training = {amount}\n"
        (tmp_path / f"{provider}.toml").write_text(text)
    prices = load_prices(tmp_path)
    found = [prices.find(name) for name in ("m", "abc/m", "openai/m", "ft:m:org::x")]
    assert [price.training for price in found if price is not None] == [2, 1, 2, 2]
    assert prices.find("abc/other") is None


def test_training_on_from_a_tuned_model_costs_what_its_base_costs(shipped: Prices) -> None:
    tuned = "ft:gpt-4o-mini-2024-07-18:org:tone:abc"
    assert estimate(10, 2, tuned, shipped) == estimate(10, 2, "gpt-4o-mini-2024-07-18", shipped)


def test_an_unknown_price_is_none_and_never_nothing(shipped: Prices) -> None:
    assert estimate(10, 1, "Qwen3", shipped).amount is None
    assert estimate(10, 1, "gpt-4-0613", shipped).amount is None  # its training price is not published
    assert estimate(10, 1, "gpt-4o-2024-08-06", shipped, provider="compatible").amount is None
    assert estimate_answer(1, 1, "Qwen3", shipped).amount is None


def test_what_is_priced_by_the_hour_has_no_price_by_the_token(shipped: Prices) -> None:
    price = shipped.find("o4-mini-2025-04-16")
    assert price is not None
    assert price.training_per_hour == 100
    assert estimate(10, 1, "o4-mini-2025-04-16", shipped).amount is None


def test_this_machine_is_free(shipped: Prices) -> None:
    assert estimate(10**9, 50, "ftdesk-replies-1", shipped, provider="local").amount == 0
    assert estimate_answer(5, 5, "ft:ftdesk-replies-1:local::abc", shipped, provider="local").amount == 0


def test_an_answer_costs_its_question_too(shipped: Prices) -> None:
    cost = estimate_answer(1_000, 100, "ft:gpt-4.1-2025-04-14:org::abc", shipped, provider="openai")
    assert cost.amount == Decimal("0.003") + Decimal("0.0012")


def test_an_answer_with_one_unknown_price_is_unknown(tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text(PRICES + "input = 1.5\n")
    assert estimate_answer(1, 1, "m", load_prices(tmp_path)).amount is None


def test_an_own_price_goes_before_the_shipped_one_and_a_broken_file_is_told(tmp_path: Path) -> None:
    shipped, own = tmp_path / "shipped", tmp_path / "own"
    shipped.mkdir()
    own.mkdir()
    (shipped / "p.toml").write_text(PRICES + "training = 1\n")
    (own / "a.toml").write_text(PRICES.replace("EUR", "JPY") + "training = 500\nminimum_charge = 400\n")
    (own / "b.toml").write_text("what")
    prices = load_prices(shipped, own)
    cost = estimate(1_000_000, 1, "m", prices)
    assert (cost.amount, cost.currency) == (500, "JPY")
    assert estimate(1, 1, "m", prices).amount == 400
    assert [error.path.name for error in prices.unusable] == ["b.toml"]


def test_a_price_that_nobody_confirms_or_that_is_old_says_so(shipped: Prices) -> None:
    told = estimate(10, 1, "meta-llama/Llama-3.3-70B-Instruct", shipped, provider="nebius")
    assert told.unconfirmed
    assert not estimate(10, 1, "gpt-4o-2024-08-06", shipped).unconfirmed
    price = shipped.find("gpt-4o-2024-08-06")
    assert price is not None
    assert [price.is_old(date(2026, 5, day)) for day in (31, 1)] == [False, False]
    assert price.is_old(date(2026, 6, 2))


@pytest.mark.parametrize("amount", ["-1", '"5"', "true", "nan"])
def test_a_price_that_is_none_is_refused(tmp_path: Path, amount: str) -> None:
    (tmp_path / "p.toml").write_text(f"{PRICES}training = {amount}\n")
    with pytest.raises(DataFileUnusable, match="training should be an amount"):
        load_prices(tmp_path)


def test_a_provider_that_always_takes_as_many_epochs_is_believed() -> None:
    assert epochs_for(10, "together", 1) == 1


def test_calls_like_the_examples_cost_their_mean_question_and_answer(shipped: Prices) -> None:
    totals = Totals(examples=4, tokens=1_000, trained_tokens=200, largest=300)
    shape = shape_of(totals, Format.CHAT)
    assert shape == CallShape(200, 50)
    assert shape is not None
    cost = estimate_calls(shape, 1_000, "gpt-4.1-mini-2025-04-14", shipped, provider="openai")
    assert cost.amount == Decimal("0.16") + Decimal("0.16")
    assert estimate_calls(shape, 1_000, "Qwen3", shipped).amount is None
    assert shape_of(totals, Format.PREFERENCE) == CallShape(200, 25)


@pytest.mark.parametrize("totals", [Totals(0, 0, 0, 0), Totals(3, None, None, None), Totals(3, 100, 0, 50)])
def test_where_nothing_is_answered_or_counted_calls_have_no_shape(totals: Totals) -> None:
    assert shape_of(totals, Format.CHAT) is None


@pytest.mark.parametrize(
    ("examples", "epochs"),
    [
        (0, 3),
        (1, 25),
        (4, 25),
        (10, 10),
        (20, 5),
        (33, 3),
        (34, 3),
        (101, 3),
        (8333, 3),
        (8334, 2),
        (30_000, 1),
    ],
)
def test_the_automatic_number_of_epochs_follows_the_examples(examples: int, epochs: int) -> None:
    assert epochs_for(examples) == epochs


@pytest.mark.parametrize(("examples", "epochs"), [(10, 10), (148, 8), (449, 3), (100_000, 3)])
def test_the_local_engine_takes_epochs_by_its_own_rule(examples: int, epochs: int) -> None:
    assert epochs_for(examples, "local") == epochs


def test_what_is_cut_off_is_not_billed() -> None:
    assert billable_tokens([10, 200, 30], 100) == 140
    assert billable_tokens([10, 200], None) == 210
