import json
import signal
import socket
import stat
import sys
import time
from pathlib import Path

import pytest

SLOW = {"hyperparameters": {"n_epochs": 50, "batch_size": 1, "learning_rate_multiplier": 2}}


not_on_windows = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals and modes")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def children_of(process_id):
    children = Path(f"/proc/{process_id}/task/{process_id}/children").read_text()
    return [int(child) for child in children.split()]


def is_alive(process_id):
    try:
        return Path(f"/proc/{process_id}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_the_ready_line_leads_to_an_engine_that_answers(engine):
    assert set(engine.line) == {"base_url", "token_file"}
    assert engine.base_url.startswith("http://127.0.0.1:")
    assert engine.client.get("/models").status_code == 200


def test_answers_are_sent_without_delay(engine):
    def seconds():
        start = time.monotonic()
        engine.client.get("/models")
        return time.monotonic() - start

    assert min(seconds() for _ in range(20)) < 0.02


@not_on_windows
def test_token_and_data_belong_to_their_owner_alone(engine):
    assert stat.S_IMODE(Path(engine.line["token_file"]).stat().st_mode) == 0o600
    assert stat.S_IMODE(engine.data.stat().st_mode) == 0o700
    assert len(engine.token) >= 40


@not_on_windows
def test_a_link_in_place_of_the_token_is_not_followed(start_engine, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "mine").write_text("precious")
    for name in ("token", "token.new"):
        (tmp_path / "data" / name).symlink_to(tmp_path / "mine")
    assert start_engine().token != "precious"
    assert (tmp_path / "mine").read_text() == "precious"


@not_on_windows
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_engine_cleanly(start_engine, number):
    engine = start_engine()
    engine.process.send_signal(number)
    status, seconds = engine.end()
    assert status == 0
    assert seconds < 2
    assert engine.process.stderr.read() == b""
    assert engine.process.stdout.read() == b""


@not_on_windows
def test_a_signal_ends_the_engine_while_a_reply_streams_and_the_stream_says_so(start_engine):
    engine = start_engine()
    body = {"model": "echo-1", "messages": [{"role": "user", "content": "endless"}], "stream": True}
    with engine.client.stream("POST", "/chat/completions", json=body) as answer:
        lines = answer.iter_lines()
        next(lines)
        engine.process.terminate()
        last = [line for line in lines if line][-1]
    status, seconds = engine.end()
    assert (status, seconds < 2) == (0, True)
    assert json.loads(last.removeprefix("data: "))["error"]["code"] == "engine_ending"


@linux_only
def test_a_signal_ends_the_engine_while_a_job_trains_and_the_job_is_queued_again(start_engine):
    engine = start_engine()
    job = engine.create(**SLOW).json()
    engine.wait(job["id"], "running")
    workers = children_of(engine.process.pid)
    engine.process.terminate()
    status, seconds = engine.end()
    assert (status, seconds < 2) == (0, True)
    assert not [worker for worker in workers if is_alive(worker)]
    again = start_engine()
    assert again.job(job["id"])["status"] in ("queued", "running")
    assert any("starts from the beginning" in event["message"] for event in again.events(job["id"]))


@linux_only
def test_a_killed_engine_takes_its_work_up_again_and_finishes_it(start_engine):
    engine = start_engine()
    seeded = {"seed": 5, "hyperparameters": {"n_epochs": 3, "learning_rate_multiplier": 5}}
    job = engine.create(**seeded).json()
    while not engine.client.get(f"/fine_tuning/jobs/{job['id']}/checkpoints").json()["data"]:
        time.sleep(0.02)
    workers = children_of(engine.process.pid)
    engine.process.kill()
    engine.end()
    again = start_engine()
    done = again.wait(job["id"])
    assert done["status"] == "succeeded"
    assert not [worker for worker in workers if is_alive(worker)]
    steps = [event["data"]["step"] for event in again.events(job["id"]) if event["type"] == "metrics"]
    assert steps == list(range(9, 0, -1))
    checkpoints = again.client.get(f"/fine_tuning/jobs/{job['id']}/checkpoints").json()["data"]
    assert [checkpoint["step_number"] for checkpoint in checkpoints] == [9, 6, 3]


def test_files_jobs_and_models_survive_a_restart(start_engine):
    engine = start_engine()
    job = engine.train()
    before = [engine.client.get(path).json() for path in ("/files", "/fine_tuning/jobs", "/models")]
    engine.process.terminate()
    engine.end()
    again = start_engine()
    assert [again.client.get(path).json() for path in ("/files", "/fine_tuning/jobs", "/models")] == before
    assert again.chat("hi", model=job["fine_tuned_model"]).status_code == 200
    assert again.token != engine.token


@linux_only
def test_the_engine_ends_when_standard_input_closes(start_engine):
    engine = start_engine("--exit-with-stdin")
    job = engine.create(**SLOW).json()
    engine.wait(job["id"], "running")
    workers = children_of(engine.process.pid)
    engine.process.stdin.close()
    status, seconds = engine.end()
    assert (status, seconds < 2) == (0, True)
    assert not [worker for worker in workers if is_alive(worker)]


def refused(engine, status=2):
    assert engine.end()[0] == status
    assert engine.process.stdout.read() == b""
    sentence = engine.process.stderr.read().decode()
    assert sentence.startswith("ftdesk engine: ")
    assert sentence.count("\n") == 1
    return sentence


def test_a_second_engine_on_the_same_folder_is_refused(engine, start_engine):
    assert "already using" in refused(start_engine(data=engine.data, wait=False), status=3)
    assert engine.client.get("/models").status_code == 200


def test_a_taken_port_is_refused(start_engine):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert "port" in refused(start_engine("--port", str(taken.getsockname()[1]), wait=False))


def test_a_folder_that_cannot_be_made_is_refused(start_engine, tmp_path):
    (tmp_path / "file").write_text("")
    assert "cannot be used" in refused(start_engine(data=tmp_path / "file" / "data", wait=False))


def test_a_damaged_database_is_refused_and_left_alone(start_engine, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "engine.sqlite").write_bytes(b"nonsense" * 1000)
    assert "Move it away" in refused(start_engine(wait=False))
    assert (tmp_path / "data" / "engine.sqlite").read_bytes() == b"nonsense" * 1000


def test_the_port_asked_for_is_used(start_engine):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert start_engine("--port", str(port)).base_url == f"http://127.0.0.1:{port}/v1"


def test_neither_token_nor_prompt_is_ever_written_out(start_engine):
    engine = start_engine()
    engine.chat("a secret question")
    engine.chat("a secret question", model="none")
    engine.client.get("/nothing")
    engine.process.terminate()
    written = b"".join(engine.process.communicate())
    assert b"secret" not in written
    assert engine.token.encode() not in written


def test_what_an_upload_left_is_gone_after_a_restart(start_engine, tmp_path):
    (tmp_path / "data" / "work").mkdir(parents=True)
    (tmp_path / "data" / "files").mkdir()
    (tmp_path / "data" / "work" / "upload-1").write_text("half a file")
    (tmp_path / "data" / "files" / "file-unknown").write_text("renamed, not recorded")
    start_engine()
    assert not list((tmp_path / "data").glob("*/*-*"))
