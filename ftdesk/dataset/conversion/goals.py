"""The formats that examples are exported to: what other tools and services take, and the way to each."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ftdesk.dataset.conversion import alpaca, comparisons, dialects, pairs, sharegpt, table
from ftdesk.dataset.conversion.losses import Converted, Losses, Value
from ftdesk.dataset.conversion.pairs import PairStyle
from ftdesk.dataset.conversion.spelling import style_of, write
from ftdesk.dataset.conversion.table import CHAT_COLUMNS, PAIR_COLUMNS
from ftdesk.dataset.conversion.ways import converted


class Goal(StrEnum):
    """A format to export to."""

    AS_IT_IS = "as_it_is"
    AZURE = "azure"
    """As OpenAI's, with a byte order mark at the beginning (Azure's fine-tuning reference, protocol.md 2.1)."""
    NEBIUS = "nebius"
    TOGETHER = "together"
    FIREWORKS = "fireworks"
    MISTRAL = "mistral"
    PAIRS = "pairs"
    SHAREGPT = "sharegpt"
    ALPACA = "alpaca"
    COMPARISON = "comparison"
    CHAT_TABLE = "chat_table"
    PAIR_TABLE = "pair_table"


MARKED = frozenset({Goal.AZURE, Goal.CHAT_TABLE, Goal.PAIR_TABLE})
"""Formats that want a byte order mark: without one a spreadsheet takes UTF-8 for something else."""

TABLES = {Goal.CHAT_TABLE: CHAT_COLUMNS, Goal.PAIR_TABLE: PAIR_COLUMNS}
UNCONVERTED = frozenset({Goal.AS_IT_IS, Goal.AZURE})
"""Every row keeps its spelling."""

ROW_END = b"\r\n"

_DIALECTS = {
    Goal.NEBIUS: dialects.NEBIUS,
    Goal.TOGETHER: dialects.TOGETHER,
    Goal.FIREWORKS: dialects.FIREWORKS,
    Goal.MISTRAL: dialects.MISTRAL,
}


@dataclass(frozen=True, slots=True)
class OutOfTraining:
    """Examples become rows of another format."""

    goal: Goal

    @property
    def line_end(self) -> bytes:
        """Tables have that of RFC 4180."""
        return ROW_END if self.goal in TABLES else b"\n"

    def convert(self, value: Value) -> Converted:
        """The row of the other format."""
        return converted(self._made, value)

    def spelled(self, value: Value, like: str) -> bytes:
        """A line of JSON, or a row of a table."""
        return table_row(value[table.CELLS]) if self.goal in TABLES else write(value, style_of(like)).encode()

    def kept(self, _line: bytes) -> bytes | None:
        """Nothing: another tool takes no row in a format that it does not know."""
        return None

    def _made(self, value: Value, losses: Losses) -> Value:
        if self.goal in _DIALECTS:
            return dialects.into_dialect(value, losses, _DIALECTS[self.goal])
        if self.goal is Goal.PAIRS:
            if list(value) == ["prompt", "completion"]:
                return value
            return pairs.out_of_chat(value, losses, PairStyle.classic())
        if self.goal is Goal.SHAREGPT:
            return sharegpt.out_of_training(value, losses)
        if self.goal is Goal.ALPACA:
            return alpaca.out_of_chat(value, losses)
        if self.goal is Goal.COMPARISON:
            return comparisons.out_of_preference(value, losses)
        if self.goal in TABLES:
            return {table.CELLS: list(table.out_of_training(value, TABLES[self.goal]))}
        return value


def table_row(cells: Iterable[str]) -> bytes:
    """One row of a CSV file without its line end (RFC 4180)."""
    made = io.StringIO()
    csv.writer(made).writerow(cells)  # puts in quotes what has a letter of its line end
    return made.getvalue().encode().removesuffix(ROW_END)
