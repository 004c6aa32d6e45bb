"""Jobs, events and checkpoints as servers really send them."""

import json
import random

import pytest

from ftdesk.api.dialects import dialect_named
from ftdesk.api.job_records import checkpoint_from, event_from, job_from, metrics_from
from ftdesk.api.types import AUTO, Hyperparameters, Job, JobError, JobState, Metrics

OPENAI, COMPATIBLE = dialect_named("openai"), dialect_named("compatible")
FULL = {
    "object": "fine_tuning.job",
    "id": "ftjob-abc123",
    "model": "gpt-4o-mini-2024-07-18",
    "created_at": 1721764800,
    "finished_at": 1721768400,
    "estimated_finish": None,
    "fine_tuned_model": "ft:gpt-4o-mini-2024-07-18:org::abc",
    "organization_id": "org-1",
    "result_files": ["file-r"],
    "status": "succeeded",
    "validation_file": None,
    "training_file": "file-t",
    "hyperparameters": {"n_epochs": 4, "batch_size": "auto", "learning_rate_multiplier": 1.8},
    "trained_tokens": 5768,
    "integrations": [],
    "seed": 42,
    "user_provided_suffix": "tone",
    "metadata": {"ftdesk_tag": "t", "n": 3},
    "error": {"code": None, "message": None, "param": None},
}


def test_a_whole_job_is_read_field_by_field():
    assert job_from(FULL, OPENAI) == Job(
        id="ftjob-abc123",
        model="gpt-4o-mini-2024-07-18",
        status="succeeded",
        state=JobState.SUCCEEDED,
        created_at=1721764800,
        finished_at=1721768400,
        fine_tuned_model="ft:gpt-4o-mini-2024-07-18:org::abc",
        training_file="file-t",
        trained_tokens=5768,
        hyperparameters=Hyperparameters(4, AUTO, 1.8),
        seed=42,
        suffix="tone",
        result_files=("file-r",),
        metadata=(("ftdesk_tag", "t"),),
    )


@pytest.mark.parametrize(
    "healthy", [None, {}, {"code": None, "message": None, "param": None}, "", [], {"message": ""}]
)
def test_a_healthy_job_has_no_error_however_that_is_written(healthy):
    job = job_from({**FULL, "error": healthy}, OPENAI)
    assert job is not None
    assert job.error is None


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"code": "c", "message": "m", "param": "training_file"}, JobError("m", "c", "training_file")),
        ({"code": "c", "message": None}, JobError("", "c")),
        ("m", JobError("m")),
    ],
)
def test_a_real_error_is_kept(told, error):
    job = job_from({**FULL, "error": told}, OPENAI)
    assert job is not None
    assert job.error == error


@pytest.mark.parametrize(
    ("dialect", "status", "state"),
    [
        (OPENAI, "validating_files", JobState.PREPARING),
        (OPENAI, "paused", JobState.PAUSED),
        (OPENAI, "Running", JobState.RUNNING),
        (OPENAI, "pending", JobState.UNKNOWN),
        (OPENAI, "compressing", JobState.UNKNOWN),
        (COMPATIBLE, "pending", JobState.PREPARING),
        (COMPATIBLE, "canceled", JobState.CANCELLED),
    ],
)
def test_a_status_is_kept_as_sent_and_given_a_meaning_only_if_known(dialect, status, state):
    job = job_from({"id": "a", "status": status}, dialect)
    assert job is not None
    assert (job.status, job.state) == (status, state)


def test_an_unknown_state_is_never_finished():
    finished = {state for state in JobState if state.is_finished}
    assert finished == {JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED}


def test_a_job_may_lack_everything_but_its_id():
    assert job_from({"id": "a"}, OPENAI) == Job("a")
    assert job_from({"status": "running"}, OPENAI) is None


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"hyperparameters": {"n_epochs": -1}}, Hyperparameters(AUTO, None, None)),
        ({"hyperparameters": None}, Hyperparameters(None, None, None)),
        (
            {"method": {"type": "dpo", "dpo": {"hyperparameters": {"n_epochs": 2, "beta": 0.1}}}},
            Hyperparameters(2, None, None),
        ),
        (
            {
                "hyperparameters": {"n_epochs": 3, "batch_size": None},
                "method": {"type": "supervised", "supervised": {"hyperparameters": {"batch_size": "8"}}},
            },
            Hyperparameters(3, 8, None),
        ),
    ],
)
def test_hyperparameters_are_found_at_either_place(answer, expected):
    job = job_from({"id": "a", **answer}, OPENAI)
    assert job is not None
    assert job.hyperparameters == expected


def test_an_event_with_measurements_is_read():
    data = {"step": 3, "total_steps": 90, "train_loss": 1.25, "train_mean_token_accuracy": 0.5}
    event = event_from({"id": "e", "created_at": 5, "level": "warn", "type": "metrics", "data": data})
    assert event is not None
    assert (event.level, event.type) == ("warn", "metrics")
    assert event.metrics == Metrics(3, 90, 1.25, 0.5)


def test_an_event_without_measurements_or_id_still_counts():
    first, second = (event_from({"created_at": at, "message": "Step", "data": {}}) for at in (1, 2))
    assert first is not None
    assert second is not None
    assert first.metrics is None
    assert first.id != second.id


@pytest.mark.parametrize(
    "name", ["valid_mean_token_accuracy", "validation_mean_token_accuracy", "valid_accuracy"]
)
def test_measurements_are_found_by_any_of_their_names(name):
    assert metrics_from({name: 0.25}).valid_accuracy == 0.25


@pytest.mark.parametrize("value", [float("nan"), float("inf"), None, "much", {}, True])
def test_what_is_no_finite_number_was_not_measured(value):
    assert metrics_from({"train_loss": value}).train_loss is None


def test_a_checkpoint_names_its_model_in_either_spelling():
    plain = checkpoint_from({"id": "c", "step_number": 7, "fine_tuned_model_checkpoint": "ft:m:ckpt-step-7"})
    other = checkpoint_from({"id": "c", "fine_tuned_model_id": "ftmodel-1", "metrics": {"step": 9}})
    assert plain is not None
    assert other is not None
    assert (plain.fine_tuned_model_checkpoint, plain.step_number) == ("ft:m:ckpt-step-7", 7)
    assert (other.fine_tuned_model_checkpoint, other.step_number) == ("ftmodel-1", 9)


def test_no_mutated_answer_breaks_the_reading():
    dice = random.Random(7)
    junk = [None, 0, -1, 1e308, "", "x", [], {}, [{}], {"a": None}, True, "\ud800", 10**30, float("nan")]
    for _ in range(10_000):
        mutated = {name: dice.choice([value, dice.choice(junk)]) for name, value in FULL.items()}
        job = job_from(mutated, OPENAI)
        assert job is None or json.dumps(str(job)).encode()
