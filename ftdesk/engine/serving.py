"""The uvicorn server on a socket of ours: says when it is ready, ends cleanly on a signal or when told to."""

import asyncio
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol

from ftdesk.engine.errors import EngineUnusable

GRACE_SECONDS = 1
SILENT_SECONDS = 10
LOOPBACK = "127.0.0.1"


def bind_loopback(port: int) -> socket.socket:
    """A socket bound to loopback alone; port 0 takes a free one. Raises EngineUnusable."""
    # The protocol is named because asyncio sends without delay (40 ms an answer) only on sockets that say TCP.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows: nobody may share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:  # elsewhere this only allows a port that was in use a moment ago
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((LOOPBACK, port))
        listener.listen()  # so that a second engine on this port fails here and now
    except OSError as error:
        listener.close()
        raise EngineUnusable(f"The port {port} cannot be used: {error.strerror}.") from error
    return listener


class _Connection(H11Protocol):
    """A connection that is closed when nothing is asked on it: uvicorn waits for a first request for ever."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.loop.call_later(SILENT_SECONDS, self._close_if_silent)

    def _close_if_silent(self) -> None:
        if vars(self)["cycle"] is None:  # no request has come to the end of its headers
            self.transport.close()


class EngineServer(uvicorn.Server):
    """Calls `ready` when requests are answered and `ending` once before it stops."""

    def __init__(self, application: Starlette, ready: Callable[[], None], ending: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                application,
                http=_Connection,
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=GRACE_SECONDS,
            )
        )
        self._ready = ready
        self._ending = ending

    def end(self) -> None:
        """End soon; may be called from any thread."""
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start answering, then say so."""
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let streams end themselves, then close the connections."""
        self._ending()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """End on a signal without raising it again afterwards: being told to end is no failure."""
        wanted = [signal.SIGINT, signal.SIGTERM, *([signal.SIGBREAK] if hasattr(signal, "SIGBREAK") else [])]
        before = {number: signal.signal(number, self._end_on_signal) for number in wanted}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _end_on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.end()
