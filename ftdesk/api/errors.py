"""Every way in which talking to a server fails, carrying what a decision or a sentence needs.

ApiError
├── EndpointUnusable     the address, organization or project cannot be used; nothing was sent
├── KeyUnusable          the key cannot be a key; nothing was sent
├── NotReached           no connection: name, refused, unreachable, silent, TLS, proxy; nothing was sent
├── ConnectionLost       the connection ended after the request began to leave and before the whole answer
├── DeadlinePassed       the time for the whole call, or for a sign of life, is over
├── AnswerUnusable       a web page, not JSON, of the wrong shape, or too large
├── RedirectRefused      the server points elsewhere; a key is never sent after a redirect
├── StreamCut            a streamed answer ended without saying that it is finished
├── FileNotUploadable    a local file that is missing, unreadable or changed while it was sent
├── UploadMismatch       the server kept another number of bytes than we sent
└── Refused              a clear answer with an error status
    ├── KeyRejected      401
    ├── NotAllowed       403
    ├── NotFound         404
    ├── TooManyRequests  429
    ├── QuotaExhausted   402, or 429 with a quota code: waiting does not help
    └── ServerFailed     5xx

`str()` of each is a short English line without key, header or anything a server or person wrote; the server's
own words are in `message` and `body`, from which the key has been taken out.
"""

from enum import StrEnum
from pathlib import Path

from ftdesk.errors import FtdeskError

# Statuses after which a job was certainly not created; everything else leaves it open.
DEFINITE_NO = frozenset({400, 401, 403, 404, 413, 422, 429})


class ApiError(FtdeskError):
    """A call to a server that did not give a usable answer."""

    @property
    def is_definite_no(self) -> bool:
        """Whether it is certain that the request changed nothing on the server (no job was created)."""
        return False


class EndpointReason(StrEnum):
    """What is wrong with a setting of the endpoint."""

    NOT_A_URL = "not_a_url"
    SCHEME = "scheme"
    CREDENTIALS = "credentials"
    QUERY = "query"
    PLAIN_HTTP = "plain_http"
    HEADER = "header"
    DIALECT = "dialect"


class EndpointUnusable(ApiError):
    """A setting that cannot be used: `field` is base_url, organization, project or dialect."""

    def __init__(self, field: str, reason: EndpointReason) -> None:
        super().__init__(f"The setting {field} cannot be used ({reason}).")
        self.field = field
        self.reason = reason

    @property
    def is_definite_no(self) -> bool:
        return True


class KeyReason(StrEnum):
    """Why a text cannot be a key."""

    EMPTY = "empty"
    LINE_BREAK = "line_break"
    SPACE = "space"
    QUOTES = "quotes"
    NOT_ASCII = "not_ascii"
    CONTROL = "control"
    TOO_LONG = "too_long"


class KeyUnusable(ApiError):
    """A text that cannot be sent as a key; the text itself is not kept."""

    def __init__(self, reason: KeyReason) -> None:
        super().__init__(f"The key cannot be used ({reason}).")
        self.reason = reason

    @property
    def is_definite_no(self) -> bool:
        return True


class UnreachedReason(StrEnum):
    """What stood between us and the server."""

    NAME = "name"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    SILENT = "silent"
    CERTIFICATE = "certificate"
    TLS = "tls"
    PROXY = "proxy"
    PROXY_KIND = "proxy_kind"


class NotReached(ApiError):
    """No connection came about, so nothing was sent. `detail` is the system's own word."""

    def __init__(self, reason: UnreachedReason, host: str, detail: str = "") -> None:
        super().__init__(f"No connection to {host} ({reason}).")
        self.reason = reason
        self.host = host
        self.detail = detail

    @property
    def is_definite_no(self) -> bool:
        return True


class ConnectionLost(ApiError):
    """The connection ended in the middle; whether the server acted on the request is unknown."""

    def __init__(self, detail: str = "") -> None:
        super().__init__("The connection ended before the whole answer arrived.")
        self.detail = detail


class DeadlinePassed(ApiError):
    """Too slow: `seconds` was the limit, `idle` tells that it was the one between two signs of life."""

    def __init__(self, seconds: float, *, idle: bool, sent: bool) -> None:
        super().__init__(f"No complete answer within {seconds:g} s.")
        self.seconds = seconds
        self.idle = idle
        self.sent = sent

    @property
    def is_definite_no(self) -> bool:
        return not self.sent


class UnusableReason(StrEnum):
    """What makes an answer unusable."""

    WEB_PAGE = "web_page"
    NOT_JSON = "not_json"
    SHAPE = "shape"
    TOO_LARGE = "too_large"
    ENCODING = "encoding"


class AnswerUnusable(ApiError):
    """An answer that is no answer of this interface, such as the log-in page of a network."""

    def __init__(self, reason: UnusableReason, status: int, *, body: str = "", detail: str = "") -> None:
        super().__init__(f"The answer (status {status}) cannot be used ({reason}).")
        self.reason = reason
        self.status = status
        self.body = body
        self.detail = detail

    @property
    def is_definite_no(self) -> bool:
        return self.status in DEFINITE_NO


class RedirectRefused(ApiError):
    """The server sends us to `target` (without its query)."""

    def __init__(self, status: int, target: str) -> None:
        super().__init__(f"The server redirects (status {status}); redirects are not followed.")
        self.status = status
        self.target = target

    @property
    def is_definite_no(self) -> bool:
        return self.status in {301, 307, 308}  # 302 and 303 may follow a request that was carried out


class StreamCut(ApiError):
    """The stream ended without `[DONE]` or a finish reason; what arrived so far is the caller's to keep."""

    def __init__(self, detail: str = "") -> None:
        super().__init__("The answer ended in the middle.")
        self.detail = detail


class FileNotUploadable(ApiError):
    """`reason` is missing, unreadable or changed."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"The file cannot be uploaded ({reason}).")
        self.path = path
        self.reason = reason


class UploadMismatch(ApiError):
    """The server says that it kept `stored` of the `sent` bytes; the file on the server must not be used."""

    def __init__(self, file_id: str, sent: int, stored: int) -> None:
        super().__init__(f"The server kept {stored} of {sent} bytes.")
        self.file_id = file_id
        self.sent = sent
        self.stored = stored


class Refused(ApiError):
    """The server answered with an error. `message` and `body` are its words: plain text, cut to a length."""

    def __init__(
        self,
        status: int,
        *,
        message: str = "",
        code: str = "",
        param: str = "",
        request_id: str = "",
        body: str = "",
        retry_after: float | None = None,
    ) -> None:
        super().__init__(f"The server refused the request (status {status}).")
        self.status = status
        self.message = message
        self.code = code
        self.param = param
        self.request_id = request_id
        self.body = body
        self.retry_after = retry_after
        """Seconds the server asks us to wait, within 1 s and 15 min; None: it did not say."""

    @property
    def is_definite_no(self) -> bool:
        return self.status in DEFINITE_NO


class KeyRejected(Refused):
    """401: the server does not know this key."""


class NotAllowed(Refused):
    """403: the key is known, but not allowed to do this."""


class NotFound(Refused):
    """404: no such address, model, file or job."""


class TooManyRequests(Refused):
    """429: later is fine; `retry_after` tells when."""


class QuotaExhausted(Refused):
    """The account has no credit left; waiting does not help."""


class ServerFailed(Refused):
    """5xx: the fault is on the server's side."""
