"""A fine-tuning server on loopback that does what a test scripts, and a desk connected to it by real HTTP."""

import json
import re
import socket
import struct
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from ftdesk.api.client import ApiClient
from ftdesk.api.types import Endpoint
from ftdesk.desktop.background import Background
from ftdesk.desktop.connection import Connection
from ftdesk.desktop.model_data import ModelData
from ftdesk.desktop.services import Services
from ftdesk.resource_files import resource_directory
from ftdesk.workspace.conversations import Conversations
from ftdesk.workspace.credentials import Credentials
from ftdesk.workspace.database import Database
from ftdesk.workspace.job_ledger import JobLedger
from ftdesk.workspace.paths import WorkspacePaths
from ftdesk.workspace.preferences import Profile
from ftdesk.workspace.settings import SettingsStore
from ftdesk.workspace.versions_on_demand import VersionsOnDemand

Json = dict[str, Any]
BASE = "base-model"


def job_body(number: int, body: Json, **changes: Any) -> Json:
    """A job as a server describes it."""
    return {
        "id": f"ftjob-{number}",
        "object": "fine_tuning.job",
        "created_at": 1_800_000_000 + number,
        "error": {},
        "finished_at": None,
        "fine_tuned_model": None,
        "hyperparameters": {"n_epochs": 3, "batch_size": 1, "learning_rate_multiplier": 1.0},
        "model": body.get("model", BASE),
        "organization_id": "org",
        "result_files": [],
        "seed": 7,
        "status": "running",
        "trained_tokens": None,
        "training_file": body.get("training_file", "file-0"),
        "validation_file": body.get("validation_file"),
        "metadata": body.get("metadata"),
        "user_provided_suffix": body.get("suffix"),
    } | changes


def step_event(number: int, total: int = 10, at: int = 1_800_000_000) -> Json:
    """An event with measurements."""
    return {
        "id": f"ftevent-{number}",
        "object": "fine_tuning.job.event",
        "created_at": at + number,
        "level": "info",
        "message": f"Step {number}/{total}: training loss={2 / number:.2f}",
        "type": "metrics",
        "data": {
            "step": number,
            "total_steps": total,
            "train_loss": 2 / number,
            "train_mean_token_accuracy": 1 - 1 / (number + 1),
        },
    }


@dataclass
class FakeServer:
    """State that tests set and read; `faults` are consumed one a request: a name, or (status, body, headers)."""

    jobs: dict[str, Json] = field(default_factory=dict)
    events: dict[str, list[Json]] = field(default_factory=dict)
    checkpoints: dict[str, list[Json]] = field(default_factory=dict)
    files: dict[str, Json] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    models: list[str] = field(default_factory=lambda: [BASE])
    faults: dict[str, list[Any]] = field(default_factory=dict)
    always: dict[str, Any] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    posted: list[Json] = field(default_factory=list)
    hides_new_jobs: bool = False
    hidden: dict[str, Json] = field(default_factory=dict)
    before_upload: Callable[[], object] = lambda: None
    before_list: Callable[[], object] = lambda: None
    at_once: int = 0
    most_at_once: int = 0

    def counts(self) -> Counter[str]:
        return Counter(self.seen)

    def add_job(self, **changes: Any) -> Json:
        job = job_body(len(self.jobs) + len(self.hidden) + 1, {}, **changes)
        self.jobs[job["id"]] = job
        self.events.setdefault(job["id"], [])
        return job

    def show_hidden(self) -> None:
        self.jobs |= self.hidden
        self.hidden = {}

    def take_fault(self, route: str) -> Any:
        waiting = self.faults.get(route)
        return waiting.pop(0) if waiting else self.always.get(route)


ROUTES = (
    (r"/v1/models", "models"),
    (r"/v1/files", "files"),
    (r"/v1/files/([^/]+)", "file"),
    (r"/v1/fine_tuning/jobs", "jobs"),
    (r"/v1/fine_tuning/jobs/([^/]+)", "job"),
    (r"/v1/fine_tuning/jobs/([^/]+)/cancel", "cancel"),
    (r"/v1/fine_tuning/jobs/([^/]+)/events", "events"),
    (r"/v1/fine_tuning/jobs/([^/]+)/checkpoints", "checkpoints"),
)
HTML = (200, b"<!doctype html><html><body>Welcome to the cafe</body></html>", {"Content-Type": "text/html"})
MISSING = {"error": {"message": "not found", "type": "x", "param": None, "code": None}}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    state: FakeServer

    def log_message(self, *_: object) -> None:
        return

    def do_GET(self) -> None:
        self._serve("GET")

    def do_POST(self) -> None:
        self._serve("POST")

    def do_DELETE(self) -> None:
        self._serve("DELETE")

    def _serve(self, method: str) -> None:
        path = self.path.split("?")[0]
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        for pattern, name in ROUTES:
            match = re.fullmatch(pattern, path)
            if match:
                route = f"{method} {name}"
                self.state.seen.append(route)
                self.state.at_once += 1
                self.state.most_at_once = max(self.state.most_at_once, self.state.at_once)
                try:
                    self._answer(route, match.group(1) if match.groups() else "", body)
                finally:
                    self.state.at_once -= 1
                return
        self._send(404, MISSING)

    def _answer(self, route: str, name: str, body: bytes) -> None:
        fault = self.state.take_fault(route)
        if isinstance(fault, tuple):
            self._send(*fault)
        elif fault == "cut before":
            self._cut()
        else:
            status, answer = self._result(route, name, body)
            if fault == "cut after":
                self._cut()
            else:
                self._send(status, answer)

    def _result(self, route: str, name: str, body: bytes) -> tuple[int, Json]:
        state = self.state
        if route == "POST files":
            return self._upload(body)
        if route == "POST jobs":
            return self._create(json.loads(body))
        if route == "POST cancel":
            state.jobs[name]["status"] = "cancelled"
            return 200, state.jobs[name]
        if route == "GET jobs":
            state.before_list()
        if route == "GET job":
            return (200, state.jobs[name]) if name in state.jobs else (404, MISSING)
        if route == "DELETE file":
            state.files.pop(name, None)
            return 200, {"id": name, "object": "file", "deleted": True}
        lists: dict[str, list[Any]] = {
            "GET models": [{"id": model, "object": "model"} for model in state.models],
            "GET files": list(state.files.values()),
            "GET jobs": list(state.jobs.values())[::-1],
            "GET events": state.events.get(name, [])[::-1],
            "GET checkpoints": state.checkpoints.get(name, []),
        }
        return 200, {"object": "list", "data": lists[route], "has_more": False}

    def _upload(self, body: bytes) -> tuple[int, Json]:
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        part = next(p for p in BytesParser().parsebytes(head + body).get_payload() if p.get_filename())
        content = part.get_payload(decode=True)
        self.state.before_upload()
        number = f"file-{len(self.state.files) + 1}"
        kept = {
            "id": number,
            "object": "file",
            "bytes": len(content),
            "created_at": 1_800_000_000,
            "filename": _filename(body),
            "purpose": "fine-tune",
            "status": "processed",
        }
        self.state.files[number], self.state.contents[number] = kept, content
        return 200, kept

    def _create(self, body: Json) -> tuple[int, Json]:
        state = self.state
        state.posted.append(body)
        job = job_body(len(state.jobs) + len(state.hidden) + 1, body)
        (state.hidden if state.hides_new_jobs else state.jobs)[job["id"]] = job
        state.events.setdefault(job["id"], [])
        return 200, job

    def _send(self, status: int, body: Any, headers: dict[str, str] | None = None) -> None:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for key, value in ({"Content-Type": "application/json"} | (headers or {})).items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _cut(self) -> None:
        """End the connection with a reset, as a broken network does."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True


def _filename(body: bytes) -> str:
    found = re.search(rb'filename="([^"]*)"', body)
    return found.group(1).decode() if found else ""


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that goes away, or a cut made on purpose, is nothing to print."""


@pytest.fixture
def server() -> FakeServer:
    return FakeServer()


@pytest.fixture
def address(server: FakeServer) -> Iterator[str]:
    listener = QuietServer(("127.0.0.1", 0), type("Scripted", (Handler,), {"state": server}))
    thread = threading.Thread(target=listener.serve_forever, args=(0.05,))
    thread.start()
    yield f"http://127.0.0.1:{listener.server_address[1]}/v1"
    listener.shutdown()
    thread.join()
    listener.server_close()


@pytest.fixture
def client(address: str) -> Iterator[ApiClient]:
    made = ApiClient(Endpoint(address))
    yield made
    made.close()


@pytest.fixture
def ledger() -> Iterator[JobLedger]:
    database = Database(WorkspacePaths().database)
    yield JobLedger(database)
    database.close()


@pytest.fixture
def versions() -> Iterator[VersionsOnDemand]:
    paths = WorkspacePaths()
    made = VersionsOnDemand(paths.versions, SettingsStore(paths.settings))
    yield made
    made.close()


@pytest.fixture
def services(
    address: str, background: Background, ledger: JobLedger, versions: VersionsOnDemand, qtbot: QtBot
) -> Iterator[Services]:
    """A desk whose active profile is the scripted server; not connected before `connection.open()`."""
    paths = WorkspacePaths()
    settings = SettingsStore(paths.settings)
    profile = Profile("own", "Own server", "compatible", address)
    settings.update(profiles=(*settings.current.profiles, profile), active_profile="own")
    credentials = Credentials()
    connection = Connection(background, settings, credentials, paths)
    resources = resource_directory()
    yield Services(
        background=background,
        connection=connection,
        settings=settings,
        paths=paths,
        models=ModelData(resources),
        ledger=ledger,
        conversations=Conversations(ledger._database),
        versions=versions,
        credentials=credentials,
        vocabulary_directory=resources / "tokenizers",
    )
    background.shutdown()
    connection.shutdown()


@pytest.fixture
def training_file(tmp_path: Path) -> Path:
    """Twelve faultless examples."""
    path = tmp_path / "harbour.jsonl"
    lines = [
        {
            "messages": [
                {"role": "user", "content": f"Is berth {n} free?"},
                {"role": "assistant", "content": f"Berth {n} is free until the {n}th bell."},
            ]
        }
        for n in range(1, 13)
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path
