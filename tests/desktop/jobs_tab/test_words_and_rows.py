"""What the list says: states, progress, prices, models on offer."""

import dataclasses
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ftdesk.api.types import Model
from ftdesk.dataset.cost import load_prices
from ftdesk.dataset.formats import Format
from ftdesk.dataset.targets import load_targets
from ftdesk.desktop.jobs_tab import wording
from ftdesk.desktop.jobs_tab.data_check import FileSummary
from ftdesk.desktop.jobs_tab.job_book import JobBook
from ftdesk.desktop.jobs_tab.job_estimate import destination_words, estimate_job, price_words, tokens_words
from ftdesk.desktop.jobs_tab.job_facts import job_pairs
from ftdesk.desktop.jobs_tab.job_news import JobNews
from ftdesk.desktop.jobs_tab.job_rows import make_row
from ftdesk.desktop.jobs_tab.model_choice import choices_for
from ftdesk.desktop.jobs_tab.progress import progress_of
from ftdesk.desktop.labels import plain_tooltip
from ftdesk.resource_files import resource_directory
from ftdesk.workspace.job_records import (
    Intent,
    IntentState,
    JobIntent,
    LedgerEvent,
    LedgerJob,
    LedgerMetrics,
    PriceEstimate,
    TrainingData,
)
from ftdesk.workspace.preferences import LOCAL_PROFILE, OPENAI_PROFILE

pytestmark = pytest.mark.usefixtures("qapp")
NOW = 2_000_000_000.0
SAMPLE = FileSummary(Path("f.jsonl"), Format.CHAT, 100, 5000, 0, 0, 40_000)


def job(state: str = "running", status: str | None = None, **changes: object) -> LedgerJob:
    return LedgerJob("j", "base", status or state, state, NOW - 60, **changes)  # type: ignore[arg-type]


def event(step: int, at: float, total: int | None = 100) -> LedgerEvent:
    return LedgerEvent(f"e{step}", at, "info", "", "metrics", LedgerMetrics(step, total, train_loss=1.0))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (59, "59 s"),
        (61, "1 min"),
        (3600, "1 h"),
        (5400, "1 h 30 min"),
        (200_000, "2 days"),
        (-5, "0 s"),
    ],
)
def test_a_length_of_time_is_said_in_its_own_unit(seconds: float, words: str) -> None:
    assert wording.duration(seconds) == words


def test_a_clock_that_runs_ahead_gives_no_negative_age() -> None:
    assert wording.ago(NOW + 500, NOW) == "just now"
    assert wording.ago(0, NOW) == ""


@pytest.mark.parametrize("moment", [-1, 0, 1e300])
def test_an_absurd_moment_is_not_shown(moment: float) -> None:
    assert wording.exactly(moment) == wording.clock_time(moment) == ""


def test_markup_in_a_tooltip_stays_text() -> None:
    assert plain_tooltip('<img src="//host/x">') == "<qt>&lt;img src=&quot;//host/x&quot;&gt;</qt>"


def test_long_ids_lose_their_middle_only() -> None:
    assert wording.shortened("abcdefghij" * 10, 11) == "abcde…fghij"


def test_no_two_states_share_word_and_shape() -> None:
    states = ("preparing", "queued", "running", "paused", "succeeded", "failed", "cancelled")
    looks = {(look.word, look.icon) for look in map(wording.job_look, map(job, states))}
    assert len(looks) == len(states)
    assert wording.job_look(job("unknown", "defragmenting")).word == "defragmenting"


def test_time_left_comes_from_the_speed_so_far() -> None:
    progress = progress_of(job(), [event(10, NOW - 40), event(50, NOW)], NOW)
    assert (progress.fraction, progress.seconds_left) == (0.5, 50.0)


def test_no_time_left_is_made_up() -> None:
    assert progress_of(job(), [event(1, NOW), event(2, NOW)], NOW).seconds_left is None
    assert progress_of(job(), [event(1, NOW, None), event(9, NOW + 9, None)], NOW).fraction is None
    assert progress_of(job(), [], NOW).step is None


def test_the_server_knows_better_when_a_job_ends() -> None:
    progress = progress_of(job(estimated_finish=NOW + 30), [event(10, NOW - 40), event(50, NOW)], NOW)
    assert progress.seconds_left == 30


def test_events_told_twice_or_late_come_once_and_in_order() -> None:
    book = JobBook("own")
    book.take(JobNews("own", job(), (event(2, NOW),)))
    book.take(JobNews("own", job(), (event(1, NOW - 1), event(2, NOW))))
    assert [kept.id for kept in book.details("j").events] == ["e1", "e2"]


def test_an_older_list_does_not_undo_what_was_seen_since() -> None:
    book = JobBook("own")
    book.take(JobNews("own", job("succeeded", seen_at=2.0)))
    book.set_jobs([job("running", seen_at=1.0)])
    assert book.jobs["j"].state == "succeeded"


def test_a_bar_is_shown_only_while_it_means_something() -> None:
    book = JobBook("own")
    for state, fraction in (("running", 0.5), ("queued", None), ("failed", None)):
        book.take(JobNews("own", job(state), (event(50, NOW),)))
        assert make_row(book, ("job", "j"), NOW).fraction == fraction


def test_the_local_engine_is_free_and_keeps_the_data_here(qapp: QApplication) -> None:
    prices = load_prices(resource_directory() / "prices")
    found = estimate_job(SAMPLE, 1, "ftdesk-replies-1", "local", prices)
    assert price_words(found.price, LOCAL_PROFILE) == "Free: it runs on this machine"
    assert tokens_words(SAMPLE, found).endswith("tokens, one epoch")
    assert destination_words([SAMPLE], LOCAL_PROFILE).endswith("stay on this machine")


@pytest.mark.parametrize(
    ("billed", "epochs", "words"),
    [
        (12_360, 3, "predicted 12,345, billed 12,360: +0.1 %"),
        (12_345, 3, "predicted 12,345, billed 12,345: 0.0 %"),
        (8_000, 2, "predicted 8,230, billed 8,000: −2.8 %\n3 epochs were predicted, 2 trained"),
    ],
)
def test_a_finished_job_says_how_near_its_prediction_was(billed: int, epochs: int, words: str) -> None:
    estimate = PriceEstimate(12_345, epoch_tokens=4_115, epochs=3)
    order = JobIntent("base", TrainingData(Path("f"), "ab", 9), estimate=estimate)
    wish = Intent(1, "local", "tag", IntentState.CREATED, NOW, NOW, order)
    done = job("succeeded", trained_tokens=billed, n_epochs=epochs)
    assert dict(job_pairs(done, wish))["Prediction"] == words
    assert "Prediction" not in dict(job_pairs(done, None))


def test_the_local_engine_counts_what_it_learns() -> None:
    prices = load_prices(resource_directory() / "prices")
    file = dataclasses.replace(SAMPLE, trained=15_000)
    estimates = [estimate_job(file, 2, "m", provider, prices).price for provider in ("local", "openai")]
    assert [(price.tokens, price.epoch_tokens, price.epochs) for price in estimates] == [
        (30_000, 15_000, 2),
        (80_000, 40_000, 2),
    ]


def test_tokens_that_are_near_only_say_so_and_why() -> None:
    prices = load_prices(resource_directory() / "prices")
    near = dataclasses.replace(SAMPLE, doubts=("A reason.",))
    for epochs in (1, 3):
        found = estimate_job(near, epochs, "gpt-4.1-mini-2025-04-14", "openai", prices)
        first, reason = tokens_words(near, found).splitlines()
        assert (first[:2], reason) == ("≈ ", "A reason.")


def test_a_known_model_has_a_dated_price_and_an_unknown_one_has_none() -> None:
    prices = load_prices(resource_directory() / "prices")
    known = estimate_job(SAMPLE, "auto", "gpt-4.1-mini-2025-04-14", "openai", prices)
    assert known.price.amount is not None
    assert Decimal(known.price.amount) > 0
    assert f"{known.price.price_date}, more than half a year old" in price_words(known.price, OPENAI_PROFILE)
    fresh = dataclasses.replace(known.price, price_date=datetime.now(UTC).date().isoformat())
    assert price_words(fresh, OPENAI_PROFILE).endswith(f"(price list of {fresh.price_date})")
    once = estimate_job(SAMPLE, "auto", "gpt-4.1-mini-2025-04-14", "openai", prices, 1)
    assert (once.epochs, once.epochs_guessed) == (1, True)
    unknown = estimate_job(SAMPLE, 3, "no-such-model", "openai", prices)
    assert price_words(unknown.price, OPENAI_PROFILE).startswith("Unknown")
    assert destination_words([SAMPLE], OPENAI_PROFILE).endswith("are sent to api.openai.com")


def test_a_large_provider_offers_what_it_trains_and_a_small_one_all_it_lists() -> None:
    targets = load_targets(resource_directory() / "providers")
    listed = [Model("whisper-1"), Model("ft:gpt-4.1:org:x:1")]
    today = date(2026, 1, 1)
    large = choices_for("openai", targets, listed, ("ft:old",), today)
    assert "whisper-1" not in large.base
    assert large.base
    assert large.tuned == ("ft:old", "ft:gpt-4.1:org:x:1")
    assert choices_for("compatible", targets, listed, (), today).base == ("whisper-1",)


def test_models_that_were_shut_down_are_not_offered() -> None:
    targets = load_targets(resource_directory() / "providers")
    later = choices_for("openai", targets, [], (), date(2100, 1, 1))
    assert set(later.base) <= set(choices_for("openai", targets, [], (), date(2026, 1, 1)).base)
