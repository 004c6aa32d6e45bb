"""What a person adds to the data that ships or changes in it, as the text of data files of the same form."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ftdesk.dataset.cost import Price
from ftdesk.dataset.target import Target

Value = str | int | bool | date | Decimal | list[str]
Row = Mapping[str, object]

_NOT_FIGURES = frozenset({"name", "provider", "encoding", "approximate_reason", "unconfirmed", "sources"})
FIGURES = tuple(field.name for field in fields(Target) if field.name not in _NOT_FIGURES)
"""What a data file says of a provider or a model, with date and source."""
PRICES = (
    "training", "training_per_hour", "input", "cached_input", "output", "minimum_charge", "hosting_per_hour",
)  # fmt: skip
"""The amounts of a price."""


def figures_of(target: Target) -> dict[str, Value]:
    """A target's fields as a data file spells them; what is not known is left out."""
    found = {name: getattr(target, name) for name in FIGURES}
    return {name: _spelled(value) for name, value in found.items() if value is not None}


def changed_row(name: str, figures: Mapping[str, Value], below: Target | None) -> dict[str, object]:
    """The table of a model that says only what differs from what it lies over, with date and source of its own.

    `below` is the model that ships, or what holds for every model of its provider; None: the table says all.
    """
    before = {} if below is None else figures_of(below)
    row: dict[str, object] = {"name": name}
    row |= {
        key: value for key, value in figures.items() if key in ("as_of", "source") or before.get(key) != value
    }
    unknown = sorted(before.keys() - figures.keys())
    return {**row, "unknown": unknown} if unknown else row


def amounts_of(price: Price | None) -> dict[str, Value]:
    """A price's amounts as a data file spells them; what is not known is left out."""
    found = {} if price is None else {name: getattr(price, name) for name in PRICES}
    return {name: amount for name, amount in found.items() if amount is not None}


def with_row(document: Row, key: str, row: Row, same: str) -> dict[str, object]:
    """A data file with this table in a list of tables, in place of one that says the same under `same`."""
    return {**document, key: [*rows_without(document, key, same, row[same]), row]}


def rows_without(document: Row, key: str, same: str, value: object) -> list[Row]:
    """The tables of a list but those that say `value` under `same`."""
    rows = document.get(key, [])
    return (
        [row for row in rows if isinstance(row, dict) and row.get(same) != value]
        if isinstance(rows, list)
        else []
    )


def toml_text(document: Row) -> str:
    """The text of a data file: single values first, then the lists of tables."""
    single = {key: value for key, value in document.items() if not _is_tables(value)}
    lines = [f"{key} = {_toml(value)}" for key, value in single.items()]
    for key, rows in document.items():
        if _is_tables(rows) and isinstance(rows, list):
            for row in rows:
                lines += ["", f"[[{key}]]", *(f"{name} = {_toml(value)}" for name, value in row.items())]
    return "\n".join(lines) + "\n"


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)


def _spelled(value: object) -> Value:
    if isinstance(value, frozenset):
        return sorted(str(one) for one in value)
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, str | int | date | Decimal):
        return value
    raise TypeError(type(value).__name__)


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | Decimal):
        return f"{value}" if isinstance(value, int) else f"{value:f}"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(key)} = {_toml(one)}" for key, one in value.items()) + " }"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
