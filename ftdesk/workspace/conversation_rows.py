"""How conversations and turns lie in their tables."""

import dataclasses
import json
import sqlite3

from ftdesk.workspace.conversation_records import ChatParameters, Conversation, KeptToolCall, Turn
from ftdesk.workspace.job_rows import Row, storable

_PLAIN = (
    "role",
    "content",
    "name",
    "tool_call_id",
    "model",
    "prompt_tokens",
    "completion_tokens",
    "first_token_seconds",
    "duration_seconds",
    "price",
    "finish_reason",
    "created_at",
)


def setup_row(model: str | None, system_prompt: str, parameters: ChatParameters, tools: str) -> Row:
    """The settings of a conversation as columns."""
    written = json.dumps(dataclasses.asdict(parameters), ensure_ascii=False)
    return storable({"model": model, "system_prompt": system_prompt, "parameters": written, "tools": tools})


def read_conversation(row: sqlite3.Row) -> Conversation:
    """A row as a conversation."""
    return Conversation(
        id=row["id"],
        title=row["title"],
        created_at=row["created_at"],
        used_at=row["used_at"],
        model=row["model"],
        system_prompt=row["system_prompt"],
        parameters=_read_parameters(row["parameters"]),
        tools=row["tools"],
    )


def turn_row(turn: Turn) -> Row:
    """A turn as columns, without its id and its conversation."""
    row: Row = {name: getattr(turn, name) for name in _PLAIN}
    calls = [dataclasses.asdict(call) for call in turn.tool_calls]
    row["tool_calls"] = json.dumps(calls, ensure_ascii=False)
    parameters = turn.parameters
    row["parameters"] = None if parameters is None else json.dumps(dataclasses.asdict(parameters))
    return storable(row)


def read_turn(row: sqlite3.Row) -> Turn:
    """A row as a turn."""
    calls = tuple(KeptToolCall(**call) for call in json.loads(row["tool_calls"]))
    parameters = None if row["parameters"] is None else _read_parameters(row["parameters"])
    plain = {name: row[name] for name in _PLAIN}
    return Turn(**plain, tool_calls=calls, parameters=parameters, id=row["id"])


def _read_parameters(written: str) -> ChatParameters:
    values = json.loads(written)
    return ChatParameters(**{**values, "stop": tuple(values.get("stop", ()))})
