"""Alpaca: `instruction`, `input`, `output`, and in some tools `system` and a `history` of earlier turns.

Keys and their meaning as LLaMA-Factory's data notes and axolotl's instruction formats describe them: the question is
the instruction and, on the next line, the input; the history is a list of pairs.
"""

from ftdesk.dataset.conversion.chat import Dialogue, chat_of, dialogue_of
from ftdesk.dataset.conversion.losses import (
    ALPACA,
    CHAT,
    INPUT_JOINED,
    NO_LIST,
    NOT_TEXT,
    Losses,
    Refused,
    Value,
)

_TAKEN = frozenset({"instruction", "input", "output", "response", "system", "history"})


def into_chat(value: Value, losses: Losses) -> Value:
    """A chat example. Raises `Refused`."""
    answer_key = "output" if "output" in value else "response"
    question, answer = value.get("instruction"), value.get(answer_key)
    for key, text in (("instruction", question), (answer_key, answer)):
        if not isinstance(text, str):
            raise Refused(NOT_TEXT, key=key)
    taken = _TAKEN - ({"response"} if answer_key == "output" else set())
    losses.note_keys_left_out(value, taken, CHAT)
    added = value.get("input")
    if isinstance(added, str) and added:
        losses.note(INPUT_JOINED)
        question = f"{question}\n{added}"
    system = value.get("system")
    history = [*_history(value.get("history")), (str(question), str(answer))]
    return chat_of(Dialogue(system if isinstance(system, str) and system else None, tuple(history)))


def out_of_chat(value: Value, losses: Losses) -> Value:
    """An Alpaca example. Raises `Refused` where the chat is more than questions and answers."""
    dialogue = dialogue_of(value, losses, ALPACA)
    question, answer = dialogue.pairs[-1]
    made: Value = {"instruction": question, "input": "", "output": answer}
    if dialogue.system is not None:
        made["system"] = dialogue.system
    if len(dialogue.pairs) > 1:
        made["history"] = [list(pair) for pair in dialogue.pairs[:-1]]
    return made


def _history(history: object) -> list[tuple[str, str]]:
    if history is None:
        return []
    if not isinstance(history, list) or not all(map(_is_pair, history)):
        raise Refused(NO_LIST, key="history")
    return [(question, answer) for question, answer in history]


def _is_pair(entry: object) -> bool:
    return isinstance(entry, list) and len(entry) == 2 and all(isinstance(text, str) for text in entry)
