"""Jobs: made once, found again, watched."""

import socket

import pytest

from ftdesk.api import errors, finetuning
from ftdesk.api.client import ApiClient
from ftdesk.api.dialects import dialect_named
from ftdesk.api.types import Endpoint, Hyperparameters, JobRequest, JobState

REQUEST = JobRequest("ftdesk-replies-1", "file-1", seed=7, hyperparameters=Hyperparameters(n_epochs=3))
JOB = {"id": "ftjob-1", "object": "fine_tuning.job", "status": "queued", "error": {}}


def job(number, **fields):
    return {"id": f"ftjob-{number}", "status": "queued", "created_at": 1000, **fields}


def page(*rows, has_more=False):
    return {"object": "list", "data": list(rows), "has_more": has_more}


def create(client):
    return finetuning.create_job(client, REQUEST, tag="tag-1")


def test_a_job_is_asked_for_with_its_tag_in_body_and_header(server, client):
    server.answers(JOB)
    assert create(client).state is JobState.QUEUED
    (asked,) = server.asked
    assert asked.target == "/v1/fine_tuning/jobs"
    assert asked.headers["idempotency-key"] == "tag-1"
    assert asked.json == {
        "model": "ftdesk-replies-1",
        "training_file": "file-1",
        "seed": 7,
        "metadata": {"ftdesk_tag": "tag-1"},
        "method": {"type": "supervised", "supervised": {"hyperparameters": {"n_epochs": 3}}},
    }


def cut_before_the_body(server, say):
    server.before_body = lambda wire: wire.reset()
    server.does(say.answer(JOB))


def cut_by_reset_before_the_answer(server, say):
    server.does(lambda wire: wire.reset())


def cut_by_close_before_the_answer(server, say):
    server.does(lambda wire: wire.close())


def cut_in_the_head(server, say):
    server.does(lambda wire: (wire.send(say.head()[:30]), wire.close()))


def cut_before_the_answers_body(server, say):
    server.does(lambda wire: (wire.send(say.head(Content_Length="100")), wire.close()))


def cut_in_the_answers_body(server, say):
    server.does(lambda wire: (wire.send(say.head(Content_Length="100") + b'{"id": "ftjob'), wire.reset()))


CUTS = [
    cut_before_the_body,
    cut_by_reset_before_the_answer,
    cut_by_close_before_the_answer,
    cut_in_the_head,
    cut_before_the_answers_body,
    cut_in_the_answers_body,
]


@pytest.mark.parametrize("cut", CUTS)
def test_a_cut_creation_is_sent_once_and_left_open(server, client, say, cut):
    cut(server, say)
    with pytest.raises(errors.ConnectionLost) as caught:
        create(client)
    assert not caught.value.is_definite_no
    assert server.connections == 1
    assert len(server.asked) <= 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413, 422, 429])
def test_a_clear_refusal_is_a_definite_no(server, client, say, status):
    server.does(say.answer({"error": {"message": "no"}}, status=status))
    with pytest.raises(errors.Refused) as caught:
        create(client)
    assert caught.value.is_definite_no
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [302, 303, 408, 409, 500, 502, 503, 504])
def test_any_other_status_leaves_it_open(server, client, say, status):
    server.does(say.answer("<html>Bad gateway</html>", status=status, Location="/x"))
    with pytest.raises(errors.ApiError) as caught:
        create(client)
    assert not caught.value.is_definite_no
    assert len(server.asked) == 1


def test_a_web_page_with_a_good_status_leaves_it_open(server, client):
    server.answers("<html>Log in</html>")
    with pytest.raises(errors.AnswerUnusable) as caught:
        create(client)
    assert not caught.value.is_definite_no


def test_a_creation_that_reached_nobody_is_a_definite_no():
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    client = ApiClient(Endpoint(f"http://127.0.0.1:{port}/v1"))
    with pytest.raises(errors.NotReached) as caught:
        create(client)
    client.close()
    assert caught.value.reason is errors.UnreachedReason.REFUSED
    assert caught.value.is_definite_no


def test_an_error_under_a_good_status_is_a_refusal(server, client):
    server.answers({"error": {"message": "no such model", "code": "model_not_found"}})
    with pytest.raises(errors.Refused) as caught:
        create(client)
    assert (caught.value.message, caught.value.is_definite_no) == ("no such model", False)


def test_an_answer_without_an_id_is_no_job(server, client):
    server.answers({"status": "queued"})
    with pytest.raises(errors.AnswerUnusable):
        create(client)


@pytest.mark.parametrize(
    ("dialect", "method", "places"),
    [
        ("openai", "supervised", {"method"}),
        ("compatible", "supervised", {"hyperparameters"}),
        ("compatible", "dpo", {"method"}),
    ],
)
def test_hyperparameters_stand_where_the_dialect_wants_them(dialect, method, places):
    request = JobRequest("m", "f", method=method, hyperparameters=Hyperparameters(batch_size=2))
    body = finetuning.job_body(request, dialect_named(dialect), "t")
    assert {"method", "hyperparameters"} & body.keys() == places


def test_what_is_automatic_is_left_out():
    body = finetuning.job_body(JobRequest("m", "f"), dialect_named("openai"), "t")
    assert body == {"model": "m", "training_file": "f", "metadata": {"ftdesk_tag": "t"}}


def test_a_job_is_found_by_its_tag_on_a_later_page(server, client):
    tagged = job(3, metadata={"ftdesk_tag": "tag-1"})
    server.answers(page(job(1), job(2), has_more=True), page(tagged))
    found = finetuning.find_job_by_tag(client, "tag-1", "file-1", since=1000)
    assert found is not None
    assert found.id == "ftjob-3"
    assert server.asked[1].target == "/v1/fine_tuning/jobs?limit=100&after=ftjob-2"


def test_a_job_without_metadata_is_found_by_its_fresh_file(server, client):
    old = job(1, training_file="file-1", created_at=10)
    foreign = job(2, training_file="file-1", created_at=900_000, metadata={"ftdesk_tag": "other"})
    ours = job(3, training_file="file-1", created_at=900_001)
    server.answers(page(foreign, ours, old))
    found = finetuning.find_job_by_tag(client, "tag-1", "file-1", since=900_000)
    assert found is not None
    assert found.id == "ftjob-3"


def test_a_job_that_is_known_to_be_anothers_is_not_found_by_its_file(server, client):
    server.answers(page(job(1, training_file="file-1"), job(2, training_file="file-1")))
    found = finetuning.find_job_by_tag(client, "tag-1", "file-1", since=1000, known={"ftjob-1"})
    assert found is not None
    assert found.id == "ftjob-2"


def test_a_tag_counts_more_than_a_file(server, client):
    server.answers(page(job(1, training_file="file-1"), job(2, metadata={"ftdesk_tag": "tag-1"})))
    found = finetuning.find_job_by_tag(client, "tag-1", "file-1", since=1000)
    assert found is not None
    assert found.id == "ftjob-2"


def test_a_job_that_is_not_listed_is_not_found(server, client):
    server.answers(page(job(1, training_file="file-2")))
    assert finetuning.find_job_by_tag(client, "tag-1", "file-1", since=1000) is None


def test_a_server_that_repeats_its_page_does_not_hold_us(server, client):
    server.answers(page(job(1), job(2), has_more=True))
    assert [job.id for job in finetuning.all_jobs(client)] == ["ftjob-1", "ftjob-2"]
    assert len(server.asked) == 2


def test_an_id_cannot_leave_its_place_in_the_path(server, client):
    server.answers(JOB)
    finetuning.retrieve_job(client, "../files?x#y")
    finetuning.retrieve_job(client, "..")
    assert server.paths("GET") == [
        "/v1/fine_tuning/jobs/..%2Ffiles%3Fx%23y",
        "/v1/fine_tuning/jobs/%2E%2E",
    ]


def test_cancelling_a_job_shows_what_the_server_says(server, client):
    server.answers({**JOB, "status": "succeeded"})
    assert finetuning.cancel_job(client, "ftjob-1").state is JobState.SUCCEEDED
    assert server.paths("POST") == ["/v1/fine_tuning/jobs/ftjob-1/cancel"]


def event(number, at):
    return {"id": f"ev-{number}", "created_at": at, "message": f"Step {number}"}


def test_new_events_come_in_order_without_the_known_ones(server, client):
    server.answers(page(event(5, 30), event(4, 20), has_more=True), page(event(3, 20), event(2, 10)))
    found = finetuning.new_events(client, "ftjob-1", known={"ev-2"})
    assert [event.id for event in found] == ["ev-3", "ev-4", "ev-5"]


def test_events_are_read_only_as_far_as_they_are_new(server, client):
    server.answers(page(event(5, 30), event(4, 20), has_more=True))
    assert finetuning.new_events(client, "ftjob-1", known={"ev-4", "ev-5"}) == ()
    assert len(server.asked) == 1


def test_checkpoints_come_by_step(server, client):
    rows = [{"id": f"c{step}", "step_number": step, "metrics": {"train_loss": 0.5}} for step in (20, 10)]
    server.answers(page(*rows))
    found = finetuning.list_checkpoints(client, "ftjob-1")
    assert [(checkpoint.step_number, checkpoint.metrics.train_loss) for checkpoint in found] == [
        (10, 0.5),
        (20, 0.5),
    ]


def test_a_list_that_is_none_is_an_unusable_answer(server, client):
    server.answers({"object": "list"})
    with pytest.raises(errors.AnswerUnusable):
        finetuning.list_jobs(client)
