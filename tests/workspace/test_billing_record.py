"""Predictions beside what was billed, from the real ledger."""

import sqlite3
from pathlib import Path

import pytest

from ftdesk.workspace.billing_record import PastError, past_error, reconcile
from ftdesk.workspace.database import Database
from ftdesk.workspace.job_ledger import JobLedger
from ftdesk.workspace.job_records import (
    HyperValue,
    Intent,
    IntentState,
    JobIntent,
    LedgerJob,
    PriceEstimate,
    TrainingData,
)
from ftdesk.workspace.schema import STEPS

MODEL = "gpt-4.1-mini-2025-04-14"
DATA = TrainingData(Path("/data/a.jsonl"), "ab", 12)
SENT = (IntentState.UPLOADING, IntentState.UPLOADED, IntentState.SENDING, IntentState.CREATED)


def finish(
    ledger: JobLedger,
    billed: int | None,
    estimate: PriceEstimate,
    *,
    number: int = 1,
    model: str = MODEL,
    epochs: HyperValue = 3,
    state: str = "succeeded",
    profile: str = "openai",
) -> tuple[LedgerJob, Intent]:
    """A job that was wished here, sent and seen at its end."""
    intent = ledger.begin_intent(profile, JobIntent(model, DATA, estimate=estimate))
    for step in SENT:
        ledger.move(intent.id, step, job_id=f"j{number}")
    job = LedgerJob(f"j{number}", model, state, state, 10.0 + number, trained_tokens=billed, n_epochs=epochs)
    ledger.record_job(profile, job)
    (kept,) = [job for job in ledger.jobs(profile) if job.id == f"j{number}"]
    return kept, ledger.intent(intent.id)


def test_a_finished_job_is_compared_with_its_prediction(ledger: JobLedger) -> None:
    known = reconcile(*finish(ledger, 12_360, PriceEstimate(12_345, epoch_tokens=4_115, epochs=3)))
    assert known is not None
    assert (known.predicted, known.billed) == (12_345, 12_360)
    assert f"{known.error:+.1%}" == "+0.1%"


def test_other_epochs_than_foretold_are_no_error_of_the_count(ledger: JobLedger) -> None:
    foretold = PriceEstimate(12_345, epoch_tokens=4_115, epochs=3)
    known = reconcile(*finish(ledger, 4_115 * 4, foretold, epochs=4))
    assert known is not None
    assert (known.error, known.foretold_epochs, known.epochs) == (0, 3, 4)


def test_what_an_older_version_kept_still_counts(ledger: JobLedger) -> None:
    known = reconcile(*finish(ledger, 50, PriceEstimate(100)))
    assert known is not None
    assert (known.error, known.foretold_epochs) == (-0.5, None)


@pytest.mark.parametrize(
    ("billed", "state", "estimate"),
    [
        (None, "succeeded", PriceEstimate(9)),
        (9, "failed", PriceEstimate(9)),
        (9, "succeeded", PriceEstimate()),
    ],
)
def test_nothing_is_learnt_from_a_job_without_both_figures(
    ledger: JobLedger, billed: int | None, state: str, estimate: PriceEstimate
) -> None:
    job, intent = finish(ledger, billed, estimate, state=state)
    assert reconcile(job, intent) is None
    assert reconcile(job, None) is None
    assert past_error(ledger, ["openai"], MODEL) is None


def test_the_past_error_is_the_median_of_the_last_jobs_of_the_model(ledger: JobLedger) -> None:
    for number, billed in enumerate((200, *(100 + error for error in (1, 2, 3, 4, 5, 6, 7, 8, 9, 90)))):
        finish(ledger, billed, PriceEstimate(100), number=number)
    finish(ledger, 500, PriceEstimate(100), number=20, model="another")
    finish(ledger, 500, PriceEstimate(100), number=21, profile="elsewhere")
    learnt = past_error(ledger, ["openai"], f"ft:{MODEL}:org::id")
    assert learnt is not None
    assert (learnt.jobs, round(learnt.median, 6)) == (10, 0.055)
    both = past_error(ledger, ["openai", "elsewhere"], MODEL)
    assert both == PastError(10, pytest.approx(0.065))


def test_a_ledger_of_the_first_version_keeps_its_wishes(tmp_path: Path) -> None:
    path = tmp_path / "workspace.db"
    old = Database(path, steps=STEPS[:1])
    order = JobIntent(MODEL, DATA, estimate=PriceEstimate(7, "1", "USD", "", "a page"))
    with old.writing() as connection:
        connection.execute(
            "INSERT INTO intents (profile_id, tag, state, created_at, updated_at, fingerprint, model, training_path,"
            " training_sha256, training_bytes, tokens, price_amount, price_currency, price_date, price_source)"
            " VALUES ('p', 't', 'drafted', 1, 1, ?, ?, '/data/a.jsonl', 'ab', 12, 7, '1', 'USD', '', 'a page')",
            (order.fingerprint, MODEL),
        )
    old.close()
    new = Database(path)
    (intent,) = JobLedger(new).intents("p")
    assert (intent.order.estimate.tokens, intent.order.estimate.epoch_tokens) == (7, None)
    new.close()
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(STEPS),)
    connection.close()
