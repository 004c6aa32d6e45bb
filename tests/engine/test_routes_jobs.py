import csv
import io
import itertools

import pytest


def test_a_new_job_has_every_field(engine, conforms):
    job = engine.create().json()
    conforms(job, "job")
    assert job["status"] == "validating_files"
    assert job["error"] is None
    assert job["hyperparameters"]["n_epochs"] == "auto"
    conforms(engine.wait(job["id"]), "job")


def test_a_job_that_succeeded_tells_what_it_did(engine, conforms, tuned):
    conforms(tuned, "job")
    assert tuned["status"] == "succeeded"
    assert tuned["fine_tuned_model"].startswith("ft:echo-1:local:tone:")
    assert tuned["hyperparameters"] == {"n_epochs": 2, "batch_size": 5, "learning_rate_multiplier": 0.1}
    assert tuned["finished_at"] >= tuned["created_at"]
    assert tuned["estimated_finish"] is None


def test_trained_tokens_are_the_bytes_of_the_answers_times_the_epochs(engine, tuned):
    assert tuned["trained_tokens"] == 2 * sum(len(f"It is {number}.") for number in range(12))


def test_events_come_newest_first_with_the_metrics_of_each_step(engine, conforms, tuned):
    events = engine.events(tuned["id"])
    for event in events:
        conforms(event, "event")
    assert "successfully completed" in events[0]["message"]
    steps = [event["data"] for event in events if event["type"] == "metrics"]
    assert [step["step"] for step in steps] == [6, 5, 4, 3, 2, 1]
    assert steps[0]["total_steps"] == 6
    assert steps[0]["full_valid_loss"] > steps[0]["train_loss"]
    assert "full_valid_loss" not in steps[1]


def test_events_come_in_pages_without_a_gap(engine, tuned):
    everything = engine.events(tuned["id"])
    pages, after = [], None
    while not pages or pages[-1]["has_more"]:
        query = {"limit": 4, **({"after": after} if after else {})}
        pages.append(engine.client.get(f"/fine_tuning/jobs/{tuned['id']}/events", params=query).json())
        after = pages[-1]["data"][-1]["id"]
    assert list(itertools.chain.from_iterable(page["data"] for page in pages)) == everything


def test_there_is_a_checkpoint_per_epoch(engine, conforms, tuned):
    page = engine.client.get(f"/fine_tuning/jobs/{tuned['id']}/checkpoints").json()
    conforms(page, "checkpoints")
    assert [checkpoint["step_number"] for checkpoint in page["data"]] == [6, 3]
    name = page["data"][1]["fine_tuned_model_checkpoint"]
    assert name == f"{tuned['fine_tuned_model']}:ckpt-step-3"
    assert engine.chat("still here", model=name).json()["choices"][0]["message"]["content"] == "still here"


def test_a_job_that_failed_says_why_and_has_no_checkpoints(engine, conforms):
    job = engine.train(["{}"], validation_file=engine.upload())
    conforms(job, "job")
    assert job["status"] == "failed"
    assert job["error"]["code"] == "invalid_n_examples"
    event = engine.events(job["id"])[0]
    assert (event["level"], event["message"]) == ("error", job["error"]["message"])
    page = engine.client.get(f"/fine_tuning/jobs/{job['id']}/checkpoints").json()
    conforms(page, "checkpoints")
    assert (page["data"], page["first_id"]) == ([], None)


def test_the_result_file_is_a_table_of_all_steps(engine, tuned):
    [result] = tuned["result_files"]
    assert engine.client.get(f"/files/{result}").json()["purpose"] == "fine-tune-results"
    table = list(csv.DictReader(io.StringIO(engine.client.get(f"/files/{result}/content").text)))
    columns = ["step", "train_loss", "train_accuracy", "valid_loss", "valid_mean_token_accuracy"]
    assert list(table[0])[:5] == columns
    assert [row["step"] for row in table] == list("123456")
    assert table[0]["full_valid_loss"] == ""
    assert float(table[2]["full_valid_loss"]) == float(table[2]["valid_loss"])


def test_hyperparameters_are_taken_from_the_method_and_from_the_top(engine):
    chosen = {"n_epochs": 3, "batch_size": "auto", "learning_rate_multiplier": 0.2}
    by_method = engine.train(method={"type": "supervised", "supervised": {"hyperparameters": chosen}})
    at_the_top = engine.train(hyperparameters=chosen)
    assert by_method["hyperparameters"] == at_the_top["hyperparameters"]
    assert by_method["hyperparameters"] == {"n_epochs": 3, "batch_size": 5, "learning_rate_multiplier": 0.2}


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"model": "gpt-4.1"}, "model"),
        ({"model": 5}, "model"),
        ({"training_file": "file-none"}, "training_file"),
        ({"validation_file": "file-none"}, "validation_file"),
        ({"suffix": ""}, "suffix"),
        ({"suffix": "x" * 65}, "suffix"),
        ({"seed": -1}, "seed"),
        ({"seed": 2**31}, "seed"),
        ({"seed": 1.5}, "seed"),
        ({"hyperparameters": {"n_epochs": 0}}, "hyperparameters.n_epochs"),
        ({"hyperparameters": {"n_epochs": 51}}, "hyperparameters.n_epochs"),
        ({"hyperparameters": {"batch_size": 257}}, "hyperparameters.batch_size"),
        ({"hyperparameters": {"batch_size": True}}, "hyperparameters.batch_size"),
        ({"hyperparameters": {"learning_rate_multiplier": 0}}, "hyperparameters.learning_rate_multiplier"),
        ({"hyperparameters": {"beta": 1}}, "hyperparameters.beta"),
        ({"method": {"type": "dpo"}}, "method.type"),
        ({"method": {"type": "reinforcement"}}, "method.type"),
        ({"method": {"type": "supervised"}, "hyperparameters": {"n_epochs": 1}}, "hyperparameters"),
        ({"integrations": [{"type": "wandb"}]}, "integrations"),
        ({"metadata": {"a": 1}}, "metadata.a"),
        ({"metadata": {str(number): "x" for number in range(17)}}, "metadata"),
        ({"epochs": 3}, "epochs"),
    ],
)
def test_a_wrong_order_is_refused_naming_the_field(engine, conforms, tuned, fields, param):
    answer = engine.create(**{"training_file": tuned["training_file"], **fields})
    assert answer.status_code in (400, 404)
    conforms(answer.json(), "error")
    assert answer.json()["error"]["param"] == param


def test_the_same_key_gives_the_same_job(engine, tuned):
    order = {"training_file": tuned["training_file"], "headers": {"Idempotency-Key": "once"}}
    first, second = engine.create(**order), engine.create(**order)
    assert first.json()["id"] == second.json()["id"]
    assert engine.create(**order, suffix="other").status_code == 409


def test_the_same_tag_gives_the_same_job(engine, tuned):
    order = {"training_file": tuned["training_file"], "metadata": {"ftdesk_tag": "tag-1"}}
    first, second = engine.create(**order), engine.create(**order)
    assert first.json()["id"] == second.json()["id"]
    found = engine.client.get("/fine_tuning/jobs", params={"metadata[ftdesk_tag]": "tag-1"}).json()
    assert [job["id"] for job in found["data"]] == [first.json()["id"]]


def test_jobs_come_newest_first_in_pages(engine, conforms, tuned):
    made = [engine.create(training_file=tuned["training_file"]).json()["id"] for _ in range(2)]
    page = engine.client.get("/fine_tuning/jobs", params={"limit": 1}).json()
    conforms(page, "page")
    assert page["has_more"]
    assert page["data"][0]["id"] == made[1]
    older = engine.client.get("/fine_tuning/jobs", params={"after": made[1], "limit": 1}).json()
    assert older["data"][0]["id"] == made[0]


def test_jobs_without_metadata_can_be_asked_for(engine, tuned):
    found = engine.client.get("/fine_tuning/jobs", params={"metadata": "null", "limit": 1000}).json()["data"]
    assert found
    assert all(job["metadata"] is None for job in found)


def test_a_tuned_model_can_be_trained_further(engine, tuned):
    again = engine.train(model=tuned["fine_tuned_model"], suffix="more")
    assert again["status"] == "succeeded"
    assert again["model"] == tuned["fine_tuned_model"]
    assert again["fine_tuned_model"].startswith("ft:echo-1:local:more:")


def test_an_unknown_job_is_not_found(engine, conforms):
    for path in ("", "/events", "/checkpoints"):
        answer = engine.client.get(f"/fine_tuning/jobs/ftjob-none{path}")
        assert answer.status_code == 404
        conforms(answer.json(), "error")
