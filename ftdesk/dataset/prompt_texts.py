"""The system prompts of a file with their texts, and the tokens of such prompts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import orjson

from ftdesk.cancellation import Cancellation
from ftdesk.dataset.bulk_edits import SYSTEM
from ftdesk.dataset.file_check import FileCheck
from ftdesk.dataset.lines import Positions
from ftdesk.dataset.rules.content import text_of

MOST = 200
"""Prompts of a file that are listed: those that most examples have."""


@dataclass(frozen=True, slots=True)
class FilePrompt:
    """A system prompt by its hash (`RowColumns.systems`), with the number of examples that have it."""

    system: int
    examples: int
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class PromptPlaces:
    """The most used prompts, how many examples have each, and a row that does."""

    systems: tuple[int, ...]
    examples: tuple[int, ...]
    row_ids: tuple[int, ...]


def prompt_places(check: FileCheck, most: int = MOST) -> PromptPlaces:
    """Where the prompts of a file stand whose rows were checked and compared, the most used first."""
    prompts, systems = check.comparison.prompts, check.columns.systems
    used = np.flatnonzero((prompts.hashes != 0) & (prompts.counts > 0))
    used = used[np.argsort(-prompts.counts[used], kind="stable")][:most]
    hashes = prompts.hashes[used]
    rows = [int(np.argmax(systems == system)) for system in hashes]
    return PromptPlaces(tuple(hashes.tolist()), tuple(prompts.counts[used].tolist()), tuple(rows))


def rows_with(check: FileCheck, system: int) -> Positions:
    """The ids of the rows that have a prompt now."""
    return np.flatnonzero(check.columns.systems == system)


def read_prompts(
    places: PromptPlaces, read: Callable[[int], bytes], cancellation: Cancellation
) -> list[FilePrompt]:
    """The texts, by reading one row for each, in a thread that may wait. Raises what `read` raises, Cancelled."""
    found = []
    for system, examples, row_id in zip(places.systems, places.examples, places.row_ids, strict=True):
        cancellation.raise_if_set()
        text = _prompt_in(read(row_id))
        if text is not None:
            found.append(FilePrompt(system, examples, text))
    return found


def count_prompts(texts: Sequence[str], encoding: str, vocabulary_directory: Path) -> list[int]:
    """The tokens of messages with these system prompts, in a worker process; an empty text is no message: 0.

    Raises `VocabularyUnusable`.
    """
    from ftdesk.dataset.formats import Format
    from ftdesk.dataset.validation import counter_for

    counter = counter_for(encoding, vocabulary_directory)
    empty = counter.count_example({"messages": []}, Format.CHAT).total
    chats = ({"messages": [{"role": "system", "content": text}]} for text in texts)
    return [
        counter.count_example(chat, Format.CHAT).total - empty if text else 0
        for text, chat in zip(texts, chats, strict=True)
    ]


def _prompt_in(line: bytes) -> str | None:
    """The text of the first system message of a line; None where the line is another by now."""
    try:
        value = orjson.loads(line)
    except ValueError:
        return None
    holder = value.get("input") if isinstance(value, dict) and "messages" not in value else value
    messages = holder.get("messages") if isinstance(holder, dict) else None
    for message in messages if isinstance(messages, list) else ():
        if isinstance(message, dict) and message.get("role") in SYSTEM:
            return text_of(message.get("content"))
    return None
