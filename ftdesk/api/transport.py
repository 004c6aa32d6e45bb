"""Connections for one server: pooled for reads, fresh for what must be sent exactly once.

A pooled connection may have been closed by the server a moment ago; a request lost that way could have been
acted upon. So calls marked `single_use` never share one. Environment proxies are read here and nowhere else:
the HTTP library would also send loopback calls, with their token, to them.
"""

import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import httpcore
import httpx

from ftdesk.api.addresses import proxy_for
from ftdesk.api.errors import ConnectionLost, DeadlinePassed, NotReached, UnreachedReason
from ftdesk.api.wire import CallBackend

SINGLE_USE = "single_use"
POOL_SECONDS = 10.0
_KEEP_ALIVE_SECONDS = 4.0  # below the 5 s after which common servers close idle connections
_MAX_CONNECTIONS = 32

# At DEBUG these libraries write addresses and headers. The level is capped on every logger that they write
# to, and records below it are dropped even if someone lowers the level again.
_CHATTY_LOGGERS = (
    "httpx",
    "httpcore",
    "httpcore.connection",
    "httpcore.http11",
    "httpcore.http2",
    "httpcore.proxy",
    "httpcore.socks",
    "hpack",
    "hpack.hpack",
    "hpack.table",
)


def _is_warning(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING


for _name in _CHATTY_LOGGERS:
    logging.getLogger(_name).setLevel(logging.WARNING)
    logging.getLogger(_name).addFilter(_is_warning)


class PoolTransport(httpx.BaseTransport):
    """Carries the requests of one `ApiClient`, through the environment's proxy where there is one."""

    def __init__(self, base_url: httpx.URL) -> None:
        self.proxy = proxy_for(base_url)
        context = None
        if base_url.scheme == "https":
            context = httpx.create_ssl_context()
            context.load_default_certs()  # company certificates live in the system's store
        self._shared = self._pool(context, keep=_MAX_CONNECTIONS)
        self._single = self._pool(context, keep=0)

    def _pool(self, context: ssl.SSLContext | None, keep: int) -> httpcore.ConnectionPool:
        if self.proxy is None:
            return httpcore.ConnectionPool(
                ssl_context=context,
                max_connections=_MAX_CONNECTIONS,
                max_keepalive_connections=keep,
                keepalive_expiry=_KEEP_ALIVE_SECONDS,
                network_backend=CallBackend(),
            )
        proxy = httpx.Proxy(self.proxy)
        if proxy.url.scheme != "http":
            raise NotReached(UnreachedReason.PROXY_KIND, proxy.url.host)
        return httpcore.HTTPProxy(
            proxy_url=httpcore.URL(str(proxy.url.copy_with(userinfo=b""))),
            proxy_auth=proxy.raw_auth,
            ssl_context=context,
            max_connections=_MAX_CONNECTIONS,
            max_keepalive_connections=keep,
            keepalive_expiry=_KEEP_ALIVE_SECONDS,
            network_backend=CallBackend(),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request and read the head of its answer."""
        pool = self._single if request.extensions.get(SINGLE_USE) else self._shared
        if not isinstance(request.stream, httpx.SyncByteStream):
            raise TypeError("a request of the blocking client has a blocking body")
        url = request.url
        answer = pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions
        )

    def close(self) -> None:
        """Close all connections."""
        self._shared.close()
        self._single.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


@contextmanager
def failures_named(host: str) -> Iterator[None]:
    """Give failures of the libraries their place in our tree, without their text, which may quote headers."""
    try:
        yield
    except httpcore.ProxyError as error:
        raise NotReached(UnreachedReason.PROXY, host, str(error)[:200]) from None
    except httpx.ConnectError:
        raise NotReached(UnreachedReason.UNREACHABLE, host) from None
    except httpcore.PoolTimeout:
        raise DeadlinePassed(POOL_SECONDS, idle=True, sent=False) from None
    except (
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpcore.TimeoutException,
        httpx.TransportError,
        httpx.StreamError,
    ) as error:
        raise ConnectionLost(type(error).__name__) from None
