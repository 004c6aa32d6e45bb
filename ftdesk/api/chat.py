"""Questions to chat models, answered as a stream of deltas."""

import json
from collections.abc import Generator, Iterable

from ftdesk.api.client import ApiClient
from ftdesk.api.dialects import Dialect
from ftdesk.api.parsing import JsonObject, as_integer, as_list, as_object, as_optional_text, as_text
from ftdesk.api.streaming import stream_deltas
from ftdesk.api.types import ChatDelta, ChatRequest, ChatTurn, ToolCall, ToolCallPart, Usage
from ftdesk.cancellation import Cancellation


def stream_chat(
    client: ApiClient, request: ChatRequest, cancellation: Cancellation | None = None
) -> Generator[ChatDelta, None, None]:
    """Ask once, never again by itself; errors as in `streaming.stream_deltas`."""
    return stream_deltas(
        client, "chat/completions", chat_body(request, client.dialect), delta_from, cancellation
    )


def chat_body(request: ChatRequest, dialect: Dialect) -> JsonObject:
    """The JSON of a question; parameters that are None are left to the server.

    ValueError where `tools_json` is not a JSON array.
    """
    body: JsonObject = {
        "model": request.model,
        "messages": [_message(turn) for turn in request.turns],
        "stream": True,
    }
    parameters: JsonObject = {
        "temperature": request.temperature,
        "top_p": request.top_p,
        dialect.answer_limit_field: request.max_tokens,
        "seed": request.seed,
        "stop": list(request.stop) or None,
        "stream_options": {"include_usage": True} if dialect.asks_for_usage else None,
        "tools": _tools(request.tools_json),
    }
    body.update({name: value for name, value in parameters.items() if value is not None})
    return body


def _tools(text: str | None) -> list[object] | None:
    if text is None or not text.strip():
        return None
    tools: object = json.loads(text)
    if not isinstance(tools, list):
        raise TypeError("tools are a JSON array")
    return tools or None


def _message(turn: ChatTurn) -> JsonObject:
    message: JsonObject = {"role": turn.role, "content": turn.content}
    if turn.name is not None:
        message["name"] = turn.name
    if turn.tool_call_id is not None:
        message["tool_call_id"] = turn.tool_call_id
    if turn.tool_calls:
        message["tool_calls"] = [
            {"id": call.id, "type": "function", "function": {"name": call.name, "arguments": call.arguments}}
            for call in turn.tool_calls
        ]
    return message


def delta_from(event: JsonObject) -> ChatDelta:
    """What one event adds; a whole answer (`message` in place of `delta`) is one large addition."""
    choice = as_object(next(iter(as_list(event.get("choices"))), None))
    added = as_object(choice.get("delta")) or as_object(choice.get("message"))
    return ChatDelta(
        text=_content(added.get("content")),
        tool_calls=tuple(_part(number, part) for number, part in enumerate(as_list(added.get("tool_calls")))),
        finish_reason=as_optional_text(choice.get("finish_reason")),
        usage=usage_from(event.get("usage")),
        refusal=as_text(added.get("refusal")),
    )


def _content(value: object) -> str:
    """Text, or a list of parts of which the text ones count."""
    parts = (as_text(as_object(part).get("text")) for part in as_list(value))
    return as_text(value) or "".join(parts)


def _part(number: int, value: object) -> ToolCallPart:
    part = as_object(value)
    function = as_object(part.get("function"))
    index = as_integer(part.get("index"))
    return ToolCallPart(
        index=number if index is None else index,
        id=as_text(part.get("id")),
        name=as_text(function.get("name")),
        arguments=as_text(function.get("arguments")),
    )


def usage_from(value: object) -> Usage | None:
    """The token counts of an answer, None where it has none."""
    fields = as_object(value)
    usage = Usage(
        prompt_tokens=as_integer(fields.get("prompt_tokens")),
        completion_tokens=as_integer(fields.get("completion_tokens")),
        total_tokens=as_integer(fields.get("total_tokens")),
    )
    return usage if usage != Usage() else None


def join_tool_calls(parts: Iterable[ToolCallPart]) -> tuple[ToolCall, ...]:
    """The calls that streamed pieces make, in the order of their index."""
    calls: dict[int, ToolCall] = {}
    for part in parts:
        so_far = calls.get(part.index, ToolCall("", "", ""))
        calls[part.index] = ToolCall(
            id=so_far.id or part.id,
            name=so_far.name + part.name,
            arguments=so_far.arguments + part.arguments,
        )
    return tuple(calls[index] for index in sorted(calls))
