"""The main job on the real window: open, mend, train, watch, talk, learn from an answer, save."""

import difflib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton

from ftdesk.resource_files import resource_directory
from ftdesk.workspace.billing_record import reconcile

BASE = "ftdesk-replies-1"
SLOWEST_REACTION = 0.1
"""Seconds within which the window must react, whatever goes on."""


def conversation(line: bytes) -> tuple[str, str, str]:
    """System prompt, question and trained answer of a line with one turn."""
    messages = json.loads(line)["messages"]
    system = [m["content"] for m in messages if m["role"] == "system"]
    user = [m["content"] for m in messages if m["role"] == "user"]
    return (system or [""])[0], user[0], messages[-1]["content"]


def likeness(answer: str, wanted: str) -> float:
    return difflib.SequenceMatcher(None, answer, wanted, autojunk=False).ratio()


def run_main_job(desk: Any, training: Path, validation: Path, epochs: int, line: int) -> dict[str, Any]:
    """The whole journey on one file; what a test may want to know of it."""
    before = training.read_bytes().splitlines(keepends=True)
    desk.open(training)
    summary = desk.window.dataset_tab.summary
    job = desk.train(validation, epochs)
    system, question, wanted = conversation(before[line])
    desk.chat_with(BASE, system)
    base = desk.ask(question).text
    desk.chat_with(job.fine_tuned_model, system)
    card = desk.ask(question)
    card.findChild(QAbstractButton, "make_example_button").click()
    desk.wait(lambda: desk.window.dataset_tab.summary.examples == summary.examples + 1)
    tuned = card.text
    desk.save()
    after = training.read_bytes().splitlines(keepends=True)
    return {
        "summary": summary,
        "job": job,
        "prediction": reconcile(job, desk.services.ledger.intent_of_job("local", job.id)),
        "losses": desk.losses(job),
        "checkpoints": desk.services.ledger.checkpoints("local", job.id),
        "base": base,
        "tuned": tuned,
        "wanted": wanted,
        "question": question,
        "before": before,
        "after": after,
    }


def check(found: dict[str, Any], examples: int, epochs: int) -> None:
    """THEN it learned, and nothing else of the file changed."""
    assert (found["summary"].examples, found["summary"].errors) == (examples, 0)
    losses = found["losses"]
    last = sum(losses[-10:]) / len(losses[-10:])
    assert last <= losses[0] / 2
    assert len(found["checkpoints"]) == epochs
    assert found["prediction"].billed == found["job"].trained_tokens == found["prediction"].predicted
    assert found["tuned"] != found["base"]
    assert likeness(found["tuned"], found["wanted"]) > likeness(found["base"], found["wanted"])
    before, after = found["before"], found["after"]
    assert [line.rstrip(b"\r\n") for line in after[:-1]] == [line.rstrip(b"\r\n") for line in before]
    assert after[: len(before) - 1] == before[:-1]
    assert conversation(after[-1])[1:] == (found["question"], found["tuned"])


def test_the_sample_is_learned_and_an_answer_becomes_an_example(desk: Any, tmp_path: Path) -> None:
    # GIVEN a copy of our own sample
    samples = resource_directory() / "samples"
    training = Path(shutil.copy(samples / "harbor_tone.jsonl", tmp_path))
    # WHEN a person does the whole job
    found = run_main_job(desk, training, samples / "harbor_tone_validation.jsonl", epochs=3, line=0)
    # THEN the model says what was trained, and the window never stalled
    check(found, examples=148, epochs=3)
    assert found["tuned"] == found["wanted"]
    assert desk.responsiveness.longest <= SLOWEST_REACTION, desk.responsiveness.at


@pytest.mark.timeout(400)
def test_published_arithmetic_examples_are_learned_in_the_real_window(
    desk: Any, real_files: Path, tmp_path: Path
) -> None:
    # GIVEN a copy of a published training file of 449 examples
    training = Path(shutil.copy(real_files / "gsm8k_chat_train.jsonl", tmp_path))
    # WHEN a person does the whole job
    found = run_main_job(desk, training, real_files / "gsm8k_chat_validation.jsonl", epochs=3, line=3)
    # THEN it learned, and the window never stalled
    check(found, examples=449, epochs=3)
    assert desk.responsiveness.longest <= SLOWEST_REACTION, desk.responsiveness.at


@pytest.mark.parametrize(
    ("name", "examples"),
    [
        ("stock_toolcall_train.jsonl", 86),
        ("orca_dpo_preference.jsonl", 284),
        ("countdown_reinforcement.jsonl", 100),
    ],
)
def test_published_files_of_other_formats_open_without_a_false_error(
    desk: Any, real_files: Path, tmp_path: Path, name: str, examples: int
) -> None:
    desk.open(Path(shutil.copy(real_files / name, tmp_path)))
    summary = desk.window.dataset_tab.summary
    assert (summary.examples, summary.errors) == (examples, 0)
