"""A GUI to test in: the theme applied, background work that is shut down, the services of a fresh desk."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from keyring.backends.null import Keyring
from PySide6.QtWidgets import QApplication

from ftdesk.app import running_services
from ftdesk.desktop.background import Background
from ftdesk.desktop.services import Services
from ftdesk.desktop.theme import apply_theme
from ftdesk.workspace.credentials import Credentials
from ftdesk.workspace.paths import WorkspacePaths


@pytest.fixture(autouse=True)
def light_theme(qapp: QApplication) -> None:
    """The looks of a first start."""
    apply_theme(qapp, "light")


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    """Background work with one worker process at most; nothing of it may be left at the end."""
    made = Background(processes=1)
    yield made
    assert made.shutdown()


@pytest.fixture
def services(qapp: QApplication, own_home: Path) -> Iterator[Services]:
    """A fresh desk on a machine without a keyring, its engine not started."""
    with running_services(WorkspacePaths(own_home), Credentials(Keyring())) as made:
        yield made
    assert made.background.ended_cleanly


@dataclass
class LoopbackServer:
    """A server that lists models for those who have its key, and notes the headers it was sent."""

    address: str
    key: str = "sk-right-key-123456"
    seen: list[dict[str, str]] = field(default_factory=list)


@pytest.fixture
def server() -> Iterator[LoopbackServer]:
    """A real server on loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.seen.append(dict(self.headers))
            allowed = self.headers.get("Authorization") == f"Bearer {made.key}"
            models = [{"id": name, "object": "model", "created": 1, "owned_by": "x"} for name in ("a", "b")]
            refusal = {"message": "Incorrect API key provided.", "type": "invalid_request_error"}
            answer = {"object": "list", "data": models} if allowed else {"error": refusal}
            body = json.dumps(answer).encode()
            self.send_response(200 if allowed else 401)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        made = LoopbackServer(f"http://127.0.0.1:{listening.server_port}/v1")
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        yield made
        listening.shutdown()
        thread.join()
