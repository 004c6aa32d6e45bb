"""Real engine processes on real loopback sockets, and what the tests do with them."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import httpx
import jsonschema
import pytest

HERE = Path(__file__).parent
ENDED = ("succeeded", "failed", "cancelled")
PATIENCE_SECONDS = 40


def chat_line(question, answer):
    messages = [{"role": "user", "content": question}, {"role": "assistant", "content": answer}]
    return json.dumps({"messages": messages})


TWELVE_LINES = tuple(chat_line(f"What is {number}?", f"It is {number}.") for number in range(12))


class EngineProcess:
    """One engine with a client that knows its token."""

    def __init__(self, data, *options, wait=True):
        self.data = data
        self.echo_log = data.parent / "echo.log"
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "engine_main.py"), "--data", str(data), *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "ECHO_LOG": str(self.echo_log)},
        )
        self.client = None
        self.created = []
        if wait:
            self.ready()

    def ready(self):
        line = self.process.stdout.readline()
        assert line, self.process.stderr.read()
        self.line = json.loads(line)
        self.base_url = self.line["base_url"]
        self.token = Path(self.line["token_file"]).read_text()
        self.client = self.new_client()

    def new_client(self, **headers):
        return httpx.Client(
            base_url=self.base_url,
            headers={"Authorization": f"Bearer {self.token}", **headers},
            timeout=PATIENCE_SECONDS,
            trust_env=False,
        )

    def upload(self, lines=TWELVE_LINES, filename="train.jsonl"):
        content = lines if isinstance(lines, bytes) else "\n".join(lines).encode()
        answer = self.client.post(
            "/files", data={"purpose": "fine-tune"}, files={"file": (filename, content)}
        )
        assert answer.status_code == 200, answer.text
        return answer.json()["id"]

    def create(self, lines=TWELVE_LINES, *, model="echo-1", headers=None, **fields):
        body = {"model": model, **fields}
        body.setdefault("training_file", None)
        body["training_file"] = body["training_file"] or self.upload(lines)
        answer = self.client.post("/fine_tuning/jobs", json=body, headers=headers)
        self.created.append(answer.json().get("id"))
        return answer

    def cancel(self, job_id):
        return self.client.post(f"/fine_tuning/jobs/{job_id}/cancel")

    def cancel_rest(self):
        """Cancel what no test waits for any more, so that the next one need not wait for it."""
        for job_id in self.created:
            self.cancel(job_id)
        self.created.clear()

    def job(self, job_id):
        return self.client.get(f"/fine_tuning/jobs/{job_id}").json()

    def wait(self, job_id, *statuses):
        """The job once it has one of the statuses (by default: has ended)."""
        end = time.monotonic() + PATIENCE_SECONDS
        while (job := self.job(job_id))["status"] not in (statuses or ENDED):
            assert time.monotonic() < end, job
            time.sleep(0.05)
        return job

    def events(self, job_id, **query):
        answer = self.client.get(f"/fine_tuning/jobs/{job_id}/events", params={"limit": 1000, **query})
        return answer.json()["data"]

    def train(self, lines=TWELVE_LINES, **fields):
        """A job that has ended."""
        created = self.create(lines, **fields)
        assert created.status_code == 200, created.text
        return self.wait(created.json()["id"])

    def chat(self, text, model="echo-1", **fields):
        body = {"model": model, "messages": [{"role": "user", "content": text}], **fields}
        return self.client.post("/chat/completions", json=body)

    def end(self, seconds=PATIENCE_SECONDS):
        """Wait for the end; exit status and seconds it took."""
        start = time.monotonic()
        status = self.process.wait(seconds)
        return status, time.monotonic() - start

    def close(self):
        if self.client:
            self.client.close()
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE_SECONDS)
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            pipe.close()


@pytest.fixture
def start_engine(tmp_path):
    """Start engines that end with the test; by default all in one data folder."""
    running = []

    def start(*options, data=None, wait=True):
        running.append(EngineProcess(data or tmp_path / "data", *options, wait=wait))
        return running[-1]

    yield start
    for engine in running:
        engine.close()


@pytest.fixture(scope="session")
def shared_engine(tmp_path_factory):
    """One engine for all tests that do not end it."""
    engine = EngineProcess(tmp_path_factory.mktemp("engine") / "data")
    yield engine
    engine.close()


@pytest.fixture
def engine(shared_engine):
    """The shared engine; jobs that a test leaves behind are cancelled."""
    yield shared_engine
    shared_engine.cancel_rest()


@pytest.fixture(scope="session")
def twelve_lines():
    """A training file of the smallest kind that is accepted."""
    return TWELVE_LINES


@pytest.fixture(scope="session")
def tuned(shared_engine):
    """A job that succeeded, with a validation file."""
    return shared_engine.train(validation_file=shared_engine.upload(), suffix="tone", seed=7)


@pytest.fixture(scope="session")
def conforms():
    """Check an object against openai_shapes.json: nothing missing, nothing more, nulls where allowed."""
    shapes = json.loads((HERE / "openai_shapes.json").read_text("utf-8"))

    def check(value, shape):
        jsonschema.Draft202012Validator({"$ref": f"#/$defs/{shape}", **shapes}).validate(value)

    return check
