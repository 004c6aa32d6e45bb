import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ftdesk.workspace.database import Database
from ftdesk.workspace.errors import IntentMoveRefused, RecordMissing
from ftdesk.workspace.job_ledger import JobLedger
from ftdesk.workspace.job_records import (
    Intent,
    IntentState,
    JobIntent,
    LedgerCheckpoint,
    LedgerEvent,
    LedgerJob,
    LedgerMetrics,
    PriceEstimate,
    TrainingData,
)

MakeOrder = Callable[..., JobIntent]
S = IntentState


def job(job_id: str = "j1", **changes: object) -> LedgerJob:
    return LedgerJob(
        **{
            "id": job_id,
            "model": "base",
            "status": "running",
            "state": "running",
            "created_at": 10.0,
            "seen_at": 11.0,
            **changes,
        }
    )  # type: ignore[arg-type]


def test_an_intent_keeps_all_that_was_asked_for(ledger: JobLedger) -> None:
    data = TrainingData(Path("/data/例.jsonl"), "ab", 12)
    price = PriceEstimate(61204, "0.92", "USD", "2026-11-01", "https://example.org/prices")
    order = JobIntent("base", data, data, 3, "auto", 0.5, "スタイル", 7, price)
    intent = ledger.begin_intent("p", order)
    assert ledger.intent(intent.id) == intent
    assert (intent.order, intent.state, intent.profile_id) == (order, S.DRAFTED, "p")


@pytest.mark.parametrize("begin", [JobLedger.begin_intent, JobLedger.begin_intent_once])
def test_an_intent_is_acknowledged_once_others_can_read_it(
    begin: Callable[..., Intent], database: Database, make_order: MakeOrder
) -> None:
    told: list[tuple[int, str]] = []

    def acknowledge(number: int) -> None:
        with Database(database.path).reading() as connection:
            told.append((number, connection.execute("SELECT tag FROM intents").fetchone()[0]))

    ledger = JobLedger(database, acknowledge=acknowledge)
    intent = begin(ledger, "p", make_order())
    assert told == [(intent.id, intent.tag)]
    assert ledger.begin_intent_once("p", make_order()) == (intent,)
    assert len(told) == 1


def test_tags_of_two_equal_wishes_differ(ledger: JobLedger, make_order: MakeOrder) -> None:
    assert ledger.begin_intent("p", make_order()).tag != ledger.begin_intent("p", make_order()).tag


def test_the_way_to_a_job_keeps_what_was_learnt_on_it(ledger: JobLedger, make_order: MakeOrder) -> None:
    number = ledger.begin_intent("p", make_order()).id
    ledger.move(number, S.UPLOADING)
    ledger.move(number, S.UPLOADED, training_file_id="file-1")
    ledger.move(number, S.SENDING)
    created = ledger.move(number, S.CREATED, job_id="j1")
    assert (created.training_file_id, created.job_id) == ("file-1", "j1")
    assert ledger.intent_of_job("p", "j1") == created


@pytest.mark.parametrize("state", [S.SENDING, S.DRAFTED, S.UPLOADED])
def test_what_may_have_been_sent_is_never_sent_again(
    ledger: JobLedger, make_order: MakeOrder, state: IntentState
) -> None:
    number = ledger.begin_intent("p", make_order()).id
    for step in (S.UPLOADING, S.UPLOADED, S.SENDING, S.UNCONFIRMED):
        ledger.move(number, step)
    with pytest.raises(IntentMoveRefused):
        ledger.move(number, state)
    assert ledger.intent(number).state is S.UNCONFIRMED


def test_an_unknown_intent_is_named(ledger: JobLedger) -> None:
    with pytest.raises(RecordMissing, match="99"):
        ledger.move(99, S.UPLOADING)


def test_unconfirmed_intents_are_found_by_profile(ledger: JobLedger, make_order: MakeOrder) -> None:
    ours, theirs = ledger.begin_intent("p", make_order()), ledger.begin_intent("q", make_order())
    for number in (ours.id, theirs.id):
        for step in (S.UPLOADING, S.UPLOADED, S.SENDING, S.UNCONFIRMED):
            ledger.move(number, step)
    ledger.begin_intent("p", make_order())
    assert [intent.id for intent in ledger.intents("p", [S.UNCONFIRMED])] == [ours.id]
    assert len(ledger.intents("p")) == 2


def test_the_same_wish_is_recognised_unless_it_came_to_nothing(
    ledger: JobLedger, make_order: MakeOrder
) -> None:
    refused, live = ledger.begin_intent("p", make_order()), ledger.begin_intent("p", make_order())
    ledger.move(refused.id, S.REFUSED, reason="no")
    assert [intent.id for intent in ledger.similar_intents("p", make_order())] == [live.id]
    assert ledger.similar_intents("p", make_order(suffix="other")) == ()
    assert ledger.similar_intents("p", make_order(sha256="cd" * 32)) == ()


def test_recording_a_job_again_overwrites_it(ledger: JobLedger) -> None:
    ledger.record_job("p", job())
    last = job(
        status="succeeded", n_epochs=3, learning_rate_multiplier=0.1, result_files=("f",), seen_at=12.0
    )
    ledger.record_job("p", last)
    assert ledger.jobs("p") == (last,)
    assert ledger.jobs("q") == ()


def test_jobs_come_newest_first(ledger: JobLedger) -> None:
    for number, created in (("a", 1.0), ("b", 3.0), ("c", 2.0)):
        ledger.record_job("p", job(number, created_at=created))
    assert [known.id for known in ledger.jobs("p")] == ["b", "c", "a"]


def test_a_job_the_server_forgot_stays_with_what_was_known(ledger: JobLedger) -> None:
    ledger.record_job("p", job())
    ledger.mark_missing("p", "j1")
    assert ledger.jobs("p") == (job(missing=True),)


def test_events_come_once_each_and_oldest_first(ledger: JobLedger) -> None:
    metrics = LedgerMetrics(2, 10, train_loss=0.5, full_valid_accuracy=0.25)
    late = LedgerEvent("e2", 2.0, "info", "Step 2", "metrics", metrics)
    early = LedgerEvent("e1", 1.0, "warn", "half a character \ud83d", "message")
    ledger.record_events("p", "j1", [late])
    ledger.record_events("p", "j1", [late, early])
    assert [event.id for event in ledger.events("p", "j1")] == ["e1", "e2"]
    assert ledger.events("p", "j1")[1] == late
    assert ledger.events("p", "other") == ()


def test_checkpoints_come_once_each_by_step(ledger: JobLedger) -> None:
    second = LedgerCheckpoint("c2", 1.0, "m:20", 20, LedgerMetrics(20, train_loss=0.1))
    first = LedgerCheckpoint("c1", 2.0, "m:10", 10)
    ledger.record_checkpoints("p", "j1", [second, first])
    ledger.record_checkpoints("p", "j1", [second])
    assert ledger.checkpoints("p", "j1") == (first, second)


def test_an_integer_no_database_holds_does_no_harm(ledger: JobLedger) -> None:
    ledger.record_job("p", job(trained_tokens=10**30))
    assert ledger.jobs("p")[0].trained_tokens == 1e30


def test_the_ledger_is_there_after_a_restart(tmp_path: Path) -> None:
    first = Database(tmp_path / "w.db")
    JobLedger(first).record_job("p", job())
    first.close()
    second = Database(tmp_path / "w.db")
    assert JobLedger(second).jobs("p") == (job(),)
    second.close()


WRITER = """
import sys
from pathlib import Path
from ftdesk.workspace.database import Database
from ftdesk.workspace.job_ledger import JobLedger
from ftdesk.workspace.job_records import JobIntent, TrainingData
ledger = JobLedger(Database(Path(sys.argv[1])))
while True:
    intent = ledger.begin_intent("p", JobIntent("m", TrainingData(Path("f"), "00", 1)))
    print(intent.tag, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is a POSIX matter")
@pytest.mark.parametrize("acknowledged", [1, 7, 30])
def test_what_was_acknowledged_survives_a_kill_during_the_next_write(
    tmp_path: Path, acknowledged: int
) -> None:
    command = [sys.executable, "-c", WRITER, str(tmp_path / "w.db")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        tags = [writer.stdout.readline().strip() for _ in range(acknowledged)]
        writer.send_signal(signal.SIGKILL)
        tags += writer.stdout.read().split()
    database = Database(tmp_path / "w.db")
    known = {intent.tag for intent in JobLedger(database).intents("p")}
    database.close()
    assert database.quarantined is None
    assert set(tags) <= known
    assert len(known) - len(tags) <= 1
