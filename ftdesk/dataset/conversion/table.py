"""Rows of a table into examples and back: which column is what, told by the header, for a person to change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ftdesk.dataset.conversion.chat import Dialogue, chat_of, dialogue_of
from ftdesk.dataset.conversion.losses import (
    CELL_UNREADABLE,
    CHAT,
    EMPTY_ROW,
    EXTRA_CELLS,
    INPUT_JOINED,
    KEY_LEFT_OUT,
    TABLE,
    Losses,
    Refused,
    Value,
)
from ftdesk.dataset.conversion.spelling import read, write
from ftdesk.dataset.json_text import Style

CELLS = "cells"
"""The one key of a table's row on its way into an example: the list of its cells."""


class Column(StrEnum):
    """What the cells of a column become."""

    LEFT_OUT = "left_out"
    SYSTEM = "system"
    USER = "user"
    INPUT = "input"
    """Follows the question on a line of its own, as Alpaca's does."""
    ASSISTANT = "assistant"
    PROMPT = "prompt"
    COMPLETION = "completion"
    MESSAGES = "messages"
    """JSON: the list of messages."""
    TOOLS = "tools"
    """JSON: the list of tools."""
    EXAMPLE = "example"
    """JSON: a whole example, in rows that the other columns have no room for."""


_NAMES: Mapping[str, Column] = {
    **{column.value: column for column in Column if column is not Column.LEFT_OUT},
    **dict.fromkeys(("system_prompt", "context"), Column.SYSTEM),
    **dict.fromkeys(("question", "instruction", "human", "query"), Column.USER),
    **dict.fromkeys(("answer", "output", "response", "reply", "gpt"), Column.ASSISTANT),
}
_TEXTS = (Column.SYSTEM, Column.USER, Column.ASSISTANT)
CHAT_COLUMNS = (*_TEXTS, Column.EXAMPLE)
PAIR_COLUMNS = (Column.PROMPT, Column.COMPLETION, Column.EXAMPLE)


@dataclass(frozen=True, slots=True)
class TableColumns:
    """The names of a table's columns, and what each becomes."""

    names: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def makes_examples(self) -> bool:
        """Whether there is enough for an example."""
        made = set(self.columns)
        whole = {Column.EXAMPLE, Column.MESSAGES}
        pairs = ({Column.USER, Column.ASSISTANT}, {Column.PROMPT, Column.COMPLETION})
        return bool(made & whole) or any(pair <= made for pair in pairs)


def guess_columns(names: Sequence[str]) -> TableColumns:
    """What the columns of a table are, told by their names; each is taken once, and one without meaning left out."""
    columns: list[Column] = []
    for name in names:
        column = _NAMES.get(name.strip().lower().replace(" ", "_"), Column.LEFT_OUT)
        columns.append(column if column not in columns else Column.LEFT_OUT)
    has = set(columns)
    instead = {
        Column.INPUT: Column.USER if Column.USER not in has else Column.INPUT,
        Column.PROMPT: Column.USER if Column.ASSISTANT in has and Column.USER not in has else Column.PROMPT,
        Column.COMPLETION: Column.ASSISTANT
        if Column.USER in has and Column.ASSISTANT not in has
        else Column.COMPLETION,
    }
    return TableColumns(tuple(names), tuple(instead.get(column, column) for column in columns))


def unnamed_columns(names: Sequence[str]) -> TableColumns:
    """What columns without names are: of two, the question and the answer."""
    pair = (Column.USER, Column.ASSISTANT)
    columns = pair if len(names) == len(pair) else (Column.LEFT_OUT,) * len(names)
    return TableColumns(tuple(names), columns)


def into_training(value: Value, losses: Losses, table: TableColumns) -> Value:
    """An example of a row's cells. Raises `Refused` where there is nothing to make one of."""
    cells: list[str] = value[CELLS]
    if len(cells) > len(table.names):
        losses.note(EXTRA_CELLS, count=len(cells) - len(table.names))
    given: dict[Column, str] = {}
    for name, column, cell in zip(table.names, table.columns, cells, strict=False):
        if column is not Column.LEFT_OUT:
            given[column] = cell
        elif cell:
            losses.note(KEY_LEFT_OUT, key=name, format=CHAT)
    names = dict(zip(table.columns, table.names, strict=True))
    if given.get(Column.EXAMPLE):
        example = _json(given[Column.EXAMPLE], names[Column.EXAMPLE], dict)
        return dict(example)
    made = _made(given, names, losses)
    if given.get(Column.TOOLS) and "messages" in made:
        made["tools"] = _json(given[Column.TOOLS], names[Column.TOOLS], list)
    return made


def out_of_training(value: Value, columns: Sequence[Column]) -> tuple[str, ...]:
    """The cells of an example; one that the texts have no room for stands as JSON in the last cell."""
    cells = dict.fromkeys(columns, "")
    texts = _pair(value) if Column.PROMPT in cells else _texts(value)
    if texts is None:
        cells[Column.EXAMPLE] = write(value, Style())
    else:
        cells |= texts
    return tuple(cells[column] for column in columns)


def _made(given: Mapping[Column, str], names: Mapping[Column, str], losses: Losses) -> Value:
    if given.get(Column.MESSAGES):
        return {"messages": _json(given[Column.MESSAGES], names[Column.MESSAGES], list)}
    if given.get(Column.PROMPT) or given.get(Column.COMPLETION):
        return {"prompt": given.get(Column.PROMPT, ""), "completion": given.get(Column.COMPLETION, "")}
    question, answer = given.get(Column.USER, ""), given.get(Column.ASSISTANT, "")
    if given.get(Column.INPUT):
        losses.note(INPUT_JOINED)
        question = f"{question}\n{given[Column.INPUT]}"
    if not question and not answer:
        raise Refused(EMPTY_ROW)
    return chat_of(Dialogue(given.get(Column.SYSTEM) or None, ((question, answer),)))


def _json(text: str, name: str, kind: type) -> Any:
    try:
        value = read(text)
    except (ValueError, RecursionError):
        raise Refused(CELL_UNREADABLE, key=name) from None
    if not isinstance(value, kind):
        raise Refused(CELL_UNREADABLE, key=name)
    return value


def _pair(value: Value) -> dict[Column, str] | None:
    texts = [value.get("prompt"), value.get("completion")]
    if list(value) != ["prompt", "completion"] or not all(isinstance(text, str) and text for text in texts):
        return None
    return dict(zip(PAIR_COLUMNS[:2], map(str, texts), strict=True))


def _texts(value: Value) -> dict[Column, str] | None:
    """The three texts of a chat, if those are all that it says."""
    losses = Losses()
    try:
        dialogue = dialogue_of(value, losses, TABLE)
    except Refused:
        return None
    question, answer = dialogue.pairs[0]
    if losses.found or len(dialogue.pairs) > 1 or dialogue.system == "" or not (question and answer):
        return None
    made = dict(zip(_TEXTS, (dialogue.system or "", question, answer), strict=True))
    return made if chat_of(dialogue) == value else None  # a null, or an order of keys, that a cell cannot say
