"""ShareGPT: `conversations` of turns with `from` and `value`, as LLaMA-Factory's data notes and axolotl describe them.

Speakers are system, human, gpt, function_call and observation, under some other names too. A function call is JSON in
a text, an object with `name` and `arguments` or a list of such; `tools` is JSON in a text as well. With `chosen` and
`rejected` a row is a preference. Calls have no ids: results follow in the order of the calls.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ftdesk.dataset.conversion.chat import (
    message,
    messages_of,
    note_message_keys,
    role_of,
    text_of,
    with_tools,
)
from ftdesk.dataset.conversion.function_calls import (
    call_text,
    calls_of,
    tools_of,
    tools_text,
)
from ftdesk.dataset.conversion.losses import (
    CALL_IDS,
    CHAT,
    DEVELOPER_IS_SYSTEM,
    NO_LIST,
    NOT_CHAT,
    NOT_TEXT,
    RESULT_WITHOUT_CALL,
    SHAREGPT,
    TEXT_BESIDE_CALL,
    UNKNOWN_SPEAKER,
    Losses,
    Refused,
    Value,
)

_ROLES = {
    "system": "system",
    "human": "user",
    "user": "user",
    "gpt": "assistant",
    "assistant": "assistant",
    "chatgpt": "assistant",
    "model": "assistant",
    "function_call": "call",
    "observation": "tool",
    "tool": "tool",
    "function_response": "tool",
}
_SPEAKERS = {"system": "system", "developer": "system", "user": "human", "assistant": "gpt"}
_RESULTS = frozenset({"tool", "function"})
_TAKEN = frozenset({"conversations", "system", "tools", "chosen", "rejected"})
_CARRIED = frozenset({"messages", "tools"})
_WEIGHTS = (0, 1)


def into_training(value: Value, losses: Losses) -> Value:
    """A chat example, or a preference where there are two answers. Raises `Refused`."""
    losses.note_keys_left_out(value, _TAKEN, CHAT)
    reader = _Reader(losses)
    system = value.get("system")
    if isinstance(system, str) and system:
        reader.messages.append(message("system", system))
    for turn in _turns(value):
        reader.take(turn)
    made: Value = {"messages": reader.messages}
    if tools := tools_of(value.get("tools"), losses):
        made["tools"] = tools
    if "chosen" not in value and "rejected" not in value:
        return made
    answers = []
    for key in ("chosen", "rejected"):
        if not isinstance(value.get(key), dict):
            raise Refused(NOT_TEXT, key=key)
        answer = _Reader(losses)
        answer.take(value[key])
        answers.append(answer.messages)
    return {"input": made, "preferred_output": answers[0], "non_preferred_output": answers[1]}


def out_of_training(value: Value, losses: Losses) -> Value:
    """A ShareGPT row of a chat or a preference. Raises `Refused`."""
    if "preferred_output" in value:
        return _out_of_preference(value, losses)
    if "messages" not in value:
        raise Refused(NOT_CHAT, format=SHAREGPT)
    value = with_tools(value, losses)
    losses.note_keys_left_out(value, _CARRIED, SHAREGPT)
    made: Value = {"conversations": list(_written(messages_of(value), losses))}
    if value.get("tools"):
        made["tools"] = tools_text(value["tools"], losses)
    return made


def _out_of_preference(value: Value, losses: Losses) -> Value:
    given = value.get("input")
    if not isinstance(given, dict):
        raise Refused(NO_LIST, key="input")
    made = out_of_training(given, losses)
    losses.note_keys_left_out(
        value, frozenset({"input", "preferred_output", "non_preferred_output"}), SHAREGPT
    )
    for key, name in (("preferred_output", "chosen"), ("non_preferred_output", "rejected")):
        turns = list(_written(messages_of(value, key), losses))
        if len(turns) != 1:
            raise Refused(NO_LIST, key=key)
        made[name] = turns[0]
    return made


def _turns(value: Value) -> list[Value]:
    turns = value.get("conversations")
    if not isinstance(turns, list) or not all(isinstance(turn, dict) for turn in turns):
        raise Refused(NO_LIST, key="conversations")
    return turns


@dataclass(slots=True)
class _Reader:
    """Makes messages of turns; calls are numbered, and results take the numbers in turn."""

    losses: Losses
    messages: list[Value] = field(default_factory=list)
    _calls: int = 0
    _waiting: list[str] = field(default_factory=list)

    def take(self, turn: Value) -> None:
        """Add the message of one turn."""
        number = len(self.messages) + 1
        speaker_key = "from" if "from" in turn else "role"
        text_key = "value" if "value" in turn else "content"
        speaker, text = turn.get(speaker_key), turn.get(text_key)
        role = _ROLES.get(speaker) if isinstance(speaker, str) else None
        if role is None:
            raise Refused(UNKNOWN_SPEAKER, number=number, role=speaker, format=SHAREGPT)
        if role == "call":
            made = self._call(text, number)
        elif not isinstance(text, str):
            raise Refused(NOT_TEXT, key=f"conversations/{number - 1}/{text_key}")
        elif role == "tool":
            made = self._result(text, number)
        else:
            made = message(role, text)
        weight = turn.get("weight")
        has_weight = made["role"] == "assistant" and isinstance(weight, int) and weight in _WEIGHTS
        if has_weight:
            made["weight"] = weight
        taken = {speaker_key, text_key} | ({"weight"} if has_weight else set())
        note_message_keys(turn, taken, number, self.losses, CHAT)
        self.messages.append(made)

    def _call(self, text: object, number: int) -> Value:
        calls = []
        for name, arguments in calls_of(text, number):
            self._calls += 1
            self._waiting.append(f"call_{self._calls}")
            function = {"name": name, "arguments": arguments}
            calls.append({"id": self._waiting[-1], "type": "function", "function": function})
        return {"role": "assistant", "tool_calls": calls}

    def _result(self, text: str, number: int) -> Value:
        if not self._waiting:
            self.losses.note(RESULT_WITHOUT_CALL, number=number)
            return message("tool", text)
        return {"role": "tool", "tool_call_id": self._waiting.pop(0), "content": text}


def _written(messages: list[Value], losses: Losses) -> Iterator[Value]:
    """The turns of messages."""
    ids = _Ids(losses)
    for number, entry in enumerate(messages, start=1):
        role, calls = role_of(entry), entry.get("tool_calls")
        text = text_of(entry, number, losses, SHAREGPT)
        taken = {"role", "content"}
        if role == "assistant" and isinstance(calls, list) and calls:
            if text:
                losses.note(TEXT_BESIDE_CALL, number=number, format=SHAREGPT)
            taken.add("tool_calls")
            turn = {"from": "function_call", "value": call_text(calls, number)}
            ids.call(calls)
        elif role in _RESULTS:
            taken.add("tool_call_id")
            ids.answer(entry.get("tool_call_id"))
            turn = {"from": "observation", "value": text}
        elif role in _SPEAKERS:
            if role == "developer":
                losses.note(DEVELOPER_IS_SYSTEM, number=number)
            turn = {"from": _SPEAKERS[role], "value": text}
        else:
            raise Refused(UNKNOWN_SPEAKER, number=number, role=role, format=SHAREGPT)
        note_message_keys(entry, taken, number, losses, SHAREGPT)
        yield turn


@dataclass(slots=True)
class _Ids:
    """Whether the ids of calls are those that reading the row again would give."""

    losses: Losses
    _calls: int = 0
    _waiting: list[str] = field(default_factory=list)

    def call(self, calls: list[Value]) -> None:
        """Some calls were written."""
        for entry in calls:
            self._calls += 1
            expected = f"call_{self._calls}"
            self._waiting.append(expected)
            if entry.get("id") != expected:
                self.losses.note(CALL_IDS)

    def answer(self, call_id: object) -> None:
        """A result was written."""
        if (self._waiting.pop(0) if self._waiting else None) != call_id:
            self.losses.note(CALL_IDS)
