"""A key goes to its server and to nowhere else: every file, log line and text of a whole session is searched."""

import base64
import json
import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from ftdesk.desktop.diagnostics import diagnostics
from ftdesk.desktop.jobs_tab.job_submission import JobOrder
from ftdesk.desktop.main_window import MainWindow
from ftdesk.desktop.messages import FailureBox, explain, show_failure
from ftdesk.desktop.playground_tab.turn_card import TurnCard
from ftdesk.desktop.services import Services
from ftdesk.desktop.settings_dialog import SettingsDialog
from ftdesk.workspace.job_records import IntentState

CANARY = "zq7Canary0Kestrel9Marlin3Osprey5"  # without a prefix by which a filter could know it
EXAMPLE = {"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}]}


class Telltale(BaseHTTPRequestHandler):
    """Refuses everything but the list of models, and repeats the key that it was sent."""

    keys: list[str]

    def do_GET(self) -> None:
        models = {"object": "list", "data": [{"id": "m", "object": "model"}]}
        self._answer(200 if self.path.endswith("/models") else 401, models)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(401, {})

    def _answer(self, status: int, answer: dict[str, object]) -> None:
        sent = str(self.headers.get("Authorization"))
        self.keys.append(sent)
        if status != 200:
            answer = {"error": {"message": f"Incorrect API key provided: {sent}", "type": "x", "code": sent}}
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("X-Request-Id", sent)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def telltale() -> Iterator[tuple[str, list[str]]]:
    keys: list[str] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), type("Own", (Telltale,), {"keys": keys})) as listening:
        thread = threading.Thread(target=listening.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{listening.server_port}/v1", keys
        listening.shutdown()
        thread.join()


@pytest.fixture
def window(services: Services, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(services)
    made.show()
    services.background.unexpected.connect(made.show_failure)
    yield made
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)


def disguises(key: str) -> list[bytes]:
    """The key as it may lie in a file: raw, turned around, UTF-16, hexadecimal, base64 at each alignment."""
    raw = key.encode()
    aligned = [base64.b64encode(b"x" * shift + raw)[4:-4] for shift in range(3)]
    return [raw, raw[::-1], key.encode("utf-16-le"), raw.hex().encode(), raw.hex().upper().encode(), *aligned]


def has_key(content: bytes) -> bool:
    return any(disguise in content for disguise in disguises(CANARY))


def use_provider(window: MainWindow, address: str, qtbot: QtBot) -> None:
    """In the settings dialog: add a provider, test it with the typed key, keep the key, use it."""
    window.open_settings()
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    dialog.show_providers()
    dialog.findChild(QPushButton, "add_provider").click()
    field = dialog.findChild(QLineEdit, "provider_address")
    field.setText(address)
    field.editingFinished.emit()
    dialog.findChild(QLineEdit, "provider_key").setText(CANARY)
    dialog.findChild(QPushButton, "test_connection").click()
    words = dialog.findChild(QLabel, "connection_result_text")
    qtbot.waitUntil(lambda: "It works" in words.text(), timeout=20_000)
    dialog.findChild(QPushButton, "save_key").click()
    qtbot.waitUntil(lambda: "this session only" in dialog.findChild(QLabel, "key_state").text())
    assert dialog.findChild(QLineEdit, "provider_key").text() == ""
    dialog.findChild(QPushButton, "use_provider").click()
    dialog.accept()


def refused_chat(window: MainWindow, qtbot: QtBot) -> str:
    """Ask something; what the card says about the refusal."""
    window.playground_tab.show_model("m")
    window.playground_tab.ask("Hello?")
    qtbot.waitUntil(lambda: not window.playground_tab.streaming, timeout=20_000)
    cards = window.playground_tab.findChildren(TurnCard)
    return " ".join(label.text() for card in cards for label in card.findChildren(QLabel))


def test_after_a_session_full_of_refusals_the_key_is_in_no_file_log_or_text(
    window: MainWindow,
    services: Services,
    telltale: tuple[str, list[str]],
    own_home: Path,
    tmp_path: Path,
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    address, keys = telltale
    use_provider(window, address, qtbot)
    qtbot.waitUntil(lambda: services.connection.state.ready, timeout=20_000)
    texts = [refused_chat(window, qtbot)]
    data = tmp_path / "data.jsonl"
    data.write_text(json.dumps(EXAMPLE) + "\n")
    starter = window.jobs_tab.dealings.starter
    with qtbot.waitSignal(starter.not_started, timeout=20_000) as ended:
        starter.start(JobOrder(services.connection.profile.id, "m", data))
    assert ended.args[0].state is IntentState.REFUSED
    texts.append(ended.args[0].reason)
    try:
        services.connection.client().get_json("files")
    except Exception as error:  # noqa: BLE001 - whatever it is, its words are searched
        show_failure(window, error)
        texts.append(explain(error).as_text())
    box = window.findChild(FailureBox)
    assert box is not None
    texts.append(box.findChild(QPlainTextEdit, "failure_details").toPlainText())
    box.findChild(QPushButton, "failure_copy").click()
    texts += [QGuiApplication.clipboard().text(), diagnostics(services), caplog.text, *capfd.readouterr()]
    window.playground_tab.finish()
    assert f"Bearer {CANARY}" in keys
    assert len(keys) >= 4
    files = [path for folder in (own_home, tmp_path) for path in folder.rglob("*") if path.is_file()]
    assert len(files) >= 3
    assert [path.name for path in files if has_key(path.read_bytes())] == []
    assert [text for text in texts if has_key(text.encode())] == []
