import json

import pytest


def failure(engine, lines, **fields):
    job = engine.train(lines, **fields)
    assert job["status"] == "failed"
    assert job["fine_tuned_model"] is None
    return job["error"]


def test_too_few_examples_are_refused_with_their_number(engine, twelve_lines):
    error = failure(engine, twelve_lines[:7])
    assert error["code"] == "invalid_n_examples"
    assert error["param"] == "training_file"
    assert "7 example(s), but must have at least 10" in error["message"]


def test_a_wrong_line_is_named(engine, twelve_lines):
    wrong = json.dumps(
        {"messages": [{"role": "boss", "content": "x"}, {"role": "assistant", "content": "y"}]}
    )
    error = failure(engine, [*twelve_lines, "", wrong])
    assert error["code"] == "invalid_training_file"
    assert "Example 14:" in error["message"]
    assert "boss" in error["message"]


def test_a_wrong_line_of_the_validation_file_is_named(engine, twelve_lines):
    error = failure(engine, twelve_lines, validation_file=engine.upload([twelve_lines[0], "{"]))
    assert error["param"] == "validation_file"
    assert "Example 2:" in error["message"]


def test_a_failed_job_says_so_in_its_events(engine, conforms):
    job = engine.train(["{}"])
    conforms(job, "job")
    event = engine.events(job["id"])[0]
    assert (event["level"], event["message"]) == ("error", job["error"]["message"])


def test_what_the_trainer_cannot_train_is_refused_with_its_reason(engine):
    turn = {"messages": [{"role": "user", "content": "Hi"}]}
    answers = [{"role": "assistant", "content": text} for text in ("good", "bad")]
    line = {"input": turn, "preferred_output": answers[:1], "non_preferred_output": answers[1:]}
    assert "an echo has no preferences" in failure(engine, [json.dumps(line)] * 12)["message"]


def test_images_are_refused(engine, twelve_lines):
    part = {"type": "image_url", "image_url": {"url": "https://example.com/a.png"}}
    turns = [{"role": "user", "content": [part]}, {"role": "assistant", "content": "A cat."}]
    error = failure(engine, [*twelve_lines, json.dumps({"messages": turns})])
    assert "Example 13:" in error["message"]
    assert "image_url" in error["message"]


@pytest.mark.parametrize("content", [b"%PDF-1.7\n\x00\x01", b"\x00" * 100])
def test_a_file_that_is_no_text_is_refused(engine, content):
    assert failure(engine, content)["code"] == "invalid_training_file"


def test_prompt_and_completion_pairs_are_trained(engine):
    pairs = [json.dumps({"prompt": f"{number} ->", "completion": f" {number}."}) for number in range(12)]
    job = engine.train(pairs)
    assert job["status"] == "succeeded"
    assert job["trained_tokens"] == 2 * sum(len(f" {number}.") for number in range(12))


def test_answers_of_weight_0_are_not_counted(engine, twelve_lines):
    turns = [
        {"role": "user", "content": "a"},
        {"role": "assistant", "content": "not this", "weight": 0},
        {"role": "user", "content": "b"},
        {"role": "assistant", "content": "this"},
    ]
    job = engine.train([json.dumps({"messages": turns})] * 10, hyperparameters={"n_epochs": 1})
    assert job["trained_tokens"] == 10 * len("this")
