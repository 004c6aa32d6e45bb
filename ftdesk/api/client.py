"""One request to a server: address, headers, deadlines, size cap, repeats for reads only, failures named.

Nothing but a GET is ever sent twice, nothing is redirected, and no call outlives its cancellation.
"""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import BinaryIO, TypeVar

import httpx

from ftdesk import __version__
from ftdesk.api import answers
from ftdesk.api.addresses import checked_base_url, without_secrets
from ftdesk.api.calls import Call
from ftdesk.api.dialects import Dialect, dialect_named
from ftdesk.api.errors import ApiError
from ftdesk.api.keys import clean_header, clean_key
from ftdesk.api.limits import DOWNLOAD, READ, STREAM, UPLOAD, WRITE, Limits
from ftdesk.api.parsing import JsonObject
from ftdesk.api.retries import pause_before_retry
from ftdesk.api.transport import POOL_SECONDS, SINGLE_USE, PoolTransport, failures_named
from ftdesk.api.types import Endpoint
from ftdesk.cancellation import Cancellation
from ftdesk.errors import Cancelled

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class StreamedAnswer:
    """A good answer whose body is still arriving; `chunks` are unpacked and capped in sum."""

    status: int
    content_type: str
    chunks: Iterator[bytes]
    call: Call


class ApiClient:
    """Speaks to one server; may be used from several threads at once, and closed from any.

    Raises EndpointUnusable or KeyUnusable where the endpoint cannot be used at all. Every call raises the
    errors of `ftdesk.api.errors`, and Cancelled within half a second of its cancellation or of `close`.
    `read_attempts` is how often a GET is tried; a scheduler that comes back by itself takes 1.
    """

    def __init__(
        self, endpoint: Endpoint, *, transport: httpx.BaseTransport | None = None, read_attempts: int = 3
    ) -> None:
        self.endpoint = endpoint
        self.dialect: Dialect = dialect_named(endpoint.dialect)
        self._base = checked_base_url(endpoint)
        self._read_attempts = read_attempts
        self._key = clean_key(endpoint.key.reveal()).reveal() if endpoint.key else ""
        headers = self._headers()
        carrier = transport or PoolTransport(self._base)
        self.proxy = without_secrets(carrier.proxy or "") if isinstance(carrier, PoolTransport) else ""
        """The proxy in between, without its log-in; empty where there is none."""
        self._http = httpx.Client(
            headers=headers,
            transport=carrier,
            timeout=httpx.Timeout(None, pool=POOL_SECONDS),
            follow_redirects=False,
            trust_env=False,  # the transport reads the environment's proxies, never for loopback
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        )
        self._lock = threading.Lock()
        self._calls: set[Call] = set()
        self._closed = False

    def __repr__(self) -> str:
        return f"ApiClient({self._base.host!r})"

    def _headers(self) -> dict[str, str]:
        headers = {
            "User-Agent": f"ftdesk/{__version__}",
            "Accept": "application/json",
            "Accept-Encoding": "gzip",
        }
        if self._key:
            headers[self.dialect.auth_header] = f"{self.dialect.auth_scheme} {self._key}".strip()
        identity = {
            "OpenAI-Organization": clean_header("organization", self.endpoint.organization),
            "OpenAI-Project": clean_header("project", self.endpoint.project),
        }
        return headers | {name: value for name, value in identity.items() if value}

    def close(self) -> None:
        """End all calls with Cancelled and close the connections; further calls are Cancelled at once."""
        with self._lock:
            self._closed = True
            calls = tuple(self._calls)
        for call in calls:
            call.abort()
        self._close_when_idle()

    def get_json(
        self,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        limits: Limits = READ,
        cancellation: Cancellation | None = None,
    ) -> JsonObject:
        """Read a JSON object; tried again after passing failures."""
        with self._call(limits, cancellation) as call:
            return self._repeated(call, lambda: self._json(call, self._request("GET", path, query=query)))

    def get_bytes(
        self, path: str, *, limits: Limits = DOWNLOAD, cancellation: Cancellation | None = None
    ) -> bytes:
        """Read a body as it is; tried again after passing failures."""
        with self._call(limits, cancellation) as call:
            return self._repeated(call, lambda: self._exchange(call, self._request("GET", path))[1])

    def post_json(
        self,
        path: str,
        body: JsonObject,
        *,
        headers: Mapping[str, str] | None = None,
        limits: Limits = WRITE,
        cancellation: Cancellation | None = None,
    ) -> JsonObject:
        """Send a JSON object exactly once and read the JSON object that answers it."""
        with self._call(limits, cancellation) as call:
            return self._json(call, self._request("POST", path, body=body, headers=headers, single_use=True))

    def post_file(
        self,
        path: str,
        fields: Mapping[str, str],
        file: BinaryIO,
        filename: str,
        *,
        limits: Limits = UPLOAD,
        cancellation: Cancellation | None = None,
    ) -> JsonObject:
        """Send a file once as multipart form data, read piece by piece while it is sent."""
        request = self._http.build_request(
            "POST",
            self._url(path),
            data=dict(fields),
            files={"file": (filename, file, "application/octet-stream")},
            extensions={SINGLE_USE: True},
        )
        with self._call(limits, cancellation) as call:
            return self._json(call, request)

    def delete_json(self, path: str, *, cancellation: Cancellation | None = None) -> JsonObject:
        """Delete something, asked once."""
        with self._call(WRITE, cancellation) as call:
            return self._json(call, self._request("DELETE", path, single_use=True))

    @contextmanager
    def stream(
        self, path: str, body: JsonObject, *, cancellation: Cancellation | None = None
    ) -> Iterator[StreamedAnswer]:
        """Send a JSON object once and hand over its answer while it arrives."""
        accept = {"Accept": "text/event-stream, application/json", "Accept-Encoding": "identity"}
        request = self._request("POST", path, body=body, headers=accept)
        with self._call(STREAM, cancellation) as call, self._opened(call, request) as response:
            answers.raise_for_status(call, response, self._key)
            kind = response.headers.get("content-type", "")
            yield StreamedAnswer(response.status_code, kind, answers.chunks(call, response), call)

    def _url(self, path: str) -> httpx.URL:
        return self._base.copy_with(raw_path=self._base.raw_path + path.encode("ascii"))

    def _request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        body: JsonObject | None = None,
        headers: Mapping[str, str] | None = None,
        single_use: bool = False,
    ) -> httpx.Request:
        url = self._url(path).copy_merge_params(dict(query)) if query else self._url(path)
        more = dict(headers or {})
        content = None
        if body is not None:
            content = json.dumps(body, allow_nan=False).encode("ascii")
            more["Content-Type"] = "application/json"
        return self._http.build_request(
            method, url, content=content, headers=more, extensions={SINGLE_USE: single_use}
        )

    @contextmanager
    def _call(self, limits: Limits, cancellation: Cancellation | None) -> Iterator[Call]:
        call = Call(limits)
        with self._lock:
            if self._closed:
                raise Cancelled
            self._calls.add(call)
        if cancellation is not None:
            cancellation.on_cancel(call.abort)
        try:
            yield call
        finally:
            if cancellation is not None:
                cancellation.forget(call.abort)
            with self._lock:
                self._calls.discard(call)
            self._close_when_idle()

    def _close_when_idle(self) -> None:
        with self._lock:
            if self._closed and not self._calls:
                self._http.close()

    def _repeated(self, call: Call, attempt: Callable[[], T]) -> T:
        for number in range(1, self._read_attempts):
            try:
                return attempt()
            except ApiError as error:
                pause = pause_before_retry(error, number)
                if pause is None or not call.has_time_for(pause):
                    raise
            call.pause(pause)
        return attempt()

    def _json(self, call: Call, request: httpx.Request) -> JsonObject:
        response, body = self._exchange(call, request)
        return answers.json_object(response, body, self._key)

    def _exchange(self, call: Call, request: httpx.Request) -> tuple[httpx.Response, bytes]:
        with self._opened(call, request) as response:
            answers.raise_for_status(call, response, self._key)
            return response, b"".join(answers.chunks(call, response))

    @contextmanager
    def _opened(self, call: Call, request: httpx.Request) -> Iterator[httpx.Response]:
        call.check()
        with call.active(), failures_named(self._base.host):
            response = self._http.send(request, stream=True)
        try:
            yield response
        finally:
            with call.active():
                response.close()
