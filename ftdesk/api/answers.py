"""Reading one answer: its pieces unpacked and capped, its status judged, its JSON taken out.

The key is taken out of errors and JSON, since some servers repeat it.
"""

from collections.abc import Iterator

import httpx

from ftdesk.api.addresses import without_secrets
from ftdesk.api.calls import Call
from ftdesk.api.decoding import unpacker_for
from ftdesk.api.errors import AnswerUnusable, ApiError, RedirectRefused, UnusableReason
from ftdesk.api.limits import ERROR_BODY
from ftdesk.api.parsing import JsonObject, decode_json
from ftdesk.api.refusals import error_from, is_web_page
from ftdesk.api.transport import failures_named

_SHOWN_BODY = 16_000


def chunks(call: Call, response: httpx.Response) -> Iterator[bytes]:
    """The body as it arrives, unpacked; AnswerUnusable once it is larger than the call allows."""
    unpacker = unpacker_for(response.headers.get("content-encoding", ""), response.status_code)
    packed = response.iter_raw()
    total = 0
    while True:
        with call.active(), failures_named(response.url.host):
            piece = next(packed, None)
        if piece is None:
            return
        for plain in unpacker.feed(piece):
            total += len(plain)
            if total > call.limits.size:
                raise AnswerUnusable(UnusableReason.TOO_LARGE, response.status_code)
            yield plain


def raise_for_status(call: Call, response: httpx.Response, key: str) -> None:
    """Raise what a status other than 2xx means."""
    status = response.status_code
    if 200 <= status < 300:
        return
    if 300 <= status < 400:
        raise RedirectRefused(status, _target(response))
    raise error_from(status, response.headers, _error_body(call, response, key))


def json_object(response: httpx.Response, sent_body: bytes, key: str) -> JsonObject:
    """The JSON object of a good answer; AnswerUnusable for a web page, other text or another shape."""
    body = _without(key, sent_body)
    status, shown = response.status_code, body[:_SHOWN_BODY].decode("utf-8", "replace")
    if is_web_page(response.headers, body):
        raise AnswerUnusable(UnusableReason.WEB_PAGE, status, body=shown)
    try:
        answer = decode_json(body)
    except ValueError:
        raise AnswerUnusable(UnusableReason.NOT_JSON, status, body=shown) from None
    if not isinstance(answer, dict):
        raise AnswerUnusable(UnusableReason.SHAPE, status, body=shown, detail="not an object")
    return answer


def _target(response: httpx.Response) -> str:
    location = response.headers.get("location", "")
    try:
        return without_secrets(str(response.url.join(location))) if location else ""
    except (httpx.InvalidURL, ValueError):
        return ""


def _error_body(call: Call, response: httpx.Response, key: str) -> bytes:
    """As much of an error answer as arrives and is worth keeping; the status alone says enough."""
    body = b""
    try:
        for piece in chunks(call, response):
            body += piece
            if len(body) >= ERROR_BODY:
                break
    except ApiError:
        pass
    return _without(key, body)


def _without(key: str, body: bytes) -> bytes:
    return body.replace(key.encode("ascii"), "•••".encode()) if key else body
