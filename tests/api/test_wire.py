"""Connections that do not come about, and how long they are tried."""

import socket
import sys
import threading
import time

import pytest

from ftdesk.api.client import ApiClient
from ftdesk.api.errors import NotReached, UnreachedReason
from ftdesk.api.limits import Limits
from ftdesk.api.types import Endpoint
from ftdesk.cancellation import Cancellation
from ftdesk.errors import Cancelled


def ask(address, limits=Limits(), cancellation=None):  # noqa: B008 - frozen
    client = ApiClient(Endpoint(address), read_attempts=1)
    try:
        return client.get_json("models", limits=limits, cancellation=cancellation)
    finally:
        client.close()


linux_only = pytest.mark.skipif(sys.platform != "linux", reason="other systems fill a queue differently")


@pytest.fixture
def full_port():
    """A port that accepts nothing more: its queue is full, so that a connect is never answered."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        waiting = []
        for _ in range(4):
            sock = socket.socket()
            sock.setblocking(False)
            sock.connect_ex(listener.getsockname())
            waiting.append(sock)
        yield listener.getsockname()[1]
        for sock in waiting:
            sock.close()


def test_nobody_there_is_refused():
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    with pytest.raises(NotReached) as caught:
        ask(f"http://127.0.0.1:{port}/v1")
    assert (caught.value.reason, caught.value.host) == (UnreachedReason.REFUSED, "127.0.0.1")
    assert caught.value.is_definite_no


@pytest.mark.parametrize("host", ["no-such-host.invalid", "x" * 70 + ".example"])
def test_a_name_that_nobody_knows_is_named(host):
    with pytest.raises(NotReached) as caught:
        ask(f"http://{host}/v1")
    assert caught.value.reason is UnreachedReason.NAME


@linux_only
def test_a_server_that_does_not_answer_a_connect_is_silent(full_port):
    with pytest.raises(NotReached) as caught:
        ask(f"http://127.0.0.1:{full_port}/v1", Limits(connect=0.4))
    assert caught.value.reason is UnreachedReason.SILENT


@linux_only
def test_connecting_can_be_cancelled(full_port):
    cancellation = Cancellation()
    threading.Timer(0.2, cancellation.cancel).start()
    started = time.monotonic()
    with pytest.raises(Cancelled):
        ask(f"http://127.0.0.1:{full_port}/v1", cancellation=cancellation)
    assert time.monotonic() - started < 0.7


def test_looking_up_a_name_can_be_cancelled(monkeypatch):
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: over.wait(5) and [])
    cancellation = Cancellation()
    threading.Timer(0.2, cancellation.cancel).start()
    started = time.monotonic()
    with pytest.raises(Cancelled):
        ask("http://slow.example/v1", cancellation=cancellation)
    over.set()
    assert time.monotonic() - started < 0.7


def test_a_server_that_speaks_no_tls_is_named(server):
    server.does(lambda wire: wire.close())
    with pytest.raises(NotReached) as caught:
        ask(f"https://127.0.0.1:{server.port}/v1")
    assert caught.value.reason is UnreachedReason.TLS
