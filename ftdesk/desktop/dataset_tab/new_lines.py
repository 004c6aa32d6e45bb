"""Lines that did not come from the file: an empty example in its format, a conversation worth keeping."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ftdesk.dataset.example import Example, ToolCallView, Turn, from_turns, parse_example
from ftdesk.dataset.formats import Format
from ftdesk.dataset.json_text import JsonText, Style

if TYPE_CHECKING:
    from ftdesk.api.types import ChatTurn
    from ftdesk.desktop.made_example import MadeExample

_USER = {"role": "user", "content": ""}
_ASSISTANT = {"role": "assistant", "content": ""}
_EMPTY: dict[Format, dict[str, object]] = {
    Format.COMPLETION: {"prompt": "", "completion": ""},
    Format.PREFERENCE: {
        "input": {"messages": [_USER]},
        "preferred_output": [_ASSISTANT],
        "non_preferred_output": [_ASSISTANT],
    },
    Format.REINFORCEMENT: {"messages": [_USER]},
}
_EMPTY_CHAT: dict[str, object] = {"messages": [_USER, _ASSISTANT]}


def empty_line(kind: Format, like: bytes = b"") -> bytes:
    """An example with nothing in it yet, in a format; spelled like the line `like`.

    A chat or reinforcement example takes over the system message, and the other keys, of that line.
    """
    value = dict(_EMPTY.get(kind, _EMPTY_CHAT))
    model = parse_example(like)
    if isinstance(model, Example) and "messages" in value:
        value["messages"] = [*_system_messages(model), *_listed(value["messages"])]
    return _spelled(value, model)


def line_of_turns(turns: Sequence[ChatTurn], like: bytes = b"") -> bytes:
    """A conversation as a chat example."""
    return from_turns([_turn(turn) for turn in turns], like=like).to_line()


def line_of_made_example(made: MadeExample, like: bytes = b"") -> bytes:
    """What the playground hands over: a conversation with its tools, or a prompt with its completion."""
    if made.completion and len(made.turns) >= 2:
        prompt, answer = made.turns[-2].content or "", made.turns[-1].content or ""
        return _spelled({"prompt": prompt, "completion": answer}, parse_example(like))
    example = from_turns([_turn(turn) for turn in made.turns], like=like)
    if made.tools_json:
        from ftdesk.dataset.example_edits import set_key

        example = set_key(example, "tools", made.tools_json)
    return example.to_line()


def _turn(turn: ChatTurn) -> Turn:
    calls = tuple(ToolCallView(call.id, call.name, call.arguments) for call in turn.tool_calls)
    return Turn(turn.role, turn.content or "", turn.name, calls, turn.tool_call_id)


def _system_messages(model: Example) -> list[dict[str, object]]:
    heads: list[dict[str, object]] = []
    for view in model.messages():
        if view.role not in ("system", "developer") or view.text is None:
            break
        heads.append({"role": view.role, "content": view.text})
    return heads


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def _spelled(value: dict[str, object], model: object) -> bytes:
    style = model.json.style if isinstance(model, Example) else Style()
    return JsonText(json.dumps(value)).compact((), style).encode()
