"""Prompt and completion into chat and back.

The files of the older `/v1/fine-tunes` service end each prompt with a separator, begin each completion with a space
and end it with a mark; in a chat the roles say all that, so these are taken off, and told. Which marks a file has is
seen from its first rows: only marks that the service's preparation tool put there, or that no sentence ends with.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ftdesk.dataset.conversion.chat import Dialogue, chat_of, dialogue_of, messages_of
from ftdesk.dataset.conversion.losses import (
    CHAT,
    NOT_TEXT,
    PAIRS,
    SEPARATOR_TAKEN,
    SEVERAL_TURNS,
    SPACE_TAKEN,
    STOP_TAKEN,
    SYSTEM_JOINED,
    Losses,
    Refused,
    Value,
)
from ftdesk.dataset.shared_texts import SEPARATORS, STOPS

_SEPARATOR = re.compile(r"(?:\s*(?:###|===|---|[-=]*->|[-=]*=>|>>>)\s*|\n\s*)\Z")
_STOP = re.compile(r"(?:\s*(?:###|END|\*\*\*|\+\+\+|&&&|\$\$\$|@@@|%%%|<\|endoftext\|>)\s*|\s*\n\s*)\Z")
_TAKEN = frozenset({"prompt", "completion"})
_FEWEST = 2
"""What only one row ends with is no mark."""


@dataclass(frozen=True, slots=True)
class PairStyle:
    """What stands around the texts of a file."""

    separator: str = ""
    space: str = ""
    stop: str = ""

    @classmethod
    def classic(cls) -> "PairStyle":
        """What the checks of prompts and completions ask for."""
        return cls(SEPARATORS[1], " ", STOPS[0])


def style_of_pairs(values: Iterable[Value]) -> PairStyle:
    """The marks that all of some rows share."""
    pairs = [(value.get("prompt"), value.get("completion")) for value in values]
    prompts = [prompt for prompt, _ in pairs if isinstance(prompt, str) and prompt]
    completions = [completion for _, completion in pairs if isinstance(completion, str) and completion]
    spaced = len(completions) >= _FEWEST and all(text.startswith(" ") for text in completions)
    return PairStyle(_shared(prompts, _SEPARATOR), " " if spaced else "", _shared(completions, _STOP))


def into_chat(value: Value, losses: Losses, style: PairStyle) -> Value:
    """A chat example with one question. Raises `Refused`."""
    if isinstance(value.get("prompt"), list) and isinstance(value.get("completion"), list):
        losses.note_keys_left_out(value, _TAKEN, CHAT)
        return {"messages": messages_of(value, "prompt") + messages_of(value, "completion")}
    for key in ("prompt", "completion"):
        if not isinstance(value.get(key), str):
            raise Refused(NOT_TEXT, key=key)
    losses.note_keys_left_out(value, _TAKEN, CHAT)
    prompt, completion = value["prompt"], value["completion"]
    if style.separator and prompt.endswith(style.separator):
        losses.note(SEPARATOR_TAKEN, text=_visible(style.separator))
        prompt = prompt.removesuffix(style.separator)
    if style.space and completion.startswith(style.space):
        losses.note(SPACE_TAKEN)
        completion = completion.removeprefix(style.space)
    if style.stop and completion.endswith(style.stop):
        losses.note(STOP_TAKEN, text=_visible(style.stop))
        completion = completion.removesuffix(style.stop)
    return chat_of(Dialogue(None, ((prompt, completion),)))


def out_of_chat(value: Value, losses: Losses, style: PairStyle) -> Value:
    """A prompt with its completion. Raises `Refused` where there is more than one question."""
    dialogue = dialogue_of(value, losses, PAIRS)
    if len(dialogue.pairs) > 1:
        raise Refused(SEVERAL_TURNS, count=len(dialogue.pairs), format=PAIRS)
    question, answer = dialogue.pairs[0]
    if dialogue.system is not None:
        losses.note(SYSTEM_JOINED)
        question = f"{dialogue.system}\n\n{question}"
    return {"prompt": question + style.separator, "completion": style.space + answer + style.stop}


def _shared(texts: Sequence[str], mark: re.Pattern[str]) -> str:
    """The mark at the end of all the texts, or nothing."""
    if len(texts) < _FEWEST:
        return ""
    common = texts[0]
    for text in texts:
        while not text.endswith(common):
            common = common[1:]
    found = mark.search(common)
    return found[0] if found is not None else ""


def _visible(text: str) -> str:
    return "“" + text.replace("\n", "\\n") + "”"
