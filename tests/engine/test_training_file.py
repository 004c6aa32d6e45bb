import json

import pytest

from ftdesk.cancellation import Cancellation
from ftdesk.engine.errors import TrainingRefused
from ftdesk.engine.trainers.builtin import BuiltinTrainer
from ftdesk.engine.trainers.interface import TrainingExample, Turn
from ftdesk.engine.training_file import check_training_file, read_examples


@pytest.fixture
def check(tmp_path):
    """Check lines, or the bytes of a file, as the training or the validation file of a job."""

    def check(content, param="training_file"):
        path = tmp_path / "file-1"
        path.write_bytes(content if isinstance(content, bytes) else "\n".join(content).encode())
        return check_training_file(path, BuiltinTrainer(), param, Cancellation())

    return check


@pytest.fixture
def refusal(check):
    def refusal(content, param="training_file"):
        with pytest.raises(TrainingRefused) as raised:
            check(content, param)
        assert raised.value.param == param
        return raised.value

    return refusal


def example(*turns):
    return json.dumps({"messages": list(turns)})


def assistant(**fields):
    return {"role": "assistant", **fields}


ASKED = {"role": "user", "content": "Which?"}


def test_too_few_examples_are_refused_with_their_number(refusal, twelve_lines):
    refused = refusal(twelve_lines[:7])
    assert refused.code == "invalid_n_examples"
    assert refused.message == "Training file has 7 example(s), but must have at least 10 examples"


def test_one_example_is_enough_to_validate(check, refusal, twelve_lines):
    assert check(twelve_lines[:1], "validation_file").examples == 1
    assert refusal(b"\n", "validation_file").code == "invalid_n_examples"


def test_a_wrong_line_is_named_by_its_place_in_the_file(refusal, twelve_lines):
    wrong = example({"role": "boss", "content": "x"}, assistant(content="y"))
    refused = refusal([*twelve_lines, "", wrong])
    assert refused.code == "invalid_training_file"
    assert "Example 14:" in refused.message
    assert "boss" in refused.message


def test_of_many_wrong_lines_the_first_five_are_named(refusal, twelve_lines):
    message = refusal([*twelve_lines, *["{"] * 100]).message
    assert [f"Example {line}:" in message for line in (12, 13, 17, 18)] == [False, True, True, False]


@pytest.mark.parametrize("form", ["preference", "reinforcement"])
def test_what_the_trainer_cannot_train_is_refused_with_its_reason(refusal, form):
    lines = {
        "preference": {
            "input": {"messages": [ASKED]},
            "preferred_output": [assistant(content="good")],
            "non_preferred_output": [assistant(content="bad")],
        },
        "reinforcement": {"messages": [ASKED], "answer": "42"},
    }
    reason = BuiltinTrainer().refusal(form)
    assert reason in refusal([json.dumps(lines[form])] * 12).message


def test_images_are_refused(refusal, twelve_lines):
    part = {"type": "image_url", "image_url": {"url": "https://example.com/a.png"}}
    with_image = example({"role": "user", "content": [part]}, assistant(content="A cat."))
    message = refusal([*twelve_lines, with_image]).message
    assert "Example 13:" in message
    assert "image_url" in message


@pytest.mark.parametrize("content", [b"%PDF-1.7\n\x00\x01", b"\x00" * 100])
def test_a_file_that_is_no_text_is_refused(refusal, content):
    assert refusal(content).code == "invalid_training_file"


def test_trained_tokens_are_the_bytes_of_what_is_trained(check):
    weighed = example(ASKED, assistant(content="not this", weight=0), ASKED, assistant(content="これ"))
    assert check([weighed] * 10).trained_tokens == 10 * len("これ".encode())
    pair = json.dumps({"prompt": "a ->", "completion": " b"})
    assert check([pair] * 10).trained_tokens == 10 * len(" b")


def test_examples_are_read_with_their_lines(tmp_path):
    path = tmp_path / "file-1"
    pair = json.dumps({"prompt": "a ->", "completion": " b"})
    path.write_text("\ufeff" + example(ASKED, assistant(content="That.")) + "\r\n\n" + pair, "utf-8")
    assert read_examples(path, Cancellation()) == (
        TrainingExample(1, (Turn("user", "Which?"), Turn("assistant", "That.", trained=True))),
        TrainingExample(3, (Turn("prompt", "a ->"), Turn("completion", " b", trained=True))),
    )
