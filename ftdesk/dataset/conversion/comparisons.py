"""Rows with `chosen` and `rejected` answers into preferences and back, as TRL's dataset formats describe them.

The question stands in `prompt`, `question` or `instruction`, as a text or a list of messages, or is what both answers
begin with. Answers are texts or lists of messages.
"""

from ftdesk.dataset.conversion.chat import message, messages_of
from ftdesk.dataset.conversion.losses import (
    COMPARISON,
    INPUT_JOINED,
    NO_PROMPT,
    NOT_CHAT,
    NOT_TEXT,
    PREFERENCE,
    Losses,
    Refused,
    Value,
)

_PREFERENCE_KEYS = frozenset({"input", "preferred_output", "non_preferred_output"})
_QUESTIONS = ("prompt", "question", "instruction")


def into_preference(value: Value, losses: Losses) -> Value:
    """A preference. Raises `Refused`."""
    answers = [_answer(value, key) for key in ("chosen", "rejected")]
    question, taken = _question(value, losses)
    given = len(question)
    if all(answer[:given] == question for answer in answers) and min(map(len, answers)) > given > 0:
        answers = [answer[given:] for answer in answers]  # each answer repeats the conversation before it
    elif not question:
        question, answers = _split_common(*answers)
    system = value.get("system")
    if isinstance(system, str):
        taken.add("system")
        question = [message("system", system), *question] if system else question
    losses.note_keys_left_out(value, frozenset({"chosen", "rejected", *taken}), PREFERENCE)
    return {
        "input": {"messages": question},
        "preferred_output": answers[0],
        "non_preferred_output": answers[1],
    }


def out_of_preference(value: Value, losses: Losses) -> Value:
    """The question and both answers as lists of messages, TRL's conversational form. Raises `Refused`."""
    given = value.get("input")
    if "preferred_output" not in value or not isinstance(given, dict):
        raise Refused(NOT_CHAT, format=COMPARISON)
    losses.note_keys_left_out(value, _PREFERENCE_KEYS, COMPARISON)
    losses.note_keys_left_out(given, frozenset({"messages"}), COMPARISON)
    return {
        "prompt": messages_of(given),
        "chosen": messages_of(value, "preferred_output"),
        "rejected": messages_of(value, "non_preferred_output"),
    }


def _question(value: Value, losses: Losses) -> tuple[list[Value], set[str]]:
    """The messages before the answers, and the keys that they came from."""
    key = next((key for key in _QUESTIONS if value.get(key)), None)
    if key is None:
        return [], set(_QUESTIONS[:1])
    if isinstance(value[key], list):
        return messages_of(value, key), {key}
    if not isinstance(value[key], str):
        raise Refused(NOT_TEXT, key=key)
    added = value.get("input")
    if key == "instruction" and isinstance(added, str):
        if added:
            losses.note(INPUT_JOINED)
        return [message("user", f"{value[key]}\n{added}" if added else value[key])], {key, "input"}
    return [message("user", value[key])], {key}


def _answer(value: Value, key: str) -> list[Value]:
    answer = value.get(key)
    if isinstance(answer, str):
        return [message("assistant", answer)]
    if isinstance(answer, dict):
        return [answer]
    return messages_of(value, key)


def _split_common(chosen: list[Value], rejected: list[Value]) -> tuple[list[Value], list[list[Value]]]:
    common = 0
    for one, other in zip(chosen, rejected, strict=False):
        if one != other:
            break
        common += 1
    common = min(common, len(chosen) - 1, len(rejected) - 1)
    if common < 1:
        raise Refused(NO_PROMPT)
    return chosen[:common], [chosen[common:], rejected[common:]]
