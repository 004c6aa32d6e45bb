"""Errors as OpenAI sends them: `{"error": {message, type, param, code}}`, all four keys always there."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

from ftdesk.engine.errors import RequestRefused


def error_body(refusal: RequestRefused) -> dict[str, dict[str, str | None]]:
    """The envelope as JSON data."""
    return {
        "error": {
            "message": refusal.message,
            "type": refusal.kind,
            "param": refusal.param,
            "code": refusal.code,
        }
    }


def error_response(refusal: RequestRefused) -> JSONResponse:
    """The answer to a refused request."""
    return JSONResponse(error_body(refusal), refusal.status)


async def answer_refusal(_request: Request, error: Exception) -> JSONResponse:
    """Handler for what the routes raise on purpose."""
    if not isinstance(error, RequestRefused):
        raise error
    return error_response(error)


async def answer_routing(request: Request, error: Exception) -> JSONResponse:
    """Handler for unknown addresses (404) and wrong methods (405)."""
    if not isinstance(error, HTTPException):
        raise error
    what = "Not allowed to" if error.status_code == 405 else "Unknown request URL:"
    refusal = RequestRefused(f"{what} {request.method} {request.url.path}", status=error.status_code)
    answer = error_response(refusal)
    answer.headers.update(error.headers or {})
    return answer


async def answer_defect(_request: Request, _error: Exception) -> JSONResponse:
    """Handler for everything else: a mistake of ours, whose traceback goes to standard error only."""
    return error_response(
        RequestRefused("The local engine had an internal error.", status=500, kind="server_error")
    )
