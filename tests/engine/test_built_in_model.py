"""The whole way with the real command and the trainer that ships: train, watch, ask."""

import json
import subprocess
import sys
from pathlib import Path

import httpx


def test_the_command_of_the_package_serves_the_built_in_model(tmp_path):
    command = [sys.executable, "-m", "ftdesk", "engine", "--data", str(tmp_path), "--exit-with-stdin"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        line = json.loads(process.stdout.readline())
        headers = {"Authorization": f"Bearer {Path(line['token_file']).read_text()}"}
        models = httpx.get(f"{line['base_url']}/models", headers=headers, trust_env=False).json()
        process.stdin.close()
        assert process.wait(20) == 0
    assert [model["id"] for model in models["data"]] == ["ftdesk-replies-1"]


def test_the_tuned_model_gives_the_trained_answer_and_the_base_does_not(engine):
    job = engine.train(
        model="ftdesk-replies-1", hyperparameters={"n_epochs": 12}, validation_file=engine.upload(), seed=3
    )
    assert job["status"] == "succeeded", job["error"]
    steps = [event["data"] for event in reversed(engine.events(job["id"])) if event["type"] == "metrics"]
    assert steps[-1]["train_loss"] < steps[0]["train_loss"] / 2
    assert steps[-1]["full_valid_mean_token_accuracy"] > steps[0]["valid_mean_token_accuracy"]
    answers = [
        engine.chat("What is 7?", model, temperature=0).json()["choices"][0]["message"]["content"]
        for model in (job["fine_tuned_model"], "ftdesk-replies-1")
    ]
    assert answers[0] == "It is 7."
    assert answers[1] != "It is 7."


def test_the_same_seed_gives_the_same_curve(engine):
    chosen = {"model": "ftdesk-replies-1", "seed": 3, "hyperparameters": {"n_epochs": 2, "batch_size": 3}}
    tables = []
    for _ in range(2):
        [result] = engine.train(**chosen)["result_files"]
        tables.append(engine.client.get(f"/files/{result}/content").text)
    assert tables[0] == tables[1]
