"""A server on a real loopback socket that does exactly what a test says, and counts what it was asked."""

import json
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from ftdesk.api.client import ApiClient
from ftdesk.api.types import Endpoint, Secret

KEY = "sk-canary-0123456789"


@dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict:
        return json.loads(self.body)


class Wire:
    """The server's end of one connection."""

    def __init__(self, sock: socket.socket, over: threading.Event) -> None:
        self.sock = sock
        self.over = over
        self.reader = sock.makefile("rb")

    def send(self, *pieces: bytes, pause: float = 0.0) -> None:
        for piece in pieces:
            self.sock.sendall(piece)
            if pause and self.over.wait(pause):
                return

    def reset(self) -> None:
        """End with RST, as a crash or a middlebox does."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close()

    def close(self) -> None:
        self.reader.close()
        self.sock.close()

    def stall(self) -> None:
        """Say nothing until the test is over."""
        self.over.wait(30)

    def read_until_closed(self) -> None:
        """Return when the client has closed its end."""
        try:
            while self.reader.read(65536):
                pass
        except OSError:
            pass


Script = Callable[[Wire], None]


class ScriptedServer:
    """Runs one script for each request, the last one again and again."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.connections = 0
        self.scripts: list[Script] = []
        self.before_body: Script | None = None
        self.over = threading.Event()
        self.was_asked = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._wires: list[Wire] = []
        self._secure: Callable[[socket.socket], socket.socket] = lambda sock: sock
        self.port = self._listener.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()
        self.base_url = f"http://127.0.0.1:{self.port}/v1"

    def does(self, *scripts: Script) -> None:
        self.scripts = list(scripts)

    def answers(self, *values: object) -> None:
        self.does(*(answer(value) for value in values))

    def paths(self, method: str) -> list[str]:
        return [asked.target for asked in self.asked if asked.method == method]

    def secure_with(self, context: ssl.SSLContext) -> None:
        self._secure = lambda sock: context.wrap_socket(sock, server_side=True)

    def wait_until_asked(self) -> None:
        assert self.was_asked.wait(5)

    def _accept(self) -> None:
        while True:
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            if self.over.is_set():
                sock.close()
                return
            self.connections += 1
            thread = threading.Thread(target=self._serve, args=(sock,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, sock: socket.socket) -> None:
        try:
            wire = Wire(self._secure(sock), self.over)
        except OSError:
            sock.close()
            return
        self._wires.append(wire)
        try:
            while (asked := self._read(wire)) is not None:
                self.asked.append(asked)
                self.was_asked.set()
                script = self.scripts.pop(0) if len(self.scripts) > 1 else self.scripts[0]
                script(wire)
        except (OSError, ValueError):
            pass  # the client went away, or the script closed the connection
        finally:
            wire.close()

    def _read(self, wire: Wire) -> Asked | None:
        line = wire.reader.readline().decode()
        if not line:
            return None
        method, target, _ = line.split(" ", 2)
        headers = {}
        while line := wire.reader.readline().decode().strip():
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        if self.before_body is not None:
            self.before_body(wire)
        length = int(headers.get("content-length", 0))
        body = wire.reader.read(length)
        return Asked(method, target, headers, body) if len(body) == length else None

    def stop(self) -> None:
        self.over.set()
        socket.create_connection(("127.0.0.1", self.port)).close()  # wakes the accepting thread everywhere
        for wire in self._wires:
            try:
                wire.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
        for thread in self._threads:
            thread.join(5)
        self._listener.close()


def head(status: int = 200, **headers: str) -> bytes:
    named = {"Content-Type": "application/json"} | {k.replace("_", "-"): v for k, v in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"HTTP/1.1 {status} Said\r\n{lines}\r\n".encode()


def answer(value: object, status: int = 200, **headers: str) -> Script:
    """A whole answer; text and bytes are sent as they are, anything else as JSON."""
    text = value if isinstance(value, (str, bytes)) else json.dumps(value)
    body = text.encode() if isinstance(text, str) else text
    return lambda wire: wire.send(head(status, Content_Length=str(len(body)), **headers) + body)


def stream(*pieces: bytes, pause: float = 0.0, kind: str = "text/event-stream") -> Script:
    """An answer that ends with its connection."""

    def script(wire: Wire) -> None:
        wire.send(head(Content_Type=kind, Connection="close"), *pieces, pause=pause)
        wire.close()

    return script


class Say:
    """The makers of scripts, as one fixture."""

    answer = staticmethod(answer)
    stream = staticmethod(stream)
    head = staticmethod(head)


@pytest.fixture
def say() -> type[Say]:
    return Say


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    scripted = ScriptedServer()
    yield scripted
    scripted.stop()


@pytest.fixture
def key() -> str:
    return KEY


@pytest.fixture
def client(server: ScriptedServer) -> Iterator[ApiClient]:
    """A client with a key and no patience for repeats, since most tests count single requests."""
    api = ApiClient(Endpoint(server.base_url, Secret(KEY)), read_attempts=1)
    yield api
    api.close()
