"""Exactly one job for each wish, whatever the network does; the server counts."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ftdesk.api.client import ApiClient
from ftdesk.dataset.file_errors import FileMissing
from ftdesk.desktop.jobs_tab.frozen_copy import remove_leftovers
from ftdesk.desktop.jobs_tab.job_submission import (
    AlreadyStarted,
    JobNotCreated,
    JobOrder,
    Submission,
    SubmissionProgress,
    settle_earlier_runs,
)
from ftdesk.desktop.tasks import Work
from ftdesk.errors import Cancelled
from ftdesk.workspace.errors import DatabaseUnusable
from ftdesk.workspace.job_ledger import JobLedger
from ftdesk.workspace.job_records import Intent, IntentState
from ftdesk.workspace.paths import WorkspacePaths
from ftdesk.workspace.version_records import Why
from ftdesk.workspace.versions_on_demand import VersionsOnDemand

S = IntentState
Submit = Callable[..., Intent]
NO = {"error": {"message": "model cannot be tuned", "type": "x", "param": "model", "code": "bad_model"}}


@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    folder = tmp_path / "uploads"
    folder.mkdir()
    return folder


@pytest.fixture
def submit(
    ledger: JobLedger, versions: VersionsOnDemand, client: ApiClient, uploads: Path, training_file: Path
) -> Submit:
    def run(work: Work | None = None, **changes: Any) -> Intent:
        order = JobOrder(**{"profile_id": "own", "model": "base", "training_path": training_file, **changes})
        return Submission(ledger, versions, lambda: client, uploads, order, work or Work()).run()

    return run


def test_a_clear_yes_makes_one_job_and_the_ledger_knows_it(
    submit: Submit, server: Any, ledger: JobLedger
) -> None:
    intent = submit(n_epochs=4, learning_rate_multiplier=0.5, suffix="tone", seed=3)
    assert (intent.state, intent.job_id, intent.training_file_id) == (S.CREATED, "ftjob-1", "file-1")
    assert [job.id for job in ledger.jobs("own")] == ["ftjob-1"]
    body = server.posted[0]
    assert (body["suffix"], body["seed"], body["metadata"]) == ("tone", 3, {"ftdesk_tag": intent.tag})
    chosen = {"n_epochs": 4, "learning_rate_multiplier": 0.5}
    assert body["method"] == {"type": "supervised", "supervised": {"hyperparameters": chosen}}


def test_both_files_arrive_as_they_are_under_their_own_names(
    submit: Submit, server: Any, training_file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "検証.jsonl"
    other.write_bytes(training_file.read_bytes()[:200])
    intent = submit(validation_path=other)
    assert server.contents == {"file-1": training_file.read_bytes(), "file-2": other.read_bytes()}
    assert [kept["filename"] for kept in server.files.values()] == ["harbour.jsonl", "検証.jsonl"]
    assert (intent.training_file_id, intent.validation_file_id) == ("file-1", "file-2")


def test_the_intent_is_in_the_ledger_before_the_first_byte_is_sent(
    submit: Submit, server: Any, ledger: JobLedger
) -> None:
    states: list[IntentState] = []
    server.before_upload = lambda: states.extend(intent.state for intent in ledger.intents("own"))
    submit()
    assert states == [S.UPLOADING]


def test_an_edit_during_the_upload_does_not_matter(
    submit: Submit, server: Any, training_file: Path, ledger: JobLedger
) -> None:
    before = training_file.read_bytes()
    server.before_upload = lambda: training_file.write_text("changed")
    intent = submit()
    assert server.contents["file-1"] == before
    assert ledger.intent(intent.id).order.training.size_bytes == len(before)


def test_what_was_sent_is_a_version_under_the_jobs_tag(
    submit: Submit, versions: VersionsOnDemand, server: Any, training_file: Path, tmp_path: Path
) -> None:
    sent, other = training_file.read_bytes(), tmp_path / "check.jsonl"
    other.write_bytes(sent[:200])
    server.before_upload = lambda: training_file.write_text("changed")
    intent = submit(validation_path=other)
    store = versions.store()
    kept = store.of_job(intent.tag)
    assert [(version.path, version.why) for version in kept] == [(training_file, Why.JOB), (other, Why.JOB)]
    assert [b"".join(store.content(version).chunks()) for version in kept] == [sent, sent[:200]]


def test_a_version_that_cannot_be_kept_does_not_hold_the_job_up(
    submit: Submit, versions: VersionsOnDemand
) -> None:
    WorkspacePaths().versions.mkdir()  # no database can be opened there
    assert submit().state is S.CREATED
    with pytest.raises(DatabaseUnusable):
        versions.store()


def test_progress_tells_bytes_and_the_intent(submit: Submit) -> None:
    work, told = Work(), []
    work.report_to(told.append)
    submit(work)
    reports = [report for report in told if isinstance(report, SubmissionProgress)]
    assert reports[-1].intent.state is S.SENDING
    assert any(report.done == report.total for report in reports if report.intent.state is S.UPLOADING)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413, 422, 429])
def test_a_clear_no_is_remembered_with_its_reason(
    submit: Submit, server: Any, ledger: JobLedger, status: int
) -> None:
    server.faults = {"POST jobs": [(status, NO)]}
    with pytest.raises(JobNotCreated):
        submit()
    intent = ledger.intents("own")[0]
    assert intent.state is S.REFUSED
    assert intent.reason
    assert server.counts()["POST jobs"] == 1


@pytest.mark.parametrize("fault", ["cut after", "cut before", (500, NO), (502, b"<html>"), (200, b"<html>x")])
def test_anything_but_a_clear_answer_is_unconfirmed_and_never_sent_again(
    submit: Submit, server: Any, fault: object
) -> None:
    server.faults = {"POST jobs": [fault]}
    assert submit().state is S.UNCONFIRMED
    assert server.counts()["POST jobs"] == 1


def test_an_upload_that_fails_leaves_no_job_and_no_copy(
    submit: Submit, server: Any, ledger: JobLedger, uploads: Path
) -> None:
    server.always = {"POST files": "cut before"}
    with pytest.raises(JobNotCreated):
        submit()
    assert ledger.intents("own")[0].state is S.REFUSED
    assert server.counts()["POST jobs"] == 0
    assert list(uploads.iterdir()) == []


def test_cancelling_the_upload_gives_the_wish_up(submit: Submit, server: Any, ledger: JobLedger) -> None:
    work, held = Work(), threading.Event()

    def cancel() -> None:
        work.cancel()
        held.wait(5)

    server.before_upload = cancel
    with pytest.raises(Cancelled):
        submit(work)
    held.set()
    assert ledger.intents("own")[0].state is S.ABANDONED
    assert server.counts()["POST jobs"] == 0


def test_a_missing_file_is_named_and_leaves_nothing(submit: Submit, ledger: JobLedger, uploads: Path) -> None:
    with pytest.raises(FileMissing):
        submit(training_path=uploads.parent / "gone.jsonl")
    assert ledger.intents("own") == ()
    assert list(uploads.iterdir()) == []


def test_the_same_wish_twice_needs_a_word_from_the_person(submit: Submit, server: Any) -> None:
    first = submit()
    with pytest.raises(AlreadyStarted) as caught:
        submit()
    assert [intent.id for intent in caught.value.earlier] == [first.id]
    assert submit(again=True).state is S.CREATED
    assert server.counts()["POST jobs"] == 2


def test_other_parameters_are_another_wish(submit: Submit, server: Any) -> None:
    submit()
    submit(seed=1)
    assert server.counts()["POST jobs"] == 2


def test_after_a_restart_what_may_have_been_sent_is_unconfirmed_and_the_rest_given_up(
    submit: Submit, ledger: JobLedger
) -> None:
    created = submit()
    sending, uploading = (ledger.begin_intent("own", created.order) for _ in range(2))
    for state in (S.UPLOADING, S.UPLOADED, S.SENDING):
        ledger.move(sending.id, state)
    ledger.move(uploading.id, S.UPLOADING)
    assert [intent.id for intent in settle_earlier_runs(ledger, "own")] == [sending.id]
    states = {intent.id: intent.state for intent in ledger.intents("own")}
    assert states == {created.id: S.CREATED, sending.id: S.UNCONFIRMED, uploading.id: S.ABANDONED}


def test_the_same_wish_at_the_same_moment_makes_one_job(submit: Submit, server: Any) -> None:
    ended: list[object] = []

    def one() -> None:
        try:
            ended.append(submit().state)
        except AlreadyStarted as found:
            ended.append(found)

    threads = [threading.Thread(target=one) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert server.counts()["POST jobs"] == 1
    assert ended.count(S.CREATED) == 1
    assert all(found.earlier for found in ended if isinstance(found, AlreadyStarted))


class BrokenAfterUpload:
    """A client that has a fault of its own in the very request that costs money."""

    def __init__(self, client: ApiClient) -> None:
        self._client = client

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def post_json(self, *args: Any, **keywords: Any) -> Any:
        self._client.post_json(*args, **keywords)
        raise ZeroDivisionError


def test_a_fault_of_ours_while_sending_leaves_the_wish_to_be_looked_for(
    ledger: JobLedger,
    versions: VersionsOnDemand,
    client: ApiClient,
    uploads: Path,
    training_file: Path,
    server: Any,
) -> None:
    order, broken = JobOrder("own", "base", training_file), BrokenAfterUpload(client)
    with pytest.raises(ZeroDivisionError):
        Submission(ledger, versions, lambda: broken, uploads, order, Work()).run()  # type: ignore[arg-type,return-value]
    assert ledger.intents("own")[0].state is S.UNCONFIRMED
    assert server.counts()["POST jobs"] == 1


def test_cancelling_while_the_wish_is_sent_leaves_it_to_be_looked_for(
    submit: Submit, server: Any, ledger: JobLedger
) -> None:
    work = Work()
    work.report_to(lambda told: work.cancel() if told.intent.state is S.SENDING else None)
    assert submit(work).state is S.UNCONFIRMED
    assert server.counts()["POST jobs"] <= 1


def test_what_another_open_window_is_busy_with_is_not_settled(
    submit: Submit, ledger: JobLedger, uploads: Path
) -> None:
    order = submit().order
    older = ledger.begin_intent("own", order)
    moment = older.created_at + 0.001
    busy = ledger.begin_intent("own", order)
    ledger.move(busy.id, S.UPLOADING)
    copy = uploads / "busy.jsonl"
    copy.touch()
    settle_earlier_runs(ledger, "own", before=min(moment, busy.created_at))
    remove_leftovers(uploads, before=copy.stat().st_mtime)
    assert ledger.intent(busy.id).state is S.UPLOADING
    assert ledger.intent(older.id).state is S.ABANDONED
    assert copy.exists()
