import time

import pytest

SLOW = {"hyperparameters": {"n_epochs": 50, "batch_size": 1, "learning_rate_multiplier": 2}}


def test_a_running_job_says_when_it_will_end_and_can_be_cancelled(engine, conforms):
    job = engine.create(**SLOW).json()
    engine.wait(job["id"], "running")
    while not (seen := engine.job(job["id"]))["estimated_finish"]:
        assert seen["status"] == "running"
        time.sleep(0.05)
    conforms(seen, "job")
    answer = engine.cancel(job["id"]).json()
    conforms(answer, "job")
    assert answer["status"] == "cancelled"
    assert answer["estimated_finish"] is None
    assert answer["trained_tokens"] is None


def test_a_cancelled_job_makes_room_within_a_second(engine):
    first = engine.create(**SLOW).json()
    engine.wait(first["id"], "running")
    second = engine.create(**SLOW).json()
    engine.wait(second["id"], "queued")
    engine.cancel(first["id"])
    start = time.monotonic()
    engine.wait(second["id"], "running")
    assert time.monotonic() - start < 1.5
    engine.cancel(second["id"])


def test_jobs_are_trained_one_at_a_time_and_can_be_cancelled_while_they_wait(engine):
    first, second = engine.create(**SLOW).json(), engine.create(**SLOW).json()
    engine.wait(first["id"], "running")
    engine.wait(second["id"], "queued")
    assert engine.cancel(second["id"]).json()["status"] == "cancelled"
    assert engine.cancel(first["id"]).json()["status"] == "cancelled"
    assert engine.events(second["id"])[0]["message"] == "The job was cancelled"


def test_a_job_can_be_cancelled_while_its_files_are_checked(engine):
    job = engine.create().json()
    assert engine.cancel(job["id"]).json()["status"] == "cancelled"
    assert engine.wait(job["id"])["status"] == "cancelled"


def test_a_job_that_has_ended_cannot_be_cancelled(engine, conforms, tuned):
    answer = engine.cancel(tuned["id"])
    assert answer.status_code == 400
    conforms(answer.json(), "error")
    assert engine.job(tuned["id"])["status"] == "succeeded"


def test_checkpoints_of_a_cancelled_job_stay_usable(engine):
    job = engine.create(**SLOW).json()
    path = f"/fine_tuning/jobs/{job['id']}/checkpoints"
    while not (found := engine.client.get(path).json()["data"]):
        assert engine.job(job["id"])["status"] not in ("failed", "succeeded")
        time.sleep(0.1)
    engine.cancel(job["id"])
    name = found[0]["fine_tuned_model_checkpoint"]
    assert engine.client.get(f"/models/{name}").status_code == 200


@pytest.mark.parametrize("param", ["training_file", "validation_file"])
def test_a_job_whose_file_is_deleted_while_it_waits_fails_with_a_sentence(engine, tuned, param):
    blocker = engine.create(**SLOW).json()
    engine.wait(blocker["id"], "running")
    doomed = engine.upload()
    job = engine.create(**{"training_file": tuned["training_file"], param: doomed}).json()
    engine.wait(job["id"], "queued")
    engine.client.delete(f"/files/{doomed}")
    engine.cancel(blocker["id"])
    error = engine.wait(job["id"])["error"]
    assert (error["code"], error["param"]) == ("file_not_found", param)


def test_replies_are_served_while_a_job_trains(engine):
    job = engine.create(**SLOW).json()
    engine.wait(job["id"], "running")
    start = time.monotonic()
    assert engine.chat("hello").status_code == 200
    assert time.monotonic() - start < 1
    engine.cancel(job["id"])


def test_a_training_process_that_dies_fails_its_job_and_the_next_one_runs(engine, twelve_lines):
    broken = engine.train([*twelve_lines, twelve_lines[0].replace("What is 0?", "crash")])
    assert broken["status"] == "failed"
    assert "exit status 3" in broken["error"]["message"]
    assert engine.train()["status"] == "succeeded"
