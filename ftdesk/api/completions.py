"""Prompts to completion models, continued as a stream of deltas."""

from collections.abc import Generator

from ftdesk.api.chat import usage_from
from ftdesk.api.client import ApiClient
from ftdesk.api.dialects import Dialect
from ftdesk.api.parsing import JsonObject, as_list, as_object, as_optional_text, as_text
from ftdesk.api.streaming import stream_deltas
from ftdesk.api.types import ChatDelta, CompletionRequest
from ftdesk.cancellation import Cancellation


def stream_completion(
    client: ApiClient, request: CompletionRequest, cancellation: Cancellation | None = None
) -> Generator[ChatDelta, None, None]:
    """Ask once, never again by itself; errors as in `streaming.stream_deltas`."""
    return stream_deltas(
        client, "completions", completion_body(request, client.dialect), delta_from, cancellation
    )


def completion_body(request: CompletionRequest, dialect: Dialect) -> JsonObject:
    """The JSON of a prompt; parameters that are None are left to the server."""
    body: JsonObject = {"model": request.model, "prompt": request.prompt, "stream": True}
    parameters: JsonObject = {
        "temperature": request.temperature,
        "top_p": request.top_p,
        "max_tokens": request.max_tokens,
        "seed": request.seed,
        "stop": list(request.stop) or None,
        "stream_options": {"include_usage": True} if dialect.asks_for_usage else None,
    }
    body.update({name: value for name, value in parameters.items() if value is not None})
    return body


def delta_from(event: JsonObject) -> ChatDelta:
    """What one event adds."""
    choice = as_object(next(iter(as_list(event.get("choices"))), None))
    return ChatDelta(
        text=as_text(choice.get("text")),
        finish_reason=as_optional_text(choice.get("finish_reason")),
        usage=usage_from(event.get("usage")),
    )
