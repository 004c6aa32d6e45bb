"""What OpenAI's service writes down: requests and answers of batches, and stored chat completions.

A batch input line is `custom_id, method, url, body`, an output line `custom_id, response, error` with the chat
completion in `response.body` (platform.openai.com, Batch API). A stored completion is a chat completion, exported with
the messages that were sent beside it (`messages`, `input`, or in `request`).
"""

from ftdesk.dataset.conversion.chat import messages_of
from ftdesk.dataset.conversion.losses import (
    CHAT,
    MESSAGE_KEY_LEFT_OUT,
    NO_ANSWER,
    NO_LIST,
    NO_QUESTION,
    OTHER_CHOICES,
    OTHER_ENDPOINT,
    REQUEST_FAILED,
    Losses,
    Refused,
    Value,
)

_CHAT_URL = "/chat/completions"
_CARRIED = ("tools", "parallel_tool_calls", "functions")
_SENT = ("messages", "input")
_OK = 200
_OWN_KEYS = frozenset({"id", "annotations"})
"""What the service adds to a message and no training takes."""


def batch_input(value: Value, losses: Losses) -> Value:
    """The messages of a request; it ends with the question. Raises `Refused`."""
    body, url = value.get("body"), value.get("url")
    if isinstance(url, str) and not url.endswith(_CHAT_URL):
        raise Refused(OTHER_ENDPOINT, url=url)
    if not isinstance(body, dict):
        raise Refused(NO_LIST, key="body/messages")
    losses.note(NO_ANSWER)
    losses.note_keys_left_out(value, frozenset({"body"}), CHAT)
    losses.note_keys_left_out(body, frozenset({"messages", *_CARRIED}), CHAT)
    return {"messages": messages_of(body)} | {key: body[key] for key in _CARRIED if key in body}


def batch_output(value: Value, losses: Losses) -> Value:
    """The answer alone: the question is in the batch's input. Raises `Refused`."""
    response = value.get("response")
    body = response.get("body") if isinstance(response, dict) else None
    status = response.get("status_code", _OK) if isinstance(response, dict) else None
    if value.get("error") or not isinstance(body, dict) or status != _OK:
        raise Refused(REQUEST_FAILED)
    losses.note(NO_QUESTION)
    losses.note_keys_left_out(value, frozenset({"response"}), CHAT)
    losses.note_keys_left_out(body, frozenset({"choices"}), CHAT)
    return {"messages": [_answer(body, losses)]}


def stored_completion(value: Value, losses: Losses) -> Value:
    """What was sent, and the answer to it. Raises `Refused`."""
    request = value.get("request")
    sent = request if isinstance(request, dict) else value
    key = next((key for key in _SENT if isinstance(sent.get(key), list)), None)
    question: list[Value] = messages_of(sent, key) if key is not None else []
    if key is None:
        losses.note(NO_QUESTION)
    losses.note_keys_left_out(value, frozenset({"choices", "request", *_SENT, *_CARRIED}), CHAT)
    if sent is not value:
        losses.note_keys_left_out(sent, frozenset({*_SENT, *_CARRIED}), CHAT)
    carried = {name: sent[name] for name in _CARRIED if sent.get(name) is not None}
    messages = [_plain(entry, number, losses) for number, entry in enumerate(question, start=1)]
    return {"messages": [*messages, _answer(value, losses, len(question) + 1)]} | carried


def _answer(body: Value, losses: Losses, number: int = 1) -> Value:
    choices = body.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    answer = choice.get("message") if isinstance(choice, dict) else None
    if not isinstance(choices, list) or not isinstance(answer, dict):
        raise Refused(NO_LIST, key="choices")
    if len(choices) > 1:
        losses.note(OTHER_CHOICES, count=len(choices))
    return _plain(answer, number, losses)


def _plain(entry: Value, number: int, losses: Losses) -> Value:
    """A message as it is trained on: the service writes what is not there as null, or as an empty list."""
    kept = {key: content for key, content in entry.items() if content is not None and content != []}
    if parts := kept.pop("content_parts", None):
        kept["content"] = parts
    for key in _OWN_KEYS & kept.keys():
        losses.note(MESSAGE_KEY_LEFT_OUT, key=key, number=number, format=CHAT)
        del kept[key]
    if "content" in entry and "content" not in kept and "tool_calls" not in kept:
        kept["content"] = entry["content"]
    return kept
