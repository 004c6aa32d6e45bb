"""Sockets under the HTTP library: each look-up, connect, read and write obeys the current `Call`.

The library's own time limits are per read, so a server that drips one byte a second would never be late, and
a thread that waits for the first byte of an answer could not be woken. Here both are known.
"""

import errno
import ipaddress
import os
import queue
import selectors
import socket
import ssl
import threading
from collections.abc import Iterable
from typing import TypeAlias

import httpcore

from ftdesk.api.calls import Call, current_call
from ftdesk.api.errors import NotReached, UnreachedReason

_Address: TypeAlias = tuple[int, int, int, tuple[object, ...]]
_SocketOption: TypeAlias = (
    tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]
)

_IN_PROGRESS = {errno.EINPROGRESS, errno.EWOULDBLOCK, getattr(errno, "WSAEWOULDBLOCK", errno.EWOULDBLOCK)}
_REASONS = {
    errno.ECONNREFUSED: UnreachedReason.REFUSED,
    errno.ETIMEDOUT: UnreachedReason.SILENT,
    getattr(errno, "WSAECONNREFUSED", errno.ECONNREFUSED): UnreachedReason.REFUSED,
    getattr(errno, "WSAETIMEDOUT", errno.ETIMEDOUT): UnreachedReason.SILENT,
}


class CallBackend(httpcore.NetworkBackend):
    """Opens the connections of all calls; raises NotReached where none comes about."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the call knows its limits
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[_SocketOption] | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """Try the addresses of a host in turn."""
        call = current_call()
        addresses = _look_up(call, host, port)
        code = 0
        for tries_left in range(len(addresses), 0, -1):
            sock, code = _connect(call, addresses[-tries_left], call.limits.connect / min(tries_left, 3))
            if sock is not None:
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return CallStream(sock, host)
        raise NotReached(_REASONS.get(code, UnreachedReason.UNREACHABLE), host, os.strerror(code))


class CallStream(httpcore.NetworkStream):
    """One connection, in clear or secured."""

    def __init__(self, sock: socket.socket, host: str) -> None:
        self._sock = sock
        self._host = host

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        """The next bytes, or none at the end."""
        call = current_call()
        try:
            return call.operate(self._sock, lambda: self._sock.recv(max_bytes), call.idle)
        except OSError as error:
            raise httpcore.ReadError(error.strerror or "") from None

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        """All bytes; the idle limit counts from each piece that left."""
        call = current_call()
        view = memoryview(buffer)
        try:
            while view:
                call.sent = True
                pending = view
                sent = call.operate(self._sock, lambda: self._sock.send(pending), call.idle)  # noqa: B023
                view = view[sent:]
        except OSError as error:
            raise httpcore.WriteError(error.strerror or "") from None

    def close(self) -> None:
        """Give the socket back; never blocks."""
        self._sock.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """Secure the connection; NotReached where the certificate or the handshake is not good."""
        call = current_call()
        call.sent = False  # what a proxy was told before is not the request
        sock = self._sock
        try:
            secured = ssl_context.wrap_socket(
                sock, server_hostname=server_hostname, do_handshake_on_connect=False
            )
            sock = secured
            call.operate(secured, secured.do_handshake, call.limits.connect)
        except ssl.SSLCertVerificationError as error:
            sock.close()
            raise NotReached(UnreachedReason.CERTIFICATE, self._host, error.verify_message) from None
        except OSError as error:
            sock.close()
            raise NotReached(UnreachedReason.TLS, self._host, error.strerror or "") from None
        except BaseException:
            sock.close()
            raise
        return CallStream(secured, self._host)

    def get_extra_info(self, info: str) -> object:
        """What the connection pool asks: whether an idle connection has something to read (its end)."""
        if info == "is_readable":
            return _is_readable(self._sock)
        if info == "socket":
            return self._sock
        if info == "ssl_object" and isinstance(self._sock, ssl.SSLSocket):
            return self._sock
        return None


def _look_up(call: Call, host: str, port: int) -> list[_Address]:
    """The addresses of a host. A name is looked up in a thread of its own, since nothing can interrupt it."""
    if _needs_no_look_up(host):
        answer = _addresses(host, port)
    else:
        answers: queue.SimpleQueue[list[_Address]] = queue.SimpleQueue()
        threading.Thread(
            target=lambda: answers.put(_addresses(host, port)), name=f"look up {host}", daemon=True
        ).start()
        answer = _first(call, answers)
    if not answer:
        raise NotReached(UnreachedReason.NAME, host)
    return answer


def _first(call: Call, answers: "queue.SimpleQueue[list[_Address]]") -> list[_Address]:
    for seconds in call.slices(call.limits.connect):
        try:
            return answers.get(timeout=seconds)
        except queue.Empty:
            continue
    return []


def _needs_no_look_up(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost"
    return True


def _addresses(host: str, port: int) -> list[_Address]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return [(family, kind, protocol, address) for family, kind, protocol, _, address in found]


def _connect(call: Call, address: _Address, limit: float) -> tuple[socket.socket | None, int]:
    """A connected socket, or the system's error number."""
    family, kind, protocol, target = address
    try:
        sock = socket.socket(family, kind, protocol)
    except OSError as error:  # an address family that this machine does not have
        return None, error.errno or errno.EAFNOSUPPORT
    try:
        sock.settimeout(0)
        code = sock.connect_ex(target)
        if code in _IN_PROGRESS:
            code = _outcome(call, sock, limit)
    except BaseException:
        sock.close()
        raise
    if code:
        sock.close()
        return None, code
    return sock, 0


def _outcome(call: Call, sock: socket.socket, limit: float) -> int:
    with selectors.DefaultSelector() as selector:
        selector.register(sock, selectors.EVENT_WRITE)
        for seconds in call.slices(limit):
            if selector.select(seconds):
                return sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    return errno.ETIMEDOUT


def _is_readable(sock: socket.socket) -> bool:
    if sock.fileno() < 0:
        return True
    with selectors.DefaultSelector() as selector:
        selector.register(sock, selectors.EVENT_READ)
        return bool(selector.select(0))
