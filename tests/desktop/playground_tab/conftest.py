"""A chat server on loopback that answers as a test scripts it, and a playground that talks to it."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from ftdesk.desktop.background import Background
from ftdesk.desktop.connection import Connection
from ftdesk.desktop.model_data import ModelData
from ftdesk.desktop.playground_tab.playground_tab import PlaygroundTab
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

MODELS = ("base-model", "ft:base-model:local:tone:abc")


@dataclass
class Script:
    """What the next answer is, and what was asked."""

    pieces: list[str] = field(default_factory=lambda: ["Aye, ", "the tide ", "is in."])
    cut: bool = False
    status: int = 200
    hold_after: int | None = None
    go_on: threading.Event = field(default_factory=threading.Event)
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)


class Handler(BaseHTTPRequestHandler):
    """Plays the script that the server carries."""

    protocol_version = "HTTP/1.1"
    script: Script

    def log_message(self, *_: object) -> None:
        return

    def do_GET(self) -> None:
        models = [{"id": name, "object": "model", "created": 1, "owned_by": "x"} for name in MODELS]
        self._json(200, {"object": "list", "data": models})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.script.asked.append((self.path, body))
        if self.script.status != 200:
            error = {"message": "no such model", "type": "x", "param": None, "code": None}
            self._json(self.script.status, {"error": error})
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        try:
            self._stream()
        except (BrokenPipeError, ConnectionResetError):
            pass

    def _stream(self) -> None:
        for number, piece in enumerate(self.script.pieces):
            if self.script.hold_after == number:
                self.script.go_on.wait(20)
            self._event(self._delta(piece))
        if self.script.cut:
            return
        self._event(self._delta("", "stop"))
        usage = {"prompt_tokens": 7, "completion_tokens": 5, "total_tokens": 12}
        self._event({"object": "chat.completion.chunk", "choices": [], "usage": usage})
        self.wfile.write(b"data: [DONE]\n\n")

    def _delta(self, text: str, finish: str | None = None) -> dict[str, Any]:
        part = {"text": text} if self.path.endswith("/v1/completions") else {"delta": {"content": text}}
        return {"choices": [{"index": 0, "finish_reason": finish, **part}]}

    def _event(self, value: dict[str, Any]) -> None:
        self.wfile.write(b"data: " + json.dumps(value).encode() + b"\n\n")
        self.wfile.flush()

    def _json(self, status: int, value: dict[str, Any]) -> None:
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def address(script: Script) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Scripted", (Handler,), {"script": script}))
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    script.go_on.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def make_tab(address: str, background: Background, qtbot: QtBot) -> Iterator[Callable[[], PlaygroundTab]]:
    """Makes a playground on the workspace of this test; a second one sees what the first kept."""
    paths = WorkspacePaths()
    settings = SettingsStore(paths.settings)
    profile = Profile("own", "Own server", "compatible", address)
    settings.update(profiles=(*settings.current.profiles, profile), active_profile="own")
    database = Database(paths.database)
    credentials = Credentials()
    connection = Connection(background, settings, credentials, paths)
    services = Services(
        background,
        connection,
        settings,
        paths,
        ModelData(resource_directory()),
        JobLedger(database),
        Conversations(database),
        VersionsOnDemand(paths.versions, settings),
        credentials,
        resource_directory() / "tokenizers",
    )
    connection.open()
    qtbot.waitUntil(lambda: connection.state.ready, timeout=10_000)

    def make() -> PlaygroundTab:
        tab = PlaygroundTab(services)
        qtbot.addWidget(tab)
        tab.resize(1200, 760)
        tab.show()
        return tab

    yield make
    background.shutdown()
    connection.shutdown()


@pytest.fixture
def tab(make_tab: Callable[[], PlaygroundTab], qtbot: QtBot) -> PlaygroundTab:
    made = make_tab()
    made.show_model(MODELS[1])
    return made
