"""Error answers of every shape, turned into the drawn tree.

`{"error": {"message", "code", "param"}}` is the published shape, `{"error": "…"}` and `{"detail": …}`
(a text, or a list of objects with `msg`) are what other servers write.
"""

from collections.abc import Mapping

from ftdesk.api.errors import (
    AnswerUnusable,
    ApiError,
    KeyRejected,
    NotAllowed,
    NotFound,
    QuotaExhausted,
    Refused,
    ServerFailed,
    TooManyRequests,
    UnusableReason,
)
from ftdesk.api.parsing import JsonObject, as_integer, as_list, as_object, as_text, decode_json
from ftdesk.api.retries import retry_after

_MESSAGE_LENGTH = 2_000
_BODY_LENGTH = 16_000
_QUOTA_CODES = frozenset({"insufficient_quota", "billing_hard_limit_reached", "quota_exceeded"})
_BY_STATUS: Mapping[int, type[Refused]] = {
    401: KeyRejected,
    402: QuotaExhausted,
    403: NotAllowed,
    404: NotFound,
    429: TooManyRequests,
}
# Answers of the network in between tell nothing about jobs or files; these statuses still mean what they say.
_PLAIN_EVEN_AS_PAGE = frozenset({401, 402, 407, 413, 429})


def error_from(status: int, headers: Mapping[str, str], body: bytes) -> ApiError:
    """The failure that an answer with an error status stands for."""
    text = body.decode("utf-8", "replace")
    if is_web_page(headers, body) and status < 500 and status not in _PLAIN_EVEN_AS_PAGE:
        return AnswerUnusable(UnusableReason.WEB_PAGE, status, body=text[:_BODY_LENGTH])
    if status == 511:  # Network Authentication Required: a captive portal that says so
        return AnswerUnusable(UnusableReason.WEB_PAGE, status, body=text[:_BODY_LENGTH])
    try:
        answer = as_object(decode_json(body))
    except ValueError:
        answer = {}
    message, code, param = _words(answer)
    return _kind(status, code)(
        status,
        message=message[:_MESSAGE_LENGTH],
        code=code,
        param=param,
        request_id=as_text(headers.get("x-request-id"))[:200],
        body=text[:_BODY_LENGTH],
        retry_after=retry_after(headers),
    )


def is_web_page(headers: Mapping[str, str], body: bytes) -> bool:
    """Whether an answer is a page for people, by its type or its first letter."""
    is_html = "html" in headers.get("content-type", "").lower()
    return is_html or body[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def raise_error_inside(answer: JsonObject, status: int = 200) -> None:
    """Raise Refused where an answer with a good status carries an error, as gateways and streams do."""
    if answer.get("error") or answer.get("object") == "error":
        message, code, param = _words(answer)
        told = as_integer(as_object(answer.get("error")).get("code"))
        status = told if told is not None and 400 <= told < 600 else status
        raise _kind(status, code)(status, message=message[:_MESSAGE_LENGTH], code=code, param=param)


def _kind(status: int, code: str) -> type[Refused]:
    if code in _QUOTA_CODES:
        return QuotaExhausted
    if status >= 500:
        return ServerFailed
    return _BY_STATUS.get(status, Refused)


def _words(answer: JsonObject) -> tuple[str, str, str]:
    error = answer.get("error")
    fields = as_object(error) or answer
    message = as_text(error) or as_text(fields.get("message")) or _detail(answer.get("detail"))
    code = as_text(fields.get("code")) or as_text(fields.get("type"))
    return message, code[:200], as_text(fields.get("param"))[:200]


def _detail(value: object) -> str:
    rows = [as_object(row) for row in as_list(value)]
    listed = "; ".join(as_text(row.get("msg")) for row in rows if row.get("msg"))
    return as_text(value) or as_text(as_object(value).get("message")) or listed
