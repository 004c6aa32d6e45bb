"""What is let in: requests of this machine's own programs that know the token, never a web page's.

A page in a browser can send requests to loopback addresses. But behind a changed DNS name its Host header is
wrong, it cannot leave out Origin on anything but plain GETs, cannot send JSON without a preflight and does
not know the token. All four are asked for, and no answer ever permits a foreign origin to read it.
"""

import hmac
import secrets
from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ftdesk.engine.envelope import error_response
from ftdesk.engine.errors import RequestRefused

JSON_LIMIT = 8 * 1024 * 1024
UPLOAD_LIMIT = 512 * 1024 * 1024
UPLOAD_OVERHEAD = 64 * 1024  # the other fields and the boundaries of a form
UPLOAD_PATH = "/v1/files"
JSON = "application/json"
FORM = "multipart/form-data"


class Gate:
    """ASGI middleware around every route, known or not."""

    def __init__(self, app: ASGIApp, *, port: int, token: str) -> None:
        self._app = app
        self._hosts = frozenset(f"{name}:{port}".encode() for name in ("127.0.0.1", "localhost", "[::1]"))
        self._authorization = f"Bearer {token}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request pass or answer with the reason why not."""
        if scope["type"] != "http":
            return
        refusal = self._refusal(scope)
        answer = self._app if refusal is None else error_response(refusal)
        await answer(scope, receive, _marked(send))

    def _refusal(self, scope: Scope) -> RequestRefused | None:
        headers: Sequence[tuple[bytes, bytes]] = scope["headers"]
        hosts = _values(headers, b"host")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return RequestRefused(
                "The Host header does not name this engine.", status=403, code="host_refused"
            )
        if _values(headers, b"origin"):
            return RequestRefused("Web pages may not use this engine.", status=403, code="origin_refused")
        given = _values(headers, b"authorization")
        if len(given) != 1 or not hmac.compare_digest(given[0], self._authorization):
            return RequestRefused(
                "Incorrect API key provided: the token of this engine is in its token file.",
                status=401,
                code="invalid_api_key",
            )
        return _body_refusal(scope["method"], scope["path"], headers)


def _body_refusal(method: str, path: str, headers: Sequence[tuple[bytes, bytes]]) -> RequestRefused | None:
    upload = path == UPLOAD_PATH and method == "POST"
    length = _length(headers)
    if length is None:
        return RequestRefused("The Content-Length header is not a number.", code="invalid_length")
    if length > (UPLOAD_LIMIT + UPLOAD_OVERHEAD if upload else JSON_LIMIT):
        return too_large(UPLOAD_LIMIT if upload else JSON_LIMIT)
    if method in ("GET", "HEAD", "DELETE", "OPTIONS"):
        return None
    if length == 0 and not _values(headers, b"transfer-encoding"):
        return None
    needed = FORM if upload else JSON
    types = [value.split(b";")[0].strip().lower() for value in _values(headers, b"content-type")]
    if types != [needed.encode()]:
        return RequestRefused(
            f"The body of this request must be of the content type {needed}.",
            status=415,
            code="unsupported_content_type",
        )
    return None


def _marked(send: Send) -> Send:
    """Give every answer an id, and keep browsers from guessing what it is."""

    async def send_marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["X-Request-Id"] = f"req_{secrets.token_hex(12)}"
            headers["X-Content-Type-Options"] = "nosniff"
        await send(message)

    return send_marked


def too_large(limit: int) -> RequestRefused:
    """The answer to a body over its limit in bytes."""
    return RequestRefused(
        f"The request is too large: at most {limit // (1024 * 1024)} MB are taken.",
        status=413,
        code="too_large",
    )


def _values(headers: Sequence[tuple[bytes, bytes]], name: bytes) -> list[bytes]:
    return [value for key, value in headers if key == name]


def _length(headers: Sequence[tuple[bytes, bytes]]) -> int | None:
    values = _values(headers, b"content-length") or [b"0"]
    return int(values[0]) if len(values) == 1 and values[0].isdigit() else None
