"""Servers as they are out there: away, in the way, of another kind, dying. A sentence each time, nothing doubled."""

import json
import shutil
import socket
import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from ftdesk.desktop.settings_dialog import SettingsDialog
from ftdesk.resource_files import resource_directory
from ftdesk.workspace.job_records import Intent, IntentState
from ftdesk.workspace.preferences import Profile

SAMPLE = resource_directory() / "samples" / "harbor_tone.jsonl"
RIGHT_KEY = "sk-right-key-123456"


@dataclass
class BadServer:
    """A server on loopback that behaves as `mode` says and notes what it was asked to do."""

    address: str = ""
    mode: str = ""
    asked: list[str] = field(default_factory=list)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    state: BadServer

    def log_message(self, *_: object) -> None:
        return

    def do_GET(self) -> None:
        match self.state.mode:
            case "html":
                self._send(200, b"<!doctype html><title>Welcome to the hotel</title>", "text/html")
            case "redirect":
                self._send(302, b"", location="https://elsewhere.example/v1/models")
            case "key" if self.headers["Authorization"] != f"Bearer {RIGHT_KEY}":
                error = {"message": "Incorrect API key provided.", "type": "x", "param": None, "code": None}
                self._send(401, json.dumps({"error": error}).encode())
            case "gone":
                self._cut()
            case _:
                models = [{"id": "base-model", "object": "model", "created": 1, "owned_by": "x"}]
                data = models if self.path.endswith("/models") else []
                self._send(200, json.dumps({"object": "list", "data": data, "has_more": False}).encode())

    def do_POST(self) -> None:
        self.state.asked.append(self.path)
        if self.path.endswith("/files") and self.state.mode == "dies while uploading":
            self.rfile.read(1000)
            self._die()
            return
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path.endswith("/files"):
            self._send(200, json.dumps(self._file(body)).encode())
        elif self.path.endswith("/jobs"):
            self._die()
        else:
            self._begin_stream()

    def _file(self, body: bytes) -> dict[str, Any]:
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        part = next(p for p in BytesParser().parsebytes(head + body).get_payload() if p.get_filename())
        content = part.get_payload(decode=True)
        return {
            "id": "file-1",
            "object": "file",
            "bytes": len(content),
            "created_at": 1_800_000_000,
            "filename": "mine.jsonl",
            "purpose": "fine-tune",
            "status": "processed",
        }

    def _begin_stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        delta = {"index": 0, "delta": {"role": "assistant", "content": "Half an ans"}, "finish_reason": None}
        chunk = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [delta]}
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.flush()
        self._end_connection()

    def _send(self, status: int, body: bytes, kind: str = "application/json", location: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)

    def _die(self) -> None:
        self.state.mode = "gone"
        self._cut()

    def _cut(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._end_connection()

    def _end_connection(self) -> None:
        self.connection.close()
        self.close_connection = True


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A connection that is cut on purpose is nothing to print."""


@pytest.fixture
def server() -> Iterator[BadServer]:
    state = BadServer()
    with QuietServer(("127.0.0.1", 0), type("Scripted", (Handler,), {"state": state})) as listener:
        state.address = f"http://127.0.0.1:{listener.server_port}/v1"
        thread = threading.Thread(target=listener.serve_forever, args=(0.02,))
        thread.start()
        yield state
        listener.shutdown()
        thread.join()


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def add_provider(desk: Any, address: str, key: str = "") -> SettingsDialog:
    """Set up a provider in the settings, as a person does."""
    desk.window.open_settings()
    dialog: SettingsDialog = desk.find(SettingsDialog, "settings_dialog")
    dialog.show_providers()
    desk.press("add_provider")
    for name, text in (("provider_name", "Mine"), ("provider_address", address)):
        edit = desk.find(QLineEdit, name)
        edit.setText(text)
        edit.editingFinished.emit()
    if key:
        desk.find(QLineEdit, "provider_key").setText(key)
        desk.press("save_key")
        desk.wait(lambda: not desk.find(QLineEdit, "provider_key").text())
    return dialog


def result_of_test(desk: Any) -> str:
    desk.press("test_connection")
    tried = desk.window.findChild(QPushButton, "test_connection")
    desk.wait(tried.isEnabled)
    return str(desk.find(QLabel, "connection_result_text").text())


# -- the settings --------------------------------------------------------------------------------------------


def test_a_wrong_key_is_named_as_such_and_the_right_one_kept_for_this_session(
    desk: Any, server: BadServer
) -> None:
    server.mode = "key"
    add_provider(desk, server.address, "sk-wrong-key-654321")
    assert "The server does not accept the key." in result_of_test(desk)
    assert "wrong-key" not in result_of_test(desk)
    # This machine has no keyring: the person is told, and goes on.
    state = desk.find(QLabel, "key_state").text()
    assert state.startswith("The key is kept for this session only. This system offers no safe place")
    desk.find(QLineEdit, "provider_key").setText(RIGHT_KEY)
    desk.press("save_key")
    desk.wait(lambda: not desk.find(QLineEdit, "provider_key").text())
    assert result_of_test(desk) == "It works: 1 model."
    kept = [path for path in desk.services.paths.root.rglob("*") if path.is_file()]
    assert not [path for path in kept if RIGHT_KEY.encode() in path.read_bytes()]


def test_a_server_that_is_not_there_is_a_sentence(desk: Any) -> None:
    add_provider(desk, f"http://127.0.0.1:{closed_port()}/v1")
    assert "no server listens at that port" in result_of_test(desk)


@pytest.mark.parametrize(
    ("mode", "sentence"),
    [
        (
            "html",
            "A web page came back: the address may lack its /v1, or a network asks you to log in first.",
        ),
        ("redirect", "The server sends us to another address. It points to"),
        ("gone", "The connection ended before the whole answer arrived."),
    ],
)
def test_a_server_of_another_kind_is_a_sentence(
    desk: Any, server: BadServer, mode: str, sentence: str
) -> None:
    server.mode = mode
    add_provider(desk, server.address)
    assert sentence in result_of_test(desk)


# -- chats and jobs ------------------------------------------------------------------------------------------


def use(desk: Any, server: BadServer) -> None:
    profile = Profile("mine", "Mine", "compatible", server.address)
    settings = desk.services.settings
    settings.update(profiles=(*settings.current.profiles, profile))
    desk.services.connection.select("mine")
    desk.wait(lambda: desk.services.connection.state.ready)


def test_a_cut_answer_keeps_its_text_and_says_so(desk: Any, server: BadServer) -> None:
    use(desk, server)
    desk.chat_with("base-model", "")
    card = desk.ask("Why?")
    assert card.text == "Half an ans"
    assert "The answer ended in the middle." in card.findChild(QLabel, "turn_note").text()
    assert server.asked == ["/v1/chat/completions"]


def order_job(desk: Any, folder: Path) -> Intent:
    """Start a job in the dialog; the wish as it stands once nothing moves any more."""
    desk.open(Path(shutil.copy(SAMPLE, folder)))
    desk.begin_job(epochs=3)
    ledger = desk.services.ledger
    settled = {IntentState.REFUSED, IntentState.UNCONFIRMED, IntentState.CREATED}
    desk.wait(lambda: bool(ledger.intents("mine")) and ledger.intents("mine")[0].state in settled)
    (intent,) = ledger.intents("mine")
    return intent


def test_a_server_that_dies_while_a_file_is_sent_made_no_job(
    desk: Any, server: BadServer, tmp_path: Path
) -> None:
    use(desk, server)
    server.mode = "dies while uploading"
    intent = order_job(desk, tmp_path)
    assert intent.state is IntentState.REFUSED
    assert set(server.asked) == {"/v1/files"}
    assert "The connection ended" in intent.reason


def test_a_server_that_dies_on_the_order_is_asked_once_and_the_job_stays_unconfirmed(
    desk: Any, server: BadServer, tmp_path: Path
) -> None:
    use(desk, server)
    intent = order_job(desk, tmp_path)
    assert intent.state is IntentState.UNCONFIRMED
    assert server.asked == ["/v1/files", "/v1/fine_tuning/jobs"]
    desk.wait(lambda: "Unconfirmed" in desk.find(QLabel, "job_state_label").text())
    assert desk.services.ledger.jobs("mine") == ()
