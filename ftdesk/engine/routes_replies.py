"""/v1/chat/completions and /v1/completions: replies in one piece or as a stream.

The model works in threads, a helping at a time. Nobody asks for the next helping once the client is gone, so
a cut connection ends the work.
"""

import json
from collections.abc import AsyncIterator, Callable
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from ftdesk.engine.bodies import read_json
from ftdesk.engine.context import Context, context_of
from ftdesk.engine.envelope import error_body
from ftdesk.engine.errors import RequestRefused
from ftdesk.engine.generation import Generation
from ftdesk.engine.reply_objects import Answer, ChatShape, CompletionShape, ReplyShape
from ftdesk.engine.reply_requests import ReplyRequest, read_chat, read_completion

REPLIES_AT_ONCE = 4
_turns = CapacityLimiter(REPLIES_AT_ONCE)

T = TypeVar("T")


async def create_chat_completion(request: Request) -> Response:
    """POST: the model's next message."""
    asked = read_chat(await read_json(request))
    return await _reply(request, asked, ChatShape(asked.model, may_call_tools=asked.may_call_tools))


async def create_completion(request: Request) -> Response:
    """POST: how the model goes on after a prompt."""
    asked = read_completion(await read_json(request))
    return await _reply(request, asked, CompletionShape(asked.model, echo=asked.echo))


async def _reply(request: Request, asked: ReplyRequest, shape: ReplyShape) -> Response:
    context = context_of(request)
    generation, prompt_tokens = await _in_thread(lambda: _begin(context, asked))
    if asked.stream:
        events = _events(context, generation, prompt_tokens, shape, include_usage=asked.include_usage)
        return StreamingResponse(
            events,
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )
    text = ""
    while generation.finish_reason is None:
        if context.stopping.is_set() or await request.is_disconnected():
            raise _stopped()
        text += await _in_thread(generation.more)
    answer = Answer(text, generation.finish_reason, prompt_tokens, generation.tokens)
    return JSONResponse(shape.answer(answer))


def _begin(context: Context, asked: ReplyRequest) -> tuple[Generation, int]:
    model = context.models.load(context.models.get(asked.model))
    prompt_tokens = sum(model.count_tokens(turn.text) for turn in asked.turns)
    return Generation(model.reply(asked.turns, asked.sampling), asked.limits), prompt_tokens


async def _events(
    context: Context, generation: Generation, prompt_tokens: int, shape: ReplyShape, *, include_usage: bool
) -> AsyncIterator[str]:
    extra: dict[str, object] = {"usage": None} if include_usage else {}
    for chunk in shape.opening():
        yield _event({**chunk, **extra})
    held = ""
    while generation.finish_reason is None:
        if context.stopping.is_set():
            yield _event(dict(error_body(_stopped())))
            return
        held += await _in_thread(generation.more)
        if held and not shape.holds_back(held):
            yield _event({**shape.text(held), **extra})
            held = ""
    for chunk in shape.closing(held, generation.finish_reason):
        yield _event({**chunk, **extra})
    if include_usage:
        yield _event(shape.usage(Answer("", generation.finish_reason, prompt_tokens, generation.tokens)))
    yield "data: [DONE]\n\n"


def _event(data: dict[str, object]) -> str:
    return f"data: {json.dumps(data, ensure_ascii=False, separators=(',', ':'))}\n\n"


def _stopped() -> RequestRefused:
    return RequestRefused(
        "The local engine is ending.", status=503, kind="server_error", code="engine_ending"
    )


async def _in_thread(work: Callable[[], T]) -> T:
    return await to_thread.run_sync(work, limiter=_turns)


ROUTES = (
    Route("/v1/chat/completions", create_chat_completion, methods=["POST"]),
    Route("/v1/completions", create_completion, methods=["POST"]),
)
