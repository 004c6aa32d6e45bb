"""Reading the dated data that ships with ftdesk and what a person adds to it: one TOML file a provider."""

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from ftdesk.dataset.data_layers import inherited
from ftdesk.errors import FtdeskError
from ftdesk.wording import QT_TRANSLATE_NOOP

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


_FIRST = ("openai", "local")


def precedence(provider: str) -> tuple[int, str]:
    """Sorts providers (by id) as a name without a provider is looked for: openai, local, then the others by name."""
    return (_FIRST.index(provider) if provider in _FIRST else len(_FIRST), provider)


class DataFileUnusable(FtdeskError):
    """A data file that is missing, no TOML, or lacks a field; nothing is guessed in its place."""

    template = QT_TRANSLATE_NOOP("DataFile", "The data file {name} cannot be used: {cause}.")

    def __init__(self, path: Path, cause: str) -> None:
        self.path = path
        self.arguments = {"name": path.name, "cause": cause}
        super().__init__(self.template.format(**self.arguments))


class Table:
    """One table of a data file; every field is asked for by name and type. Raises `DataFileUnusable`."""

    def __init__(self, path: Path, fields: Mapping[str, object]) -> None:
        self.path = path
        self.fields = fields

    def required(self, key: str, kind: type[T]) -> T:
        """The value of a field that must be there."""
        value = self.optional(key, kind)
        if value is None:
            raise DataFileUnusable(self.path, f"{key} is missing")
        return value

    def optional(self, key: str, kind: type[T]) -> T | None:
        """The value of a field, or None."""
        value = self.fields.get(key)
        if value is None or (isinstance(value, kind) and type(value) is kind):
            return value
        raise DataFileUnusable(self.path, f"{key} should be of type {kind.__name__}")

    def choice(self, key: str, kind: type[E]) -> E | None:
        """One of the values of an enumeration, or None."""
        text = self.optional(key, str)
        return None if text is None else self._member(kind, text)

    def choices(self, key: str, kind: type[E]) -> frozenset[E]:
        """Some of the values of an enumeration; the list must be there."""
        return frozenset(self._member(kind, text) for text in self.texts(key))

    def texts(self, key: str, *, required: bool = True) -> tuple[str, ...]:
        """A list of texts; empty where it is missing and not required."""
        found = self.required(key, list) if required else self.optional(key, list)
        return tuple(str(text) for text in found or ())

    def named_texts(self, key: str) -> dict[str, str]:
        """Texts by name, empty where there are none."""
        return {name: str(text) for name, text in (self.optional(key, dict) or {}).items()}

    def amount(self, key: str) -> Decimal | None:
        """An amount of money, 0 or more, or None where it is not known."""
        value = self.fields.get(key)
        if value is None:
            return None
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            amount = Decimal(value)
            if amount.is_finite() and amount >= 0:
                return amount
        raise DataFileUnusable(self.path, f"{key} should be an amount")

    def tables(self, key: str, *, inherit: bool = False) -> "Iterator[Table]":
        """The tables of a list; with `inherit` they have this table's fields where they lack them."""
        for fields in self.optional(key, list) or []:
            if not isinstance(fields, dict):
                raise DataFileUnusable(self.path, f"{key} should hold tables")
            yield Table(self.path, inherited(self.fields, fields) if inherit else fields)

    def _member(self, kind: type[E], text: str) -> E:
        try:
            return kind(text)
        except ValueError as error:
            raise DataFileUnusable(self.path, str(error)) from error


def read_tables(directory: Path) -> Iterator[Table]:
    """Every data file of a folder, by name. Raises `DataFileUnusable`."""
    paths = sorted(directory.glob("*.toml"))
    if not paths:
        raise DataFileUnusable(directory, "there is nothing in it")
    for path in paths:
        yield read_table(path)


def read_table(path: Path) -> Table:
    """One data file. Raises `DataFileUnusable`."""
    try:
        return Table(path, tomllib.loads(path.read_text("utf-8"), parse_float=Decimal))
    except OSError as error:
        raise DataFileUnusable(path, error.strerror or type(error).__name__) from error
    except ValueError as error:  # not TOML, or not UTF-8
        raise DataFileUnusable(path, str(error)) from error


def own_files(directory: Path | None) -> list[Path]:
    """The data files that a person keeps; none where there is no such folder."""
    return sorted(directory.glob("*.toml")) if directory is not None else []
